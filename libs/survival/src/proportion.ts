import { betaQuantile } from './distributions';

export interface Proportion {
  readonly count: number;
  readonly of: number;
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly level: number;
}

/**
 * A proportion with its exact interval (Clopper-Pearson, 9.1). `null` when there is nobody: no
 * proportion is known, least of all 0 %.
 *
 * @throws RangeError when count is not a whole number from 0 to of.
 */
export const clopperPearson = (count: number, of: number, level = 0.95): Proportion | null => {
  if (![count, of].every(Number.isInteger) || count < 0 || count > of)
    throw new RangeError(`no proportion: ${count} of ${of}`);
  if (of === 0) return null;
  const half = (1 - level) / 2;
  return {
    count,
    of,
    value: count / of,
    lower: count === 0 ? 0 : betaQuantile(half, count, of - count + 1),
    upper: count === of ? 1 : betaQuantile(1 - half, count + 1, of - count),
    level,
  };
};
