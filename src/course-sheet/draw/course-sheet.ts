import type { Panel, Sheet } from '../sheet.model';
import { signsWithoutGlyph } from './fonts';
import { content, decoration, element, openPage, widthOf, write, writtenWithoutGlyph } from './ink';
import type { Doc, Element, Style } from './ink';
import { ACCENT, INK, QUIET, RULE } from './palette';
import { drawPanel, panelHeight } from './panel';
import { drawTable, tableHeight } from './table';
import { drawTimeline, planTimeline } from './timeline';
import { shortened } from './wrap';

const PAGE = { width: 841.89, height: 595.28, margin: 26 } as const;
const WIDTH = PAGE.width - 2 * PAGE.margin;
const HEAD = 30;
const FOOT = 27;
const GAP = 8;
const COLUMN_GAP = 12;
/** So much the five answers keep, where they need it; the picture takes what they leave. */
const PANELS_LEAST = 172;
const TOP = PAGE.margin + HEAD - 10;
const SHARES = [1.02, 1.16, 1, 0.98, 1.02] as const;

const HEADING: Style = { size: 13, weight: 'bold', color: ACCENT };
const SUBJECT: Style = { size: 9, weight: 'bold', color: INK };
const MOMENT: Style = { size: 8, weight: 'regular', color: INK };
const SMALL: Style = { size: 5.9, weight: 'regular', color: QUIET };
const RESEARCH: Style = { size: 6.8, weight: 'bold', color: INK };

const bytesOf = async (doc: Doc): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => {
    doc.on('end', resolve);
    doc.on('error', reject);
  });
  doc.end();
  await ended;
  return Buffer.concat(chunks);
};

const drawHead = (doc: Doc, sheet: Sheet): readonly Element[] => {
  const y = PAGE.margin + 11;
  let at: number = PAGE.margin;
  const heading = content(doc, 'H1', () => {
    at = write(doc, `${sheet.heading} `, { x: at, y }, HEADING) + 6;
  });
  const momentWidth = widthOf(doc, sheet.moment, MOMENT);
  const right = PAGE.margin + WIDTH;
  const room = { of: (text: string) => widthOf(doc, text, SUBJECT), width: right - momentWidth - 14 - at };
  const subject = content(
    doc,
    'P',
    () => void write(doc, `${shortened(sheet.subject, room)} `, { x: at, y }, SUBJECT),
  );
  const moment = content(
    doc,
    'P',
    () => void write(doc, `${sheet.moment} `, { x: right - momentWidth, y }, MOMENT),
  );
  return [element(doc, 'H1', [heading]), element(doc, 'P', [subject]), element(doc, 'P', [moment])];
};

interface Column {
  readonly panel: Panel;
  readonly x: number;
  readonly width: number;
}

const columnsOf = ({ panels }: Sheet): readonly Column[] => {
  const shares = SHARES.reduce((sum, share) => sum + share, 0);
  const room = WIDTH - COLUMN_GAP * (panels.length - 1);
  let x: number = PAGE.margin;
  return panels.map((panel, at) => {
    const column = { panel, x, width: (room * (SHARES[at] ?? 1)) / shares };
    x += column.width + COLUMN_GAP;
    return column;
  });
};

const drawFoot = (doc: Doc, sheet: Sheet): readonly Element[] => {
  const top = PAGE.height - PAGE.margin - FOOT;
  decoration(doc, () => {
    doc.lineWidth(0.4).strokeColor(RULE);
    doc
      .moveTo(PAGE.margin, top)
      .lineTo(PAGE.margin + WIDTH, top)
      .stroke();
  });
  const room = { of: (text: string) => widthOf(doc, text, SMALL), width: WIDTH };
  const footer = sheet.footer.map((text) => shortened(text, room));
  const missing = footer.reduce(
    (sum, text) => sum + signsWithoutGlyph(text, SMALL.weight),
    writtenWithoutGlyph(doc),
  );
  const research = missing === 0 ? sheet.research : `${sheet.research}  ·  ${sheet.withoutGlyph(missing)}`;
  const paragraphs = [{ text: research, style: RESEARCH }, ...footer.map((text) => ({ text, style: SMALL }))];
  return paragraphs.map(({ text, style }, at) => {
    const y = top + 8.5 + at * 8;
    const marked = content(doc, 'P', () => void write(doc, `${text} `, { x: PAGE.margin, y }, style));
    return element(doc, 'P', [marked]);
  });
};

/** The sheet as a tagged PDF of one page. The same sheet gives the same bytes. */
export const courseSheetPdf = async (sheet: Sheet): Promise<Buffer> => {
  const doc = openPage(sheet);
  const across = { x: PAGE.margin, width: WIDTH };
  const table = tableHeight(sheet.table);
  const columns = columnsOf(sheet);
  const room = PAGE.height - TOP - PAGE.margin - FOOT - table - 2.5 * GAP;
  const wanted = Math.max(...columns.map(({ panel, width }) => panelHeight(doc, panel, width)));
  const plan = planTimeline(doc, sheet.drawing, {
    ...across,
    height: room - Math.min(wanted, PANELS_LEAST),
  });
  const height = Math.min(wanted, room - plan.height);
  const head = drawHead(doc, sheet);
  const panels = columns.map(({ panel, x, width }) =>
    drawPanel(doc, panel, { x, y: TOP, width, height }, sheet.more),
  );
  const timelineTop = TOP + height + GAP;
  const timeline = drawTimeline(doc, sheet.drawing, plan, { ...across, y: timelineTop, height: plan.height });
  const tableTop = timelineTop + plan.height + GAP;
  const endpoints = drawTable(doc, sheet.table, { ...across, y: tableTop, height: table });
  const foot = drawFoot(doc, sheet);
  doc.addStructure(element(doc, 'Document', [...head, ...panels, timeline, endpoints, ...foot]));
  return bytesOf(doc);
};
