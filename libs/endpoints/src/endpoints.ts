import { type Configuration, type Derivation, type Flag } from '@leptotrace/rules';
import { causeOf } from './cause';
import { decide, isUndocumentedStop, type Decision } from './decide';
import { explain } from './explain';
import { type EndpointResult, type Mode, type Paramcd, type SubjectCourse } from './model';
import { CENSOR_DATES } from './names';
import { isOrderUncertain } from './order';
import { overallSurvival } from './overall-survival';
import { hullOf, isAllExact, isImputed } from './range';
import { missingOf, noResult, placementFlags, resultOf } from './result';
import { responseScope, scopesOf, startOf, type FirstResponse, type Scope, type Start } from './scopes';
import { withUndeclared } from './undeclared';
import { situationOf, type Setting, type Situation } from './situation';

const PARAMCDS = [
  'PFS',
  'CNSPFS',
  'NCNSPFS',
  'BIPFS',
  'TTP',
  'CNSTTP',
  'NCNSTTP',
  'OS',
] as const satisfies readonly Paramcd[];

const censorDate = ({ cnsr, at, rule }: Decision, { scope, config }: Situation): string | null => {
  if (cnsr === 0) return null;
  if (at) return CENSOR_DATES.assessment;
  return rule === 'TTE-8.4-TTP-death' && config.ttpDeathCensor === 'death'
    ? CENSOR_DATES.death
    : scope.start.name;
};

const readsDeath = ({ event }: Decision): boolean => event?.what === 'death';

const decisionFlags = (s: Situation, decision: Decision): readonly Flag[] => {
  const flags: Flag[] = [];
  if (s.scope.literal) flags.push('SEED_LITERAL');
  if (decision.by !== 'progression' && isUndocumentedStop(s)) flags.push('UNDOCUMENTED_PROGRESSION');
  if (readsDeath(decision) && s.course.death?.unresolved === true) flags.push('DEATH_DATE_UNRESOLVED');
  return flags;
};

interface Vagueness {
  readonly allExact: boolean;
  readonly missing: readonly string[];
}

const evaluate = (
  course: SubjectCourse,
  scope: Scope,
  setting: Setting,
  { allExact, missing }: Vagueness,
): EndpointResult => {
  const s = situationOf(course, scope, setting);
  const decision = decide(s);
  const imputed = !allExact && isImputed(s);
  const flags: readonly Flag[] = [
    ...decisionFlags(s, decision),
    ...(!allExact && isOrderUncertain(s, decision) ? (['ORDER_UNCERTAIN'] as const) : []),
    ...placementFlags(missing, imputed),
  ];
  const { day, cnsr } = decision;
  return resultOf(
    {
      paramcd: scope.paramcd,
      mode: setting.mode,
      start: scope.start,
      day,
      cnsr,
      cause: causeOf(s, decision),
      cnsdtdsc: censorDate(decision, s),
      hull: allExact ? null : hullOf(s),
      imputed,
      missing,
      flags,
    },
    explain(s, decision, flags),
  );
};

const NO_ORIGIN: Derivation = { rule: 'TTE-8.1-origin', value: null, flags: ['NO_ORIGIN'] };

/** Text of why nobody is at risk from this start on, or `null`. */
const notAtRisk = ({ death, cutoff }: SubjectCourse, start: Start): string | null => {
  if (start.day > cutoff) return 'Not at risk: the origin lies after the cutoff';
  const diedBefore = death !== null && death.dates.to < start.dates.from;
  return diedBefore ? 'Not at risk: death before the origin' : null;
};

const withoutRisk = (text: string, start: Start): Derivation => ({
  rule: 'TTE-8.1-at-risk',
  value: null,
  day: start.day,
  facts: start.factIds,
  lost: [{ rule: 'TTE-8.1-origin', value: start.what, day: start.day, reason: text, facts: start.factIds }],
});

/** Exactness over everything a course's endpoints may read, the start included. */
const vaguenessOf = (course: SubjectCourse, start: Start): Vagueness => ({
  allExact: start.dates.from === start.dates.to && isAllExact(course),
  missing: missingOf(course.undetermined, course.unplaced),
});

/** Assessments that cannot be placed never matter to OS, whether it has a value or not. */
const allWithoutValue = (
  { undetermined, unplaced }: SubjectCourse,
  mode: Mode,
  reason: { readonly text: string; readonly why: Derivation },
): readonly EndpointResult[] =>
  PARAMCDS.map((paramcd) =>
    noResult(paramcd, mode, {
      ...reason,
      missing: missingOf(undetermined, paramcd === 'OS' ? [] : unplaced),
    }),
  );

const allOf = (course: SubjectCourse, config: Configuration, mode: Mode): readonly EndpointResult[] => {
  const start = startOf(course);
  if (!start) return allWithoutValue(course, mode, { text: 'No origin', why: NO_ORIGIN });
  const text = notAtRisk(course, start);
  if (text !== null) return allWithoutValue(course, mode, { text, why: withoutRisk(text, start) });
  const vagueness = vaguenessOf(course, start);
  const setting = { config, mode };
  const found = scopesOf(course, config, start).map((scope) => evaluate(course, scope, setting, vagueness));
  return [...found, overallSurvival(course, mode, start)];
};

/**
 * PFS, CNSPFS, NCNSPFS, BIPFS, TTP, CNSTTP, NCNSTTP and OS of one patient, always all eight in this
 * order, by the table of 8.2 in FDA or EMA mode (the ruleset's own when left out). Days are epoch days,
 * `aval` is in days counting both ends. Total: without an origin, or with nobody at risk, every value is
 * `null` and says why.
 *
 * `avalRange` and `adtRange` hold every value that the partial dates allow, each date moving on its own.
 */
export const deriveEndpoints = (
  course: SubjectCourse,
  config: Configuration,
  mode: Mode = config.pfsMode,
): readonly EndpointResult[] => {
  const found = allOf(course, config, mode);
  if (course.undeclared.length === 0) return found;
  return withUndeclared(course, found, (read) => allOf(read, config, mode));
};

/**
 * Duration of a response (8.4): from its first day by the same table; the response stands for the
 * baseline and is itself an adequate assessment. Only for responders: call it for nobody else.
 *
 * @param response first response, and its compartment; `null` for one of the whole patient.
 */
export const durationOfResponse = (
  course: SubjectCourse,
  response: FirstResponse,
  config: Configuration,
  mode: Mode = config.pfsMode,
): EndpointResult => {
  const scope = responseScope(course, config, response);
  const vagueness = vaguenessOf(course, scope.start);
  const text = notAtRisk(course, scope.start);
  if (text !== null)
    return noResult('DOR', mode, { text, why: withoutRisk(text, scope.start), missing: vagueness.missing });
  return evaluate(course, scope, { config, mode }, vagueness);
};
