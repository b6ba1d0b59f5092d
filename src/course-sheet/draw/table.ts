import type { Table } from '../sheet.model';
import { content, decoration, element, widthOf, write } from './ink';
import type { Box, Doc, Element, Style } from './ink';
import { ACCENT, INK, QUIET, RULE, TINT } from './palette';
import { shortened } from './wrap';

const TITLE: Style = { size: 7.6, weight: 'bold', color: ACCENT };
const HEAD: Style = { size: 6.4, weight: 'regular', color: QUIET };
const CELL: Style = { size: 6.8, weight: 'regular', color: INK };
const NAME: Style = { ...CELL, weight: 'bold' };
const ROW = 10;
const PAD = 3;
const TITLE_HEIGHT = 13;

export const tableHeight = ({ rows }: Table): number => TITLE_HEIGHT + ROW * (rows.length + 1);

interface Column {
  readonly number: boolean;
  readonly x: number;
  readonly width: number;
}

const columnsOf = ({ columns }: Table, { x, width }: Box): readonly Column[] => {
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  let at = x;
  return columns.map(({ share, number }) => {
    const column = { number: number === true, x: at, width: (width * share) / shares };
    at += column.width;
    return column;
  });
};

interface Row {
  readonly texts: readonly string[];
  readonly top: number;
  readonly head: boolean;
}

const drawRow = (doc: Doc, { texts, top, head }: Row, columns: readonly Column[]): Element => {
  const cells = columns.map(({ x, width, number }, at) => {
    const heading = head || at === 0;
    const style = head ? HEAD : at === 0 ? NAME : CELL;
    const room = {
      of: (text: string) => widthOf(doc, text, style),
      width: width - 2 * PAD - (number ? 6 : 0),
    };
    const text = shortened(texts[at] ?? '', room);
    const left = number ? x + width - PAD - 6 - room.of(text) : x + PAD;
    const tag = heading ? 'TH' : 'TD';
    const marked = content(doc, tag, () => void write(doc, `${text} `, { x: left, y: top + ROW - 3 }, style));
    return element(doc, tag, [marked], heading ? { scope: head ? 'Column' : 'Row' } : {});
  });
  return element(doc, 'TR', cells);
};

const drawGround = (doc: Doc, { rows }: Table, { x, y, width }: Box): void =>
  decoration(doc, () => {
    doc.lineWidth(0.8).strokeColor(ACCENT);
    doc
      .moveTo(x, y)
      .lineTo(x + width, y)
      .stroke();
    const top = y + TITLE_HEIGHT;
    rows.forEach((_, at) => {
      if (at % 2 === 0) doc.rect(x, top + ROW * (at + 1), width, ROW).fill(TINT);
    });
    doc.lineWidth(0.4).strokeColor(RULE);
    doc
      .moveTo(x, top + ROW)
      .lineTo(x + width, top + ROW)
      .stroke();
  });

/** The endpoints as a table with headings for its columns and rows. */
export const drawTable = (doc: Doc, table: Table, box: Box): Element => {
  drawGround(doc, table, box);
  const title = content(
    doc,
    'H2',
    () => void write(doc, `${table.title} `, { x: box.x, y: box.y + 10 }, TITLE),
  );
  const heading = element(doc, 'H2', [title]);
  const columns = columnsOf(table, box);
  const top = box.y + TITLE_HEIGHT;
  const head = drawRow(doc, { texts: table.columns.map((each) => each.heading), top, head: true }, columns);
  const rows = table.rows.map((texts, at) =>
    drawRow(doc, { texts, top: top + ROW * (at + 1), head: false }, columns),
  );
  return element(doc, 'Sect', [
    heading,
    element(doc, 'Table', [element(doc, 'THead', [head]), element(doc, 'TBody', rows)]),
  ]);
};
