import { inBaseUnit, type Fact, type FactKind } from '@leptotrace/clinical';
import { canonicalJson, dayText, groupBy, type JsonValue } from '@leptotrace/kernel';
import type { Patient } from '../patient';
import { found, ofKind, type Check, type Dated, type Of } from './model';

type Study = Of<'ImagingStudyReported'>;
type Lesion = NonNullable<Study['fact']['lesions']>[number];

interface Reading {
  readonly factId: string;
  readonly lesion: Lesion;
}

/** Readings of one lesion by one reader at one visit on one day; two modalities may well differ. */
const readingsByLesion = (studies: readonly Study[]): ReadonlyMap<string, readonly Reading[]> =>
  groupBy(
    studies.flatMap(({ factId, fact, interval }) =>
      (fact.lesions ?? []).map((lesion) => ({
        factId,
        lesion,
        key: `${lesion.lesionId} ${interval.from} ${interval.to} ${fact.modality} ${fact.reader ?? ''}`,
      })),
    ),
    ({ key }) => key,
  );

const SIZES = ['longestDiameter', 'shortAxis', 'perpendicularDiameter'] as const;

const inMm = (lesion: Lesion, field: (typeof SIZES)[number]): number | null => {
  const size = lesion[field];
  // Hundredths of a millimetre are what is stored (0.4).
  return size ? Math.round(inBaseUnit(size.value, size.unit) * 100) / 100 : null;
};

const sizesOf = (readings: readonly Reading[]): readonly (readonly number[])[] =>
  SIZES.map((field) =>
    [...new Set(readings.flatMap(({ lesion }) => inMm(lesion, field) ?? []))].sort((a, b) => a - b),
  );

const lesionCheck = (readings: readonly Reading[]): readonly Check[] => {
  const [first] = readings;
  if (!first || readings.length < 2) return [];
  const ids = [...new Set(readings.map(({ factId }) => factId))].sort();
  const { lesionId } = first.lesion;
  const twice = sizesOf(readings).find((sizes) => sizes.length > 1);
  const states = new Set(readings.map(({ lesion }) => lesion.state));
  return [
    ...(twice
      ? [found('two-sizes', ids, `lesion ${lesionId} is ${twice.join(' mm and ')} mm at one visit`)]
      : []),
    ...(states.has('not-evaluable') && states.size > 1
      ? [
          found(
            'number-beside-not-evaluable',
            ids,
            `lesion ${lesionId} is not evaluable, and ${[...states]
              .filter((state) => state !== 'not-evaluable')
              .sort()
              .join(', ')}`,
          ),
        ]
      : []),
  ];
};

/** Kinds that report something found once; a symptom or a contact may well be told twice. */
const REPORTS: ReadonlySet<FactKind> = new Set<FactKind>([
  'ImagingStudyReported',
  'MolecularReportIssued',
  'CsfCytologyReported',
  'CsfChemistryReported',
  'TumorMarkerReported',
  'NeurologicalExamRecorded',
]);

/** What is reported, without what is said of the report. */
const contentOf = (fact: Fact): string => {
  const { source: _source, note: _note, sequence: _sequence, printed: _printed, ...content } = fact;
  return canonicalJson(content as unknown as JsonValue);
};

const sameReports = (facts: readonly Dated[]): readonly Check[] => {
  // Content is compared only where day and kind are the same: most reports have no double.
  const groups = groupBy(
    facts.filter(({ fact }) => REPORTS.has(fact.kind)),
    ({ fact, interval }) => `${fact.kind} ${interval.from} ${interval.to}`,
  );
  return [...groups.values()].flatMap((group) =>
    group.length < 2
      ? []
      : [...groupBy(group, ({ fact }) => contentOf(fact)).values()].flatMap((same) =>
          same.length < 2
            ? []
            : [
                found(
                  'same-report-twice',
                  same.map(({ factId }) => factId).sort(),
                  `${same[0]?.fact.kind ?? ''} stands twice with the same content`,
                ),
              ],
        ),
  );
};

const DAYS_A_YEAR = 365.25;

/** Year of birth against the age at the first diagnosis: both are years, so one year apart is the same. */
const birthYears = ({ registration }: Patient, facts: readonly Dated[]): readonly Check[] => {
  const { yearOfBirth, ageAtDiagnosis } = registration ?? {};
  const first = facts
    .filter(({ fact }) => fact.kind === 'DiagnosisRecorded' && fact.what === 'primary-nsclc')
    .sort((a, b) => a.interval.from - b.interval.from || (a.factId < b.factId ? -1 : 1))[0];
  if (yearOfBirth === undefined || ageAtDiagnosis === undefined || !first) return [];
  const earliest = Number(dayText(first.interval.from).slice(0, 4)) - ageAtDiagnosis - 1;
  const latest = Number(dayText(first.interval.to).slice(0, 4)) - ageAtDiagnosis;
  return yearOfBirth < earliest || yearOfBirth > latest
    ? [
        found(
          'two-birth-years',
          [first.factId],
          `born ${yearOfBirth}, and ${ageAtDiagnosis} years old at a diagnosis ${Math.round((first.interval.from / DAYS_A_YEAR + 1970 - yearOfBirth) * 10) / 10} years later`,
        ),
      ]
    : [];
};

/** One thing that is said twice, and not the same. */
export const saidTwiceChecks = (patient: Patient, facts: readonly Dated[]): readonly Check[] => [
  ...[...readingsByLesion(ofKind(facts, 'ImagingStudyReported')).values()].flatMap(lesionCheck),
  ...sameReports(facts),
  ...birthYears(patient, facts),
];
