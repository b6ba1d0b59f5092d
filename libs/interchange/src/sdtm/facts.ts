import type { Fact, StatementOf } from '@leptotrace/clinical';
import type { Issue, JsonObject } from '@leptotrace/kernel';
import { printedRow, type SdtmRecord } from './records';

/** A fact made of one row or of several that belong together. */
export interface Made {
  /** Names the fact within its subject; the same rows give the same key. */
  readonly key: string;
  readonly rows: readonly SdtmRecord[];
  readonly fact: JsonObject;
}

/** Rows that cannot be taken, with the reason. */
export interface Refused {
  readonly row: number;
  readonly issue: Issue;
}

export interface Mapped {
  readonly made: readonly Made[];
  readonly refused: readonly Refused[];
}

export const NOTHING: Mapped = { made: [], refused: [] };

export const join = (parts: readonly Mapped[]): Mapped => ({
  made: parts.flatMap(({ made }) => made),
  refused: parts.flatMap(({ refused }) => refused),
});

export const refusal = (record: SdtmRecord, column: string, message: string, mend: string): Refused => ({
  row: record.row,
  issue: { path: `/${record.domain}/${column}`, message, mend },
});

export const refuse = (...given: Parameters<typeof refusal>): Mapped => ({
  made: [],
  refused: [refusal(...given)],
});

/** By sequence number, so that a row keeps its name when others come before it. */
const printedName = ({ domain, cells }: SdtmRecord, at: number): string =>
  `${domain} ${cells[`${domain}SEQ`] ?? `#${at + 1}`}`;

/** What every fact of this source carries: where it was read, and every cell that it was read from. */
export const fromRows = (rows: readonly SdtmRecord[], content: JsonObject): JsonObject => ({
  ...Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined)),
  source: { system: 'sdtm', document: rows[0]?.cells['STUDYID'] ?? 'not stated' },
  printed: Object.fromEntries(rows.map((record, at) => [printedName(record, at), printedRow(record)])),
});

/** A key of a row that stays the same when rows are added before it: its sequence number, where it has one. */
export const rowKey = (record: SdtmRecord): string =>
  `${record.domain}/${record.cells[`${record.domain}SEQ`] ?? Object.values(record.cells).join('|')}`;

/** A row that no kind of fact holds: kept whole. */
export const kept = (record: SdtmRecord, occurredOn: string): Made => ({
  key: rowKey(record),
  rows: [record],
  fact: fromRows([record], {
    kind: 'OtherFactRecorded',
    occurredOn,
    label: `sdtm-${record.domain.toLowerCase()}`,
    fields: record.cells,
  }),
});

export const recordedStatement = (
  subject: string,
  { key, fact }: Made,
  factId: string,
): StatementOf<'recorded'> => ({
  statement: 'recorded',
  factId,
  sourceKey: `sdtm:${subject}:${key}`,
  fact: fact as unknown as Fact,
});
