import { occurrenceBy, parsePartialDate, type DayInterval } from '@leptotrace/kernel';
import type { Logged, PatientLog } from './log';
import { believedAt, currentFact, factInterval, type BoardDecision, type Patient } from './patient';

export interface ReviewReason {
  readonly factId: string;
  readonly revision: number;
  readonly why: 'recorded-late' | 'amended' | 'retracted' | 'reinstated';
  readonly kind: string;
}

/** Later statements touch what a decision stood on. A question to the board, never an answer. */
export interface DecisionReview {
  readonly type: 'DecisionReviewSuggested';
  readonly decisionId: string;
  readonly pinnedRevision: number;
  readonly asOf: number;
  readonly because: readonly ReviewReason[];
}

const WHY = { amended: 'amended', retracted: 'retracted', reinstated: 'reinstated' } as const;

/** May the fact, in any of these states of knowledge, have happened by the day? */
export const concerns = (states: readonly Patient[], factId: string, on: DayInterval): boolean =>
  states.some((patient) => {
    const fact = patient.facts.get(factId);
    const interval = fact ? factInterval(patient, currentFact(fact)) : null;
    return interval !== null && occurrenceBy(interval, on) !== 'later';
  });

const reasonOf = (entry: Logged, states: readonly Patient[], on: DayInterval): ReviewReason | null => {
  const { statement, revision } = entry;
  switch (statement.statement) {
    case 'recorded':
      return concerns(states, statement.factId, on)
        ? { factId: statement.factId, revision, why: 'recorded-late', kind: statement.fact.kind }
        : null;
    case 'amended':
    case 'retracted':
    case 'reinstated': {
      const fact = states
        .map((state) => state.facts.get(statement.factId))
        .find((found) => found !== undefined);
      return fact && concerns(states, statement.factId, on)
        ? { factId: statement.factId, revision, why: WHY[statement.statement], kind: currentFact(fact).kind }
        : null;
    }
    default:
      return null;
  }
};

/**
 * Compares what a decision stood on with what is known at `asOf`: facts recorded after it that may
 * lie before its day, and corrections of facts it may have seen. `null` when nothing touches it.
 *
 * @param now the patient as known at `asOf`, where that is folded already.
 */
export const reviewOf = (
  log: PatientLog,
  { decision }: BoardDecision,
  asOf: number,
  now = believedAt(log, asOf),
): DecisionReview | null => {
  const on = parsePartialDate(decision.on);
  if (!on) return null;
  const states = [now, believedAt(log, decision.knownRevision)];
  const because = log
    .filter(({ revision }) => revision > decision.knownRevision && revision <= asOf)
    .flatMap((entry) => reasonOf(entry, states, on) ?? []);
  return because.length === 0
    ? null
    : {
        type: 'DecisionReviewSuggested',
        decisionId: decision.decisionId,
        pinnedRevision: decision.knownRevision,
        asOf,
        because,
      };
};
