import type { Line, Panel } from '../sheet.model';
import { fitting, type Fitted } from './fit';
import { content, decoration, element, widthOf, write } from './ink';
import type { Box, Doc, Element, Style } from './ink';
import { ACCENT, QUIET, TONES } from './palette';
import { clamped, shortened, wrapped } from './wrap';

const LABEL: Style = { size: 6.6, weight: 'regular', color: QUIET };
const TITLE: Style = { size: 7.6, weight: 'bold', color: ACCENT };
const LEADING = 8.7;
const GAP = 1.5;
const INDENT = 6;
const MOST_LINES = 5;

const styleOf = ({ tone }: Line): Style => ({
  size: 6.9,
  weight: tone === 'strong' || tone === 'alert' ? 'bold' : 'regular',
  color: TONES[tone],
});

interface Set extends Fitted {
  readonly line: Line;
  readonly label: string;
  readonly rows: readonly string[];
}

const labelOf = ({ label }: Line, before: Line | undefined): string =>
  label === '' || label === before?.label ? '' : `${label}  `;

/** Runs of lines with one label show it once. */
const setLines = (doc: Doc, lines: readonly Line[], width: number): readonly Set[] =>
  lines.map((line, at) => {
    const style = styleOf(line);
    const label = labelOf(line, lines[at - 1]);
    const rows = wrapped(line.text, {
      of: (text) => widthOf(doc, text, style),
      width: width - INDENT,
      first: label === '' ? 0 : widthOf(doc, label, LABEL) - INDENT,
    });
    const shown = clamped(rows, MOST_LINES);
    return { line, label, rows: shown, rank: line.rank, height: shown.length * LEADING + GAP };
  });

const drawSet = (
  doc: Doc,
  { line, label, rows }: Set,
  at: { readonly x: number; readonly y: number },
): Element => {
  const style = styleOf(line);
  const baseline = at.y + LEADING - 2;
  const children: Element[] = [];
  let first = at.x + INDENT;
  if (label !== '') {
    const marked = content(doc, 'Lbl', () => {
      first = write(doc, label, { x: at.x, y: baseline }, LABEL);
    });
    children.push(element(doc, 'Lbl', [marked]));
  }
  const body = content(doc, 'LBody', () => {
    rows.forEach((row, index) =>
      write(doc, `${row} `, { x: index === 0 ? first : at.x + INDENT, y: baseline + index * LEADING }, style),
    );
  });
  children.push(element(doc, 'LBody', [body]));
  return element(doc, 'LI', children);
};

const titleOf = (doc: Doc, { title }: Panel, { x, y, width }: Box): Element => {
  decoration(doc, () => {
    doc.lineWidth(0.8).strokeColor(ACCENT);
    doc
      .moveTo(x, y)
      .lineTo(x + width, y)
      .stroke();
  });
  const fit = shortened(title, { of: (text) => widthOf(doc, text, TITLE), width });
  const marked = content(doc, 'H2', () => void write(doc, `${fit} `, { x, y: y + 10 }, TITLE));
  return element(doc, 'H2', [marked]);
};

const TITLE_HEIGHT = 14;

/** The height at which nothing of a panel has to leave. */
export const panelHeight = (doc: Doc, { lines }: Panel, width: number): number =>
  setLines(doc, lines, width).reduce((sum, { height }) => sum + height, TITLE_HEIGHT);

/** One question and what answers it; what finds no room is counted. */
export const drawPanel = (doc: Doc, panel: Panel, box: Box, more: (count: number) => string): Element => {
  const heading = titleOf(doc, panel, box);
  const sets = setLines(doc, panel.lines, box.width);
  const { kept, left } = fitting(sets, { height: box.height - TITLE_HEIGHT, note: LEADING });
  // A label that left with the line that bore it moves on to the next line of its run.
  const relabelled = setLines(
    doc,
    kept.map(({ line }) => line),
    box.width,
  );
  let { y } = box;
  y += TITLE_HEIGHT;
  const items = relabelled.map((set) => {
    const drawn = drawSet(doc, set, { x: box.x, y });
    y += set.height;
    return drawn;
  });
  const children = [heading, ...(items.length > 0 ? [element(doc, 'L', items)] : [])];
  if (left > 0) {
    const note = content(
      doc,
      'P',
      () => void write(doc, `${more(left)} `, { x: box.x, y: y + LEADING - 2 }, LABEL),
    );
    children.push(element(doc, 'P', [note]));
  }
  return element(doc, 'Sect', children);
};
