import { cyclesOf, type Fact } from '@leptotrace/clinical';
import type { DayInterval, EpochDay } from '@leptotrace/kernel';
import { currentFact, factInterval, type Patient } from './patient';

interface Dated {
  readonly fact: Fact;
  readonly interval: DayInterval;
}

const believedIn = (patient: Patient): readonly Dated[] =>
  [...patient.facts.values()].flatMap((timeline) => {
    const fact = currentFact(timeline);
    const interval = timeline.retraction ? null : factInterval(patient, fact);
    return interval ? [{ fact, interval }] : [];
  });

/** First days on which the cycles that were planned with a start are over, wherever it lies up to a death. */
const afterCycles = ({ fact, interval }: Dated, deaths: readonly Dated[]): readonly EpochDay[] => {
  const told = fact.kind === 'TherapyStarted' ? cyclesOf(fact.schedule) : null;
  if (!told) return [];
  const lasting = told.cycles * told.intervalDays;
  return [interval, ...deaths.map((death) => death.interval)].map(
    ({ to }) => Math.min(to, interval.to) + lasting,
  );
};

/**
 * Days on which time alone may change what is derived of a patient, ascending: the first day that a fact may mean
 * has come, or the last, or the last of its cycles is over. From one of them to the day before the next, every
 * day gives the same.
 */
export const decidingDays = (patient: Patient): readonly EpochDay[] => {
  const believed = believedIn(patient);
  const deaths = believed.filter(({ fact }) => fact.kind === 'DeathRecorded');
  const days = believed.flatMap((dated) => [
    dated.interval.from,
    dated.interval.to,
    ...afterCycles(dated, deaths),
  ]);
  return [...new Set(days)].sort((a, b) => a - b);
};

export interface Turn {
  /** The last day that decided, no earlier than what is known was learned and no later than today. */
  readonly on: EpochDay;
  /** The next one; `null`: time changes nothing any more. */
  readonly next: EpochDay | null;
}

/** Where today stands among the days that decide. */
export const turnOf = (
  days: readonly EpochDay[],
  { learned, today }: { readonly learned: EpochDay; readonly today: EpochDay },
): Turn => ({
  on: Math.max(Math.min(learned, today), days.findLast((day) => day <= today) ?? -Infinity),
  next: days.find((day) => day > today) ?? null,
});
