import { dayText, parsePartialDate, type EpochDay } from '@web/format/dates';
import type { TimeScale } from './scale';

export type TickUnit = 'year' | 'month' | 'day' | 'week';

export interface Tick {
  readonly day: EpochDay;
  readonly x: number;
  readonly label: string;
}

/** Writes a tick; `whole` asks for the year too, because the label before it was of another one. */
export type TickText = (day: EpochDay, unit: TickUnit, whole: boolean) => string;

interface Step {
  readonly unit: TickUnit;
  readonly count: number;
  readonly days: number;
}

const MONTH_DAYS = 30.4375;

const CALENDAR: readonly Step[] = [
  { unit: 'day', count: 1, days: 1 },
  { unit: 'day', count: 2, days: 2 },
  { unit: 'day', count: 7, days: 7 },
  { unit: 'month', count: 1, days: MONTH_DAYS },
  { unit: 'month', count: 2, days: 2 * MONTH_DAYS },
  { unit: 'month', count: 3, days: 3 * MONTH_DAYS },
  { unit: 'month', count: 6, days: 6 * MONTH_DAYS },
  { unit: 'year', count: 1, days: 365.25 },
  { unit: 'year', count: 2, days: 2 * 365.25 },
  { unit: 'year', count: 5, days: 5 * 365.25 },
];

const RELATIVE: readonly Step[] = [
  ...[1, 2, 4, 8, 12, 26].map((count): Step => ({ unit: 'week', count, days: 7 * count })),
  ...[12, 24, 60].map((count): Step => ({ unit: 'month', count, days: MONTH_DAYS * count })),
];

const LEAST_PX = 52;
const SPACE_PX = 10;
const WIDE = /[\u2e80-\uffef]/;

const widthOf = (letter: string): number => {
  if (WIDE.test(letter)) return 12;
  return /[A-ZÄÖÜ]/.test(letter) ? 7.6 : 6.3;
};

/** Ticks are written larger than what stands in the drawing. */
const TICK_SIZE = 1.15;

/** Width of a label in the small font; a Chinese character is twice as wide. */
export const labelWidth = (text: string): number =>
  [...text].reduce((sum, letter) => sum + widthOf(letter), 0);

const stepFor = (steps: readonly Step[], pxPerDay: number): Step =>
  steps.find(({ days }) => days * pxPerDay >= LEAST_PX) ?? (steps.at(-1) as Step);

const firstOfMonth = (index: number): EpochDay => {
  const year = Math.floor(index / 12);
  return parsePartialDate(`${year}-${String((index % 12) + 1).padStart(2, '0')}`)?.from ?? 0;
};

const monthIndex = (day: EpochDay): number => {
  const text = dayText(day);
  return Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1;
};

const calendarDays = ({ unit, count }: Step, from: EpochDay, to: EpochDay): readonly EpochDay[] => {
  const days: EpochDay[] = [];
  if (unit === 'day') {
    // 1970-01-01 was a Thursday: weeks begin on Monday.
    for (let day = Math.ceil((from - 4) / count) * count + 4; day <= to; day += count) days.push(day);
    return days;
  }
  const months = unit === 'year' ? 12 * count : count;
  for (let index = Math.ceil(monthIndex(from) / months) * months; firstOfMonth(index) <= to; index += months)
    if (firstOfMonth(index) >= from) days.push(firstOfMonth(index));
  return days;
};

const relativeDays = (
  { days }: Step,
  anchor: EpochDay,
  { from, to }: { readonly from: EpochDay; readonly to: EpochDay },
): readonly EpochDay[] => {
  const found: EpochDay[] = [];
  for (let at = Math.ceil((from - anchor) / days); Math.round(anchor + at * days) <= to; at += 1)
    found.push(Math.round(anchor + at * days));
  return found;
};

interface Segment {
  readonly from: EpochDay;
  readonly to: EpochDay;
}

/** Stretches of the axis between its breaks. */
const segments = ({ window, gaps }: TimeScale): readonly Segment[] => {
  const starts = [window.from, ...gaps.map(({ to }) => to + 1)];
  const ends = [...gaps.map(({ from }) => from - 1), window.to];
  return starts.flatMap((from, index) => {
    const to = ends[index] as number;
    return to < from ? [] : [{ from, to }];
  });
};

const yearOf = (day: EpochDay): string => dayText(day).slice(0, 4);

/** A stretch that no round date falls into is named by its own first day. */
const daysIn = (
  segment: Segment,
  step: Step,
  anchor: EpochDay | null,
): readonly (readonly [number, TickUnit])[] => {
  const round =
    anchor === null ? calendarDays(step, segment.from, segment.to) : relativeDays(step, anchor, segment);
  if (round.length > 0) return round.map((day) => [day, step.unit] as const);
  return [[segment.from, anchor === null ? (step.unit === 'day' ? 'day' : 'month') : step.unit]];
};

/** Ticks of a scale; a label that would touch the one before it or a break of the axis is left out. */
export const ticksOf = (scale: TimeScale, anchor: EpochDay | null, text: TickText): readonly Tick[] => {
  const step = stepFor(anchor === null ? CALENDAR : RELATIVE, scale.pxPerDay);
  const ticks: Tick[] = [];
  let free = -Infinity;
  let year = '';
  for (const segment of segments(scale)) {
    free = Math.max(free, segment.from === scale.window.from ? 0 : scale.x(segment.from) + 2);
    const end = segment.to === scale.window.to ? scale.width : scale.x(segment.to + 1) - 2;
    for (const [day, unit] of daysIn(segment, step, anchor)) {
      const label = text(day, unit, yearOf(day) !== year);
      const x = scale.x(day);
      const half = (TICK_SIZE * labelWidth(label)) / 2;
      // A label is moved off the edge of its stretch rather than lost.
      const centre = Math.min(Math.max(x, free + half), end - half);
      if (Math.abs(centre - x) > half || centre - half < free) continue;
      ticks.push({ day, x: centre, label });
      free = centre + half + SPACE_PX;
      year = yearOf(day);
    }
  }
  return ticks;
};
