import { type DayInterval, type EpochDay } from '@leptotrace/kernel';

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

/**
 * Facts that make one time point (0.4): those of one visit label; without labels, facts whose span is
 * at most the window. `split` is a day that no group may cross: what lies on or before it is baseline.
 */
export const groupByVisit = <T extends Groupable>(
  items: readonly T[],
  windowDays: number,
  split: EpochDay | null,
): readonly (readonly T[])[] => {
  const side = ({ day }: Groupable): boolean => split !== null && day > split;
  const groups: T[][] = [];
  const byVisit = new Map<string, T[]>();
  let unlabelled: T[] = [];
  const open = (item: T): T[] => {
    const group = [item];
    groups.push(group);
    return group;
  };
  const joins = (item: T): boolean => {
    const [first] = unlabelled;
    return first !== undefined && item.day - first.day <= windowDays && side(item) === side(first);
  };
  for (const item of [...items].sort((a, b) => a.day - b.day || (a.factId < b.factId ? -1 : 1))) {
    if (item.visit === null) {
      if (joins(item)) unlabelled.push(item);
      else unlabelled = open(item);
      continue;
    }
    const key = `${item.visit} ${side(item)}`;
    const visit = byVisit.get(key);
    if (visit) visit.push(item);
    else byVisit.set(key, open(item));
  }
  return groups;
};
