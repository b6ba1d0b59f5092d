import { dayText, epochDay } from '@leptotrace/kernel';
import type { Span } from '../sheet.model';

export interface Axis {
  readonly left: number;
  readonly right: number;
  readonly range: Span;
}

/** Where a day lies on the page. */
export const xOf = ({ left, right, range }: Axis, day: number): number =>
  left + ((day - range.from) / Math.max(1, range.to - range.from)) * (right - left);

/** Months between ticks, so that their labels have room. */
const STEPS = [1, 2, 3, 6, 12, 24, 60, 120] as const;
const MONTH_DAYS = 30.4375;

export interface Tick {
  readonly day: number;
  readonly label: string;
}

const stepOf = ({ range }: Axis, most: number): number => {
  const months = (range.to - range.from) / MONTH_DAYS;
  return STEPS.find((step) => months / step <= most) ?? 120;
};

/** First days of months or years: a year alone where the month is January. */
export const ticksOf = (axis: Axis, most: number): readonly Tick[] => {
  const step = stepOf(axis, most);
  const startYear = Number(dayText(axis.range.from).slice(0, 4));
  const ticks: Tick[] = [];
  for (let month = 0; ; month += step) {
    const day = epochDay(startYear + Math.floor(month / 12), (month % 12) + 1, 1);
    if (day > axis.range.to) return ticks;
    const text = dayText(day);
    if (day >= axis.range.from)
      ticks.push({ day, label: text.endsWith('-01-01') ? text.slice(0, 4) : text.slice(0, 7) });
  }
};
