import type { Database, Statement } from '@leptotrace/sqlite';
import type { LogPage, EventFilter, Position, StreamId, StreamSlice } from '@leptotrace/event-store';
import { corrupt, EVENT_COLUMNS, eventOf, positionText, readableOf, type EventRow } from './rows';

/** Positions looked at in one call, when rows must be read to know whether they match. */
const SCANNED_AT_ONCE = 10_000;

interface StreamRow {
  readonly id: number;
  readonly sealed: number;
  readonly revision: number | null;
}

export interface LogQuery {
  readonly after: Position | null;
  readonly filter?: EventFilter;
  readonly limit: number;
}

/** Positions after `after`, up to and with `end`. */
interface Span {
  readonly after: number;
  readonly end: number;
  readonly limit: number;
}

const asksForNothing = (filter: EventFilter | undefined): boolean =>
  filter?.categories?.length === 0 || filter?.types?.length === 0;

const marks = (count: number): string => Array.from({ length: count }, () => '?').join(', ');

/** LEFT JOIN: an event whose stream row is gone is damage to report, not a row to leave out. */
const EVENTS = `SELECT ${EVENT_COLUMNS} FROM events e LEFT JOIN streams s ON s.id = e.stream_id`;

/**
 * Categories are read one by one from their index and merged: `category IN (…)` in log order would
 * sort all that match before it answers the first page.
 */
const pageSql = (categories: number, types: number): string => {
  const ofType = types > 0 ? ` AND type IN (${marks(types)})` : '';
  const range = 'position > ? AND position <= ?';
  if (categories === 0) return `${EVENTS} WHERE e.${range}${ofType} ORDER BY e.position LIMIT ?`;
  const one = `SELECT * FROM (SELECT position FROM events
    WHERE category = ? AND ${range}${ofType} ORDER BY position LIMIT ?)`;
  const all = Array.from({ length: categories }, () => one).join(' UNION ALL ');
  return `${EVENTS} WHERE e.position IN (SELECT position FROM (${all}) ORDER BY position LIMIT ?)
    ORDER BY e.position`;
};

/** Reads from the last commit, on a connection that cannot write. */
export class LogReader {
  private readonly pages = new Map<string, Statement<unknown[], EventRow>>();
  private readonly selectStream: Statement<[string], StreamRow>;
  private readonly selectEvents: Statement<[number, number, number], EventRow>;
  private readonly selectLast: Statement<[], number>;
  /** Both reads of a stream see one commit: an append or a purge in between shows no half of itself. */
  private readonly readStream: (stream: StreamId, from: number, to: number) => StreamSlice;

  constructor(private readonly db: Database) {
    this.selectStream = db.prepare(
      `SELECT id, sealed, (SELECT max(revision) FROM events WHERE stream_id = streams.id) AS revision
       FROM streams WHERE name = ?`,
    );
    this.selectEvents = db
      .prepare<[number, number, number], EventRow>(
        `${EVENTS} WHERE e.stream_id = ? AND e.revision BETWEEN ? AND ? ORDER BY e.revision`,
      )
      .raw();
    this.selectLast = db.prepare<[], number>("SELECT seq FROM sqlite_sequence WHERE name = 'events'").pluck();
    this.readStream = db.transaction((stream: StreamId, from: number, to: number) =>
      this.slice(stream, from, to),
    );
  }

  stream(stream: StreamId, range: { readonly from?: number; readonly to?: number } = {}): StreamSlice {
    return this.readStream(stream, Math.max(0, range.from ?? 0), range.to ?? Number.MAX_SAFE_INTEGER);
  }

  log({ after: afterText, filter, limit }: LogQuery): LogPage {
    const after = afterText === null ? 0 : Number(afterText);
    const head = this.lastPosition();
    if (head <= after) return { events: [], scannedTo: null, atEnd: true };
    const end = filter?.types ? Math.min(head, after + SCANNED_AT_ONCE) : head;
    const rows = this.rowsOf(filter, { after, end, limit });
    const events = readableOf(rows);
    const last = rows[events.length - 1];
    const cutShort = rows.length === limit || events.length < rows.length;
    const scannedTo = cutShort && last ? last[0] : end;
    return { events, scannedTo: positionText(scannedTo), atEnd: scannedTo >= head };
  }

  head(): Position | null {
    const position = this.lastPosition();
    return position === 0 ? null : positionText(position);
  }

  /** As SQLite finds it: pages, and indexes that do not lead to the rows they should. */
  damage(): readonly string[] {
    const found = this.db.prepare<[], string>('PRAGMA integrity_check').pluck().all();
    return found.filter((line) => line !== 'ok');
  }

  logId(): string {
    const id = this.db.prepare<[], string>("SELECT value FROM meta WHERE key = 'logId'").pluck().get();
    if (id === undefined) throw new Error('the log has no id');
    return id;
  }

  private slice(stream: StreamId, from: number, to: number): StreamSlice {
    const row = this.selectStream.get(stream);
    if (!row) return { kind: 'missing' };
    if (row.sealed === 1) return { kind: 'sealed' };
    const events = this.selectEvents.all(row.id, from, to).map(eventOf);
    const gap = events.findIndex(({ revision }, index) => revision !== from + index);
    const behind = events[gap];
    if (behind) throw corrupt(stream, from + gap, Number(behind.position), 'the revision is missing');
    return { kind: 'found', events, lastRevision: row.revision ?? -1 };
  }

  private rowsOf(filter: EventFilter | undefined, { after, end, limit }: Span): readonly EventRow[] {
    if (asksForNothing(filter)) return [];
    const types = filter?.types ?? [];
    const range = [after, end, ...types, limit];
    if (!filter?.categories) return this.page(pageSql(0, types.length)).all(...range);
    const categories = [...new Set(filter.categories)];
    const values = categories.flatMap((category) => [category, ...range]);
    return this.page(pageSql(categories.length, types.length)).all(...values, limit);
  }

  /** Statements by their text: there are as many as filters of different shape. */
  private page(sql: string): Statement<unknown[], EventRow> {
    const known = this.pages.get(sql);
    if (known) return known;
    const statement = this.db.prepare<unknown[], EventRow>(sql).raw();
    this.pages.set(sql, statement);
    return statement;
  }

  /** The last position that was given away; unlike max(position) it does not go back after a purge. */
  private lastPosition(): number {
    return this.selectLast.get() ?? 0;
  }
}
