import { type DayInterval, type EpochDay } from '@leptotrace/kernel';
import { addCensoring, addDays, addStart, emptyHull, type Hull } from './hull';
import { isWithoutEvent, lacksBaseline } from './decide';
import { type Assessment, type Dated, type Progression, type SubjectCourse } from './model';
import { countsAsNew, counting, type Situation } from './situation';
import { type Source } from './sources';

/**
 * What an endpoint may be when dates are partial: the table of 8.2 read with intervals instead of
 * days. A test that intervals do not decide takes both ways, and the outcomes are joined. The hull
 * therefore holds every value that any choice of days within the intervals gives, and widening an
 * interval never makes it smaller. It may be wider than the smallest such hull, because each date is
 * taken to move independently. Which facts lie after the origin is taken from the days in use.
 */

/** `from` minus infinity: there may be none at all; `to` too: there is none. */
interface Bounds {
  readonly from: EpochDay;
  readonly to: EpochDay;
}

/** Earliest and latest of the last adequate assessment when its limit lies within `limit`. */
const lastOf = (source: Source, start: EpochDay, limit: Bounds, except: string | null): Bounds => {
  let from = -Infinity;
  let to = -Infinity;
  const take = ({ dates }: Assessment): void => {
    if (dates.to <= limit.from) from = Math.max(from, dates.from);
    if (dates.from <= limit.to) to = Math.max(to, Math.min(dates.to, limit.to));
  };
  for (const [, { assessments }] of source.parts)
    for (const each of assessments)
      if (each.adequate && each.day >= start && each.timePointId !== except) take(each);
  return { from, to };
};

const combined = (s: Situation, how: 'min' | 'max', limit: Bounds, except: string | null): Bounds => {
  const all = s.scope.sources.map((source) => lastOf(source, s.start, limit, except));
  if (all.length === 0) return { from: -Infinity, to: -Infinity };
  const pick = how === 'min' ? Math.min : Math.max;
  return { from: pick(...all.map(({ from }) => from)), to: pick(...all.map(({ to }) => to)) };
};

interface Candidate {
  readonly what: 'progression' | 'death';
  /** No visit was planned before it, so that none can have been missed. */
  readonly unplanned: boolean;
  readonly days: Bounds;
  readonly anchor: Bounds;
  /** Where missed visits would censor. */
  readonly gapPoint: Bounds;
}

interface Dates {
  readonly start: DayInterval;
  readonly death: Bounds | null;
  readonly therapy: Bounds | null;
}

const deathBounds = ({ course, death }: Situation): Bounds | null => {
  if (!death) return null;
  const alive = course.lastKnownAlive?.dates.from ?? -Infinity;
  return {
    from: Math.min(Math.max(death.dates.from, alive), death.day),
    to: Math.max(death.dates.to, death.day),
  };
};

const therapyBounds = ({ course, scope }: Situation): Bounds | null => {
  let from = Infinity;
  let to = Infinity;
  for (const therapy of course.newTherapies) {
    if (!countsAsNew(therapy, scope, course)) continue;
    from = Math.min(from, therapy.dates.from);
    to = Math.min(to, therapy.dates.to);
  }
  return from === Infinity ? null : { from, to };
};

const progressionsOf = ({ scope, start }: Situation): readonly (readonly [Source, Progression])[] => {
  const sources = scope.literal ? [...scope.sources, scope.literal] : scope.sources;
  return sources
    .filter((source) => counting(source, scope))
    .flatMap((source) =>
      source.parts.flatMap(([, { progressions }]) => progressions.map((each) => [source, each] as const)),
    )
    .filter(([, { day }]) => day >= start);
};

const gapPointOf = (s: Situation, anchor: Bounds, limit: Bounds, except: string): Bounds => {
  const { biCensor } = s.config;
  return s.scope.sources.length > 1 && biCensor === 'max' ? anchor : combined(s, biCensor, limit, except);
};

const progressionCandidate = (
  s: Situation,
  [source, { timePointId, unplanned = false }]: readonly [Source, Progression],
  days: Bounds,
): Candidate => {
  const limit = { from: days.from - 1, to: days.to - 1 };
  const anchor = lastOf(source, s.start, limit, timePointId);
  return {
    what: 'progression',
    unplanned,
    days,
    anchor,
    gapPoint: gapPointOf(s, anchor, limit, timePointId),
  };
};

/** Every event that may be the first one, with the days on which it then lies. */
const candidatesOf = (s: Situation, death: Bounds | null): readonly Candidate[] => {
  const progressions = s.baseline ? progressionsOf(s) : [];
  const latestPd = Math.min(Infinity, ...progressions.map(([, { dates }]) => dates.to));
  const last = Math.min(latestPd, death?.to ?? Infinity);
  const found = progressions
    .filter(([, { dates }]) => dates.from <= last)
    .map((each) =>
      progressionCandidate(s, each, { from: each[1].dates.from, to: Math.min(each[1].dates.to, last) }),
    );
  if (!death || death.from >= latestPd) return found;
  const days = { from: death.from, to: Math.min(death.to, latestPd) };
  const anchor = combined(s, 'max', days, null);
  return [
    ...found,
    { what: 'death', unplanned: false, days, anchor, gapPoint: combined(s, s.config.biCensor, days, null) },
  ];
};

