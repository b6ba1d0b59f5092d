import type { Database, Statement } from '@leptotrace/sqlite';
import { LRUCache } from 'lru-cache';
import {
  categoryOf,
  type AppendOutcome,
  type ExpectedRevision,
  type SerializedEvent,
  type StreamId,
} from '@leptotrace/event-store';
import { isUniqueViolation } from './fault';
import { positionText } from './rows';

interface Head {
  readonly id: number;
  readonly category: string;
  revision: number;
  readonly sealed: boolean;
}

interface StreamRow {
  readonly id: number;
  readonly category: string;
  readonly sealed: number;
  readonly revision: number | null;
  readonly sealedRevision: number | null;
  readonly sealedPosition: number | null;
}

export interface AppendRequest {
  readonly stream: StreamId;
  readonly expected: ExpectedRevision;
  readonly events: readonly SerializedEvent[];
}

interface StoredId {
  readonly position: number;
  readonly revision: number;
  readonly eventId: string;
}

const CACHED_HEADS = 50_000;

/** Decides and writes appends, synchronously, inside the caller's transaction. */
export class Writer {
  private readonly heads = new LRUCache<StreamId, Head>({ max: CACHED_HEADS });
  private seenVersion = -1;
  private readonly selectVersion: Statement<[], number>;
  private readonly selectStream: Statement<[string], StreamRow>;
  private readonly selectIds: Statement<[number, number, number], StoredId>;
  private readonly insertStream: Statement;
  private readonly insertEvent: Statement;

  constructor(private readonly db: Database) {
    this.selectVersion = db.prepare<[], number>('PRAGMA data_version').pluck();
    this.selectStream = db.prepare(
      `SELECT id, category, sealed, sealed_revision AS sealedRevision, sealed_position AS sealedPosition,
              (SELECT max(revision) FROM events WHERE stream_id = streams.id) AS revision
       FROM streams WHERE name = ?`,
    );
    this.selectIds = db.prepare(
      `SELECT position, revision, event_id AS eventId FROM events
       WHERE stream_id = ? AND revision > ? ORDER BY revision LIMIT ?`,
    );
    this.insertStream = db.prepare('INSERT INTO streams (name, category) VALUES (?, ?)');
    this.insertEvent = db.prepare(
      `INSERT INTO events (stream_id, revision, event_id, category, type, schema_version, data, metadata)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    );
  }

  /** Changes when, and only when, another connection has committed. */
  dataVersion(): number {
    return this.selectVersion.get() ?? -1;
  }

  /** Another connection may have written: what is remembered of heads is then worth nothing. */
  refresh(): void {
    const version = this.dataVersion();
    if (version !== this.seenVersion) this.forget();
    this.seenVersion = version;
  }

  /** After a rolled back transaction, remembered heads may be ahead of the file. */
  forget(): void {
    this.heads.clear();
  }

  append({ stream, expected, events }: AppendRequest): AppendOutcome {
    const head = this.headOf(stream);
    if (head?.sealed) return { kind: 'sealed' };
    const expectedHead = expected === 'no-stream' ? -1 : expected;
    if (expectedHead !== (head?.revision ?? -1)) return this.repeatOf(head, expectedHead, events);
    return this.write(stream, head, events);
  }

  seal(stream: StreamId, expected: number): AppendOutcome {
    const row = this.selectStream.get(stream);
    if (row?.sealed === 1) return repeatedSeal(row, expected);
    const last = row && this.selectIds.get(row.id, expected - 1, 1);
    if (!last || last.revision !== row.revision) return conflict(row?.revision ?? -1);
    this.markSealed(row.id, false);
    this.heads.delete(stream);
    return { kind: 'appended', revision: last.revision, position: positionText(last.position) };
  }

  /** The row of the stream stays, sealed: nobody may begin it again. */
  purge(stream: StreamId): void {
    const row = this.selectStream.get(stream);
    if (!row) return;
    this.markSealed(row.id, true);
    this.db.prepare('DELETE FROM events WHERE stream_id = ?').run(row.id);
    this.heads.delete(stream);
  }

  private markSealed(id: number, purged: boolean): void {
    this.db
      .prepare(
        `UPDATE streams SET sealed = 1, purged = purged OR @purged,
           sealed_revision = coalesce(sealed_revision, (SELECT max(revision) FROM events WHERE stream_id = @id)),
           sealed_position = coalesce(sealed_position, (SELECT max(position) FROM events WHERE stream_id = @id))
         WHERE id = @id`,
      )
      .run({ id, purged: purged ? 1 : 0 });
  }

  private headOf(stream: StreamId): Head | null {
    const cached = this.heads.get(stream);
    if (cached) return cached;
    const row = this.selectStream.get(stream);
    if (!row) return null;
    const { id, category } = row;
    const head = { id, category, sealed: row.sealed === 1, revision: row.revision ?? -1 };
    this.heads.set(stream, head);
    return head;
  }

  /** An id that the stream holds already is refused by the schema, and with it the whole append. */
  private write(stream: StreamId, head: Head | null, events: readonly SerializedEvent[]): AppendOutcome {
    // One row of a known stream is undone by the statement itself; anything more needs a savepoint, so
    // that a refusal leaves nothing behind and does not end the transaction of the neighbours.
    const insert = (): AppendOutcome => this.insert(head ?? this.createStream(stream), events);
    try {
      return head && events.length === 1 ? insert() : this.db.transaction(insert)();
    } catch (cause) {
      this.heads.delete(stream);
      if (!isUniqueViolation(cause)) throw cause;
      return conflict(this.headOf(stream)?.revision ?? -1);
    }
  }

  private createStream(stream: StreamId): Head {
    const category = categoryOf(stream);
    const { lastInsertRowid } = this.insertStream.run(stream, category);
    const head = { id: Number(lastInsertRowid), category, revision: -1, sealed: false };
    this.heads.set(stream, head);
    return head;
  }

  private insert(head: Head, events: readonly SerializedEvent[]): AppendOutcome {
    let position: number | bigint = 0;
    for (const { event, data, metadata } of events) {
      position = this.insertEvent.run(
        head.id,
        head.revision + 1,
        event.eventId,
        head.category,
        event.type,
        event.schemaVersion,
        data,
        metadata,
      ).lastInsertRowid;
      head.revision += 1;
    }
    return { kind: 'appended', revision: head.revision, position: positionText(Number(position)) };
  }

  private repeatOf(
    head: Head | null,
    expectedHead: number,
    events: readonly SerializedEvent[],
  ): AppendOutcome {
    if (!head || expectedHead > head.revision) return conflict(head?.revision ?? -1);
    const there = this.selectIds.all(head.id, expectedHead, events.length);
    const last = there.at(-1);
    const same =
      there.length === events.length &&
      there.every(({ eventId }, at) => eventId === events[at]?.event.eventId);
    return same && last
      ? { kind: 'already-appended', revision: last.revision, position: positionText(last.position) }
      : conflict(head.revision);
  }
}

const actualOf = (head: number): ExpectedRevision => (head < 0 ? 'no-stream' : head);

const conflict = (head: number): AppendOutcome => ({ kind: 'conflict', actual: actualOf(head) });

const repeatedSeal = ({ sealedRevision, sealedPosition }: StreamRow, expected: number): AppendOutcome =>
  sealedRevision === expected && sealedPosition !== null
    ? { kind: 'already-appended', revision: sealedRevision, position: positionText(sealedPosition) }
    : { kind: 'sealed' };
