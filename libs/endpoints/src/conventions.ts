import { type DayInterval, type EpochDay } from '@leptotrace/kernel';
import { DEFAULTS, type Configuration } from '@leptotrace/rules';

/** Days from `start` to `end`, both counted (0.4): the same day gives 1. */
export const durationDays = (start: EpochDay, end: EpochDay): number => end - start + 1;

/** Plain difference, for interval tests such as the gap rule (0.4): the same day gives 0. */
export const differenceDays = (start: EpochDay, end: EpochDay): number => end - start;

/** Days as months, unrounded (0.4). */
export const monthsOf = (days: number, monthDays: number = DEFAULTS.monthDays): number => days / monthDays;

/** Months for display: two decimals (0.4). */
export const monthsText = (days: number, monthDays: number = DEFAULTS.monthDays): string =>
  monthsOf(days, monthDays).toFixed(2);

/** Largest distance from the last adequate assessment at which fewer than two visits were missed: 2I + W (8.1). */
export const gapLimitDays = ({ scheduleDays, windowDays }: Configuration): number =>
  2 * scheduleDays + windowDays;

export const isExact = ({ dates }: { readonly dates: DayInterval }): boolean => dates.from === dates.to;
