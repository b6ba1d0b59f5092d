import type { Bar, Lane, Mark, Span } from '../sheet.model';
import { drawGlyph, GLYPH } from './glyph';
import { widthOf, write, type Doc, type Style } from './ink';
import { packed, type Extent } from './pack';
import { ACCENT, BAR, BAR_VAGUE, INK, MARKS } from './palette';
import { xOf, type Axis } from './time-axis';
import { shortened } from './wrap';

export const ROW = 9;
const LABEL: Style = { size: 5.9, weight: 'regular', color: INK };
const BAR_HEIGHT = 6.6;
const THINNEST = 2;

interface PlacedMark extends Extent {
  readonly mark: Mark;
  readonly centre: number;
}
interface PlacedBar extends Extent {
  readonly bar: Bar;
  readonly label: string;
  readonly labelAt: number;
}

export interface PlacedLane {
  readonly lane: Lane;
  readonly marks: readonly (readonly PlacedMark[])[];
  readonly bars: readonly (readonly PlacedBar[])[];
  readonly left: number;
}

const between = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

const placedMark = (axis: Axis, mark: Mark): PlacedMark => {
  const [from, to] = [xOf(axis, mark.span.from), xOf(axis, mark.span.to)];
  const half = GLYPH.width / 2;
  const centre = between((from + to) / 2, axis.left + half, axis.right - half);
  return { mark, centre, left: Math.min(from, centre - half), right: Math.max(to, centre + half) };
};

const endOf = (axis: Axis, { end }: Bar): number => (end ? xOf(axis, end.to) : axis.right);

/** The label stands in its bar, else right of it, else left of it. */
const placedBar = (doc: Doc, axis: Axis, bar: Bar): PlacedBar => {
  const from = xOf(axis, bar.start.from);
  const to = Math.max(endOf(axis, bar), from + THINNEST);
  const label = shortened(bar.label, {
    of: (text) => widthOf(doc, text, LABEL),
    width: (axis.right - axis.left) / 3,
  });
  const width = widthOf(doc, label, LABEL);
  if (width + 4 <= to - from) return { bar, label, labelAt: from + 2, left: from, right: to };
  if (to + 2 + width <= axis.right) return { bar, label, labelAt: to + 2, left: from, right: to + 2 + width };
  return { bar, label, labelAt: from - 2 - width, left: from - 2 - width, right: to };
};

/** A lane in at most so many rows. The latest are placed first: where there is no room, it is for earlier ones. */
export const placeLane = (doc: Doc, lane: Lane, axis: Axis, most: number): PlacedLane => {
  const latestFirst = lane.marks.toSorted((a, b) => b.span.to - a.span.to);
  const marks = packed(
    latestFirst.map((mark) => placedMark(axis, mark)),
    most,
  );
  const bars = packed(
    [...lane.bars].reverse().map((bar) => placedBar(doc, axis, bar)),
    most,
  );
  return { lane, marks: marks.rows, bars: [...bars.rows].reverse(), left: marks.left + bars.left };
};

export const rowsOf = ({ marks, bars }: PlacedLane): number => Math.max(1, marks.length, bars.length);

const whisker = (
  doc: Doc,
  axis: Axis,
  span: Span,
  { y, color }: { readonly y: number; readonly color: string },
): void => {
  const [from, to] = [xOf(axis, span.from), xOf(axis, span.to)];
  doc.lineWidth(0.7).strokeColor(color);
  doc.moveTo(from, y).lineTo(to, y).stroke();
  for (const x of [from, to])
    doc
      .moveTo(x, y - 1.8)
      .lineTo(x, y + 1.8)
      .stroke();
};

const drawMark = (doc: Doc, axis: Axis, { mark, centre }: PlacedMark, y: number): void => {
  // Days that the glyph itself covers need no line.
  const past =
    Math.max(xOf(axis, mark.span.to) - centre, centre - xOf(axis, mark.span.from)) - GLYPH.width / 2;
  if (past > 2) whisker(doc, axis, mark.span, { y, color: MARKS[mark.tone] });
  drawGlyph(doc, mark, { x: centre, y });
};

const drawBar = (doc: Doc, axis: Axis, { bar, label, labelAt }: PlacedBar, y: number): void => {
  const top = y - BAR_HEIGHT / 2;
  const from = xOf(axis, bar.start.from);
  const to = Math.max(endOf(axis, bar), from + THINNEST);
  doc.rect(from, top, to - from, BAR_HEIGHT).fill(BAR_VAGUE);
  // Certain is what lies between the last possible start and the first possible end.
  const [sureFrom, sureTo] = [xOf(axis, bar.start.to), bar.end ? xOf(axis, bar.end.from) : axis.right];
  if (sureTo > sureFrom) doc.rect(sureFrom, top, sureTo - sureFrom, BAR_HEIGHT).fill(BAR);
  doc.lineWidth(0.5).strokeColor(ACCENT);
  if (bar.held) doc.dash(1.5, { space: 1 });
  doc.rect(from, top, to - from, BAR_HEIGHT).stroke();
  doc.undash();
  if (!bar.end) {
    doc
      .fillColor(ACCENT)
      .polygon([axis.right - 4, top], [axis.right, y], [axis.right - 4, top + BAR_HEIGHT])
      .fill();
  }
  write(doc, label, { x: labelAt, y: y + 2 }, LABEL);
};

export const drawLane = (doc: Doc, axis: Axis, { marks, bars }: PlacedLane, top: number): void => {
  bars.forEach((row, at) => row.forEach((bar) => drawBar(doc, axis, bar, top + ROW * (at + 0.5))));
  marks.forEach((row, at) => row.forEach((mark) => drawMark(doc, axis, mark, top + ROW * (at + 0.5))));
};
