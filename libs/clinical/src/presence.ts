import type { Fact, FactKind } from './facts';
import { showsLife } from './signs-of-life';

/**
 * Whether a statement of a kind is one that a visit leaves behind: somebody examined, measured, imaged,
 * punctured or met the patient where it is recorded. The others may be history that a letter brought along,
 * with days on which nobody here knew the patient.
 */
const LEFT_BY_A_VISIT: Readonly<Record<FactKind, boolean>> = {
  DiagnosisRecorded: false,
  // Tissue comes out of an archive as often as out of a patient who is here.
  SpecimenCollected: false,
  LumbarPuncturePerformed: true,
  CsfCytologyReported: false,
  CsfChemistryReported: false,
  TumorMarkerReported: false,
  CirculatingTumorCellsReported: false,
  MolecularReportIssued: false,
  ImagingStudyReported: true,
  NeurologicalExamRecorded: true,
  PerformanceStatusRecorded: true,
  QualityOfLifeRecorded: true,
  SymptomRecorded: false,
  IntracranialPressureMeasured: true,
  AdverseEventRecorded: false,
  ComplicationRecorded: false,
  TherapyStarted: false,
  TherapyDoseChanged: false,
  TherapyHeld: false,
  TherapyResumed: false,
  TherapyStopped: false,
  TherapyPlanned: false,
  RadiotherapyDelivered: false,
  ProcedurePerformed: false,
  InductionCompleted: false,
  CareTransitioned: false,
  ResponseStated: false,
  ProgressionStated: false,
  DeathRecorded: false,
  ContactRecorded: true,
  OtherFactRecorded: false,
};

/** Whether the patient was seen, alive, on the day that the statement speaks of. */
export const showsPresence = (fact: Fact): boolean => LEFT_BY_A_VISIT[fact.kind] && showsLife(fact);
