import type { Drawing } from '../sheet.model';
import { drawGlyph, GLYPH } from './glyph';
import { content, decoration, element, widthOf, write } from './ink';
import type { Box, Doc, Element, Style } from './ink';
import { drawLane, placeLane, rowsOf, ROW, type PlacedLane } from './lane';
import { ACCENT, BAND, INK, QUIET, RULE, TINT } from './palette';
import { ticksOf, xOf, type Axis } from './time-axis';
import { shortened } from './wrap';

const TITLE: Style = { size: 7.6, weight: 'bold', color: ACCENT };
const NAME: Style = { size: 6.4, weight: 'regular', color: QUIET };
const TICK: Style = { size: 5.8, weight: 'regular', color: QUIET };
const NOW: Style = { size: 6, weight: 'bold', color: INK };
const TITLE_HEIGHT = 13;
const AXIS_HEIGHT = 10;
const LEGEND_HEIGHT = 12;
const LANE_GAP = 1.5;
const NAMES_WIDTH = 88;
const MOST_ROWS = 4;
const MOST_TICKS = 12;

const axisOf = ({ range }: Drawing, { x, width }: Pick<Box, 'x' | 'width'>): Axis => ({
  left: x + NAMES_WIDTH,
  right: x + width - 6,
  range,
});

const placed = (doc: Doc, drawing: Drawing, axis: Axis, most: number): readonly PlacedLane[] =>
  drawing.lanes.map((lane) => placeLane(doc, lane, axis, most));

const lanesHeight = (lanes: readonly PlacedLane[]): number =>
  lanes.reduce((sum, lane) => sum + rowsOf(lane) * ROW + LANE_GAP, 0);

const AROUND = TITLE_HEIGHT + AXIS_HEIGHT + LEGEND_HEIGHT;

interface Planned {
  readonly lanes: readonly PlacedLane[];
  readonly axis: Axis;
  readonly height: number;
}

/** As many rows a lane as the height allows; marks without a row are counted at the lane's name. */
export const planTimeline = (
  doc: Doc,
  drawing: Drawing,
  room: { readonly x: number; readonly width: number; readonly height: number },
): Planned => {
  const axis = axisOf(drawing, room);
  let most = MOST_ROWS;
  let lanes = placed(doc, drawing, axis, most);
  while (most > 1 && AROUND + lanesHeight(lanes) > room.height) {
    most -= 1;
    lanes = placed(doc, drawing, axis, most);
  }
  return { lanes, axis, height: AROUND + lanesHeight(lanes) };
};

const drawAxis = (doc: Doc, { axis, lanes }: Planned, top: number): void => {
  const bottom = top + lanesHeight(lanes);
  doc.lineWidth(0.3).strokeColor(RULE);
  for (const { day, label } of ticksOf(axis, MOST_TICKS)) {
    const x = xOf(axis, day);
    doc.moveTo(x, top).lineTo(x, bottom).stroke();
    const width = widthOf(doc, label, TICK);
    // The label of the day looked at stands at the right end.
    if (x + width / 2 < axis.right - 42) write(doc, label, { x: x - width / 2, y: bottom + 7 }, TICK);
  }
};

/** Under everything: what is drawn on the days of the diagnosis stays readable. */
const drawDiagnosis = (doc: Doc, drawing: Drawing, { axis, lanes }: Planned, top: number): void => {
  if (!drawing.lm) return;
  const bottom = top + lanesHeight(lanes);
  const [from, to] = [xOf(axis, drawing.lm.from), xOf(axis, drawing.lm.to)];
  doc.rect(from, top, Math.max(1, to - from), bottom - top).fill(BAND);
  const width = widthOf(doc, drawing.lmLabel, NOW);
  const x = Math.min(Math.max(axis.left, (from + to - width) / 2), axis.right - width);
  write(doc, drawing.lmLabel, { x, y: top - 2.5 }, { ...NOW, color: ACCENT });
};

