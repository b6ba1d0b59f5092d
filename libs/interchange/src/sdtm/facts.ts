import type { Fact, FactKind, StatementOf } from '@leptotrace/clinical';
import { sha256, type Issue, type JsonObject } from '@leptotrace/kernel';
import type { Unused } from '../rows';
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
  readonly refused?: readonly Refused[];
  readonly unused?: readonly Unused[];
}

export const NOTHING: Mapped = { made: [] };

export const join = (parts: readonly Mapped[]): Required<Mapped> => ({
  made: parts.flatMap(({ made }) => made),
  refused: parts.flatMap(({ refused = [] }) => refused),
  unused: parts.flatMap(({ unused = [] }) => unused),
});

export const refusal = (record: SdtmRecord, column: string, message: string, mend: string): Refused => ({
  row: record.row,
  issue: { path: `/${record.domain}/${record.row}/${column}`, message, mend },
});

export const refuse = (...given: Parameters<typeof refusal>): Mapped => ({
  made: [],
  refused: [refusal(...given)],
});

export const cell = ({ domain, cells }: SdtmRecord, name: string): string | undefined =>
  cells[`${domain}${name}`];

/** The standardised result, else what was collected. */
export const resultOf = (record: SdtmRecord): string | undefined =>
  cell(record, 'STRESC') ?? cell(record, 'ORRES');

/** A key of a row that stays the same when rows are added before it: its sequence number, where it has one. */
export const rowKey = (record: SdtmRecord): string =>
  [
    record.domain,
    cell(record, 'SEQ') ?? Object.values(record.cells).join('|'),
    ...(record.twin === undefined ? [] : [record.twin]),
  ].join('/');

const LONGEST_ID = 100;

/** The fact's id from its key: readable, and never that of another key that reads alike only at its beginning. */
export const idOf = (key: string): string => {
  const id = key.replace(/[^A-Za-z0-9]+/g, '-').toLowerCase();
  if (/[^\x20-\x7e]/.test(key) || id.length > LONGEST_ID)
    return `${id.slice(0, 60).replace(/^-/, '')}-${sha256(key).slice(0, 12)}`.replace(/^-/, 'row-');
  return id;
};

/** By sequence number, so that a row keeps its name when others come before it. */
const printedName = (record: SdtmRecord, at: number): string =>
  [record.domain, cell(record, 'SEQ') ?? `#${at + 1}`, ...(record.twin === undefined ? [] : [record.twin])]
    .join(' ')
    .slice(0, 50);

const LONGEST_PRINT = 4000;

const printedParts = (record: SdtmRecord, at: number): readonly (readonly [string, string])[] =>
  (printedRow(record).match(new RegExp(`[^]{1,${LONGEST_PRINT}}`, 'g')) ?? []).map((part, index) => [
    index === 0 ? printedName(record, at) : `${printedName(record, at)} (${index + 1})`,
    part,
  ]);

/** What every fact of this source carries: where it was read, and every cell that it was read from. */
export const fromRows = (rows: readonly SdtmRecord[], content: JsonObject): JsonObject => ({
  ...Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined)),
  source: { system: 'sdtm', document: (rows[0]?.cells['STUDYID'] ?? 'not stated').slice(0, 200) },
  printed: Object.fromEntries(rows.flatMap((record) => [record, ...record.qualifiers]).flatMap(printedParts)),
});

/** Why a row enters no derived value, and what it might have been where that is not known. */
export interface Reason {
  readonly term: string;
  readonly reason: string;
  /** The kind of fact that the row would be, had it been understood. */
  readonly wouldBe?: FactKind;
}

export const unusedRow = (record: SdtmRecord, { term, reason }: Reason): Unused => ({
  domain: record.domain,
  term,
  reason,
  rows: [record.row],
});

const unreadOf = ({ term, reason, wouldBe }: Reason): JsonObject =>
  wouldBe ? { unread: { wouldBe, reason: `${term}: ${reason}`.slice(0, 400) } } : {};

/** A row that no kind of fact holds: kept whole, and named. */
export const kept = (record: SdtmRecord, occurredOn: string, why: Reason): Mapped => ({
  made: [
    {
      key: rowKey(record),
      rows: [record],
      fact: fromRows([record], {
        kind: 'OtherFactRecorded',
        occurredOn,
        label: `sdtm-${record.domain.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`,
        fields: record.cells,
        ...unreadOf(why),
      }),
    },
  ],
  unused: [unusedRow(record, why)],
});

/** A row as one fact. */
export const one = (record: SdtmRecord, content: JsonObject): Mapped => ({
  made: [{ key: rowKey(record), rows: [record], fact: fromRows([record], content) }],
});

export const recordedStatement = (
  subject: string,
  { key, fact }: Made,
  factId: string,
): StatementOf<'recorded'> => ({
  statement: 'recorded',
  factId,
  sourceKey: `sdtm:${subject}:${key}`.slice(0, 300),
  fact: fact as unknown as Fact,
});
