import { intervalOf, parsePartialDate, type DayInterval } from '../../../../libs/kernel/src/partial-date';
import { dayText, type EpochDay, type OccurredOn } from '@web/format/dates';

/** The last day that a date may mean: from then on what it dates has happened. */
export const lastDayOf = (date: string): EpochDay | null => parsePartialDate(date)?.to ?? null;

export const isDay = (date: string): boolean => parsePartialDate(date) !== null;

const DAYS_A_WEEK = 7;

/** Whole weeks from a date to a day; two numbers where the date is partial. */
export const weeksSince = (date: OccurredOn, on: EpochDay): DayInterval => {
  const { from, to } = intervalOf(date);
  return { from: Math.floor((on - to) / DAYS_A_WEEK), to: Math.floor((on - from) / DAYS_A_WEEK) };
};

export { dayText, type EpochDay };
