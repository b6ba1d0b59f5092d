import { dayText, parsePartialDate, type DayInterval, type EpochDay } from '@web/format/dates';

/** Fewest days that a window shows. */
export const LEAST_DAYS = 14;

export const windowText = ({ from, to }: DayInterval): string => `${dayText(from)}_${dayText(to)}`;

/** The window that a link names, inside the course; `null` for none, or for one that is no window. */
export const readWindow = (text: string | null, extent: DayInterval): DayInterval | null => {
  const [first, last] = (text ?? '').split('_').map((day) => parsePartialDate(day)?.from ?? null);
  // Day 0 is a day: only a missing bound is none.
  if (first === undefined || last === undefined || first === null || last === null) return null;
  return first > last ? null : within({ from: first, to: last }, extent);
};

/** Moves a window into the course and makes it no longer than that. */
export const within = ({ from, to }: DayInterval, extent: DayInterval): DayInterval => {
  const most = extent.to - extent.from;
  const length = Math.min(most, Math.max(to - from, Math.min(most, LEAST_DAYS - 1)));
  const start = Math.min(Math.max(from, extent.from), extent.to - length);
  return { from: start, to: start + length };
};

export const isWhole = (window: DayInterval, extent: DayInterval): boolean =>
  window.from === extent.from && window.to === extent.to;

/** Zooms about a day, which stays where it is. @param factor under 1 shows fewer days. */
export const zoomed = (
  { from, to }: DayInterval,
  about: EpochDay,
  factor: number,
  extent: DayInterval,
): DayInterval => {
  const length = Math.max(LEAST_DAYS - 1, Math.round((to - from) * factor));
  const share = to === from ? 0.5 : (about - from) / (to - from);
  const start = Math.round(about - share * length);
  return within({ from: start, to: start + length }, extent);
};

export const moved = ({ from, to }: DayInterval, days: number, extent: DayInterval): DayInterval =>
  within({ from: from + days, to: to + days }, extent);

/** The last days up to a day, that day included. */
export const lastDays = (days: number, on: EpochDay, extent: DayInterval): DayInterval =>
  within({ from: on - days + 1, to: on }, extent);
