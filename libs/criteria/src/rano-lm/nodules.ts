import { mm } from '../length';
import { type LmImaging, type Nodule } from '../lm-model';

/** Product of two lengths. */
export type Product = number;

const SHORT = mm(5);
const LONG = mm(10);

/** At least 5 x 10 mm, whichever way round (3.3). */
export const isMeasurableNodule = ({ x, y }: Nodule): boolean =>
  Math.min(x, y) >= SHORT && Math.max(x, y) >= LONG;

export const productOf = ({ x, y }: Nodule): Product => x * y;

/** Sizes of the nodules of some studies by a name that is stable through the course; `null`: not measured. */
export const nodulesByName = (studies: readonly LmImaging[]): ReadonlyMap<string, Nodule | null> =>
  new Map(
    studies.flatMap(({ nodules, lano }) => [
      ...nodules.map(({ lesionId, size }) => [`lesion ${lesionId}`, size] as const),
      ...lano.flatMap(({ item, nodule }) => (nodule ? [[`item ${item}`, nodule] as const] : [])),
    ]),
  );

/** Sum of the products of the named nodules; `null` when one of them was not measured. */
export const sumOfProducts = (
  sizes: ReadonlyMap<string, Nodule | null>,
  names: readonly string[],
): Product | null => {
  let sum = 0;
  for (const name of names) {
    const size = sizes.get(name);
    if (!size) return null;
    sum += productOf(size);
  }
  return sum;
};

/** At or above: up by at least so many percent of the reference. */
export const isUpBy = (value: number, reference: number, percent: number): boolean =>
  value > reference && 100 * value >= (100 + percent) * reference;

/** At or below: down by at least so many percent of the reference. */
export const isDownBy = (value: number, reference: number, percent: number): boolean =>
  value < reference && 100 * value <= (100 - percent) * reference;
