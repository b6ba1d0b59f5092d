/**
 * Clinical days. A date may be known to the year, the month or the day; it is then the interval of
 * days that it may mean and is never filled in. Days are local calendar days of the place of care,
 * held as whole days since 1970-01-01, so that no time zone can shift them.
 */

/** `2021`, `2021-05` or `2021-05-03`. */
export type PartialDate = string;

/** A date that lies somewhere between two partial dates, both inclusive. */
export interface DateRange {
  readonly earliest: PartialDate;
  readonly latest: PartialDate;
}

export type OccurredOn = PartialDate | DateRange;

/** Whole days since 1970-01-01. */
export type EpochDay = number;

/** Every day that a date may mean, both ends inclusive. */
export interface DayInterval {
  readonly from: EpochDay;
  readonly to: EpochDay;
}

export type Precision = 'year' | 'month' | 'day';

const MILLISECONDS_A_DAY = 86_400_000;
const FIRST_YEAR = 1900;
const LAST_YEAR = 9999;
const PARTIAL_DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

export const epochDay = (year: number, month: number, day: number): EpochDay =>
  Date.UTC(year, month - 1, day) / MILLISECONDS_A_DAY;

const textOfDay = (day: EpochDay): string => new Date(day * MILLISECONDS_A_DAY).toISOString().slice(0, 10);

/** Texts of the days of lives that are told here, 1900 to 2099: an answer says thousands of them. */
const FIRST_KEPT = Date.UTC(1900, 0, 1) / MILLISECONDS_A_DAY;
const DAYS_KEPT = Date.UTC(2100, 0, 1) / MILLISECONDS_A_DAY - FIRST_KEPT;
const texts: (string | undefined)[] = [];

/** `YYYY-MM-DD` of an epoch day. */
export const dayText = (day: EpochDay): string => {
  const place = day - FIRST_KEPT;
  if (!Number.isInteger(place) || place < 0 || place >= DAYS_KEPT) return textOfDay(day);
  return (texts[place] ??= textOfDay(day));
};

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const lastDayOfMonth = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (DAYS[month - 1] as number);

const isBetween = (value: number, low: number, high: number): boolean => value >= low && value <= high;

/** The days that a partial date may mean; `null` when the text is no date of the calendar. */
export const parsePartialDate = (text: string): DayInterval | null => {
  const match = PARTIAL_DATE.exec(text);
  if (!match) return null;
  const [year, month, day] = [match[1], match[2], match[3]].map(Number) as [number, number, number];
  if (year < FIRST_YEAR) return null;
  if (match[2] === undefined) return { from: epochDay(year, 1, 1), to: epochDay(year, 12, 31) };
  if (!isBetween(month, 1, 12)) return null;
  const last = lastDayOfMonth(year, month);
  if (match[3] === undefined) return { from: epochDay(year, month, 1), to: epochDay(year, month, last) };
  return isBetween(day, 1, last)
    ? { from: epochDay(year, month, day), to: epochDay(year, month, day) }
    : null;
};

export const precisionOf = (date: PartialDate): Precision =>
  date.length === 4 ? 'year' : date.length === 7 ? 'month' : 'day';

/** Never call it with unchecked input: @throws RangeError when a date is impossible. */
export const intervalOf = (occurredOn: OccurredOn): DayInterval => {
  const [first, last] =
    typeof occurredOn === 'string' ? [occurredOn, occurredOn] : [occurredOn.earliest, occurredOn.latest];
  const from = parsePartialDate(first);
  const to = parsePartialDate(last);
  if (!from || !to || from.from > to.to) throw new RangeError(`not a date: ${first} to ${last}`);
  return { from: from.from, to: to.to };
};

export type Order = 'before' | 'after' | 'same' | 'overlaps';

/** Order of two dates; `overlaps` means that it cannot be told. `same` needs two exact equal days. */
export const compareIntervals = (a: DayInterval, b: DayInterval): Order => {
  if (a.to < b.from) return 'before';
  if (a.from > b.to) return 'after';
  return a.from === a.to && b.from === b.to ? 'same' : 'overlaps';
};

export type Occurrence = 'known' | 'undetermined' | 'later';

/** Had it happened by the end of that day? `undetermined` when the dates do not tell. */
export const occurrenceBy = (interval: DayInterval, on: DayInterval): Occurrence => {
  if (interval.to <= on.from) return 'known';
  return interval.from > on.to ? 'later' : 'undetermined';
};

/** Display order: earliest day, then latest day. A convention, not a claim about what came first. */
export const byEarliestDay = (a: DayInterval, b: DayInterval): number => a.from - b.from || a.to - b.to;

const DURATION = /^(-)?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/;

const addMonths = (day: EpochDay, months: number): EpochDay => {
  const date = new Date(day * MILLISECONDS_A_DAY);
  const index = date.getUTCFullYear() * 12 + date.getUTCMonth() + months;
  const year = Math.floor(index / 12);
  const month = (index % 12) + 1;
  if (!isBetween(year, FIRST_YEAR, LAST_YEAR)) return NaN;
  return epochDay(year, month, Math.min(date.getUTCDate(), lastDayOfMonth(year, month)));
};

export const isCalendarDuration = (text: string): boolean => DURATION.test(text) && /\d/.test(text);

const durationIn = (duration: string): RegExpExecArray => {
  const match = DURATION.exec(duration);
  if (!match || !isCalendarDuration(duration)) throw new RangeError(`not a calendar duration: ${duration}`);
  return match;
};

/** Every day that a date can name. */
const CALENDAR: DayInterval = {
  from: epochDay(FIRST_YEAR, 1, 1),
  to: epochDay(LAST_YEAR, 12, 31),
};

/**
 * Moves an interval by an ISO 8601 duration of years, months, weeks and days (`P2W`, `-P3M`). Both
 * ends move; the 31st moved into a shorter month becomes its last day. `null`: it leads to no day that a
 * date can name.
 *
 * @throws RangeError when the text is no such duration.
 */
export const shiftInterval = (interval: DayInterval, duration: string): DayInterval | null => {
  const match = durationIn(duration);
  const sign = match[1] ? -1 : 1;
  const part = (index: number): number => sign * Number(match[index] ?? 0);
  const move = (day: EpochDay): EpochDay => addMonths(day, part(2) * 12 + part(3)) + part(4) * 7 + part(5);
  const [from, to] = [move(interval.from), move(interval.to)];
  return from >= CALENDAR.from && to <= CALENDAR.to ? { from, to } : null;
};

/** Half a unit of a distance that is counted in it (real courses 6.1). */
const HALF_A_YEAR = 183;
const HALF_A_MONTH = 15;

/**
 * The days that a distance leaves possible: one counted in months, or in years, tells no day, and is taken
 * as right to half of one of them.
 *
 * @throws RangeError when the text is no calendar duration.
 */
export const boundsAfter = (anchor: DayInterval, duration: string): DayInterval | null => {
  const moved = shiftInterval(anchor, duration);
  const [, , years, months, weeks, days] = durationIn(duration);
  if (moved === null || weeks !== undefined || days !== undefined) return moved;
  const half = months === undefined && years !== undefined ? HALF_A_YEAR : HALF_A_MONTH;
  return intersectionOf({ from: moved.from - half, to: moved.to + half }, CALENDAR);
};

/** The days that two dates both leave possible; `null` when they exclude each other. */
export const intersectionOf = (a: DayInterval, b: DayInterval): DayInterval | null => {
  const both = { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) };
  return both.from <= both.to ? both : null;
};
