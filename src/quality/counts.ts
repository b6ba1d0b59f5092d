import type { CheckCode, CheckGroup, Severity } from '@leptotrace/timeline';
import type { Kept, KeptCheck } from './quality.row';

export interface KeptCount extends Kept {
  readonly patients: number;
}

export interface CheckCounts {
  readonly patients: { readonly checked: number; readonly withChecks: number };
  readonly checks: number;
  readonly bySeverity: Readonly<Partial<Record<Severity, number>>>;
  readonly byGroup: Readonly<Partial<Record<CheckGroup, number>>>;
  readonly byCode: Readonly<Partial<Record<CheckCode, number>>>;
  /** What was kept and is not used, by what it would be, term and reason; the most frequent first. */
  readonly notUsed: readonly KeptCount[];
  /** Facts of further terms: reasons are free text, and an answer must end. */
  readonly notUsedBeyond: number;
}

const MOST_TERMS = 1_000;

const byName = <K extends string>(counts: ReadonlyMap<K, number>): Readonly<Partial<Record<K, number>>> =>
  Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))) as Partial<Record<K, number>>;

const add = <K>(counts: Map<K, number>, key: K): void => void counts.set(key, (counts.get(key) ?? 0) + 1);

/** Counts checks as they come by, patient by patient, without keeping them. */
export class CheckCounter {
  private checked = 0;
  private withChecks = 0;
  private total = 0;
  private readonly severities = new Map<Severity, number>();
  private readonly groups = new Map<CheckGroup, number>();
  private readonly codes = new Map<CheckCode, number>();
  private readonly terms = new Map<string, KeptCount>();
  private beyond = 0;

  constructor(private readonly mostTerms = MOST_TERMS) {}

  /** All checks of one patient. */
  patient(checks: readonly KeptCheck[]): void {
    const seen = new Set<string>();
    this.checked += 1;
    if (checks.length > 0) this.withChecks += 1;
    for (const { severity, group, code, kept } of checks) {
      this.total += 1;
      add(this.severities, severity);
      add(this.groups, group);
      add(this.codes, code);
      if (kept) this.term(kept, seen);
    }
  }

  private term(kept: Kept, seen: Set<string>): void {
    const key = JSON.stringify([kept.wouldBe, kept.term, kept.reason]);
    const there = this.terms.get(key);
    if (!there && this.terms.size >= this.mostTerms) {
      this.beyond += kept.facts;
      return;
    }
    this.terms.set(key, {
      ...kept,
      facts: (there?.facts ?? 0) + kept.facts,
      patients: (there?.patients ?? 0) + (seen.has(key) ? 0 : 1),
    });
    seen.add(key);
  }

  get counts(): CheckCounts {
    const terms = [...this.terms].sort(([a, one], [b, other]) => other.facts - one.facts || (a < b ? -1 : 1));
    return {
      patients: { checked: this.checked, withChecks: this.withChecks },
      checks: this.total,
      bySeverity: byName(this.severities),
      byGroup: byName(this.groups),
      byCode: byName(this.codes),
      notUsed: terms.map(([, count]) => count),
      notUsedBeyond: this.beyond,
    };
  }
}
