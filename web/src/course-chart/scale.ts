import type { DayInterval, EpochDay } from '@web/format/dates';

/** A span of days without any event. */
export type Gap = DayInterval;

export interface GapRule {
  /** Share of the window that an empty span must exceed. */
  readonly share: number;
  readonly floorDays: number;
}

export const GAP_RULE: GapRule = { share: 0.08, floorDays: 28 };

/** Width of a collapsed gap: room for its break mark and a button of the least size. */
export const GAP_PX = 28;

/** Dates vaguer than this hold the axis open at their ends only: nothing is told of the days between. */
const WHOLE_UP_TO_DAYS = 62;

/** Days that keep the axis open: every end of what is drawn, and the days between of dates that are near exact. */
export const occupiedDays = (intervals: readonly DayInterval[]): readonly DayInterval[] =>
  intervals.flatMap(({ from, to }) =>
    to - from < WHOLE_UP_TO_DAYS
      ? [{ from, to }]
      : [
          { from, to: from },
          { from: to, to },
        ],
  );

/** Empty spans longer than 28 days and 8 % of the window; `measured` is the span that 8 % are taken of. */
export const gapsIn = (
  window: DayInterval,
  occupied: readonly DayInterval[],
  measured: DayInterval = window,
  { share, floorDays }: GapRule = GAP_RULE,
): readonly Gap[] => {
  const limit = Math.max(floorDays, share * (measured.to - measured.from + 1));
  const gaps: Gap[] = [];
  let next = window.from;
  const close = (from: EpochDay): void => {
    if (from - next > limit) gaps.push({ from: next, to: from - 1 });
  };
  for (const { from, to } of [...occupied].sort((a, b) => a.from - b.from)) {
    if (to < window.from || from > window.to) continue;
    close(from);
    next = Math.max(next, to + 1);
  }
  close(window.to + 1);
  return gaps;
};

export interface TimeScale {
  readonly window: DayInterval;
  readonly width: number;
  readonly gaps: readonly Gap[];
  /** Left edge of a day. */
  readonly x: (day: EpochDay) => number;
  /** Middle of a day: where a fact of that very day stands. */
  readonly mid: (day: EpochDay) => number;
  /** The day under a place, held inside the window. */
  readonly dayAt: (x: number) => EpochDay;
  /** Pixels a day outside of gaps. */
  readonly pxPerDay: number;
}

/** Gaps that fit: at least half of the width stays for days that have events. */
const affordable = (gaps: readonly Gap[], width: number): readonly Gap[] =>
  [...gaps]
    .sort((a, b) => b.to - b.from - (a.to - a.from))
    .slice(0, Math.floor(width / 2 / GAP_PX))
    .sort((a, b) => a.from - b.from);

/** A line through points that ascend, carried on beyond its ends: few points, and no library for them. */
const lineThrough =
  (xs: readonly number[], ys: readonly number[]) =>
  (x: number): number => {
    const inner = xs.findIndex((each, at) => at > 0 && x < each);
    const at = inner < 0 ? xs.length - 1 : inner;
    const [x0, x1, y0, y1] = [xs[at - 1], xs[at], ys[at - 1], ys[at]] as [number, number, number, number];
    return y0 + ((x - x0) / (x1 - x0)) * (y1 - y0);
  };

/**
 * Days to pixels: one rate outside of gaps, a fixed width for each gap. Strictly increasing, so that every
 * place has one day; a day has a width, and the window ends at the right edge of its last day.
 */
export const timeScale = (window: DayInterval, width: number, wanted: readonly Gap[] = []): TimeScale => {
  const all = window.to - window.from + 1;
  const lengthOf = (gaps: readonly Gap[]): number =>
    gaps.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  const fitting = affordable(wanted, width);
  // A window in which nothing happened is no gap: there would be nothing left to draw.
  const gaps = lengthOf(fitting) < all ? fitting : [];
  const open = all - lengthOf(gaps);
  const pxPerDay = Math.max(width - gaps.length * GAP_PX, 1) / open;
  const days: number[] = [window.from];
  const places: number[] = [0];
  const reach = (day: number, px: number): void => {
    if (day <= (days.at(-1) as number)) return;
    days.push(day);
    places.push((places.at(-1) as number) + px);
  };
  for (const { from, to } of gaps) {
    reach(from, (from - (days.at(-1) as number)) * pxPerDay);
    reach(to + 1, GAP_PX);
  }
  reach(window.to + 1, (window.to + 1 - (days.at(-1) as number)) * pxPerDay);
  const [x, dayUnder] = [lineThrough(days, places), lineThrough(places, days)];
  const dayAt = (at: number): EpochDay =>
    // A thousandth of a pixel keeps the left edge of a day on its own side of a rounding error.
    Math.min(window.to, Math.max(window.from, Math.floor(dayUnder(at + 1e-3))));
  return {
    window,
    width,
    gaps,
    x,
    mid: (day) => (x(day) + x(day + 1)) / 2,
    dayAt,
    pxPerDay,
  };
};
