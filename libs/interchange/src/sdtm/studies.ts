import { compartmentOf } from '@leptotrace/clinical';
import type { JsonObject } from '@leptotrace/kernel';
import { fromRows, join, kept, refuse, type Made, type Mapped } from './facts';
import { lesionIdOf, lesionOf, tumoursOf, type Tumour } from './lesions';
import type { SdtmRecord } from './records';
import { modalityOf, regionOf, whenOf, type When } from './vocabulary';

const cell = ({ domain, cells }: SdtmRecord, name: string): string | undefined => cells[`${domain}${name}`];

/** Who assessed: the evaluator and, among several of a kind, which one. */
export const evaluatorOf = (record: SdtmRecord): string =>
  [cell(record, 'EVAL') ?? 'INVESTIGATOR', cell(record, 'EVALID')].filter(Boolean).join(' ').toUpperCase();

/**
 * Readings of several evaluators are never mixed into one sum: one of them makes the facts, the one
 * whose records are marked as accepted, else the investigator, else the first by name.
 */
export const acceptedEvaluator = (records: readonly SdtmRecord[]): string | null => {
  const accepted = records.find((record) => cell(record, 'ACPTFL') === 'Y');
  if (accepted) return evaluatorOf(accepted);
  const all = [...new Set(records.map(evaluatorOf))].sort();
  return all.find((name) => name === 'INVESTIGATOR') ?? all[0] ?? null;
};

interface Reading {
  readonly record: SdtmRecord;
  readonly tumour: Tumour;
  readonly when: When;
}

/** Lesions of one compartment, read on one day, at one visit, by one method. */
const studyKey = ({ record, tumour, when }: Reading): string =>
  [
    'study',
    cell(record, 'VISIT') ?? cell(record, 'VISITNUM') ?? '',
    when.occurredOn,
    modalityOf(cell(record, 'METHOD')),
    compartmentOf(tumour.site),
  ].join('/');

const groupBy = <T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const there = groups.get(key(item));
    if (there) there.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
};

const isNew = ({ tumour }: Reading): boolean => tumour.role === 'new';

const newLesionOf = ({ record, tumour }: Reading): JsonObject => ({
  lesionId: tumour.lesionId,
  site: tumour.site,
  equivocal: /(^|[^N])EQUIVOCAL/i.test((cell(record, 'STRESC') ?? '').replace(/UNEQUIVOCAL/i, '')),
});

const visitOf = (record: SdtmRecord): string | undefined => record.cells['VISIT'] ?? record.cells['VISITNUM'];

const studyOf = (key: string, readings: readonly Reading[]): Mapped => {
  const [first] = readings as readonly [Reading, ...Reading[]];
  const byLesion = groupBy(readings, ({ tumour }) => tumour.lesionId);
  const lesions = [...byLesion.values()].map((own) => {
    const results = own.map(({ record }) => record).filter(({ domain }) => domain === 'TR');
    return results.length === 0 ? null : lesionOf((own[0] as Reading).tumour, results);
  });
  const refused = lesions.flatMap((read) => read?.refused ?? []);
  if (refused.length > 0) return { made: [], refused };
  const measured = lesions.flatMap((read) => (read?.lesion ? [read.lesion] : []));
  const fresh = [...byLesion.values()].flatMap((own) => own.filter(isNew).slice(0, 1).map(newLesionOf));
  const rows = readings.map(({ record }) => record);
  const fact = fromRows(rows, {
    kind: 'ImagingStudyReported',
    ...first.when,
    visit: visitOf(first.record),
    modality: modalityOf(rows.map((record) => cell(record, 'METHOD')).find(Boolean)),
    regions: [...new Set(readings.map(({ tumour }) => regionOf(tumour.site)))].sort(),
    ...(measured.length > 0 ? { lesions: measured } : {}),
    ...(fresh.length > 0 ? { newLesions: fresh } : {}),
  });
  return { made: [{ key, rows, fact }], refused: [] };
};

const dateColumn = (record: SdtmRecord): string => `${record.domain}DTC`;

/** TU and TR rows of one subject as imaging studies; what belongs to no lesion is kept as it is. */
export const studiesOf = (records: readonly SdtmRecord[], fallbackDay: string): Mapped => {
  const own = records.filter(({ domain }) => domain === 'TU' || domain === 'TR');
  const evaluator = acceptedEvaluator(own);
  const tumours = tumoursOf(own.filter((record) => evaluatorOf(record) === evaluator));
  const readings: Reading[] = [];
  const others: Made[] = [];
  const refused: Mapped[] = [];
  for (const record of own) {
    const when = whenOf(record.cells[dateColumn(record)]);
    const tumour = tumours.get(lesionIdOf(record) ?? '');
    const dated = record.cells[dateColumn(record)];
    if (dated !== undefined && when === null)
      refused.push(
        refuse(
          record,
          dateColumn(record),
          `${JSON.stringify(dated)} is not a date`,
          'Write an ISO 8601 date, as far as it is known.',
        ),
      );
    else if (!tumour || evaluatorOf(record) !== evaluator || when === null)
      others.push(kept(record, when?.occurredOn ?? fallbackDay));
    else readings.push({ record, tumour, when });
  }
  const studies = [...groupBy(readings, studyKey)].map(([key, group]) => studyOf(key, group));
  return join([...studies, ...refused, { made: others, refused: [] }]);
};
