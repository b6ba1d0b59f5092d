import type { StatementOf } from '@leptotrace/clinical';
import type { Cut } from './compare';
import type { Logged, PatientLog } from './log';
import { believedAt, type Patient } from './patient';
import { concerns } from './review';
import { displayOrder, viewOn, type ViewedFact } from './view';

/** What was said later of a fact that was known already. */
export interface Correction {
  readonly factId: string;
  readonly revision: number;
  readonly recordedAt: string;
  readonly what: 'amended' | 'retracted' | 'reinstated';
}

/** What the head knows about a day that an earlier look at the same day did not. */
export interface SaidLater {
  /** As the head believes them; their day has come, or may have come. Facts taken back again are none. */
  readonly notYetRecorded: readonly ViewedFact[];
  readonly corrections: readonly Correction[];
}

type Correcting = StatementOf<Correction['what']>;

const isCorrecting = (statement: Logged['statement']): statement is Correcting =>
  statement.statement === 'amended' ||
  statement.statement === 'retracted' ||
  statement.statement === 'reinstated';

const correctionIn = ({ statement, revision, recordedAt }: Logged): readonly Correction[] =>
  isCorrecting(statement)
    ? [{ factId: statement.factId, revision, recordedAt, what: statement.statement }]
    : [];

/**
 * Statements behind a cut that touch its day. A correction counts when the fact lay on or before the day
 * as it was believed then, or does as it is believed now: it may have been moved into the day or out of it.
 *
 * @param states the patient as known at the cut and at the head, where they are folded already.
 */
export const saidSince = (
  log: PatientLog,
  { revision, on, zone }: Cut,
  states: { readonly then: Patient; readonly now: Patient } = {
    then: believedAt(log, revision),
    now: believedAt(log),
  },
): SaidLater => {
  const later = log.slice(revision + 1);
  if (later.length === 0) return { notYetRecorded: [], corrections: [] };
  const { then, now } = states;
  const { known, undetermined } = viewOn(now, on, zone);
  return {
    notYetRecorded: [...known, ...undetermined]
      .filter(({ factId }) => !then.facts.has(factId))
      .sort(displayOrder),
    corrections: later
      .flatMap(correctionIn)
      .filter(({ factId }) => then.facts.has(factId) && concerns([now, then], factId, on)),
  };
};
