import { type Derivation, type Flag, type Lost } from '@leptotrace/rules';
import { type Response, type TimePoint, type TimePointResponse } from '../model';
import { type Baseline } from './baseline';
import { NOTHING_NEW, type NewLesions } from './new-lesions';
import { type NonTargetFinding } from './non-target';
import { type Evidence, datingOf } from './progression';
import { type Seen } from './seen';
import { type TargetFinding } from './target-response';

/** What was found at one time point before the overall response is told. */
export interface Findings {
  readonly point: TimePoint;
  readonly baseline: Baseline;
  readonly target: TargetFinding | null;
  readonly nonTarget: NonTargetFinding;
  readonly news: NewLesions;
  readonly seen: Seen;
  /** A new lesion was counted at an earlier time point. */
  readonly afterNew: boolean;
}

/** What a criterion made of it. */
export interface Verdict {
  readonly value: Response;
  readonly rule: string;
  readonly evidence?: Evidence;
  readonly allEvidence?: readonly Evidence[];
  readonly because?: readonly Derivation[];
  readonly lost?: readonly Lost[];
  readonly flags?: readonly Flag[];
  readonly parts?: Readonly<Record<string, string>>;
}

const NOTHING_NEW_WHY: Derivation = { rule: 'RECIST-1.7-none', value: 'no' };

const ruleOfNews = ({ counted, equivocal }: NewLesions): string =>
  counted[0]?.why.rule ?? (equivocal ? 'RECIST-1.7-equivocal' : 'RECIST-1.7-none');

const newWhy = (news: NewLesions): Derivation => {
  if (news === NOTHING_NEW) return NOTHING_NEW_WHY;
  return {
    rule: ruleOfNews(news),
    value: freshness(news),
    because: news.counted.map(({ why }) => why),
    lost: news.lost,
    flags: news.flags,
  };
};

const addAll = (flags: Flag[], more: readonly Flag[] | undefined): void => {
  if (more) for (const flag of more) if (!flags.includes(flag)) flags.push(flag);
};

const strangers = ({ seen, news, baseline }: Findings): boolean =>
  seen.others.some(
    ({ lesionId, status, role }) =>
      role !== 'new' &&
      (status === 'measured' || status === 'too-small') &&
      !baseline.fragments.has(lesionId) &&
      !news.counted.some((lesion) => lesion.lesionId === lesionId),
  );

const collectFlags = (found: Findings, verdict: Verdict): readonly Flag[] => {
  const flags: Flag[] = [...found.point.flags];
  addAll(flags, found.baseline.flags);
  addAll(flags, found.target?.flags);
  addAll(flags, found.nonTarget.flags);
  addAll(flags, found.news.flags);
  addAll(flags, verdict.flags);
  if (found.seen.others.length > 0 && strangers(found)) addAll(flags, ['LESION_NOT_AT_BASELINE']);
  return flags;
};

const NO_LOST: readonly Lost[] = [];

const freshness = ({ counted, equivocal }: NewLesions): string => {
  if (counted.length > 0) return 'yes';
  return equivocal ? 'equivocal' : 'no';
};

/** Children and losers of the overall response: findings first, then what the criterion adds, then the date. */
const rootsOf = (
  { target, nonTarget, news }: Findings,
  { evidence, allEvidence, because, lost = NO_LOST }: Verdict,
): { readonly because: readonly Derivation[]; readonly lost: readonly Lost[] } => {
  const children: Derivation[] = target ? [target.why] : [];
  children.push(nonTarget.why, newWhy(news));
  if (because) children.push(...because);
  if (!evidence) return { because: children, lost };
  const dating = datingOf(evidence, allEvidence ?? [evidence]);
  children.push(dating.why);
  return { because: children, lost: [...lost, ...dating.lost] };
};

/** A back-dated value may mean the days of the time point that first showed it. */
const datesOf = (point: TimePoint, evidence: Evidence | undefined): TimePoint['dates'] =>
  evidence && evidence.day < point.dates.from ? evidence.dates : point.dates;

/** Puts findings and verdict together as the response of a time point. */
export const responseOf = (found: Findings, verdict: Verdict): TimePointResponse => {
  const { point } = found;
  const { evidence, value } = verdict;
  const flags = collectFlags(found, verdict);
  const day = evidence ? evidence.day : point.day;
  const own = {
    target: found.target ? found.target.value : 'NA',
    nonTarget: found.nonTarget.value,
    newLesion: freshness(found.news),
  };
  return {
    timePointId: point.id,
    value,
    day,
    dates: datesOf(point, evidence),
    parts: verdict.parts ? { ...own, ...verdict.parts } : own,
    ...(value === 'PD' && found.news.counted.length > 0 ? { newDisease: true } : {}),
    flags,
    why: { rule: verdict.rule, value, day, facts: point.factIds, ...rootsOf(found, verdict), flags },
  };
};

/** Without a baseline nothing can be computed (0.3, 0.4). */
export const unknownResponse = (point: TimePoint, baseline: Baseline): TimePointResponse => {
  const flags = [...new Set([...point.flags, ...baseline.flags])];
  return {
    timePointId: point.id,
    value: 'UNKNOWN',
    day: point.day,
    dates: point.dates,
    parts: {},
    flags,
    why: {
      rule: 'RECIST-0.4-baseline',
      value: 'UNKNOWN',
      day: point.day,
      facts: point.factIds,
      because: [baseline.finding.why],
      flags,
    },
  };
};
