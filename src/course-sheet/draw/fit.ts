/** Something of a height that may have to leave, the highest rank first. */
export interface Fitted {
  readonly rank: number;
  readonly height: number;
}

/** Of equal rank the last leaves first. */
const nextToLeave = (items: readonly Fitted[]): number =>
  items.reduce((worst, item, at) => (item.rank >= (items[worst]?.rank ?? 0) ? at : worst), 0);

/** What stays in a height; where something leaves, the line that says so takes its place. */
export const fitting = <T extends Fitted>(
  items: readonly T[],
  room: { readonly height: number; readonly note: number },
): { readonly kept: readonly T[]; readonly left: number } => {
  let kept = items;
  const needed = (): number =>
    kept.reduce((sum, { height }) => sum + height, 0) + (kept.length < items.length ? room.note : 0);
  while (kept.length > 0 && needed() > room.height) {
    const leaving = nextToLeave(kept);
    kept = kept.filter((_, at) => at !== leaving);
  }
  return { kept, left: items.length - kept.length };
};
