import { type Derivation, type Flag, type Lost } from '@leptotrace/rules';
import { mm } from '../length';
import { type Response } from '../model';
import { type SumContext } from './contribution';
import { NODE_DISEASE } from './measurability';
import { type Before } from './nadir';
import { contributionsWhy, type TargetSum } from './sum';

/** Response of the targets at one time point. */
export interface TargetFinding {
  readonly value: Response;
  readonly why: Derivation;
  readonly flags: readonly Flag[];
}

/** What one row of a target table decided. */
export interface TargetVerdict {
  readonly value: Response;
  readonly rule: string;
  readonly lost: readonly Lost[];
  readonly flag?: Flag;
}

const MIN_GROWTH = mm(5);

/** At least 20 % above a reference, exactly (0.4). */
export const grewByFifth = (value: number, reference: number): boolean => 5 * value >= 6 * reference;

/** At least 5 mm above a reference (0.4). */
export const grewByFiveMm = (value: number, reference: number): boolean => value - reference >= MIN_GROWTH;

/** At least 30 % below baseline, exactly (0.4). */
export const fellByThird = (value: number, baseline: number): boolean => 10 * value <= 7 * baseline;

const lost = (rule: string, value: string, reason: string): Lost => ({ rule, value, reason });

const PR_LOST = lost('RECIST-1.3-T3', 'PR', 'PR by baseline, but PD by nadir comes first');
const RELATIVE_ONLY = lost('RECIST-1.3-T1b', 'PD', '20 % above the nadir, but less than 5 mm');
const ABSOLUTE_ONLY = lost('RECIST-1.3-T1b', 'PD', '5 mm above the nadir, but less than 20 %');
const PARTIAL_PR = lost('RECIST-1.3-T3', 'PR', 'a partial sum is never compared with the full baseline');
const NODES_LEFT = lost('RECIST-1.3-T2', 'CR', 'a nodal target has a short axis of 10 mm or more');

const NONE: readonly Lost[] = [];

const nearlyPD = (sum: number, nadir: number | null): readonly Lost[] => {
  if (nadir === null || sum <= nadir) return NONE;
  const relative = grewByFifth(sum, nadir);
  if (relative === grewByFiveMm(sum, nadir)) return NONE;
  return [relative ? RELATIVE_ONLY : ABSOLUTE_ONLY];
};

const isT1a = (sum: TargetSum, { afterCR }: Before): boolean =>
  afterCR && sum.contributions.some(({ present, target }) => present && !target.node);

const isT1b = ({ proof }: TargetSum, { nadir }: Before): boolean =>
  nadir !== null && grewByFifth(proof, nadir) && grewByFiveMm(proof, nadir);

const isPartial = ({ sum }: TargetSum, { baseline }: Before): boolean =>
  baseline !== null && fellByThird(sum, baseline);

const nonNodalGone = ({ contributions }: TargetSum): boolean =>
  contributions.every(({ target, present }) => target.node || !present);

const nodesNormal = ({ contributions }: TargetSum): boolean =>
  contributions.every(({ target, value }) => !target.node || (value !== null && value < NODE_DISEASE));

const incomplete = (sum: TargetSum, before: Before): TargetVerdict => {
  if (isT1a(sum, before))
    return { value: 'PD', rule: 'RECIST-1.3-T1a', lost: NONE, flag: 'PD_BY_PARTIAL_SUM' };
  if (isT1b(sum, before))
    return { value: 'PD', rule: 'RECIST-1.4-PD', lost: NONE, flag: 'PD_BY_PARTIAL_SUM' };
  const tempting = sum.evaluated > 0 && isPartial(sum, before);
  return { value: 'NE', rule: 'RECIST-1.4-NE', lost: tempting ? [PARTIAL_PR] : NONE };
};

/** Not progression: CR before PR before SD. */
const notProgressed = (sum: TargetSum, before: Before): TargetVerdict => {
  const gone = nonNodalGone(sum);
  const near = nearlyPD(sum.sum, before.nadir);
  if (gone && nodesNormal(sum)) return { value: 'CR', rule: 'RECIST-1.3-T2', lost: near };
  const short = gone ? [...near, NODES_LEFT] : near;
  if (isPartial(sum, before)) return { value: 'PR', rule: 'RECIST-1.3-T3', lost: short };
  return before.baseline === null
    ? { value: 'NE', rule: 'RECIST-1.3-no-baseline-sum', lost: short }
    : { value: 'SD', rule: 'RECIST-1.3-T4', lost: short };
};

/** RECIST 1.1, targets: the first row that fits (1.3), or what an incomplete sum still proves (1.4). */
export const recistTargets = (sum: TargetSum, before: Before): TargetVerdict => {
  if (!sum.complete) return incomplete(sum, before);
  const responds = isPartial(sum, before) ? [PR_LOST] : NONE;
  if (isT1a(sum, before)) return { value: 'PD', rule: 'RECIST-1.3-T1a', lost: responds };
  if (isT1b(sum, before)) return { value: 'PD', rule: 'RECIST-1.3-T1b', lost: responds };
  return notProgressed(sum, before);
};

/** A verdict on the targets with the numbers that it rests on. */
export const targetFinding = (
  verdict: TargetVerdict,
  sum: TargetSum,
  before: Before,
  { measure }: SumContext,
): TargetFinding => {
  const flags = verdict.flag ? [...sum.flags, verdict.flag] : sum.flags;
  const why: Derivation = {
    rule: verdict.rule,
    value: verdict.value,
    ...(sum.day === null ? {} : { day: sum.day }),
    sums: {
      [measure.sum]: measure.shown(sum.sum),
      [measure.nadir]: before.nadir === null ? null : measure.shown(before.nadir),
      [measure.baseline]: before.baseline === null ? null : measure.shown(before.baseline),
      nadirTimePointId: before.nadirTimePointId,
      evaluated: sum.evaluated,
      targets: sum.contributions.length,
    },
    because: contributionsWhy(sum.contributions, measure),
    lost: verdict.lost,
    flags,
  };
  return { value: verdict.value, why, flags };
};
