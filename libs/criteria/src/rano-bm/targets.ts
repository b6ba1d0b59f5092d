import { type Configuration, type Lost } from '@leptotrace/rules';
import { type Before } from '../recist/nadir';
import { type TargetSum } from '../recist/sum';
import { fellByThird, grewByFifth, grewByFiveMm, type TargetVerdict } from '../recist/target-response';
import { type RanoBmRule } from './rano-bm.rules';

const lost = (rule: RanoBmRule, value: string, reason: string): Lost => ({ rule, value, reason });

const NONE: readonly Lost[] = [];
const PR_LOST = lost('RANOBM-2.3-B3', 'PR', 'PR by baseline, but PD by nadir comes first');
const PR_LOST_BI = lost('RANOBI-2.5-PR', 'PR', 'PR by baseline, but PD by nadir comes first');
const NO_LESION = lost(
  'RANOBM-2.3-B1',
  'PD',
  '20 % above the nadir, but nothing grew by 5 mm as the ruleset asks',
);
const PARTIAL_PR = lost('RANOBM-2.3-B3', 'PR', 'a partial sum is never compared with the full baseline');

const lesionGrew = (sum: TargetSum, before: Before, config: Configuration): boolean => {
  const references = config.ranoLesionReference === 'ownNadir' ? before.ownNadirs : before.nadirValues;
  return sum.contributions.some(({ proof }, index) => {
    const reference = references[index] ?? null;
    return proof !== null && reference !== null && grewByFiveMm(proof, reference);
  });
};

const grewAbsolutely = (sum: TargetSum, nadir: number, before: Before, config: Configuration): boolean =>
  config.ranoAbsoluteRule === 'sum' ? grewByFiveMm(sum.proof, nadir) : lesionGrew(sum, before, config);

const isGone = ({ contributions }: TargetSum): boolean => contributions.every(({ present }) => !present);

const incomplete = (grew: boolean, tempting: boolean): TargetVerdict =>
  grew
    ? { value: 'PD', rule: 'RANOBM-2.3-partial', lost: NONE, flag: 'PD_BY_PARTIAL_SUM' }
    : { value: 'NE', rule: 'RANOBM-2.3-partial', lost: tempting ? [PARTIAL_PR] : NONE };

const responding = (
  sum: TargetSum,
  partial: boolean,
  before: Before,
  near: readonly Lost[],
): TargetVerdict => {
  if (isGone(sum)) return { value: 'CR', rule: 'RANOBM-2.3-B2', lost: near };
  if (partial) return { value: 'PR', rule: 'RANOBM-2.3-B3', lost: near };
  return before.baseline === null
    ? { value: 'NE', rule: 'RANOBM-2.3-partial', lost: near }
    : { value: 'SD', rule: 'RANOBM-2.3-B4', lost: near };
};

/** RANO-BM, targets (2.3): B1 to B4 in order; the 5 mm are asked of one lesion unless the ruleset asks the sum. */
export const ranoBmTargets = (sum: TargetSum, before: Before, config: Configuration): TargetVerdict => {
  const { nadir, baseline } = before;
  const relative = nadir !== null && sum.proof > nadir && grewByFifth(sum.proof, nadir);
  const grew = relative && grewAbsolutely(sum, nadir, before, config);
  const partial = baseline !== null && fellByThird(sum.sum, baseline);
  if (!sum.complete) return incomplete(grew, partial && sum.evaluated > 0);
  if (grew) return { value: 'PD', rule: 'RANOBM-2.3-B1', lost: partial ? [PR_LOST] : NONE };
  return responding(sum, partial, before, relative ? [NO_LESION] : NONE);
};

/** At least 25 % above the nadir; equal sums of zero are no growth (2.5). */
const grewByQuarter = (sum: number, nadir: number | null): boolean =>
  nadir !== null && sum > nadir && 4 * sum >= 5 * nadir;

/** The bidimensional variant, sums of products (2.5). */
export const bidimensionalTargets = (sum: TargetSum, before: Before): TargetVerdict => {
  const grew = grewByQuarter(sum.proof, before.nadir);
  const halved = before.baseline !== null && 2 * sum.sum <= before.baseline;
  if (!sum.complete) return incomplete(grew, halved && sum.evaluated > 0);
  if (grew) return { value: 'PD', rule: 'RANOBI-2.5-PD', lost: halved ? [PR_LOST_BI] : NONE };
  if (isGone(sum)) return { value: 'CR', rule: 'RANOBI-2.5-CR', lost: NONE };
  if (halved) return { value: 'PR', rule: 'RANOBI-2.5-PR', lost: NONE };
  return before.baseline === null
    ? { value: 'NE', rule: 'RANOBM-2.3-partial', lost: NONE }
    : { value: 'SD', rule: 'RANOBI-2.5-SD', lost: NONE };
};
