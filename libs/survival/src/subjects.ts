/** One subject under observation: from `entry` (0 if left out), to `time`. */
export interface Subject {
  readonly time: number;
  readonly event: boolean;
  /** Left truncation: not at risk before or at this time. */
  readonly entry?: number;
}

export interface RiskSet<T> {
  readonly time: number;
  /** At risk at this time: entered before it, still there at it. */
  readonly atRisk: number;
  readonly leaving: readonly T[];
}

const entryOf = ({ entry }: { readonly entry?: number }): number => entry ?? -Infinity;

const ascending = (a: number, b: number): number => a - b;

/** Distinct times at which somebody leaves, each with who leaves and how many are at risk. */
export const riskSets = <T extends { readonly time: number; readonly entry?: number }>(
  subjects: readonly T[],
): readonly RiskSet<T>[] => {
  const byTime = new Map<number, T[]>();
  for (const subject of subjects) {
    const there = byTime.get(subject.time);
    if (there) there.push(subject);
    else byTime.set(subject.time, [subject]);
  }
  const times = [...byTime.keys()].sort(ascending);
  const entries = subjects.map(entryOf).sort(ascending);
  let [entered, left] = [0, 0];
  return times.map((time) => {
    while (entered < entries.length && (entries[entered] as number) < time) entered += 1;
    const leaving = byTime.get(time) as T[];
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
