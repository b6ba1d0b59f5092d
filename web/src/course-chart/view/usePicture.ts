import { useMemo } from 'react';
import { dateText, dayText, type DayInterval, type EpochDay } from '@web/format/dates';
import type { Anchor } from '../anchors';
import { layoutLane, type LaneLayout, type Measures } from '../layout';
import { gapsIn, timeScale, type Gap, type TimeScale } from '../scale';
import { ticksOf, type Tick, type TickText } from '../ticks';
import type { Controls } from './useControls';
import type { Course } from './useCourse';
import type { Words } from './useWords';

export interface Picture {
  readonly scale: TimeScale;
  /** Every gap that could be collapsed, expanded ones too. */
  readonly found: readonly Gap[];
  readonly ticks: readonly Tick[];
  readonly layouts: readonly LaneLayout[];
  readonly height: number;
}

const overlapOf = (a: DayInterval, b: DayInterval): DayInterval | null => {
  const [from, to] = [Math.max(a.from, b.from), Math.min(a.to, b.to)];
  return from <= to ? { from, to } : null;
};

/** Bars and glyphs count as events: therapy that only goes on does not hold the axis open. */
const useScale = (course: Course, controls: Controls, width: number): Pick<Picture, 'scale' | 'found'> => {
  const { occupied, measured } = course;
  const { window, gaps } = controls;
  return useMemo(() => {
    const found = gapsIn(window, occupied, overlapOf(window, measured) ?? window);
    const wanted = gaps.has('all') ? [] : found.filter(({ from }) => !gaps.has(dayText(from)));
    return { scale: timeScale(window, width, wanted), found };
  }, [window, occupied, measured, gaps, width]);
};

const UNIT_FORMAT: Readonly<Record<'year' | 'month' | 'day', Intl.DateTimeFormatOptions>> = {
  year: { year: 'numeric' },
  month: { month: 'short' },
  day: { month: 'short', day: 'numeric' },
};
const DAY_MS = 86_400_000;

const calendarText = (language: string): TickText => {
  const short = new Map(
    (['year', 'month', 'day'] as const).map(
      (unit) => [unit, new Intl.DateTimeFormat(language, { ...UNIT_FORMAT[unit], timeZone: 'UTC' })] as const,
    ),
  );
  return (day, unit, whole) => {
    if (unit === 'week' || (whole && unit !== 'year'))
      return dateText(dayText(day).slice(0, unit === 'month' ? 7 : 10), language);
    return short.get(unit)?.format(day * DAY_MS) ?? '';
  };
};

const relativeText =
  ({ t, terms }: Words, anchor: EpochDay): TickText =>
  (day, unit) =>
    unit === 'month'
      ? t('tickMonths', { value: terms.number(Math.round((day - anchor) / 30.4375)) })
      : t('tickWeeks', { value: terms.number(Math.round((day - anchor) / 7)) });

/** Places of everything, for a window and a width; it does not change while one scrubs. */
export const usePicture = (
  course: Course,
  controls: Controls,
  { width, anchor, words }: { readonly width: number; readonly anchor: Anchor | null; readonly words: Words },
): Picture => {
  const { scale, found } = useScale(course, controls, width);
  const ticks = useMemo(
    () =>
      ticksOf(
        scale,
        anchor?.day ?? null,
        anchor ? relativeText(words, anchor.day) : calendarText(words.language),
      ),
    [scale, anchor, words],
  );
  const { order, open } = controls;
  const { seated } = course;
  const layouts = useMemo(() => {
    const measures: Measures = {
      scale,
      signWidth: words.signWidth,
      barTexts: ({ bars }) => words.barTexts(bars),
    };
    return order.flatMap((id) => {
      const lane = seated.get(id);
      return lane ? [layoutLane(lane, open.has(id), measures)] : [];
    });
  }, [scale, words, order, open, seated]);
  const height = layouts.reduce((sum, layout) => sum + layout.height, 0);
  return { scale, found, ticks, layouts, height };
};
