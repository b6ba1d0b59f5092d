import { compartmentOf, type Compartment } from '@leptotrace/clinical';
import { groupBy, type JsonObject } from '@leptotrace/kernel';
import type { Unused } from '../rows';
import { cell, fromRows, join, kept, refuse, resultOf, type Made, type Mapped } from './facts';
import { lesionOf, type LesionRead, type Tumour } from './lesions';
import { IMAGING, tumourFinder, whyNot } from './placement';
import { acceptanceIn, acceptedOf, evaluatorOf, firstEvaluator, readerOf, visitOf } from './readers';
import type { SdtmRecord } from './records';
import { DATE_MEND, isKnownLocation, modalityOf, regionAt, whenOf, type When } from './vocabulary';

interface Reading {
  readonly record: SdtmRecord;
  readonly tumour: Tumour;
  readonly when: When;
}

/** What holds for all readings of a subject. */
interface Readings {
  readonly first: string | null;
  readonly accepted: (record: SdtmRecord) => boolean | undefined;
}

/** A study that a procedure of imaging tells of, whatever was seen. */
export interface Imaged {
  readonly record: SdtmRecord;
  readonly when: When;
  readonly modality: string;
  readonly regions: readonly string[];
}

const compartmentsOf = (region: string): Compartment =>
  ['brain', 'spine', 'neuraxis'].includes(region) ? 'cns' : 'non-cns';

/** Lesions of one compartment, read by one reader on one day, at one visit, by one method. */
const studyKey =
  ({ first }: Readings) =>
  ({ record, tumour, when }: Reading): string =>
    [
      'study',
      visitOf(record) ?? '',
      when.occurredOn,
      modalityOf(cell(record, 'METHOD')),
      compartmentOf(tumour.site),
      ...(evaluatorOf(record) === first ? [] : [evaluatorOf(record)]),
    ].join('/');

const isNew = ({ tumour }: Reading): boolean => tumour.role === 'new';

const isEquivocal = ({ record }: Reading): boolean =>
  /(^|[^N])EQUIVOCAL/i.test((resultOf(record) ?? '').replace(/UNEQUIVOCAL/gi, ''));

/** One word of doubt among the rows about it makes a new lesion equivocal, whichever row it stands in. */
const newLesionOf = (own: readonly Reading[]): JsonObject => ({
  lesionId: own[0]?.tumour.lesionId,
  site: own[0]?.tumour.site,
  equivocal: own.some(isEquivocal),
});

const unclearOf = (key: string, own: readonly Reading[], { unclear }: LesionRead): Mapped => {
  if (unclear.length === 0) return { made: [] };
  const rows = own.map(({ record }) => record);
  const [first] = own as readonly [Reading, ...Reading[]];
  const term = unclear.join('; ').slice(0, 300);
  const reason = 'cannot be read, or stands against itself: the lesion is not evaluable here';
  return {
    made: [
      {
        key: `unclear/${key}/${first.tumour.lesionId}`,
        rows,
        fact: fromRows(rows, {
          kind: 'OtherFactRecorded',
          occurredOn: first.when.occurredOn,
          label: 'sdtm-tr-unclear',
          unread: { wouldBe: 'ImagingStudyReported', reason: `${term}: ${reason}`.slice(0, 400) },
        }),
      },
    ],
    unused: [{ domain: 'TR', term, reason, rows: rows.map(({ row }) => row) }],
  };
};

const byRow = (a: SdtmRecord, b: SdtmRecord): number =>
  `${a.domain}${cell(a, 'SEQ')?.padStart(9, '0') ?? ''}` <
  `${b.domain}${cell(b, 'SEQ')?.padStart(9, '0') ?? ''}`
    ? -1
    : 1;

const sorted = (texts: readonly string[]): string[] => [...new Set(texts)].sort();

const methodOf = (rows: readonly SdtmRecord[]): string =>
  modalityOf(sorted(rows.flatMap((record) => cell(record, 'METHOD') ?? []))[0]);

const lesionsOf = (own: readonly Reading[]): LesionRead | null => {
  const results = own.map(({ record }) => record).filter(({ domain }) => domain === 'TR');
  return results.length === 0 ? null : lesionOf((own[0] as Reading).tumour, results);
};

/** Of rows of one study: the first time of day that one of them states, whichever row it is. */
const timeOf = (readings: readonly Reading[]): string | undefined =>
  sorted(readings.flatMap(({ when }) => when.timeOfDay ?? []))[0];

const isSameStudy = (imaged: Imaged, { when }: Reading, modality: string): boolean =>
  imaged.when.occurredOn === when.occurredOn && imaged.modality === modality;

