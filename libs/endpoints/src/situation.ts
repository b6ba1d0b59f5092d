import { type Compartment } from '@leptotrace/clinical';
import { type EpochDay } from '@leptotrace/kernel';
import { type Configuration } from '@leptotrace/rules';
import { gapLimitDays } from './conventions';
import { type Assessment, type Dated, type Mode, type NewTherapy, type SubjectCourse } from './model';
import { type Scope } from './scopes';
import { earlierFound, firstIn, lastAdequate, type Found, type Source } from './sources';

/** Everything that the table of 8.2 asks of one patient and one endpoint, on the days in use. */
export interface Situation {
  readonly course: SubjectCourse;
  readonly scope: Scope;
  readonly config: Configuration;
  readonly mode: Mode;
  readonly start: EpochDay;
  readonly limitDays: number;
  readonly baseline: boolean;
  /** First progression that counts. */
  readonly pd: Found | null;
  /** First progression of the other compartment that counts as well. */
  readonly otherPd: Found | null;
  /** First progression of a compartment of the endpoint without baseline: it does not count. */
  readonly uncounted: Found | null;
  readonly death: Dated | null;
  readonly therapy: NewTherapy | null;
}

export interface Setting {
  readonly config: Configuration;
  readonly mode: Mode;
}

const COMPARTMENTS = ['cns', 'non-cns'] as const satisfies readonly Compartment[];

/** A death that is known at the cutoff. One that partial dates put before the origin is at the origin. */
export const deathOf = ({ death, cutoff }: SubjectCourse, start: EpochDay): Dated | null => {
  if (death === null || death.day > cutoff) return null;
  return death.day >= start ? death : { ...death, day: start };
};

const aims = ({ compartment }: NewTherapy, scope: Compartment | null): boolean =>
  scope === null || compartment === null || compartment === 'undetermined' || compartment === scope;

const isEarlier = (a: NewTherapy, b: NewTherapy): boolean => {
  if (a.day !== b.day) return a.day < b.day;
  return a.name === b.name ? (a.factIds[0] ?? '') < (b.factIds[0] ?? '') : a.name < b.name;
};

export const countsAsNew = (therapy: NewTherapy, scope: Scope, course: SubjectCourse): boolean =>
  therapy.day > (course.origin?.day ?? -Infinity) && aims(therapy, scope.therapyScope);

const therapyOf = (course: SubjectCourse, scope: Scope): NewTherapy | null => {
  let first: NewTherapy | null = null;
  for (const therapy of course.newTherapies)
    if (countsAsNew(therapy, scope, course) && (first === null || isEarlier(therapy, first))) first = therapy;
  return first;
};

/** Sources whose progressions count: with a baseline of their own (or a response). */
export const counting = (source: Source, { responder }: Scope): boolean =>
  responder || source.baselineAdequate;

type Firsts = Pick<Situation, 'pd' | 'otherPd' | 'uncounted'>;

const firstOfCompartment = (scope: Scope, compartment: Compartment, counts: boolean): Found | null => {
  let first: Found | null = null;
  for (const source of scope.sources)
    if (counting(source, scope) === counts)
      first = earlierFound(first, firstIn(source, compartment, scope.start.day));
  const { literal } = scope;
  if (literal && counting(literal, scope) === counts)
    first = earlierFound(first, firstIn(literal, compartment, scope.start.day));
  return first;
};

const firstsOf = (scope: Scope): Firsts => {
  const [cns, nonCns] = COMPARTMENTS.map((each) => firstOfCompartment(scope, each, true)) as [
    Found | null,
    Found | null,
  ];
  const pd = earlierFound(cns, nonCns);
  const uncounted = earlierFound(
    firstOfCompartment(scope, 'cns', false),
    firstOfCompartment(scope, 'non-cns', false),
  );
  return { pd, otherPd: pd === cns ? nonCns : cns, uncounted };
};

export const situationOf = (course: SubjectCourse, scope: Scope, { config, mode }: Setting): Situation => {
  const start = scope.start.day;
  return {
    course,
    scope,
    config,
    mode,
    start,
    limitDays: gapLimitDays(config),
    baseline: scope.responder || scope.sources.some(({ baselineAdequate }) => baselineAdequate),
    ...firstsOf(scope),
    death: deathOf(course, start),
    therapy: therapyOf(course, scope),
  };
};

/** A day to censor at; `at` is the assessment of that day, `null` the start of the clock. */
export interface CensorPoint {
  readonly day: EpochDay;
  readonly at: Assessment | null;
}

/** Last adequate assessment up to `limit`, of several sources the earlier or later one (`biCensor`). */
export const censorPoint = (
  { scope, start, config }: Situation,
  limit: EpochDay,
  except: string | null = null,
): CensorPoint => {
  const reach = { start, limit, except };
  const sign = config.biCensor === 'min' ? -1 : 1;
  let chosen: Assessment | null = null;
  let best = -Infinity;
  for (const source of scope.sources) {
    const at = lastAdequate(source, reach);
    // Never looked at is earlier than looked at on the day of the start.
    const rank = sign * (at?.day ?? start - 1);
    if (rank > best) [best, chosen] = [rank, at];
  }
  return { day: chosen?.day ?? start, at: chosen };
};

/** Last adequate assessment of any of the sources: the anchor of a death. */
export const latestPoint = ({ scope, start }: Situation, limit: EpochDay): CensorPoint => {
  let at: Assessment | null = null;
  for (const source of scope.sources) {
    const found = lastAdequate(source, { start, limit, except: null });
    if (found && (at === null || found.day > at.day)) at = found;
  }
  return { day: at?.day ?? start, at };
};

/** Last adequate assessment before a progression, of the compartment that progressed. */
export const progressionAnchor = ({ start }: Situation, { progression, source }: Found): CensorPoint => {
  const at = lastAdequate(source, {
    start,
    limit: progression.day - 1,
    except: progression.timePointId,
  });
  return { day: at?.day ?? start, at };
};