const drawNow = (doc: Doc, drawing: Drawing, { axis, lanes }: Planned, top: number): void => {
  const bottom = top + lanesHeight(lanes);
  doc.lineWidth(1).strokeColor(INK);
  doc
    .moveTo(axis.right, top - 2)
    .lineTo(axis.right, bottom + 2)
    .stroke();
  const width = widthOf(doc, drawing.onLabel, NOW);
  write(doc, drawing.onLabel, { x: axis.right - width, y: bottom + 8 }, NOW);
};

const drawNames = (doc: Doc, drawing: Drawing, { lanes, axis }: Planned, top: number): void => {
  let y = top;
  for (const placedLane of lanes) {
    const { lane, left } = placedLane;
    const height = rowsOf(placedLane) * ROW;
    const name = left > 0 ? `${lane.title}  +${left}` : lane.title;
    const room = { of: (text: string) => widthOf(doc, text, NAME), width: NAMES_WIDTH - 4 };
    write(doc, shortened(name, room), { x: axis.left - NAMES_WIDTH, y: y + ROW / 2 + 2.2 }, NAME);
    if (lane.marks.length + lane.bars.length === 0)
      write(doc, drawing.nothing, { x: axis.left + 4, y: y + ROW / 2 + 2 }, TICK);
    drawLane(doc, axis, placedLane, y);
    y += height + LANE_GAP;
  }
};

const drawStripes = (doc: Doc, { lanes, axis }: Planned, top: number): void => {
  let y = top;
  lanes.forEach((lane, at) => {
    const height = rowsOf(lane) * ROW + LANE_GAP;
    if (at % 2 === 0)
      doc
        .rect(axis.left - NAMES_WIDTH, y - LANE_GAP / 2, axis.right - axis.left + NAMES_WIDTH, height)
        .fill(TINT);
    y += height;
  });
};

interface LegendPlace extends Pick<Box, 'x' | 'y'> {
  readonly someLeft: boolean;
}

const drawLegend = (doc: Doc, drawing: Drawing, { x, y, someLeft }: LegendPlace): void => {
  let at = x;
  for (const { mark } of drawing.legend) {
    drawGlyph(doc, mark, { x: at + GLYPH.width / 2, y: y - 2 });
    at = write(doc, mark.says, { x: at + GLYPH.width + 3, y }, TICK) + 10;
  }
  doc
    .lineWidth(0.7)
    .strokeColor(QUIET)
    .moveTo(at, y - 2)
    .lineTo(at + 12, y - 2)
    .stroke();
  for (const end of [at, at + 12])
    doc
      .moveTo(end, y - 3.8)
      .lineTo(end, y - 0.2)
      .stroke();
  const end = write(doc, drawing.vague, { x: at + 15, y }, TICK);
  if (someLeft) write(doc, drawing.left, { x: end + 10, y }, TICK);
};

/** The course as one figure: what it shows is in its alternative text, mark by mark. */
export const drawTimeline = (doc: Doc, drawing: Drawing, plan: Planned, box: Box): Element => {
  decoration(doc, () => {
    doc.lineWidth(0.8).strokeColor(ACCENT);
    doc
      .moveTo(box.x, box.y)
      .lineTo(box.x + box.width, box.y)
      .stroke();
  });
  const title = content(
    doc,
    'H2',
    () => void write(doc, `${drawing.title} `, { x: box.x, y: box.y + 10 }, TITLE),
  );
  const heading = element(doc, 'H2', [title]);
  const top = box.y + TITLE_HEIGHT + 2;
  const figure = content(doc, 'Figure', () => {
    drawStripes(doc, plan, top);
    drawDiagnosis(doc, drawing, plan, top);
    drawAxis(doc, plan, top);
    drawNames(doc, drawing, plan, top);
    drawNow(doc, drawing, plan, top);
    drawLegend(doc, drawing, {
      x: box.x,
      y: top + plan.height - TITLE_HEIGHT - 4,
      someLeft: plan.lanes.some(({ left }) => left > 0),
    });
  });
  return element(doc, 'Sect', [
    heading,
    element(doc, 'Figure', [figure], {
      alt: drawing.alt,
      placement: 'Block',
      bbox: [box.x, box.y, box.x + box.width, box.y + box.height],
    }),
  ]);
};
