import { findAgents, type Fact } from '@leptotrace/clinical';
import { isOpenAt, show, type Drug } from './drugs';
import type { DatedFact } from './model';

/** What a statement says of drugs that go on: their starts, or their names. */
interface Named {
  readonly startIds: readonly string[];
  readonly drugs: readonly string[];
}

const NOTHING: Named = { startIds: [], drugs: [] };

/** A response or a toxicity that a source puts down to a drug, and an induction that was completed with it. */
const namedIn = (fact: Fact): Named => {
  if (fact.kind === 'InductionCompleted') return { startIds: fact.startIds, drugs: [] };
  const isAttributed = fact.kind === 'ResponseStated' || fact.kind === 'AdverseEventRecorded';
  return isAttributed ? { startIds: [], drugs: findAgents(fact.attributedTo ?? '') } : NOTHING;
};

/** Does the statement show that some drug goes on? */
export const isEvidence = ({ fact }: Pick<DatedFact, 'fact'>): boolean => {
  const { startIds, drugs } = namedIn(fact);
  return startIds.length > 0 || drugs.length > 0;
};

const recordsOf = ({ start, again }: Drug): readonly string[] =>
  [start, ...again].map(({ factId }) => factId);

/**
 * A statement that names a drug as given shows it on its day. One that was stopped before is not given again by it
 * (late toxicity); a name that may mean two of them (into the CSF and into a vein) shows neither.
 */
export const showBy = (found: DatedFact, drugs: readonly Drug[]): void => {
  const named = namedIn(found.fact);
  if (named.startIds.length + named.drugs.length === 0) return;
  const open = drugs.filter((drug) => drug.start.day <= found.day && isOpenAt(drug, found.day));
  const byName = named.drugs.flatMap((name) => {
    const same = open.filter(({ drug }) => drug === name);
    return same.length === 1 ? same : [];
  });
  const byStart = open.filter((drug) => recordsOf(drug).some((id) => named.startIds.includes(id)));
  for (const drug of new Set([...byName, ...byStart])) show(drug, found);
};
