import type { Fact, FactKind, FactOf } from './facts';

/** When a statement of a kind shows that the patient was alive. */
export type SignOfLife =
  /** On the day that it speaks of: somebody saw, treated or sampled the patient on it. */
  | 'on-its-day'
  /** On the day of its specimen, which a fact of its own records: the day of a report shows nothing. */
  | 'on-the-day-of-its-specimen'
  | 'never';

/**
 * What shows life, by kind (criteria 8.4). The one table for the last day known alive, for
 * the bounds of a death, and for what may lie after one.
 */
export const SIGNS_OF_LIFE: Readonly<Record<FactKind, SignOfLife>> = {
  DiagnosisRecorded: 'on-its-day',
  SpecimenCollected: 'on-its-day',
  LumbarPuncturePerformed: 'on-its-day',
  CsfCytologyReported: 'on-the-day-of-its-specimen',
  CsfChemistryReported: 'on-the-day-of-its-specimen',
  TumorMarkerReported: 'on-the-day-of-its-specimen',
  CirculatingTumorCellsReported: 'on-the-day-of-its-specimen',
  MolecularReportIssued: 'on-the-day-of-its-specimen',
  ImagingStudyReported: 'on-its-day',
  NeurologicalExamRecorded: 'on-its-day',
  PerformanceStatusRecorded: 'on-its-day',
  QualityOfLifeRecorded: 'on-its-day',
  SymptomRecorded: 'on-its-day',
  IntracranialPressureMeasured: 'on-its-day',
  AdverseEventRecorded: 'on-its-day',
  ComplicationRecorded: 'on-its-day',
  TherapyStarted: 'on-its-day',
  TherapyDoseChanged: 'on-its-day',
  TherapyHeld: 'on-its-day',
  TherapyResumed: 'on-its-day',
  TherapyStopped: 'on-its-day',
  TherapyPlanned: 'never',
  RadiotherapyDelivered: 'on-its-day',
  ProcedurePerformed: 'on-its-day',
  InductionCompleted: 'on-its-day',
  CareTransitioned: 'on-its-day',
  ResponseStated: 'on-its-day',
  ProgressionStated: 'on-its-day',
  DeathRecorded: 'never',
  ContactRecorded: 'on-its-day',
  OtherFactRecorded: 'never',
};

const POST_MORTEM = /autops|necrops|obdu(k|z)|post.?mortem|尸检|尸体解剖/i;
const DEAD = /\b(dead|deceased|died|death|exitus|verstorben|gestorben|tot)\b|死亡/i;

/** ECOG 5 and KPS 0 are death; so is grade 5 of an event. */
const isDeath = ({ instrument, value }: FactOf<'PerformanceStatusRecorded'>): boolean =>
  instrument === 'ECOG' ? value === 5 : value === 0;

/** Images can be read, and a response assessed on them, years after the patient was seen. */
const isOffSite = ({ reader }: { readonly reader?: string | undefined }): boolean =>
  reader !== undefined && !/investigator|prüfarzt|研究者/i.test(reader);

type Exceptions = { readonly [K in FactKind]?: (fact: FactOf<K>) => boolean };

/** Statements of a kind that shows life which show none. */
const EXCEPTIONS: Exceptions = {
  DiagnosisRecorded: ({ basis, method }) =>
    (basis ?? []).includes('autopsy') || POST_MORTEM.test(method ?? ''),
  SpecimenCollected: ({ site }) => POST_MORTEM.test(site ?? ''),
  PerformanceStatusRecorded: isDeath,
  AdverseEventRecorded: ({ grade }) => grade === 5,
  ComplicationRecorded: ({ grade }) => grade === 5,
  TherapyStopped: ({ reason }) => reason === 'death' || reason === 'implied-by-switch',
  ProcedurePerformed: ({ procedure, description }) =>
    procedure === 'autopsy' || POST_MORTEM.test(description ?? ''),
  // Declared lost on a day is not seen on it; what `other` means nobody can tell.
  CareTransitioned: ({ to }) => to === 'lost-to-follow-up' || to === 'other',
  ResponseStated: isOffSite,
  ProgressionStated: (fact) => isOffSite(fact) || POST_MORTEM.test(fact.basis ?? ''),
  ContactRecorded: ({ status }) => DEAD.test(status ?? ''),
};

/**
 * Whether the patient was alive on the day that the statement speaks of. What was inferred shows nothing
 * by itself: the statements that it follows from do.
 */
export const showsLife = (fact: Fact): boolean => {
  if (SIGNS_OF_LIFE[fact.kind] !== 'on-its-day' || fact.inferred === true) return false;
  const isException = EXCEPTIONS[fact.kind] as ((fact: Fact) => boolean) | undefined;
  return isException?.(fact) !== true;
};
