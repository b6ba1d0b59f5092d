import { type DayInterval, type EpochDay } from '@leptotrace/kernel';

/** All values that an endpoint may take, grown outcome by outcome. */
export interface Hull {
  adt: DayInterval;
  aval: { from: number; to: number };
}

const NONE = { from: Infinity, to: -Infinity };

export const emptyHull = (): Hull => ({ adt: NONE, aval: NONE });

const joined = (a: DayInterval, b: DayInterval): DayInterval => ({
  from: Math.min(a.from, b.from),
  to: Math.max(a.to, b.to),
});

/** Adds an outcome at the start of the clock: one day, wherever the start lies. */
export const addStart = (hull: Hull, start: DayInterval): void => {
  hull.adt = joined(hull.adt, start);
  hull.aval = joined(hull.aval, { from: 1, to: 1 });
};

/** Adds an outcome somewhere in `days`, never before the start. */
export const addDays = (hull: Hull, start: DayInterval, days: DayInterval): void => {
  const from = Math.max(days.from, start.from);
  const to = Math.max(days.to, from);
  hull.adt = joined(hull.adt, { from, to });
  hull.aval = joined(hull.aval, {
    from: Math.max(1, from - start.to + 1),
    to: to - start.from + 1,
  });
};

/** An assessment's possible days; minus infinity for "there may be none" and "there is none". */
export const addCensoring = (
  hull: Hull,
  start: DayInterval,
  days: { from: EpochDay; to: EpochDay },
): void => {
  if (days.from === -Infinity) addStart(hull, start);
  if (days.to > -Infinity)
    addDays(hull, start, { from: days.from === -Infinity ? days.to : days.from, to: days.to });
};
