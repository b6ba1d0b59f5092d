import { type EpochDay } from '@leptotrace/kernel';
import { differenceDays } from './conventions';
import { type Cnsr } from './model';
import { type OtherRuleId } from './other-endpoints.rules';
import { censorPoint, latestPoint, progressionAnchor, type CensorPoint, type Situation } from './situation';
import { type Found, type Source } from './sources';
import { type TableRuleId } from './time-to-event.rules';

/** What the table says. */
export interface Decision {
  /** Row of the table. */
  readonly rule: TableRuleId | OtherRuleId;
  readonly cnsr: Cnsr;
  readonly day: EpochDay;
  readonly by: 'progression' | 'death' | 'censoring';
  /** Censored: the assessment of that day; `null`: the start of the clock, or the day of death. */
  readonly at: CensorPoint['at'];
  /** The event that was found, also where it censors instead. */
  readonly event: Event | null;
}

/** A progression or death, with the assessment from which missed visits are counted. */
export interface Event {
  readonly what: 'progression' | 'death';
  readonly day: EpochDay;
  readonly anchor: CensorPoint;
  readonly gapDays: number;
  readonly missed: boolean;
  readonly afterTherapy: boolean;
  readonly found: Found | null;
}

const censoredAt = (
  rule: Decision['rule'],
  cnsr: Cnsr,
  { day, at }: CensorPoint,
  event: Event | null = null,
): Decision => ({ rule, cnsr, day, by: 'censoring', at, event });

const atStart = ({ start }: Situation): CensorPoint => ({ day: start, at: null });

const isEarly = ({ start, limitDays }: Situation, day: EpochDay): boolean =>
  differenceDays(start, day) <= limitDays;

/** A death that is an event without a baseline too: an early one, in EMA mode whenever it comes. */
const deathCounts = (s: Situation): boolean =>
  s.scope.deathIsEvent && s.death !== null && (s.mode === 'EMA' || isEarly(s, s.death.day));

/** P1: nothing was seen at baseline, and no death makes up for it. */
const withoutBaseline = (s: Situation): Decision | null =>
  s.baseline || deathCounts(s) ? null : censoredAt('TTE-8.2-P1', 1, atStart(s));

/** Of several compartments, one without baseline is enough where the earlier one censors. */
export const lacksBaseline = ({ scope, config }: Situation): boolean => {
  if (scope.responder) return false;
  const lacks = ({ baselineAdequate }: Source): boolean => !baselineAdequate;
  return config.biCensor === 'min' ? scope.sources.some(lacks) : scope.sources.every(lacks);
};

export const isWithoutEvent = ({ pd, death }: Situation): boolean => pd === null && death === null;

/** P1 and P2 of a patient without event: a compartment that was never looked at counts from the start. */
const neverAssessed = (s: Situation): Decision | null => {
  if (!isWithoutEvent(s) || s.scope.responder) return null;
  if (lacksBaseline(s)) return censoredAt('TTE-8.2-P1', 1, atStart(s));
  const isBlank = censorPoint(s, s.course.cutoff).at === null;
  return isBlank ? censoredAt('TTE-8.2-P2', 2, atStart(s)) : null;
};

const afterTherapy = ({ therapy, config }: Situation, what: Event['what'], day: EpochDay): boolean => {
  if (!therapy) return false;
  // Nobody starts a therapy after death, so that a tie with death is none.
  const tieIsAfter = what === 'death' || config.nactTie === 'strict';
  return tieIsAfter ? therapy.day <= day : therapy.day < day;
};

/** The progression that is the event: judged against a baseline, and not after death. */
const eventProgression = ({ baseline, pd, death }: Situation): Found | null => {
  if (!baseline || !pd) return null;
  return death && death.day < pd.progression.day ? null : pd;
};

const eventOf = (s: Situation): Event | null => {
  const found = eventProgression(s);
  const what = found ? 'progression' : 'death';
  const day = found?.progression.day ?? s.death?.day;
  if (day === undefined) return null;
  const anchor = found ? progressionAnchor(s, found) : latestPoint(s, day);
  const gapDays = differenceDays(anchor.day, day);
  return {
    what,
    day,
    anchor,
    gapDays,
    missed: gapDays > s.limitDays && found?.progression.unplanned !== true,
    afterTherapy: afterTherapy(s, what, day),
    found,
  };
};

