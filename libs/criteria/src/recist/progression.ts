import { dayText, type DayInterval, type EpochDay } from '@leptotrace/kernel';
import { type Derivation, type Lost } from '@leptotrace/rules';
import { type TimePoint } from '../model';
import { type NewLesions } from './new-lesions';
import { type NonTargetFinding } from './non-target';
import { type TargetFinding } from './target-response';

/** One finding that by itself makes progression, with its own date (8.3). */
export interface Evidence {
  readonly rule: string;
  readonly dateRule: string;
  readonly day: EpochDay;
  readonly dates: DayInterval;
}

/** Rules under which a criterion reports each kind of evidence. */
export interface EvidenceRules {
  readonly target: string;
  readonly nonTarget: string;
  readonly newLesion: string;
}

/** Everything at one time point that by itself makes progression, in the order of the table. */
export const imagingEvidence = (
  point: TimePoint,
  found: {
    readonly target: TargetFinding | null;
    readonly nonTarget: NonTargetFinding;
    readonly news: NewLesions;
  },
  rules: EvidenceRules,
): Evidence[] => {
  const { target, nonTarget, news } = found;
  const evidence: Evidence[] = [];
  const { dates } = point;
  if (target?.value === 'PD')
    evidence.push({
      rule: rules.target,
      dateRule: 'RECIST-8.3-target',
      day: target.why.day ?? point.day,
      dates,
    });
  if (nonTarget.value === 'PD')
    evidence.push({
      rule: rules.nonTarget,
      dateRule: 'RECIST-8.3-non-target',
      day: nonTarget.day ?? point.day,
      dates,
    });
  for (const { day, dates: seen } of news.counted)
    evidence.push({ rule: rules.newLesion, dateRule: 'RECIST-8.3-new', day, dates: seen });
  return evidence;
};

/** The evidence that dates the progression: the earliest; of one day, the first of the table (8.3). */
export const earliest = (evidence: readonly Evidence[]): Evidence | null => {
  let first: Evidence | null = null;
  for (const one of evidence) if (!first || one.day < first.day) first = one;
  return first;
};

/** How the date of a progression came about, and the evidence that did not date it. */
export const datingOf = (
  first: Evidence,
  evidence: readonly Evidence[],
): { readonly why: Derivation; readonly lost: readonly Lost[] } => {
  const others = evidence.filter((one) => one !== first);
  const lost = others.map(({ rule, day }) => ({
    rule,
    value: 'PD',
    day,
    reason: 'progression too, but another finding gives the date',
  }));
  const dated: Derivation = { rule: first.dateRule, value: dayText(first.day), day: first.day };
  const why =
    others.length > 0
      ? { rule: 'RECIST-8.3-earliest', value: dayText(first.day), day: first.day, because: [dated] }
      : dated;
  return { why, lost };
};
