import type { FactKind } from '@leptotrace/clinical';
import type { Zone } from '@leptotrace/kernel';
import { checkedOf, currentFact, type Check, type Patient } from '@leptotrace/timeline';

/** What was kept and is read by no derived value, in the words that it is counted by. */
export interface Kept {
  /** What it would be, had it been read; `null` for what is no fact of a kind here. */
  readonly wouldBe: FactKind | null;
  readonly term: string;
  readonly reason: string;
  readonly facts: number;
}

export interface KeptCheck extends Check {
  readonly kept?: Kept;
}

/** The checks of one patient as last known. */
export interface QualityRow {
  readonly patientId: string;
  readonly study: string | null;
  readonly site: string | null;
  readonly revision: number;
  readonly checks: readonly KeptCheck[];
}

const NO_KIND = 'of no kind that a derived value reads';

const keptOf = (patient: Patient, { factIds }: Check): Kept | null => {
  const [first = ''] = factIds;
  const timeline = patient.facts.get(first);
  const fact = timeline && currentFact(timeline);
  if (fact?.kind !== 'OtherFactRecorded') return null;
  const { wouldBe = null, reason = NO_KIND } = fact.unread ?? {};
  return { wouldBe, term: fact.label, reason, facts: factIds.length };
};

export const qualityRowOf = (patientId: string, patient: Patient, zone: Zone): QualityRow => ({
  patientId,
  study: patient.registration?.study ?? null,
  site: patient.registration?.site ?? null,
  revision: patient.revision,
  checks: checkedOf(patient, zone).checks.map((check) => {
    const kept = check.group === 'not-used' ? keptOf(patient, check) : null;
    return kept ? { ...check, kept } : check;
  }),
});
