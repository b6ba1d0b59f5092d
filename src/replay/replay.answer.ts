import type { Change } from '@leptotrace/kernel';
import type { DecisionAnswer } from '../boards/decision.queries';
import type { EndpointsAnswer } from '../derivations/endpoints.answer';
import type { ResistanceReply } from '../derivations/resistance.answer';
import type { StatusAnswer } from '../derivations/status.answer';
import type { FactAnswer, TimelineAnswer } from '../timelines/timeline.answer';

/** What was said of a fact after the moment that is looked at. */
export interface SaidSince {
  readonly factId: string;
  readonly revision: number;
  readonly recordedAt: string;
  readonly what: 'amended' | 'retracted' | 'reinstated';
}

/** What the head knows about the same day and the moment looked at did not. */
export interface SinceThen {
  /** Facts recorded since, as the head believes them; they lie, or may lie, on or before the day. */
  readonly notYetRecorded: readonly FactAnswer[];
  /** Corrections since of facts that were known then. */
  readonly corrections: readonly SaidSince[];
}

/** Everything that a look at a course shows, of one instant of the log: the parts cannot disagree. */
export interface ReplayAnswer {
  readonly patientId: string;
  readonly on: string;
  readonly revision: number;
  /** Last revision of the log: `revision` equals it when nothing newer is left out. */
  readonly head: number;
  readonly timeline: TimelineAnswer;
  readonly status: StatusAnswer;
  readonly endpoints: EndpointsAnswer;
  readonly resistance: ResistanceReply;
  readonly decisions: readonly DecisionAnswer[];
  readonly since: SinceThen;
  /** Names this answer: whoever sends it back is told what is different in another one. */
  readonly token: string;
  readonly notice: string;
}

/** Another look at the same course, as what is different in it. */
export interface ReplayChange {
  /** Last revision of the log. */
  readonly head: number;
  readonly change: Change;
}

/** One statement of a patient's log, without its content: what the knowledge axis is drawn from. */
export interface StatementLine {
  readonly revision: number;
  readonly recordedAt: string;
  readonly actor: string;
  readonly statement:
    'registered' | 'recorded' | 'amended' | 'retracted' | 'reinstated' | 'decided' | 'erased';
  readonly factId: string | null;
  readonly decisionId: string | null;
  /** Kind of the fact that is spoken of. */
  readonly kind: string | null;
  readonly reason: string | null;
  /** Taken in from a source that recorded it elsewhere. */
  readonly imported: boolean;
}

export interface Registration {
  readonly study: string | null;
  readonly site: string | null;
  readonly pseudonym: string | null;
  readonly sex: string | null;
  readonly yearOfBirth: number | null;
  readonly ageAtDiagnosis: number | null;
  /** To be shown wherever the course is shown. */
  readonly attribution: string | null;
}

export interface PatientLogAnswer {
  readonly patientId: string;
  readonly revision: number;
  readonly registration: Registration;
  readonly statements: readonly StatementLine[];
  /** Time zone of the site, in which instants have their days. */
  readonly zone: string;
  readonly notice: string;
}
