import type { Database } from 'better-sqlite3';
import type { EventFilter, LogPage, Position, StreamId, StreamSlice } from '@leptotrace/event-store';
import { eventOf, positionText, type EventRow } from './rows';

const EVENT_COLUMNS = `e.position, s.name AS stream, e.revision, e.event_id, e.type, e.schema_version, e.data, e.metadata`;

const placeholders = (values: readonly unknown[]): string => values.map(() => '?').join(', ');

/** Reads from the last commit, on a connection that cannot write. */
export class LogReader {
  constructor(private readonly db: Database) {}

  stream(stream: StreamId, range: { readonly from?: number; readonly to?: number } = {}): StreamSlice {
    const head = this.db
      .prepare(
        `SELECT id, sealed, (SELECT max(revision) FROM events WHERE stream_id = streams.id) AS revision
         FROM streams WHERE name = ?`,
      )
      .get(stream) as { id: number; sealed: number; revision: number | null } | undefined;
    if (!head) return { kind: 'missing' };
    if (head.sealed === 1) return { kind: 'sealed' };
    const lastRevision = head.revision ?? -1;
    // Bounded by the head that was read: an append in between must not show half of itself.
    const to = Math.min(range.to ?? lastRevision, lastRevision);
    const rows = this.db
      .prepare(
        `SELECT ${EVENT_COLUMNS} FROM events e JOIN streams s ON s.id = e.stream_id
         WHERE e.stream_id = ? AND e.revision BETWEEN ? AND ? ORDER BY e.revision`,
      )
      .all(head.id, range.from ?? 0, to) as EventRow[];
    return { kind: 'found', events: rows.map(eventOf), lastRevision };
  }

  log(page: { readonly after: Position | null; readonly filter?: EventFilter; readonly limit: number }): LogPage {
    const after = page.after === null ? 0 : Number(page.after);
    const head = this.headPosition();
    const { categories, types } = page.filter ?? {};
    const conditions = [
      'e.position > ?',
      'e.position <= ?',
      ...(categories ? [`e.category IN (${placeholders(categories)})`] : []),
      ...(types ? [`e.type IN (${placeholders(types)})`] : []),
    ];
    const rows = this.db
      .prepare(
        `SELECT ${EVENT_COLUMNS} FROM events e JOIN streams s ON s.id = e.stream_id
         WHERE ${conditions.join(' AND ')} ORDER BY e.position LIMIT ?`,
      )
      .all(after, head, ...(categories ?? []), ...(types ?? []), page.limit) as EventRow[];
    const atEnd = rows.length < page.limit;
    const scanned = atEnd ? head : (rows.at(-1)?.position ?? head);
    return { events: rows.map(eventOf), scannedTo: scanned > after ? positionText(scanned) : null, atEnd };
  }

  head(): Position | null {
    const position = this.headPosition();
    return position === 0 ? null : positionText(position);
  }

  logId(): string {
    const row = this.db.prepare("SELECT value FROM meta WHERE key = 'logId'").get() as { value: string };
    return row.value;
  }

  dataVersion(): number {
    return this.db.pragma('data_version', { simple: true }) as number;
  }

  private headPosition(): number {
    const row = this.db.prepare('SELECT max(position) AS position FROM events').get() as { position: number | null };
    return row.position ?? 0;
  }
}
