import { groupBy } from '@leptotrace/kernel';
import { type Configuration } from '@leptotrace/rules';
import { type SampleState, type Trend, type TrendDirection } from './answer';

/** Decimal fractions to six places as whole numbers, so that 0.45 is 1.5 times 0.3. */
const SCALE = 1_000_000;
const scaled = (value: number): bigint => BigInt(Math.round(value * SCALE));

interface Change {
  readonly from: bigint;
  readonly to: bigint;
}

const isRise = ({ from, to }: Change, { trendRatio }: Configuration): boolean =>
  to * BigInt(SCALE) >= from * scaled(trendRatio);

const isFall = ({ from, to }: Change, { trendFallRatio }: Configuration): boolean =>
  to * BigInt(SCALE) <= from * scaled(trendFallRatio);

/**
 * Direction of a VAF in percent: both the ratio and the change in points must be reached; the limits
 * belong to rise and fall. Specification 10.4, trend.
 */
export const directionOf = (fromPct: number, toPct: number, config: Configuration): TrendDirection => {
  const change: Change = { from: scaled(fromPct), to: scaled(toPct) };
  const points = scaled(config.trendPoints);
  if (isRise(change, config) && change.to - change.from >= points) return 'RISING';
  return isFall(change, config) && change.from - change.to >= points ? 'FALLING' : 'STABLE';
};

/** Assays of one family differ by version only. */
export const assayFamily = (assay: string): string =>
  assay
    .trim()
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/,? v(?:ersion)?\.? ?\d+(?:\.\d+)*$|,? \d+(?:\.\d+)+$/, '');

/** States of the truncal driver by sample. */
export interface Driver {
  readonly key: string;
  readonly vafPctOf: (factId: string) => number | null;
}

const relativeOf = (
  first: SampleState,
  last: SampleState,
  driver: Driver | null,
  config: Configuration,
): Trend['relative'] => {
  const before = driver?.vafPctOf(first.factId);
  const after = driver?.vafPctOf(last.factId);
  if (!driver || !before || !after) return null;
  const [from, to] = [(first.vafPct as number) / before, (last.vafPct as number) / after];
  const change: Change = {
    from: scaled(first.vafPct as number) * scaled(after),
    to: scaled(last.vafPct as number) * scaled(before),
  };
  const falls = isFall(change, config) ? 'FALLING' : 'STABLE';
  return { driver: driver.key, from, to, direction: isRise(change, config) ? 'RISING' : falls };
};

const trendOf = (
  [first, last]: readonly [SampleState, SampleState],
  driver: Driver | null,
  config: Configuration,
): Trend => {
  const [from, to] = [first.vafPct as number, last.vafPct as number];
  const direction = directionOf(from, to, config);
  const relative = relativeOf(first, last, driver, config);
  return {
    specimen: last.specimen,
    assay: last.assay,
    direction,
    fromDay: first.day,
    toDay: last.day,
    fromVafPct: from,
    toVafPct: to,
    relative,
    why: {
      rule: 'GENO-10.4-trend',
      value: direction,
      day: last.day,
      facts: [first.factId, last.factId],
      sums: { fromVafPct: from, toVafPct: to },
      because: [
        first.why,
        last.why,
        ...(relative
          ? [
              {
                rule: 'GENO-10.4-trend-relative',
                value: relative.direction,
                day: last.day,
                sums: {
                  driver: relative.driver,
                  fromShareOfDriver: relative.from,
                  toShareOfDriver: relative.to,
                },
              },
            ]
          : []),
      ],
    },
  };
};

/**
 * Trends in one kind of specimen, one an assay family: the last two samples with a VAF that may be
 * compared. VAFs of different specimens or assays are never compared. Specification 10.4.
 *
 * @param states every sample of one kind of specimen, in any order.
 */
export const trendsOf = (
  states: readonly SampleState[],
  driver: Driver | null,
  config: Configuration,
): readonly Trend[] => {
  const usable = states.filter(({ quantifiable, vafPct }) => quantifiable && vafPct !== null && vafPct > 0);
  return [...groupBy(usable, ({ assay }) => assayFamily(assay))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, group]) => {
      const sorted = [...group].sort((a, b) => a.day - b.day || (a.factId < b.factId ? -1 : 1));
      const last = sorted.at(-1);
      const first = sorted.findLast(({ day }) => last !== undefined && day < last.day);
      return first && last ? [trendOf([first, last], driver, config)] : [];
    });
};
