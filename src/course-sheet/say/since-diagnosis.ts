import { dayText, intervalOf, parsePartialDate, type DayInterval, type OccurredOn } from '@leptotrace/kernel';

/** The day that an answer is about: `2021-05-03`, or both ends of what it may mean. */
export const momentOf = (on: string): DayInterval => {
  const [from, to] = on.split('/').map(parsePartialDate);
  if (!from) throw new RangeError(`not a day: ${on}`);
  return { from: from.from, to: (to ?? from).to };
};

/** The moment looked at, and no later than the death. */
export const untilDeath = (on: string, death: OccurredOn | undefined): string => {
  if (death === undefined) return on;
  const [moment, died] = [momentOf(on), intervalOf(death)];
  const [from, to] = [Math.min(moment.from, died.from), Math.min(moment.to, died.to)].map(dayText);
  return `${from}/${to}`;
};

/** Whole weeks that may lie between a date and the day asked for; `null` where there is no date. */
export const weeksBetween = (since: OccurredOn | null, on: string): DayInterval | null => {
  if (since === null) return null;
  const start = intervalOf(since);
  const moment = momentOf(on);
  const weeks = (days: number): number => Math.max(0, Math.floor(days / 7));
  return { from: weeks(moment.from - start.to), to: weeks(moment.to - start.from) };
};
