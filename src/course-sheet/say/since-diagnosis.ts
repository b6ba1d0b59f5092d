import { intervalOf, parsePartialDate, type DayInterval, type OccurredOn } from '@leptotrace/kernel';

/** The day that an answer is about: `2021-05-03`, or both ends of what it may mean. */
export const momentOf = (on: string): DayInterval => {
  const [from, to] = on.split('/').map(parsePartialDate);
  if (!from) throw new RangeError(`not a day: ${on}`);
  return { from: from.from, to: (to ?? from).to };
};

/** Whole weeks that may lie between a date and the day asked for; `null` where there is no date. */
export const weeksBetween = (since: OccurredOn | null, on: string): DayInterval | null => {
  if (since === null) return null;
  const start = intervalOf(since);
  const moment = momentOf(on);
  const weeks = (days: number): number => Math.max(0, Math.floor(days / 7));
  return { from: weeks(moment.from - start.to), to: weeks(moment.to - start.from) };
};
