/** Something that takes room on a row. */
export interface Extent {
  readonly key: string;
  readonly left: number;
  readonly right: number;
  /** Of those that begin together the higher is seated first. */
  readonly rank?: number;
  /** Keeps to itself: a bar of therapy never joins a bundle. */
  readonly solid?: boolean;
}

export interface Placed {
  /** Rows needed. */
  readonly rows: number;
  /** By key: the row, and the bundle that it became part of. */
  readonly seats: ReadonlyMap<string, { readonly row: number; readonly bundle: number }>;
}

/** Glyphs nearer than this on both sides would hide each other whatever the row. */
const SAME_PX = 5;
const SPACE_PX = 3;

interface Bundle {
  left: number;
  right: number;
  readonly row: number;
  readonly keys: string[];
  readonly solid: boolean;
}

/** Share of what both cover together that both cover; below nothing for two that lie apart. */
const likeness = (bundle: Bundle, { left, right }: Extent): number =>
  (Math.min(bundle.right, right) - Math.max(bundle.left, left)) /
  (Math.max(bundle.right, right) - Math.min(bundle.left, left));

const isSame = (bundle: Bundle, { left, right, solid }: Extent): boolean =>
  !bundle.solid &&
  solid !== true &&
  Math.abs(bundle.left - left) < SAME_PX &&
  Math.abs(bundle.right - right) < SAME_PX;

/** Bundles that end their row: one behind them would be grown over. */
const last = (bundles: readonly Bundle[], ends: readonly number[]): readonly Bundle[] =>
  ends.flatMap((_end, row) => bundles.findLast((bundle) => bundle.row === row) ?? []);

const nearest = (bundles: readonly Bundle[], each: Extent): Bundle | undefined =>
  bundles
    .filter(({ solid }) => !solid)
    .reduce<Bundle | undefined>(
      (best, bundle) => (!best || likeness(bundle, each) > likeness(best, each) ? bundle : best),
      undefined,
    );

const open = (bundles: Bundle[], ends: number[], row: number, each: Extent): void => {
  const { left, right, key, solid = false } = each;
  bundles.push({ left, right, row, keys: [key], solid });
  ends[row] = right;
};

const join = (bundle: Bundle, ends: number[], { key, right }: Extent): void => {
  bundle.keys.push(key);
  bundle.right = Math.max(bundle.right, right);
  ends[bundle.row] = Math.max(ends[bundle.row] ?? 0, bundle.right);
};

const seat = (bundles: Bundle[], ends: number[], each: Extent, most: number): void => {
  const free = ends.findIndex((end) => end + SPACE_PX <= each.left);
  if (free >= 0) return open(bundles, ends, free, each);
  const bundle = each.solid === true || ends.length < most ? undefined : nearest(last(bundles, ends), each);
  if (bundle) join(bundle, ends, each);
  else open(bundles, ends, ends.length, each);
};

/** Glyphs of one day differ in width by a few pixels: they begin together. */
const TOGETHER_PX = 10;

const begins = ({ left }: Extent): number => Math.floor(left / TOGETHER_PX);

const inTurn = (a: Extent, b: Extent): number =>
  begins(a) - begins(b) || (b.rank ?? 0) - (a.rank ?? 0) || a.left - b.left || a.right - b.right;

/**
 * Rows for what would overlap, at most `most` of them; what finds no room joins a counted bundle, and what
 * stands in one and the same place always does.
 */
export const place = (extents: readonly Extent[], most: number): Placed => {
  const bundles: Bundle[] = [];
  const ends: number[] = [];
  for (const each of [...extents].sort(inTurn)) {
    const same = last(bundles, ends).find((bundle) => isSame(bundle, each));
    if (same) join(same, ends, each);
    else seat(bundles, ends, each, most);
  }
  const seats = new Map(
    bundles.flatMap(({ row, keys }, bundle) => keys.map((key) => [key, { row, bundle }] as const)),
  );
  return { rows: Math.max(1, ends.length), seats };
};
