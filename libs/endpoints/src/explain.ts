import { type JsonValue } from '@leptotrace/kernel';
import { type Derivation, type Flag } from '@leptotrace/rules';
import { causeOf, isSimultaneous } from './cause';
import { durationDays } from './conventions';
import { type Decision } from './decide';
import { type EndpointRuleId } from './endpoints.rules';
import { losersOf } from './lost';
import { type Dated } from './model';
import { type Start } from './scopes';
import { type Situation } from './situation';
import { type Found } from './sources';

const leaf = (
  rule: EndpointRuleId,
  value: JsonValue,
  { day, factIds }: Dated,
  because: readonly Derivation[] = [],
): Derivation =>
  because.length > 0 ? { rule, value, day, facts: factIds, because } : { rule, value, day, facts: factIds };

export const startNode = (start: Start): Derivation => leaf('TTE-8.1-origin', start.what, start);

const progressionNode = (rule: EndpointRuleId, { compartment, progression }: Found): Derivation =>
  leaf(rule, compartment, progression, [progression.why]);

/** The rule of the seed's sentence that lets this progression count here. */
const oneCompartmentRule = ({ scope }: Situation, found: Found): EndpointRuleId => {
  if (scope.literal && found.compartment === 'non-cns') return 'ENDP-7.3-seedLiteral';
  return scope.paramcd === 'BIPFS' ? 'ENDP-7.3-biPfs' : 'ENDP-7.2-cause';
};

const winnersOfProgression = (s: Situation, found: Found): readonly Derivation[] => {
  const first = progressionNode(oneCompartmentRule(s, found), found);
  const { otherPd, config } = s;
  return otherPd && isSimultaneous(found, otherPd, config)
    ? [first, progressionNode('ENDP-7.2-BOTH', otherPd)]
    : [first];
};

const deathNode = ({ death }: Situation, { by, rule }: Decision): readonly Derivation[] =>
  death && (by === 'death' || rule === 'TTE-8.4-TTP-death') ? [leaf('ENDP-7.2-cause', 'death', death)] : [];

const therapyNode = ({ therapy, mode }: Situation, { rule }: Decision): readonly Derivation[] =>
  therapy && rule === 'TTE-8.2-P5' && mode === 'FDA' ? [leaf('TTE-8.1-nact', therapy.name, therapy)] : [];

const winnersOf = (s: Situation, decision: Decision): readonly Derivation[] => {
  const { by, event, at } = decision;
  if (by === 'progression' && event?.found) return winnersOfProgression(s, event.found);
  const adequate = at ? [leaf('TTE-8.1-adequate', at.value, at, [at.why])] : [];
  return [...deathNode(s, decision), ...therapyNode(s, decision), ...adequate];
};

const gapNode = (s: Situation, { event }: Decision): readonly Derivation[] => {
  if (!event) return [];
  const { at, day } = event.anchor;
  const node: Derivation = {
    rule: at ? 'TTE-8.1-gap' : 'TTE-8.2-origin-anchor',
    value: event.missed,
    day,
    facts: (at ?? s.scope.start).factIds,
    sums: { gapDays: event.gapDays, limitDays: s.limitDays },
  };
  return [node];
};

const stopNode = ({ course }: Situation, { rule }: Decision): readonly Derivation[] => {
  const { stopped, withdrawn } = course;
  if (stopped && (rule === 'TTE-8.2-P8' || rule === 'TTE-8.2-P9'))
    return [leaf(rule, stopped.reason, stopped)];
  return withdrawn && rule === 'TTE-8.2-P10' ? [leaf(rule, 'withdrawn', withdrawn)] : [];
};

const sumsOf = (s: Situation, { day, event }: Decision): Readonly<Record<string, number>> => {
  const avalDays = durationDays(s.start, day);
  return event
    ? { avalDays, gapDays: event.gapDays, limitDays: s.limitDays }
    : { avalDays, limitDays: s.limitDays };
};

/** From the value down to facts: the row, what it rests on, and every candidate that lost. */
export const explain = (s: Situation, decision: Decision, flags: readonly Flag[]): Derivation => {
  const { rule, day, cnsr } = decision;
  const winners = winnersOf(s, decision);
  return {
    rule,
    value: { paramcd: s.scope.paramcd, aval: durationDays(s.start, day), cnsr, cause: causeOf(s, decision) },
    day,
    facts: winners[0]?.facts ?? s.scope.start.factIds,
    sums: sumsOf(s, decision),
    because: [
      ...winners,
      ...gapNode(s, decision),
      ...stopNode(s, decision),
      startNode(s.scope.start),
      { rule: s.scope.definition, value: s.scope.paramcd },
    ],
    lost: losersOf(s, decision),
    ...(flags.length > 0 ? { flags } : {}),
  };
};
