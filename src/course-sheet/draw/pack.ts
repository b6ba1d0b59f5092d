/** Something on a lane, from one x to another. */
export interface Extent {
  readonly left: number;
  readonly right: number;
}

const APART = 1.5;

/** Rows in which nothing overlaps, each as high up as it fits; what fits in no row is left over. */
export const packed = <T extends Extent>(
  items: readonly T[],
  most: number,
): { readonly rows: readonly (readonly T[])[]; readonly left: number } => {
  const rows: T[][] = [];
  let left = 0;
  for (const item of items) {
    const row = rows.find((found) =>
      found.every((other) => item.left >= other.right + APART || item.right <= other.left - APART),
    );
    if (row) row.push(item);
    else if (rows.length < most) rows.push([item]);
    else left += 1;
  }
  return { rows, left };
};
