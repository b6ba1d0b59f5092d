import type { Shape } from './marks';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const rounded = ({ x, y, width, height }: Box, radius: number): string => {
  const r = Math.min(radius, width / 2, height / 2);
  return (
    `M${x + r} ${y}h${width - 2 * r}a${r} ${r} 0 0 1 ${r} ${r}v${height - 2 * r}a${r} ${r} 0 0 1 ${-r} ${r}` +
    `h${2 * r - width}a${r} ${r} 0 0 1 ${-r} ${-r}v${2 * r - height}a${r} ${r} 0 0 1 ${r} ${-r}z`
  );
};

const OUTLINES: Readonly<Record<Shape, (box: Box) => string>> = {
  circle: (box) => rounded(box, box.height / 2),
  pill: (box) => rounded(box, 5),
  square: (box) => rounded(box, 1.5),
  diamond: ({ x, y, width, height }) => {
    const cut = height / 2;
    return `M${x - 2} ${y + cut}L${x + cut - 3} ${y}h${width - 2 * cut + 6}L${x + width + 2} ${y + cut}L${x + width - cut + 3} ${y + height}h${2 * cut - 6 - width}z`;
  },
  triangle: ({ x, y, width, height }) =>
    `M${x} ${y + height}v${-height + 5}L${x + width / 2} ${y - 1}L${x + width} ${y + 5}v${height - 5}z`,
  bubble: ({ x, y, width, height }) =>
    `${rounded({ x, y, width, height: height - 2 }, 4)}M${x + 3} ${y + height - 2}v3.5l4 -3.5`,
  flag: ({ x, y, width, height }) =>
    `M${x} ${y}h${width + 2}l-3 ${height / 2 - 1}l3 ${height / 2 - 1}h${-width - 2}v4v${-height - 2}z`,
};

/** Outline of a glyph in a box: its shape tells the kind without any colour. */
export const outline = (shape: Shape, box: Box): string => OUTLINES[shape](box);

/** Bracket under a glyph: every day that its date may mean, with an end tick on both sides. */
export const bracket = (left: number, right: number, bottom: number): string =>
  `M${left} ${bottom - 4}v4H${Math.max(right, left + 2)}v-4`;
