import { CsvError, parse } from 'csv-parse/sync';
import { canonicalJson, groupBy, sha256 } from '@leptotrace/kernel';
import { DIGITS } from '../digits';
import type { RowIssue, Unused } from '../rows';
import { sectionsOf, type Section } from './sections';

/** One row of one domain; empty cells are not there. */
export interface SdtmRecord {
  readonly domain: string;
  /** Line of the file on which the row stands. */
  readonly row: number;
  readonly subject: string;
  readonly cells: Readonly<Record<string, string>>;
  /** Rows of SUPP-- that qualify it; their values stand among the cells. */
  readonly qualifiers: readonly SdtmRecord[];
  /** Tells it from another row with the same sequence number. */
  readonly twin?: string;
  /** Numbers have a decimal comma, as the spreadsheets of many countries write them. */
  readonly decimalComma: boolean;
}

export interface Records {
  readonly records: readonly SdtmRecord[];
  readonly issues: readonly RowIssue[];
  /** Rows that speak of no subject. */
  readonly unused: readonly Unused[];
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** Longer than any variable of SDTM, and than a text that a fact keeps. */
const LONGEST_CELL = 2000;

const issueAt = (row: number, path: string, message: string, mend: string): RowIssue => ({
  row,
  path,
  message,
  mend,
});

const named = (header: readonly string[], cells: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    header.flatMap((name, at) => {
      const value = cells[at]?.trim() ?? '';
      return name === '' || value === '' ? [] : [[name, value]];
    }),
  );

const QUOTES = 'Double every quote inside a quoted cell, and close every quote that is opened.';

const parseRows = ({ rows, delimiter, line }: Section): readonly Parsed[] | RowIssue => {
  try {
    return parse(rows, {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
    }) as unknown as readonly Parsed[];
  } catch (fault) {
    const lines = fault instanceof CsvError ? Number(fault['lines'] ?? 0) : 0;
    return issueAt(line + lines, '', 'a quote stands where none can, or is never closed', QUOTES);
  }
};

const repeatedName = ({ header, line }: Section): readonly RowIssue[] => {
  const twice = header.find((name, at) => name !== '' && header.indexOf(name) !== at);
  return twice === undefined
    ? []
    : [issueAt(line, `/${twice}`, `the column ${twice} stands twice`, 'Name every column once.')];
};

const domainOf = (cells: Readonly<Record<string, string>>): string | undefined => {
  if (cells['DOMAIN'] !== undefined || cells['RDOMAIN'] === undefined) return cells['DOMAIN']?.toUpperCase();
  return cells['QNAM'] === undefined ? 'RELREC' : `SUPP${cells['RDOMAIN'].toUpperCase()}`;
};

const shapeIssues = (
  row: number,
  header: readonly string[],
  record: readonly string[],
): readonly RowIssue[] => {
  const beyond = record.slice(header.length).some((cell) => cell.trim() !== '');
  if (beyond) {
    const mend = 'Send as many cells as the header has, with quotes around a cell that holds the separator.';
    return [issueAt(row, '', `${record.length} cells under ${header.length} columns`, mend)];
  }
  const long = record.findIndex((cell) => cell.length > LONGEST_CELL);
  if (long >= 0) {
    const mend = `Send at most ${LONGEST_CELL} characters in a cell.`;
    return [
      issueAt(row, `/${header[long] ?? ''}`, `${record[long]?.length ?? 0} characters in one cell`, mend),
    ];
  }
  const cells = named(header, record);
  const missing = [
    ...(domainOf(cells) === undefined ? ['DOMAIN'] : []),
    ...(cells['USUBJID'] === undefined && header.includes('USUBJID') ? ['USUBJID'] : []),
  ];
  return missing.map((column) =>
    issueAt(row, `/${cells['DOMAIN'] ?? 'row'}/${row}/${column}`, 'is empty', `Fill ${column} in every row.`),
  );
};

/** A sign that the section writes numbers with a comma: only where the comma does not part the columns. */
const hasDecimalComma = ({ delimiter, rows }: Section): boolean => delimiter !== ',' && /\d,\d/.test(rows);

const addTo = (unused: Map<string, number[]>, domain: string, row: number): void => {
  const rows = unused.get(domain) ?? [];
  rows.push(row);
  unused.set(domain, rows);
};

interface Reading {
  readonly records: SdtmRecord[];
  readonly issues: RowIssue[];
  readonly ofNobody: Map<string, number[]>;
  readonly seen: Set<string>;
}

const readSection = (section: Section, reading: Reading): void => {
  const repeated = repeatedName(section);
  const parsed = repeated.length > 0 ? [] : parseRows(section);
  reading.issues.push(...repeated, ...('message' in parsed ? [parsed] : []));
  const decimalComma = hasDecimalComma(section);
  for (const { record, info } of 'message' in parsed ? [] : parsed) {
    if (record.every((cell) => cell.trim() === '')) continue;
    const row = section.line + info.lines;
    const found = shapeIssues(row, section.header, record);
    reading.issues.push(...found);
    const cells = named(section.header, record);
    const content = canonicalJson(cells);
    if (found.length > 0 || reading.seen.has(content)) continue;
    reading.seen.add(content);
    const domain = domainOf(cells) as string;
    const subject = cells['USUBJID'];
    if (subject === undefined) addTo(reading.ofNobody, domain, row);
    else reading.records.push({ domain, row, subject, cells, qualifiers: [], decimalComma });
  }
};

const NO_HEADER = 'the first line names no DOMAIN and no USUBJID: it is no SDTM-like CSV';

/**
 * Rows of one CSV or of several, one after the other: each section begins with its own header, which
 * names at least DOMAIN and USUBJID, and its own separator. A row twice is one row.
 */
export const readRecords = (text: string): Records => {
  const { sections, stray } = sectionsOf(text);
  const reading: Reading = { records: [], issues: [], ofNobody: new Map(), seen: new Set() };
  if (stray > 0) {
    const mend = 'Begin with a header of SDTM names; part columns by comma, semicolon or tab.';
    reading.issues.push(issueAt(stray, '', NO_HEADER, mend));
  }
  for (const section of sections) readSection(section, reading);
  const unused = [...reading.ofNobody].map(([domain, rows]) => ({
    domain,
    term: 'USUBJID',
    reason: 'speaks of no subject; not recorded',
    rows,
  }));
  return { records: reading.records, issues: reading.issues, unused };
};

const sequenceOf = ({ domain, cells }: SdtmRecord): string | undefined => cells[`${domain}SEQ`];

/** Sequence numbers that are given twice name nothing: what the rows say tells them apart. */
export const withTwins = (records: readonly SdtmRecord[]): readonly SdtmRecord[] => {
  const nameOf = (record: SdtmRecord): string => `${record.domain}/${sequenceOf(record) ?? ''}`;
  const groups = groupBy(
    records.filter((record) => sequenceOf(record) !== undefined),
    nameOf,
  );
  const firstOf = new Map(
    [...groups].map(([name, same]) => [name, same.map(({ cells }) => canonicalJson(cells)).sort()[0]]),
  );
  return records.map((record) => {
    const content = canonicalJson(record.cells);
    const first = firstOf.get(nameOf(record)) ?? content;
    return first === content ? record : { ...record, twin: sha256(content).slice(0, 8) };
  });
};

/** Every filled cell of a row as one text, so that nothing that the source says is lost. */
export const printedRow = ({ cells }: Pick<SdtmRecord, 'cells'>): string =>
  Object.entries(cells)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');

const PLAIN = new RegExp(String.raw`^${DIGITS}(\.\d+)?$`);
const WITH_COMMA = new RegExp(String.raw`^${DIGITS},\d+$`);

/**
 * A number as the file writes numbers; `null` where it is none, or could be two: with decimal commas
 * about, 1.250 may be a thousand.
 */
export const numberOf = (text: string | undefined, decimalComma: boolean): number | null => {
  if (text === undefined) return null;
  if (decimalComma && WITH_COMMA.test(text)) return Number(text.replace(',', '.'));
  if (decimalComma && /^\d{1,3}\.\d{3}$/.test(text)) return null;
  return PLAIN.test(text) ? Number(text) : null;
};
