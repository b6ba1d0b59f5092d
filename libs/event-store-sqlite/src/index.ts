import {
  APPEND_LIMITS,
  followLog,
  LogBell,
  serializeWithinLimits,
  StoreUnavailable,
  type AppendOutcome,
  type Delivery,
  type EventFilter,
  type EventStore,
  type EventStoreAdmin,
  type EventToAppend,
  type ExpectedRevision,
  type LogPage,
  type Position,
  type StreamId,
  type StreamSlice,
  type SubscribeOptions,
} from '@leptotrace/event-store';
import type { Database } from 'better-sqlite3';
import { openReader, openWriter } from './connection';
import { GroupCommit } from './group-commit';
import { LogReader } from './log-reader';
import { migrate } from './schema';
import { Writer } from './writer';

export interface SqliteEventStoreOptions {
  /** Path of the log; made with mode 0600 when it is not there. */
  readonly file: string;
  /** For tests of a full disk: the most pages that the file may have. */
  readonly maxPages?: number;
}

/** How often another process's commits are looked for, while somebody waits for them. */
const OTHER_PROCESS_POLL_MS = 100;

/** The default log: one file, one writer, durable at each answer. */
export class SqliteEventStore implements EventStore, EventStoreAdmin {
  readonly limits = APPEND_LIMITS;
  private readonly bell = new LogBell();
  private readonly commits: GroupCommit;
  private readonly writer: Writer;
  private readonly reader: LogReader;
  private readonly poll: NodeJS.Timeout;
  private isClosed = false;

  constructor(
    private readonly writing: Database,
    private readonly reading: Database,
  ) {
    this.writer = new Writer(writing);
    this.reader = new LogReader(reading);
    this.commits = new GroupCommit(writing, {
      begun: () => this.writer.refresh(),
      committed: () => this.bell.ring(),
      failed: () => this.writer.forget(),
    });
    let seen = this.reader.dataVersion();
    this.poll = setInterval(() => {
      if (this.bell.listeners === 0) return;
      const version = this.reader.dataVersion();
      if (version !== seen) this.bell.ring();
      seen = version;
    }, OTHER_PROCESS_POLL_MS);
    this.poll.unref();
  }

  async append(
    stream: StreamId,
    expected: ExpectedRevision,
    events: readonly [EventToAppend, ...EventToAppend[]],
  ): Promise<AppendOutcome> {
    this.assertOpen();
    const serialized = serializeWithinLimits(events);
    return this.commits.run(() => this.writer.append({ stream, expected, events: serialized }));
  }

  async readStream(
    stream: StreamId,
    range?: { readonly from?: number; readonly to?: number },
  ): Promise<StreamSlice> {
    this.assertOpen();
    return this.reader.stream(stream, range);
  }

  async readLog(page: {
    readonly after: Position | null;
    readonly filter?: EventFilter;
    readonly limit: number;
  }): Promise<LogPage> {
    this.assertOpen();
    return this.reader.log(page);
  }

  subscribe(options: SubscribeOptions): AsyncIterable<Delivery> {
    this.assertOpen();
    return followLog(
      {
        bell: this.bell,
        readLog: (page) => this.readLog(page),
        head: () => this.head(),
        closed: () => this.isClosed,
      },
      options,
    );
  }

  async head(): Promise<Position | null> {
    this.assertOpen();
    return this.reader.head();
  }

  async seal(stream: StreamId, expected: number): Promise<AppendOutcome> {
    this.assertOpen();
    return this.commits.run(() => this.writer.seal(stream, expected));
  }

  async purge(stream: StreamId): Promise<void> {
    this.assertOpen();
    await this.commits.run(() => this.writer.purge(stream));
    // The deleted text must not live on in the WAL.
    this.writing.pragma('wal_checkpoint(TRUNCATE)');
  }

  async logId(): Promise<string> {
    this.assertOpen();
    return this.reader.logId();
  }

  async close(): Promise<void> {
    if (this.isClosed) return;
    this.commits.drain();
    this.isClosed = true;
    clearInterval(this.poll);
    this.bell.ring();
    this.reading.close();
    this.writing.close();
  }

  private assertOpen(): void {
    if (this.isClosed) throw new StoreUnavailable('the event store is closed');
  }
}

/** @throws CorruptLog when the file was written by a newer version, StoreUnavailable when it cannot be opened. */
export const openSqliteEventStore = ({ file, maxPages }: SqliteEventStoreOptions): SqliteEventStore => {
  let writing: Database;
  try {
    writing = openWriter(file);
  } catch (cause) {
    throw new StoreUnavailable(`the event log ${file} cannot be opened`, { cause });
  }
  migrate(writing);
  if (maxPages !== undefined) writing.pragma(`max_page_count = ${maxPages}`);
  return new SqliteEventStore(writing, openReader(file));
};
