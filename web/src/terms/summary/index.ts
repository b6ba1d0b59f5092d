import type { Fact, FactKind } from '@web/api/types';
import { diagnosisSummary } from './diagnosis';
import {
  adverseEventSummary,
  complicationSummary,
  examSummary,
  performanceSummary,
  pressureSummary,
  qualityOfLifeSummary,
  symptomSummary,
} from './examination';
import { imagingSummary } from './imaging';
import {
  careSummary,
  contactSummary,
  deathSummary,
  otherSummary,
  progressionSummary,
  responseSummary,
} from './outcome';
import {
  chemistrySummary,
  cytologySummary,
  markerSummary,
  molecularSummary,
  punctureSummary,
  specimenSummary,
  tumourCellsSummary,
} from './specimens';
import type { FindFact, Speech, Summary } from './speech';
import {
  doseSummary,
  heldSummary,
  inductionSummary,
  plannedSummary,
  procedureSummary,
  radiotherapySummary,
  resumedSummary,
  startSummary,
  stoppedSummary,
} from './therapy';

export type { FindFact } from './speech';

const SUMMARIES: { readonly [K in FactKind]: Summary<K> } = {
  DiagnosisRecorded: diagnosisSummary,
  SpecimenCollected: specimenSummary,
  LumbarPuncturePerformed: punctureSummary,
  CsfCytologyReported: cytologySummary,
  CsfChemistryReported: chemistrySummary,
  TumorMarkerReported: markerSummary,
  CirculatingTumorCellsReported: tumourCellsSummary,
  MolecularReportIssued: molecularSummary,
  ImagingStudyReported: imagingSummary,
  NeurologicalExamRecorded: examSummary,
  PerformanceStatusRecorded: performanceSummary,
  QualityOfLifeRecorded: qualityOfLifeSummary,
  SymptomRecorded: symptomSummary,
  IntracranialPressureMeasured: pressureSummary,
  AdverseEventRecorded: adverseEventSummary,
  ComplicationRecorded: complicationSummary,
  TherapyStarted: startSummary,
  TherapyDoseChanged: doseSummary,
  TherapyHeld: heldSummary,
  TherapyResumed: resumedSummary,
  TherapyStopped: stoppedSummary,
  TherapyPlanned: plannedSummary,
  RadiotherapyDelivered: radiotherapySummary,
  ProcedurePerformed: procedureSummary,
  InductionCompleted: inductionSummary,
  CareTransitioned: careSummary,
  ResponseStated: responseSummary,
  ProgressionStated: progressionSummary,
  DeathRecorded: deathSummary,
  ContactRecorded: contactSummary,
  OtherFactRecorded: otherSummary,
};

/** One line that says what a fact says, in the source's own numbers and units. */
export const summaryOf = (fact: Fact, speech: Speech, find?: FindFact): string =>
  (SUMMARIES[fact.kind] as Summary<FactKind>)(fact, speech, find);
