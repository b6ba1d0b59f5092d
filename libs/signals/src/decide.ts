import { canonicalJson } from '@leptotrace/kernel';
import type { Picture } from './picture';
import type { SentSignal, Signal, SignalBody, SignalType, Subject } from './signal';

/** What was sent last of each key. */
export type Sent = ReadonlyMap<string, SentSignal>;

export const sentBy = (signals: readonly SentSignal[]): Sent =>
  new Map(signals.map((signal) => [signal.key, signal]));

/** Revision up to which the signals speak; -1 before the first. */
export const spokenOf = (signals: readonly SentSignal[]): number =>
  signals.reduce((latest, { asOf }) => Math.max(latest, asOf), -1);

/** Which facts decide may change without a change of what they say. */
const saying = (subject: Subject): string => {
  const { facts: _facts, ...said } = subject;
  if (said.what !== 'response') return canonicalJson(said);
  // The same response at a later visit is no change, unless that visit confirms it.
  return canonicalJson({ what: said.what, value: said.value, confirmation: said.confirmation });
};

/** A subject, as far as an earlier version may not have told all of it. */
type PerhapsUntold = Subject & { readonly confirmation?: unknown; readonly criteria?: unknown };

/** What earlier versions did not tell is `null` in what is held (earlier-versions.ts): it is as it is now. */
const filled = (before: Subject, now: Subject): Subject => {
  const [held, told]: readonly [PerhapsUntold, PerhapsUntold] = [before, now];
  return {
    ...before,
    ...(held.confirmation === null ? { confirmation: told.confirmation } : {}),
    ...(held.criteria === null ? { criteria: told.criteria } : {}),
  } as Subject;
};

/**
 * Nothing to say of it. What was not told of a subject is told with the next facts that decide: it alone, of
 * the same facts, would be the same cause told twice.
 */
const isSaid = (before: Subject, now: Subject): boolean =>
  saying(before) === saying(now) ||
  (saying(filled(before, now)) === saying(now) && canonicalJson(before.facts) === canonicalJson(now.facts));

const TYPES: Readonly<
  Record<Subject['what'], { appeared: SignalType; changed: SignalType; gone: SignalType | null }>
> = {
  progression: {
    appeared: 'ProgressionDetected',
    changed: 'ProgressionRevised',
    gone: 'ProgressionWithdrawn',
  },
  response: { appeared: 'ResponseChanged', changed: 'ResponseChanged', gone: 'ResponseChanged' },
  // Gone without a negative result: retracted, read otherwise, or lost to no drug any more. No clearance.
  resistance: { appeared: 'ResistanceDetected', changed: 'ResistanceDetected', gone: 'ResistanceWithdrawn' },
  // Statements are never taken back, so what touched a decision stays.
  review: { appeared: 'DecisionReviewSuggested', changed: 'DecisionReviewSuggested', gone: null },
};

const isCleared = (subject: Subject | null): boolean =>
  subject?.what === 'resistance' && subject.state === 'cleared';

const typeOf = (before: Subject | null, now: Subject | null): SignalType | null => {
  const types = TYPES[(now ?? before)?.what ?? 'response'];
  // Whoever was never told of a resistance is not told that it is cleared.
  if (!before) return now && !isCleared(now) ? types.appeared : null;
  if (!now) return types.gone;
  if (isSaid(before, now)) return null;
  return isCleared(now) ? 'ResistanceCleared' : types.changed;
};

/**
 * The signals that bring a receiver from what was sent to what is derived now, in the order of their keys.
 * None when nothing changed: deciding again is harmless.
 */
export const signalsFor = (
  sent: Sent,
  picture: Picture,
  question: Pick<SignalBody, 'on' | 'asOf' | 'ruleset'>,
): readonly Signal[] =>
  [...new Set([...sent.keys(), ...picture.keys()])].sort().flatMap((key) => {
    const last = sent.get(key);
    const before = last?.now ?? null;
    const now = picture.get(key) ?? null;
    const type = typeOf(before, now);
    if (!type) return [];
    return [{ type, key, now, before, supersedes: last?.signalId ?? null, ...question }];
  });
