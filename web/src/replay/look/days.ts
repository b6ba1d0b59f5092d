import { intervalOf, parsePartialDate, type DayInterval } from '../../../../libs/kernel/src/partial-date';
import { dayText, type EpochDay, type OccurredOn } from '@web/format/dates';

/** The last day that a date may mean: from then on what it dates has happened. */
export const lastDayOf = (date: string): EpochDay | null => parsePartialDate(date)?.to ?? null;

export const isDay = (date: string): boolean => parsePartialDate(date) !== null;

const DAYS_A_WEEK = 7;

/** Whole weeks from a date to a day, and no further than the death; two numbers where a date is partial. */
export const weeksSince = (date: OccurredOn, on: EpochDay, death: OccurredOn | null = null): DayInterval => {
  const { from, to } = intervalOf(date);
  const died = death === null ? { from: on, to: on } : intervalOf(death);
  return {
    from: Math.floor((Math.min(on, died.from) - to) / DAYS_A_WEEK),
    to: Math.floor((Math.min(on, died.to) - from) / DAYS_A_WEEK),
  };
};

export { dayText, type EpochDay };
