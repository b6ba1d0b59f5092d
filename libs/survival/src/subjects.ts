import { groupBy } from '@leptotrace/kernel';
/** One subject under observation: from `entry` (0 if left out), to `time`. */
export interface Subject {
  readonly time: number;
  readonly event: boolean;
  /** Left truncation: not at risk before or at this time. */
  readonly entry?: number;
}

interface Observed {
  readonly time: number;
  readonly entry?: number;
}

/** Entered before a time. */
const hasEntered = ({ entry }: Observed, time: number): boolean => entry === undefined || entry < time;

/** Entered before a time and still there at it: the one place that says who is at risk. */
export const isAtRisk = (subject: Observed, time: number): boolean =>
  subject.time >= time && hasEntered(subject, time);

/**
 * Who was under observation for some time at least. Who left on entering, or before, was never at risk:
 * an event of such a subject would be one among people to whom it does not belong.
 */
export const everAtRisk = <T extends Observed>(
  subjects: readonly T[],
): { readonly kept: readonly T[]; readonly neverAtRisk: number } => {
  const kept = subjects.filter((subject) => isAtRisk(subject, subject.time));
  return { kept, neverAtRisk: subjects.length - kept.length };
};

export interface RiskSet<T> {
  readonly time: number;
  /** At risk at this time: entered before it, still there at it. */
  readonly atRisk: number;
  readonly leaving: readonly T[];
}

const entryOf = ({ entry }: Observed): number => entry ?? -Infinity;

const ascending = (a: number, b: number): number => a - b;

/** Distinct times at which somebody of those ever at risk leaves, each with who leaves and how many are at risk. */
export const riskSets = <T extends Observed>(all: readonly T[]): readonly RiskSet<T>[] => {
  const subjects = everAtRisk(all).kept;
  const byTime = groupBy(subjects, ({ time }) => time);
  const times = [...byTime.keys()].sort(ascending);
  const entries = subjects.map(entryOf).sort(ascending);
  let [entered, left] = [0, 0];
  return times.map((time) => {
    while (entered < entries.length && (entries[entered] as number) < time) entered += 1;
    const leaving = byTime.get(time) as readonly T[];
    const atRisk = entered - left;
    left += leaving.length;
    return { time, atRisk, leaving };
  });
};

/**
 * Those still under observation without event after a landmark, with the clock started there (9.2). An
 * event on the landmark itself lies before it.
 */
export const landmark = (
  subjects: readonly Subject[],
  at: number,
): { readonly kept: readonly Subject[]; readonly excluded: number } => {
  const kept = subjects
    .filter(({ time, entry }) => time > at && (entry === undefined || entry <= at))
    .map(({ time, event }) => ({ time: time - at, event }));
  return { kept, excluded: subjects.length - kept.length };
};
