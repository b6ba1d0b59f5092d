import { type EpochDay } from '@leptotrace/kernel';
import { type OtherRuleId } from './other-endpoints.rules';

/** A finding that by itself makes progression, with the days on which it was seen. */
export interface ProgressionFinding {
  readonly kind: 'new-lesion' | 'target-growth' | 'non-target' | 'cytology' | 'clinical';
  /** Scans of the sum, sights of the lesion, sample days or examinations; in any order. */
  readonly days: readonly EpochDay[];
  /** New lesion: first equivocal sight of the same lesion, if any. */
  readonly equivocalSince?: EpochDay | null;
}

export interface ProgressionDay {
  readonly day: EpochDay;
  /** Row of 8.3 that gave the day. */
  readonly rule: OtherRuleId;
  /** Whether other findings of the time point came later or the same day. */
  readonly several: boolean;
}

const dayOf = ({ kind, days, equivocalSince }: ProgressionFinding): EpochDay => {
  if (kind === 'target-growth') return Math.max(...days);
  return Math.min(...days, equivocalSince ?? Infinity);
};

/**
 * Day of a progression (8.3): a sum is complete with its last scan, everything else counts from its
 * first day; of several findings the earliest dates it. `null`: no finding carries a day.
 */
export const progressionDay = (findings: readonly ProgressionFinding[]): ProgressionDay | null => {
  let best: { readonly day: EpochDay; readonly kind: ProgressionFinding['kind'] } | null = null;
  for (const finding of findings) {
    const day = dayOf(finding);
    if (Number.isFinite(day) && (best === null || day < best.day)) best = { day, kind: finding.kind };
  }
  return best && { day: best.day, rule: `TTE-8.3-${best.kind}`, several: findings.length > 1 };
};
