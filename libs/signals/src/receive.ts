import type { ProgressionSubject, SentSignal, Subject } from './signal';

/** What a receiver holds that has applied every signal in order: the last word on each key. */
export const receive = (signals: readonly SentSignal[]): ReadonlyMap<string, Subject> => {
  const held = new Map<string, Subject>();
  for (const { key, now } of signals) {
    if (now) held.set(key, now);
    else held.delete(key);
  }
  return held;
};

export const progressionsHeld = (held: ReadonlyMap<string, Subject>): readonly ProgressionSubject[] =>
  [...held.values()].filter((subject) => subject.what === 'progression');