const addTherapyCensoring = (s: Situation, hull: Hull, dates: Dates, until: EpochDay): void => {
  const { therapy, start } = dates;
  if (!therapy) return;
  const back = s.config.nactTie === 'strict' ? 1 : 0;
  const limit = { from: therapy.from - back, to: Math.min(therapy.to, until) - back };
  addCensoring(hull, start, combined(s, s.config.biCensor, limit, null));
};

const addEvent = (s: Situation, hull: Hull, candidate: Candidate, { start }: Dates): void => {
  if (candidate.what === 'progression' || s.scope.deathIsEvent) addDays(hull, start, candidate.days);
  else if (s.config.ttpDeathCensor === 'death') addDays(hull, start, candidate.days);
  else addCensoring(hull, start, combined(s, s.config.biCensor, candidate.days, null));
};

const anchorDays = ({ anchor }: Candidate, start: DayInterval): Bounds => ({
  from: anchor.from === -Infinity ? start.from : anchor.from,
  to:
    anchor.to === -Infinity
      ? start.to
      : Math.max(anchor.to, anchor.from === -Infinity ? start.to : anchor.to),
});

const addFda = (s: Situation, hull: Hull, candidate: Candidate, dates: Dates): void => {
  const { days, gapPoint } = candidate;
  const anchor = anchorDays(candidate, dates.start);
  const therapyMay = dates.therapy !== null && dates.therapy.from <= days.to;
  const therapyMust = dates.therapy !== null && dates.therapy.to < days.from;
  const missedMay = !candidate.unplanned && days.to - anchor.from > s.limitDays;
  const missedMust = !candidate.unplanned && days.from - anchor.to > s.limitDays;
  if (!therapyMust && !missedMust) addEvent(s, hull, candidate, dates);
  if (missedMay) addCensoring(hull, dates.start, gapPoint);
  if (therapyMay) addTherapyCensoring(s, hull, dates, days.to);
};

const addCandidates = (s: Situation, hull: Hull, dates: Dates): void => {
  for (const candidate of candidatesOf(s, dates.death)) {
    if (s.mode === 'EMA') addEvent(s, hull, candidate, dates);
    else addFda(s, hull, candidate, dates);
  }
};

const addWithoutEvent = (s: Situation, hull: Hull, dates: Dates): void => {
  const { cutoff } = s.course;
  if (s.mode === 'FDA' && dates.therapy) addTherapyCensoring(s, hull, dates, cutoff);
  else addCensoring(hull, dates.start, combined(s, s.config.biCensor, { from: cutoff, to: cutoff }, null));
};

/** No baseline: a death that may lie within the gap limit of the start may be the event; in EMA mode any. */
const addWithoutBaseline = (s: Situation, hull: Hull, dates: Dates): void => {
  const { death, start } = dates;
  const limit = s.mode === 'EMA' ? Infinity : s.limitDays;
  const mayBeEarly = s.scope.deathIsEvent && death !== null && death.from - start.to <= limit;
  if (mayBeEarly) addCandidates(s, hull, dates);
  if (!mayBeEarly || death.to - start.from > limit) addStart(hull, start);
};

/** Hull of the days and values that partial dates allow. */
export const hullOf = (s: Situation): Hull => {
  const hull = emptyHull();
  const dates: Dates = { start: s.scope.start.dates, death: deathBounds(s), therapy: therapyBounds(s) };
  if (!s.baseline) addWithoutBaseline(s, hull, dates);
  else if (!isWithoutEvent(s)) addCandidates(s, hull, dates);
  else if (lacksBaseline(s)) addStart(hull, dates.start);
  else addWithoutEvent(s, hull, dates);
  return hull;
};

const isVague = ({ dates }: { readonly dates: DayInterval }): boolean => dates.from < dates.to;

/** Is every date that endpoints may read known to the day? Then no range needs to be computed. */
export const isAllExact = (course: SubjectCourse): boolean => {
  const single = [course.origin, course.death, course.lastKnownAlive];
  if (single.some((each) => each !== null && isVague(each)) || course.newTherapies.some(isVague))
    return false;
  return (['cns', 'non-cns'] as const).every((each) => {
    const { assessments, progressions } = course.compartments[each];
    return !assessments.some(isVague) && !progressions.some(isVague);
  });
};

/** Last day by which everything is decided: the latest day of the first event or new therapy. */
const horizonOf = (s: Situation, progressions: readonly Progression[]): EpochDay =>
  Math.min(
    deathBounds(s)?.to ?? Infinity,
    (s.mode === 'FDA' ? therapyBounds(s)?.to : undefined) ?? Infinity,
    ...progressions.map(({ dates }) => dates.to),
  );

/** Everything dated that the table may read, but for the start. */
const readBy = (s: Situation, progressions: readonly Progression[]): readonly Dated[] => [
  ...progressions,
  ...(s.death ? [s.death] : []),
  ...(s.mode === 'FDA' ? s.course.newTherapies.filter((each) => countsAsNew(each, s.scope, s.course)) : []),
  ...s.scope.sources
    .flatMap(({ parts }) => parts.flatMap(([, { assessments }]) => assessments))
    .filter(({ adequate, day }) => adequate && day >= s.start),
];

/** Did a filled-in date enter: one that may lie on or before the day by which all is decided? */
export const isImputed = (s: Situation): boolean => {
  if (isVague(s.scope.start)) return true;
  const progressions = progressionsOf(s).map(([, each]) => each);
  const horizon = horizonOf(s, progressions);
  return readBy(s, progressions).some((each) => isVague(each) && each.dates.from <= horizon);
};
