import type { Mark } from './marks';
import type { LaneRow } from './layout';

/** Marks that are drawn as one glyph with their number. */
export interface MarkBundle {
  readonly key: string;
  readonly row: number;
  /** The one that speaks for the bundle first. */
  readonly marks: readonly [Mark, ...Mark[]];
}

/** The highest rank speaks; of equals the latest, which is the state that the bundle ends in. */
export const speaksFirst = (a: Mark, b: Mark): number => b.rank - a.rank || b.from - a.from;

/** What a look shows of a row, in the bundles that the layout of the whole course gave it. */
export const bundlesIn = (marks: readonly Mark[], { placed }: LaneRow): readonly MarkBundle[] => {
  if (!placed) return [];
  const bundles = new Map<number, { row: number; marks: Mark[] }>();
  for (const mark of marks) {
    const seat = placed.seats.get(mark.seat);
    if (!seat) continue;
    const found = bundles.get(seat.bundle);
    if (found) found.marks.push(mark);
    else bundles.set(seat.bundle, { row: seat.row, marks: [mark] });
  }
  return [...bundles.values()]
    .map(({ row, marks: found }): MarkBundle => {
      const sorted = found.sort(speaksFirst) as [Mark, ...Mark[]];
      return { key: sorted.map(({ key }) => key).join('+'), row, marks: sorted };
    })
    .sort((a, b) => a.marks[0].from - b.marks[0].from);
};

export const spanOf = (marks: readonly Mark[]): { readonly from: number; readonly to: number } => ({
  from: Math.min(...marks.map(({ from }) => from)),
  to: Math.max(...marks.map(({ to }) => to)),
});
