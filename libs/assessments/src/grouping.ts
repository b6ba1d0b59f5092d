import { type DayInterval, type EpochDay, groupBy } from '@leptotrace/kernel';

/** What a fact needs so that it can be sorted into time points. */
export interface Groupable {
  readonly day: EpochDay;
  readonly dates: DayInterval;
  readonly factId: string;
  readonly visit: string | null;
}

/** Earliest and latest day that any of them may mean. */
export const dayHull = (items: readonly Pick<Groupable, 'dates'>[]): DayInterval => ({
  from: Math.min(...items.map(({ dates }) => dates.from)),
  to: Math.max(...items.map(({ dates }) => dates.to)),
});

/** One visit name in every spelling of it; `null`: no name. */
export const visitName = (visit: string | null | undefined): string | null =>
  visit?.trim().toUpperCase().replace(/\s+/g, ' ') || null;

interface OpenGroup<T> {
  readonly first: EpochDay;
  readonly names: Set<string | null>;
  readonly items: T[];
}

/** What one day holds, whatever its visits are called; in one order whatever the order of recording. */
const daysOf = <T extends Groupable>(items: readonly T[]): readonly (readonly T[])[] => {
  const sorted = [...items].sort((a, b) => a.day - b.day || (a.factId < b.factId ? -1 : 1));
  return [...groupBy(sorted, ({ day }) => day).values()];
};

/**
 * Facts that make one time point (criteria 0.4): those of one day, whatever their
 * visits are called; then those of one visit name; those without a name by their span. No group is longer
 * than the window, so that a name used again later ("unscheduled") is a visit of its own. `split` is a day
 * that no group may cross: what lies on or before it is baseline.
 */
export const groupByVisit = <T extends Groupable>(
  items: readonly T[],
  windowDays: number,
  split: EpochDay | null,
): readonly (readonly T[])[] => {
  const isAfterSplit = (day: EpochDay): boolean => split !== null && day > split;
  const groups: OpenGroup<T>[] = [];
  for (const day of daysOf(items)) {
    const on = day[0]?.day as EpochDay;
    const names = new Set(day.map(({ visit }) => visitName(visit)));
    const group = groups.findLast(
      (open) =>
        on - open.first <= windowDays &&
        isAfterSplit(on) === isAfterSplit(open.first) &&
        [...names].some((name) => open.names.has(name)),
    );
    if (group) {
      group.items.push(...day);
      for (const name of names) group.names.add(name);
    } else groups.push({ first: on, names, items: [...day] });
  }
  return groups.map((group) => group.items);
};
