import type { Database, Statement } from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import { categoryOf, type AppendOutcome, type ExpectedRevision, type SerializedEvent, type StreamId } from '@leptotrace/event-store';
import { positionText } from './rows';

interface Head {
  readonly id: number;
  revision: number;
  sealed: boolean;
}

export interface AppendRequest {
  readonly stream: StreamId;
  readonly expected: ExpectedRevision;
  readonly events: readonly SerializedEvent[];
}

interface StoredId {
  readonly position: number;
  readonly revision: number;
  readonly event_id: string;
}

const CACHED_HEADS = 50_000;

/** Decides and writes appends, synchronously, inside the caller's transaction. */
export class Writer {
  private readonly heads = new LRUCache<StreamId, Head>({ max: CACHED_HEADS });
  private dataVersion = -1;
  private readonly insertStream: Statement;
  private readonly insertEvent: Statement;
  private readonly selectHead: Statement;
  private readonly selectIds: Statement;
  private readonly selectKnownId: Statement;

  constructor(private readonly db: Database) {
    this.insertStream = db.prepare('INSERT INTO streams (name, category) VALUES (?, ?)');
    this.insertEvent = db.prepare(
      `INSERT INTO events (stream_id, revision, event_id, category, type, schema_version, data, metadata)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.selectHead = db.prepare(
      `SELECT id, sealed, (SELECT max(revision) FROM events WHERE stream_id = streams.id) AS revision
       FROM streams WHERE name = ?`,
    );
    this.selectIds = db.prepare(
      `SELECT position, revision, event_id FROM events
       WHERE stream_id = ? AND revision > ? ORDER BY revision LIMIT ?`,
    );
    this.selectKnownId = db.prepare('SELECT 1 FROM events WHERE stream_id = ? AND event_id = ?');
  }

  /** Another connection may have written: what is remembered of heads is then worth nothing. */
  refresh(): void {
    const version = this.db.pragma('data_version', { simple: true }) as number;
    if (version !== this.dataVersion) this.forget();
    this.dataVersion = version;
  }

  /** After a rolled back transaction, remembered heads may be ahead of the file. */
  forget(): void {
    this.heads.clear();
  }

  append({ stream, expected, events }: AppendRequest): AppendOutcome {
    const head = this.headOf(stream);
    if (head?.sealed) return { kind: 'sealed' };
    const actual = head?.revision ?? -1;
    const expectedHead = expected === 'no-stream' ? -1 : expected;
    if (expectedHead !== actual) return this.repeatOf(head, expectedHead, events);
    if (this.reuses(head, events)) return { kind: 'conflict', actual: actualOf(actual) };
    return this.write(stream, head ?? this.createStream(stream), events);
  }

  seal(stream: StreamId, expected: number): AppendOutcome {
    const head = this.headOf(stream);
    if (!head || head.revision !== expected) return { kind: 'conflict', actual: actualOf(head?.revision ?? -1) };
    const last = this.selectIds.get(head.id, expected - 1, 1) as StoredId;
    const kind = head.sealed ? 'already-appended' : 'appended';
    this.db.prepare('UPDATE streams SET sealed = 1 WHERE id = ?').run(head.id);
    head.sealed = true;
    return { kind, revision: last.revision, position: positionText(last.position) };
  }

  /** The row of the stream stays, sealed: nobody may begin it again. */
  purge(stream: StreamId): void {
    const head = this.headOf(stream);
    if (!head) return;
    this.db.prepare('DELETE FROM events WHERE stream_id = ?').run(head.id);
    this.db.prepare('UPDATE streams SET sealed = 1 WHERE id = ?').run(head.id);
    this.heads.delete(stream);
  }

  private headOf(stream: StreamId): Head | null {
    const cached = this.heads.get(stream);
    if (cached) return cached;
    const row = this.selectHead.get(stream) as { id: number; sealed: number; revision: number | null } | undefined;
    if (!row) return null;
    const head = { id: row.id, sealed: row.sealed === 1, revision: row.revision ?? -1 };
    this.heads.set(stream, head);
    return head;
  }

  private createStream(stream: StreamId): Head {
    const { lastInsertRowid } = this.insertStream.run(stream, categoryOf(stream));
    const head = { id: Number(lastInsertRowid), revision: -1, sealed: false };
    this.heads.set(stream, head);
    return head;
  }

  private write(stream: StreamId, head: Head, events: readonly SerializedEvent[]): AppendOutcome {
    const category = categoryOf(stream);
    let position = 0;
    for (const { event, data, metadata } of events) {
      head.revision += 1;
      const { lastInsertRowid } = this.insertEvent.run(
        head.id,
        head.revision,
        event.eventId,
        category,
        event.type,
        event.schemaVersion,
        data,
        metadata,
      );
      position = Number(lastInsertRowid);
    }
    return { kind: 'appended', revision: head.revision, position: positionText(position) };
  }

  private repeatOf(head: Head | null, expectedHead: number, events: readonly SerializedEvent[]): AppendOutcome {
    const conflict: AppendOutcome = { kind: 'conflict', actual: actualOf(head?.revision ?? -1) };
    if (!head || expectedHead > head.revision) return conflict;
    const there = this.selectIds.all(head.id, expectedHead, events.length) as StoredId[];
    const same =
      there.length === events.length && there.every((row, index) => row.event_id === events[index]?.event.eventId);
    const last = there.at(-1);
    return same && last
      ? { kind: 'already-appended', revision: last.revision, position: positionText(last.position) }
      : conflict;
  }

  private reuses(head: Head | null, events: readonly SerializedEvent[]): boolean {
    if (new Set(events.map(({ event }) => event.eventId)).size < events.length) return true;
    return head !== null && events.some(({ event }) => this.selectKnownId.get(head.id, event.eventId) !== undefined);
  }
}

const actualOf = (head: number): ExpectedRevision => (head < 0 ? 'no-stream' : head);
