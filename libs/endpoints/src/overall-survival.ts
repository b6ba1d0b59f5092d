import { type DayInterval, type EpochDay } from '@leptotrace/kernel';
import { type Derivation, type Flag, type Lost } from '@leptotrace/rules';
import { durationDays } from './conventions';
import { startNode } from './explain';
import { addDays, addStart, emptyHull, type Hull } from './hull';
import { type Cnsr, type Dated, type EndpointResult, type Mode, type SubjectCourse } from './model';
import { CENSOR_DATES } from './names';
import { type OtherRuleId } from './other-endpoints.rules';
import { missingOf, placementFlags, resultOf } from './result';
import { type Start } from './scopes';
import { deathOf } from './situation';

interface Survival {
  readonly rule: OtherRuleId;
  readonly cnsr: Cnsr;
  readonly day: EpochDay;
  readonly cnsdtdsc: string | null;
  /** Days that the deciding date may mean; `null`: the start of the clock. */
  readonly dates: DayInterval | null;
  readonly by: Dated | null;
}

const censored = (course: SubjectCourse, start: Start): Survival => {
  const { lastKnownAlive: alive, cutoff, withdrawn } = course;
  const cnsr = withdrawn ? 7 : 8;
  if (!alive || alive.day < start.day)
    return {
      rule: 'TTE-8.4-OS-no-follow-up',
      cnsr: 2,
      day: start.day,
      cnsdtdsc: start.name,
      dates: null,
      by: null,
    };
  const isLate = alive.day > cutoff;
  const until = (day: EpochDay): EpochDay => Math.min(day, cutoff);
  return {
    rule: 'TTE-8.4-OS-alive',
    cnsr,
    day: until(alive.day),
    cnsdtdsc: isLate ? CENSOR_DATES.cutoff : CENSOR_DATES.alive,
    dates: { from: until(alive.dates.from), to: until(alive.dates.to) },
    by: alive,
  };
};

const survivalOf = (course: SubjectCourse, start: Start): Survival => {
  const { cutoff } = course;
  const death = deathOf(course, start.day);
  if (death) {
    const alive = course.lastKnownAlive?.dates.from ?? -Infinity;
    const from = Math.min(Math.max(death.dates.from, alive), death.day);
    const dates = { from, to: Math.max(death.dates.to, death.day) };
    return { rule: 'TTE-8.4-OS-death', cnsr: 0, day: death.day, cnsdtdsc: null, dates, by: death };
  }
  if (!course.death) return censored(course, start);
  const dates = { from: cutoff, to: cutoff };
  const cnsdtdsc = CENSOR_DATES.cutoff;
  return { rule: 'TTE-8.4-OS-after-cutoff', cnsr: 8, day: cutoff, cnsdtdsc, dates, by: null };
};

const hullOf = ({ dates }: Survival, start: Start): Hull => {
  const hull = emptyHull();
  if (dates) addDays(hull, start.dates, dates);
  else addStart(hull, start.dates);
  return hull;
};

const lostOf = (course: SubjectCourse, { rule }: Survival): readonly Lost[] => {
  const { death, lastKnownAlive: alive } = course;
  if (rule === 'TTE-8.4-OS-after-cutoff' && death)
    return [
      { rule, value: 'death', day: death.day, reason: 'it lies after the cutoff', facts: death.factIds },
    ];
  if (rule === 'TTE-8.4-OS-death' && alive) {
    const reason = 'the death is known';
    return [
      { rule: 'TTE-8.4-OS-alive', value: 'last known alive', day: alive.day, reason, facts: alive.factIds },
    ];
  }
  return [];
};

const explain = (
  course: SubjectCourse,
  start: Start,
  found: Survival,
  flags: readonly Flag[],
): Derivation => {
  const { rule, day, cnsr, by } = found;
  const avalDays = durationDays(start.day, day);
  const value = { paramcd: 'OS', aval: avalDays, cnsr, cause: cnsr === 0 ? 'DEATH' : null };
  const { withdrawn } = course;
  return {
    rule,
    value,
    day,
    facts: (by ?? start).factIds,
    sums: { avalDays },
    because: [
      ...(cnsr === 7 && withdrawn
        ? [{ rule, value: 'withdrawn', day: withdrawn.day, facts: withdrawn.factIds }]
        : []),
      startNode(start),
    ],
    lost: lostOf(course, found),
    ...(flags.length > 0 ? { flags } : {}),
  };
};

const isVague = (dates: DayInterval | null): boolean => dates !== null && dates.from < dates.to;

/** Overall survival (8.4): death of any cause, else the last day known alive up to the cutoff. */
export const overallSurvival = (course: SubjectCourse, mode: Mode, start: Start): EndpointResult => {
  const found = survivalOf(course, start);
  const isEvent = found.cnsr === 0;
  const imputed = isVague(start.dates) || isVague(found.by?.dates ?? null);
  // What cannot be placed at all is an assessment; it does not move a known death.
  const missing = missingOf(course.undetermined, isEvent ? [] : course.unplaced);
  const unresolved = isEvent && course.death?.unresolved === true;
  const flags: readonly Flag[] = [
    ...placementFlags(missing, imputed),
    ...(unresolved ? (['DEATH_DATE_UNRESOLVED'] as const) : []),
  ];
  const { day, cnsr, cnsdtdsc } = found;
  const cause = isEvent ? 'DEATH' : null;
  const hull = imputed ? hullOf(found, start) : null;
  return resultOf(
    { paramcd: 'OS', mode, start, day, cnsr, cause, cnsdtdsc, hull, imputed, missing, flags },
    explain(course, start, found, flags),
  );
};
