import { type Contribution } from './contribution';
import { type TargetSum } from './sum';

/** What earlier time points left for the next one. */
export interface Before {
  /** Smallest complete sum so far; `null`: there is none yet. */
  readonly nadir: number | null;
  readonly nadirTimePointId: string | null;
  /** Lesion by lesion, the values of the time point that gave the nadir. */
  readonly nadirValues: readonly (number | null)[];
  /** Lesion by lesion, the smallest value so far. */
  readonly ownNadirs: readonly (number | null)[];
  /** Sum of a complete baseline. */
  readonly baseline: number | null;
  /** Was the last overall response that could be told a CR? */
  readonly afterCR: boolean;
}

const valuesOf = (contributions: readonly Contribution[]): readonly (number | null)[] =>
  contributions.map(({ least }) => least);

const smaller = (a: number | null | undefined, b: number | null): number | null =>
  a === null || a === undefined ? b : b === null ? a : Math.min(a, b);

/** The state before the first follow-up (0.4: the baseline is the first nadir). */
export const atBaseline = (sum: TargetSum | null, timePointId: string | null): Before => {
  const complete = sum?.complete === true;
  const values = sum ? valuesOf(sum.contributions) : [];
  return {
    nadir: complete ? sum.least : null,
    nadirTimePointId: complete ? timePointId : null,
    nadirValues: complete ? values : [],
    ownNadirs: values,
    baseline: complete ? sum.least : null,
    afterCR: false,
  };
};

/** The nadir after one more time point: only a complete and smaller sum moves it (0.4, 1.4). */
export const withSum = (before: Before, sum: TargetSum, timePointId: string): Before => {
  const ownNadirs = sum.contributions.map(({ least }, index) => smaller(before.ownNadirs[index], least));
  return sum.complete && (before.nadir === null || sum.least < before.nadir)
    ? {
        ...before,
        ownNadirs,
        nadir: sum.least,
        nadirTimePointId: timePointId,
        nadirValues: valuesOf(sum.contributions),
      }
    : { ...before, ownNadirs };
};
