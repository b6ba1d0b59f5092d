import type { Field } from './fields';

/** What every fact may carry beside its content. */
const COMMON = [
  'timeOfDay',
  'assertedAt',
  'dateBasis',
  'relativeTo',
  'sequence',
  'source',
  'author',
  'note',
  'printed',
  'inferred',
] as const;

/** Optional fields that a report of the kind holds as a rule: shown without unfolding. */
export const USUAL: Readonly<Record<string, readonly string[]>> = {
  DiagnosisRecorded: ['condition', 'histology', 'stage', 'certainty', 'basis'],
  SpecimenCollected: ['site', 'volume'],
  LumbarPuncturePerformed: ['specimenId', 'openingPressure', 'position', 'volume'],
  CsfCytologyReported: ['volume', 'cellCount'],
  MolecularReportIssued: ['lodVaf', 'qc'],
  ImagingStudyReported: ['contrast', 'lesions', 'newLesions', 'nonTargets', 'readerOverall', 'findings'],
  IntracranialPressureMeasured: ['position'],
  SymptomRecorded: ['present', 'grade', 'relation'],
  AdverseEventRecorded: ['grade', 'relation', 'serious'],
  ComplicationRecorded: ['grade', 'relation'],
  TherapyStarted: ['dose', 'schedule', 'intent'],
  TherapyDoseChanged: ['dose', 'schedule', 'direction', 'reason'],
  TherapyHeld: ['reason'],
  TherapyResumed: ['dose', 'schedule'],
  TherapyStopped: ['detail'],
  TherapyPlanned: ['dose', 'schedule', 'route', 'status', 'reason'],
  RadiotherapyDelivered: ['dose', 'fractionDose', 'fractions', 'period'],
  ProcedurePerformed: ['description', 'site'],
  CareTransitioned: ['reasons'],
  ResponseStated: ['sites', 'criterion', 'basis'],
  ProgressionStated: ['sites', 'criterion', 'basis', 'detail'],
  DeathRecorded: ['cause', 'relation'],
  ContactRecorded: ['status'],
  OtherFactRecorded: ['fields'],
};

/** Asked for only when an agent is not in the vocabulary. */
const OF_OTHER_AGENT = ['printedName', 'anticancer'];

export interface Folds {
  readonly first: readonly Field[];
  readonly more: readonly Field[];
  readonly common: readonly Field[];
}

const isCommon = ({ name }: Field): boolean => (COMMON as readonly string[]).includes(name);

/** The fields of a fact: those that are always shown, those under "more", and what every kind has. */
export const foldsOf = (
  kind: string,
  fields: readonly Field[],
  { agent }: { readonly agent: string },
): Folds => {
  const usual = [...(USUAL[kind] ?? []), ...(agent === 'other' ? OF_OTHER_AGENT : [])];
  const isFirst = (field: Field): boolean =>
    field.name === 'occurredOn' || field.required || usual.includes(field.name);
  const own = fields.filter((field) => !isCommon(field));
  return {
    first: own.filter(isFirst),
    more: own.filter((field) => !isFirst(field)),
    common: fields.filter(isCommon),
  };
};
