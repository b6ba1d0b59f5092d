// The shapes of the service itself, types only: a screen that reads what is not answered does not compile.
export type { ListedPatient } from '../../../src/read-models/patients.projection';
export type { DecisionAnswer } from '../../../src/boards/decision.queries';
export type { DerivationAnswer } from '../../../src/derivations/derivation.answer';
export type { RulesetComparison } from '../../../src/derivations/derivation.queries';
export type { EndpointAnswer, EndpointsAnswer, BestAnswer } from '../../../src/derivations/endpoints.answer';
export type { AlterationReply, ResistanceReply } from '../../../src/derivations/resistance.answer';
export type {
  CompartmentAnswer,
  CriterionAnswer,
  StatusAnswer,
  TimePointAnswer,
} from '../../../src/derivations/status.answer';
export type { LineAnswer } from '../../../src/derivations/course.answer';
export type { EvidenceAge } from '../../../src/derivations/evidence.answer';
export type { AnswerHead, FlagAnswer } from '../../../src/derivations/common.answer';
export type { FactAnswer, TimelineAnswer } from '../../../src/timelines/timeline.answer';
export type { ComparisonAnswer, HistoryAnswer } from '../../../src/timelines/timeline.queries';
export type {
  PatientLogAnswer,
  Registration,
  ReplayAnswer,
  SaidSince,
  SinceThen,
  StatementLine,
} from '../../../src/replay/replay.answer';
export type {
  Supposition,
  ToldAbout,
  ValueHistoryAnswer,
  ValueSpan,
  WhatIfAnswer,
  WouldChange,
} from '../../../src/what-if/what-if.answer';
export type { Explained } from '@leptotrace/derivation';
export type { Fact, FactKind, FactOf } from '@leptotrace/clinical';
