/** Where the label of a bar stands. */
export interface LabelPlace {
  readonly text: string;
  readonly x: number;
  readonly anchor: 'start' | 'end';
}

export interface BarRoom {
  readonly left: number;
  readonly right: number;
  /** Middles of the glyphs on the bar, in order. */
  readonly glyphs: readonly number[];
  /** Room behind a glyph for the number of changes that it holds. */
  readonly behind: number;
  /** Nothing stands beyond it. */
  readonly edge: number;
}

const GLYPH_HALF_PX = 9;
const SPACE_PX = 4;

const roomsIn = ({ left, right, glyphs, behind }: BarRoom): readonly (readonly [number, number])[] => {
  const starts = [left, ...glyphs.map((x) => x + GLYPH_HALF_PX + behind)];
  const ends = [...glyphs.map((x) => x - GLYPH_HALF_PX), right];
  return starts.map((start, index) => [start, ends[index] ?? right] as const);
};

/**
 * The fullest text that finds room on the bar between its glyphs; else the shortest after the bar, or before
 * it where the as-of line is near.
 *
 * @param texts from the fullest to the shortest.
 */
export const labelPlace = (
  texts: readonly string[],
  room: BarRoom,
  widthOf: (text: string) => number,
): LabelPlace => {
  const rooms = roomsIn({ ...room, left: Math.max(0, room.left) });
  for (const text of texts) {
    const found = rooms.find(([start, end]) => end - start >= widthOf(text) + 2 * SPACE_PX);
    if (found) return { text, x: found[0] + SPACE_PX, anchor: 'start' };
  }
  const text = texts.at(-1) ?? '';
  const last = room.glyphs.at(-1);
  const after = Math.max(room.right, last === undefined ? 0 : last + GLYPH_HALF_PX + room.behind) + SPACE_PX;
  if (after + widthOf(text) <= room.edge) return { text, x: after, anchor: 'start' };
  return { text, x: room.left - SPACE_PX, anchor: 'end' };
};

/** Room that a bar takes on its row, its label with it. */
export const takenBy = ({ x, anchor }: LabelPlace, width: number, { left, right }: BarRoom) => ({
  left: anchor === 'end' ? Math.min(left, x - width) : left,
  right: anchor === 'end' ? right : Math.max(right, x + width),
});