const studyOf = (
  key: string,
  readings: readonly Reading[],
  { accepted }: Readings,
  imaged: readonly Imaged[],
): Mapped => {
  const [first] = readings as readonly [Reading, ...Reading[]];
  const byLesion = groupBy(readings, ({ tumour }) => tumour.lesionId);
  const ids = [...byLesion.keys()].sort();
  const groups = ids.map((id) => byLesion.get(id) as readonly Reading[]);
  const read = groups.map((own) => [own, lesionsOf(own)] as const);
  const lesions = read.flatMap(([, found]) => found?.lesions ?? []);
  const fresh = groups.filter((own) => own.some(isNew)).map(newLesionOf);
  const rows = readings.map(({ record }) => record).sort(byRow);
  const modality = methodOf(rows);
  const own = imaged.filter((each) => isSameStudy(each, first, modality));
  const compartment = compartmentOf(first.tumour.site);
  const regions = [
    ...readings.map(({ tumour }) => regionAt(tumour.site, tumour.location)),
    ...own.flatMap(({ regions: seen }) => seen.filter((region) => compartmentsOf(region) === compartment)),
  ];
  const results = rows.filter(({ domain }) => domain === 'TR');
  const fact = fromRows([...rows, ...own.map(({ record }) => record)], {
    kind: 'ImagingStudyReported',
    occurredOn: first.when.occurredOn,
    timeOfDay: timeOf(readings),
    visit: visitOf(first.record),
    // All of one evaluator; some rows may leave the name out.
    reader: sorted(rows.flatMap((record) => readerOf(record) ?? []))[0],
    accepted: acceptedOf((results.length > 0 ? results : rows).map(accepted)),
    modality,
    regions: sorted(regions),
    ...(lesions.length > 0 ? { lesions } : {}),
    ...(fresh.length > 0 ? { newLesions: fresh } : {}),
  });
  return join([
    { made: [{ key, rows, fact }], refused: read.flatMap(([, found]) => found?.refused ?? []) },
    ...read.map(([mine, found]) => (found ? unclearOf(key, mine, found) : { made: [] })),
  ]);
};

const unknownPlaces = (readings: readonly Reading[]): Mapped => {
  const rows = readings.filter(
    ({ record, tumour }) => record.domain === 'TU' && !isKnownLocation(tumour.location),
  );
  return join(
    rows.map(({ record, tumour, when }) => {
      const term = tumour.location ?? 'TULOC';
      const reason = 'a location that is not known here: counted outside the central nervous system';
      const { made, unused } = kept(record, when.occurredOn, { term, reason, wouldBe: IMAGING });
      return {
        made: made.map((each): Made => ({ ...each, key: `location/${each.key}` })),
        unused: unused as readonly Unused[],
      };
    }),
  );
};

const ownStudy = ({ record, when, modality, regions }: Imaged): Mapped => ({
  made: [
    {
      key: `imaged/${record.domain}/${cell(record, 'SEQ') ?? when.occurredOn}`,
      rows: [record],
      fact: fromRows([record], {
        kind: IMAGING,
        ...when,
        visit: visitOf(record),
        modality,
        regions: sorted(regions),
      }),
    },
  ],
});

/** TU and TR rows of one subject as imaging studies; what belongs to no lesion is kept as it is. */
export const studiesOf = (
  records: readonly SdtmRecord[],
  fallbackDay: string,
  imaged: readonly Imaged[],
): Mapped => {
  const own = records.filter(({ domain }) => domain === 'TU' || domain === 'TR');
  const all: Readings = { first: firstEvaluator(own), accepted: acceptanceIn(own) };
  const tumourOf = tumourFinder(own);
  const readings: Reading[] = [];
  const others: Mapped[] = [];
  for (const record of own) {
    const dated = cell(record, 'DTC');
    const when = whenOf(dated);
    const tumour = tumourOf(record);
    const reason = whyNot(record, tumour, when);
    if (dated !== undefined && when === null)
      others.push(refuse(record, `${record.domain}DTC`, `${JSON.stringify(dated)} is not a date`, DATE_MEND));
    else if (reason) others.push(kept(record, when?.occurredOn ?? fallbackDay, reason));
    else readings.push({ record, tumour: tumour as Tumour, when: when as When });
  }
  const studies = [...groupBy(readings, studyKey(all))];
  const alone = imaged.filter(
    (each) =>
      !studies.some(([, group]) =>
        isSameStudy(each, group[0] as Reading, methodOf(group.map(({ record }) => record))),
      ),
  );
  return join([
    ...studies.map(([key, group]) => studyOf(key, group, all, imaged)),
    ...others,
    ...alone.map(ownStudy),
    unknownPlaces(readings),
  ]);
};
