import { type Lost } from '@leptotrace/rules';
import { isSimultaneous } from './cause';
import { type Decision } from './decide';
import { type Dated } from './model';
import { type EndpointRuleId } from './endpoints.rules';
import { type Situation } from './situation';
import { compartmentSource, firstIn, lastInadequate, type Found } from './sources';

interface Loser {
  readonly rule: EndpointRuleId;
  readonly value: string;
  readonly what: Dated;
  readonly reason: string;
}

const lost = ({ rule, value, what, reason }: Loser): Lost => ({
  rule,
  value,
  day: what.day,
  reason,
  facts: what.factIds,
});

const nameOf = ({ compartment }: Found): string =>
  compartment === 'cns' ? 'progression (CNS)' : 'progression (non-CNS)';

/** Why an event that was found does not count, by the row that decided instead. */
const CENSORED_BY: Readonly<Partial<Record<EndpointRuleId, string>>> = {
  'TTE-8.2-P1': 'there is no adequate baseline to judge it against',
  'TTE-8.2-P4': 'two or more assessments were missed before it',
  'TTE-8.2-P5': 'a new anticancer therapy began before it',
  'TTE-8.2-P7': 'two or more assessments were missed before it',
  'TTE-8.4-TTP-death': 'death is no event of a time to progression; it censors',
};

const progressionReason = (s: Situation, { rule, by, event }: Decision): string => {
  if (by === 'death' || event?.what === 'death')
    return s.baseline ? 'death came first' : 'no adequate baseline';
  return CENSORED_BY[rule] ?? 'it does not count here';
};

const lostProgressions = (s: Situation, decision: Decision): readonly Lost[] => {
  const found: Lost[] = [];
  const add = (each: Found | null, rule: EndpointRuleId, reason: string): void => {
    if (each) found.push(lost({ rule, value: nameOf(each), what: each.progression, reason }));
  };
  if (decision.by !== 'progression') add(s.pd, decision.rule, progressionReason(s, decision));
  const both = s.pd && s.otherPd && isSimultaneous(s.pd, s.otherPd, s.config);
  if (!both) add(s.otherPd, 'ENDP-7.2-cause', 'the other compartment progressed first');
  add(s.uncounted, 'TTE-8.2-BI-baseline', 'its compartment has no adequate baseline');
  return found;
};

/** A progression that the endpoint of one compartment does not look at. */
const lostElsewhere = ({ scope, course, start }: Situation): readonly Lost[] => {
  const own = scope.sources.length === 1 && scope.sources[0]?.parts.length === 1 && scope.sources[0].parts[0];
  if (!own || scope.literal) return [];
  const other = own[0] === 'cns' ? 'non-cns' : 'cns';
  const found = firstIn(compartmentSource(course, other), other, start);
  if (!found) return [];
  const reason = 'a progression outside the compartment leaves the patient at risk';
  return [lost({ rule: scope.definition, value: nameOf(found), what: found.progression, reason })];
};

const deathReason = (s: Situation, { rule, event }: Decision): string => {
  if (event?.what === 'progression' && event.day === s.death?.day)
    return 'of a progression and a death on one day the progression decides';
  if (event?.what === 'progression') return 'the progression came first';
  if (rule === 'TTE-8.2-P1')
    return 'it is no event within the gap limit of the origin, and there is no baseline';
  return CENSORED_BY[rule] ?? 'it does not count here';
};

const lostDeath = (s: Situation, decision: Decision): readonly Lost[] =>
  s.death && decision.by !== 'death'
    ? [lost({ rule: decision.rule, value: 'death', what: s.death, reason: deathReason(s, decision) })]
    : [];

const therapyReason = (s: Situation, { by, event }: Decision): string => {
  if (s.mode === 'EMA') return 'EMA mode ignores new therapies';
  if (event?.afterTherapy) return 'the missed assessments censor first';
  return by === 'censoring' && !event ? 'the start of the clock censors already' : 'it began after the event';
};

const lostTherapy = (s: Situation, decision: Decision): readonly Lost[] => {
  const { therapy, mode } = s;
  if (!therapy || (decision.rule === 'TTE-8.2-P5' && mode === 'FDA')) return [];
  const reason = therapyReason(s, decision);
  return [lost({ rule: 'TTE-8.2-P5', value: therapy.name, what: therapy, reason })];
};

const MISSED = 'EMA mode counts the event although assessments were missed';

/** The gap where it did not decide, and the assessment at which it, or the end of data, would have censored. */
const lostCensoring = (s: Situation, { by, event, rule, cnsr }: Decision): readonly Lost[] => {
  const at = event?.anchor.at;
  const found: Lost[] = [];
  if (event?.missed && cnsr !== 3) {
    const reason = s.mode === 'EMA' ? MISSED : 'the new therapy censors first';
    found.push({ rule: 'TTE-8.1-gap', value: event.gapDays, day: event.day, reason });
  }
  if (at && by !== 'censoring') {
    const reason = 'the event came after it and decides';
    found.push(lost({ rule, value: 'last adequate assessment', what: at, reason }));
  }
  return found;
};

const VISIT = 'not adequate: it moves neither the censor date nor the anchor of the gap';

const lostVisits = (s: Situation, { by, day, at }: Decision): readonly Lost[] => {
  if (by !== 'censoring') return [];
  return s.scope.sources.flatMap((source): readonly Lost[] => {
    const what = lastInadequate(source, at?.day ?? day, s.course.cutoff);
    return what ? [lost({ rule: 'TTE-8.1-adequate', value: what.value, what, reason: VISIT })] : [];
  });
};

/** Every candidate that did not decide, with the reason in words. */
export const losersOf = (s: Situation, decision: Decision): readonly Lost[] => [
  ...lostProgressions(s, decision),
  ...lostElsewhere(s),
  ...lostDeath(s, decision),
  ...lostTherapy(s, decision),
  ...lostCensoring(s, decision),
  ...lostVisits(s, decision),
];
