import { parse } from 'csv-parse/sync';
import { canonicalJson } from '@leptotrace/kernel';
import type { RowIssue } from '../rows';

/** One row of one domain; empty cells are not there. */
export interface SdtmRecord {
  readonly domain: string;
  /** Line of the file on which the row begins. */
  readonly row: number;
  readonly subject: string;
  readonly cells: Readonly<Record<string, string>>;
}

export interface Records {
  readonly records: readonly SdtmRecord[];
  readonly issues: readonly RowIssue[];
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

const isHeader = (cells: readonly string[]): boolean => cells.includes('DOMAIN') && cells.includes('USUBJID');

/** Does the text begin as SDTM-like CSV does? */
export const looksLikeSdtm = (text: string): boolean =>
  isHeader((text.split(/\r?\n/, 1)[0] ?? '').split(',').map((cell) => cell.replaceAll('"', '').trim()));

const named = (header: readonly string[], cells: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    header.flatMap((name, at) => {
      const value = cells[at]?.trim() ?? '';
      return name === '' || value === '' ? [] : [[name, value]];
    }),
  );

const issueAt = (row: number, path: string, message: string, mend: string): RowIssue => ({
  row,
  path,
  message,
  mend,
});

const shapeIssues = (
  row: number,
  header: readonly string[],
  cells: readonly string[],
): readonly RowIssue[] => {
  const mend = 'Send as many cells as the header has, with quotes around a comma.';
  if (cells.length > header.length)
    return [issueAt(row, '', `${cells.length} cells under ${header.length} columns`, mend)];
  const content = named(header, cells);
  return ['DOMAIN', 'USUBJID'].flatMap((column) =>
    content[column] === undefined
      ? [issueAt(row, `/${column}`, 'is empty', `Fill ${column} in every row.`)]
      : [],
  );
};

/**
 * Rows of one CSV or of several, one after the other: each section begins with its own header, which
 * names at least DOMAIN and USUBJID. A row twice is one row.
 */
export const readRecords = (text: string): Records => {
  let parsed: readonly Parsed[];
  try {
    parsed = parse(text, {
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
      bom: true,
    }) as unknown as readonly Parsed[];
  } catch (fault) {
    return { records: [], issues: [issueAt(0, '', (fault as Error).message, 'Send CSV after RFC 4180.')] };
  }
  const records: SdtmRecord[] = [];
  const issues: RowIssue[] = [];
  const seen = new Set<string>();
  let header: readonly string[] = [];
  for (const { record, info } of parsed) {
    const row = info.lines;
    if (isHeader(record)) {
      header = record.map((name) => name.trim());
      continue;
    }
    const found = shapeIssues(row, header, record);
    issues.push(...found);
    const cells = named(header, record);
    const content = canonicalJson(cells);
    if (found.length > 0 || seen.has(content)) continue;
    seen.add(content);
    records.push({ domain: cells['DOMAIN'] as string, row, subject: cells['USUBJID'] as string, cells });
  }
  return { records, issues };
};

/** Every filled cell of a row as one text, so that nothing that the source says is lost. */
export const printedRow = ({ cells }: SdtmRecord): string =>
  Object.entries(cells)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');