/** Last adequate assessment before the new therapy. */
const beforeTherapy = (s: Situation): CensorPoint =>
  censorPoint(s, (s.therapy?.day ?? s.start) - (s.config.nactTie === 'strict' ? 1 : 0));

const beforeGap = (s: Situation, { what, day, anchor, found }: Event): CensorPoint => {
  if (what === 'death') return censorPoint(s, day);
  const severalSources = s.scope.sources.length > 1;
  // The later of two compartments would lie inside the gap of the one that progressed.
  if (severalSources && s.config.biCensor === 'max') return anchor;
  return censorPoint(s, day - 1, found?.progression.timePointId);
};

const gapRow = ({ what }: Event): 'TTE-8.2-P4' | 'TTE-8.2-P7' =>
  what === 'progression' ? 'TTE-8.2-P4' : 'TTE-8.2-P7';

/** Missed visits and a new therapy: the earlier date; of equal ones, what came about first. */
const firstReason = (s: Situation, event: Event): Decision => {
  const gap = beforeGap(s, event);
  const therapy = beforeTherapy(s);
  const gapSince = event.anchor.day + s.limitDays + 1;
  const therapyFirst =
    therapy.day === gap.day ? (s.therapy?.day ?? Infinity) < gapSince : therapy.day < gap.day;
  return therapyFirst
    ? censoredAt('TTE-8.2-P5', 4, therapy, event)
    : censoredAt(gapRow(event), 3, gap, event);
};

const fdaCensoring = (s: Situation, event: Event): Decision | null => {
  if (s.mode === 'EMA') return null;
  if (event.missed && event.afterTherapy) return firstReason(s, event);
  if (event.afterTherapy) return censoredAt('TTE-8.2-P5', 4, beforeTherapy(s), event);
  return event.missed ? censoredAt(gapRow(event), 3, beforeGap(s, event), event) : null;
};

const eventRow = (s: Situation, event: Event): TableRuleId => {
  if (!s.baseline) return isEarly(s, event.day) ? 'TTE-8.2-P1-early-death' : 'TTE-8.2-P1-EMA-death';
  if (event.found?.progression.unplanned) return 'TTE-8.2-P1-new-disease';
  if (event.missed) return gapRow(event);
  if (event.afterTherapy) return 'TTE-8.2-P5';
  return event.what === 'progression' ? 'TTE-8.2-P3' : 'TTE-8.2-P6';
};

/** A death that is no event of the endpoint. */
const competingDeath = (s: Situation, event: Event): Decision => {
  const point =
    s.config.ttpDeathCensor === 'death' ? { day: event.day, at: null } : censorPoint(s, event.day);
  return censoredAt('TTE-8.4-TTP-death', 9, point, event);
};

const withEvent = (s: Situation): Decision | null => {
  const event = eventOf(s);
  if (!event) return null;
  const censored = fdaCensoring(s, event);
  if (censored) return censored;
  if (event.what === 'death' && !s.scope.deathIsEvent) return competingDeath(s, event);
  return { rule: eventRow(s, event), cnsr: 0, day: event.day, by: event.what, at: null, event };
};

/** Did a criterion find a progression up to the stop, or within a visit's window after it? */
export const isUndocumentedStop = ({ course, config }: Situation): boolean => {
  const { stopped, compartments } = course;
  if (stopped?.reason !== 'progression') return false;
  const until = stopped.day + config.windowDays;
  return !(['cns', 'non-cns'] as const).some((each) =>
    compartments[each].progressions.some(({ day }) => day <= until),
  );
};

/** P5 without event, P8, P9 and P10. */
const withoutEvent = (s: Situation): Decision => {
  const { mode, course, therapy, start } = s;
  if (mode === 'FDA' && therapy) return censoredAt('TTE-8.2-P5', 4, beforeTherapy(s));
  const last = censorPoint(s, course.cutoff);
  const stopped = course.stopped && course.stopped.day >= start ? course.stopped.reason : null;
  if (stopped === 'toxicity') return censoredAt('TTE-8.2-P8', 5, last);
  if (stopped === 'progression' && isUndocumentedStop(s)) return censoredAt('TTE-8.2-P9', 6, last);
  return censoredAt('TTE-8.2-P10', course.withdrawn ? 7 : 8, last);
};

/** The table of 8.2, read from the top. */
export const decide = (s: Situation): Decision =>
  withoutBaseline(s) ?? neverAssessed(s) ?? withEvent(s) ?? withoutEvent(s);
