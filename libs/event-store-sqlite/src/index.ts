import {
  APPEND_LIMITS,
  appendBytes,
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
import type { Database } from '@leptotrace/sqlite';
import { growWal, openReader, openWriter } from './connection';
import { faultOf, guarded } from './fault';
import { GroupCommit } from './group-commit';
import { LogReader } from './log-reader';
import { OtherWriters } from './other-writers';
import { migrate } from './schema';
import { Writer } from './writer';

export { backupEventLog } from './backup';

export interface SqliteEventStoreOptions {
  /** Path of the log; made with mode 0600 when it is not there. */
  readonly file: string;
  /** The most pages (of 4 KiB) that the file may have: past it the store is full, whatever the disk. */
  readonly maxPages?: number;
}

/** The default log: one file, one writer, durable at each answer. */
export class SqliteEventStore implements EventStore, EventStoreAdmin {
  readonly limits = APPEND_LIMITS;
  private readonly bell: LogBell;
  private readonly commits: GroupCommit;
  private readonly writer: Writer;
  private readonly reader: LogReader;
  private readonly otherWriters: OtherWriters;
  private isClosed = false;

  constructor(
    private readonly writing: Database,
    private readonly reading: Database,
  ) {
    this.writer = new Writer(writing);
    this.reader = new LogReader(reading);
    this.bell = new LogBell(() => this.otherWriters.watch());
    this.otherWriters = new OtherWriters({
      version: () => this.writer.dataVersion(),
      isAwaited: () => this.bell.listeners > 0,
      found: () => this.bell.ring(),
    });
    this.commits = new GroupCommit(writing, {
      begun: () => this.writer.refresh(),
      committed: () => this.bell.ring(),
      failed: () => this.writer.forget(),
    });
  }

  async append(
    stream: StreamId,
    expected: ExpectedRevision,
    events: readonly [EventToAppend, ...EventToAppend[]],
  ): Promise<AppendOutcome> {
    this.assertOpen();
    const serialized = serializeWithinLimits(events);
    const request = { stream, expected, events: serialized };
    return this.commits.run(appendBytes(serialized), () => this.writer.append(request));
  }

  async readStream(
    stream: StreamId,
    range?: { readonly from?: number; readonly to?: number },
  ): Promise<StreamSlice> {
    return this.read(() => this.reader.stream(stream, range));
  }

  async readLog(page: {
    readonly after: Position | null;
    readonly filter?: EventFilter;
    readonly limit: number;
  }): Promise<LogPage> {
    return this.read(() => this.reader.log(page));
  }

  subscribe(options: SubscribeOptions): AsyncIterable<Delivery> {
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
    return this.read(() => this.reader.head());
  }

  async seal(stream: StreamId, expected: number): Promise<AppendOutcome> {
    this.assertOpen();
    return this.commits.run(0, () => this.writer.seal(stream, expected));
  }

  /** Safe to repeat: it fails when another reader keeps the deleted text in the write-ahead log. */
  async purge(stream: StreamId): Promise<void> {
    this.assertOpen();
    await this.commits.run(0, () => this.writer.purge(stream));
    if (this.isClosed) return;
    guarded('emptied of what was deleted', () => emptyWal(this.writing));
  }

  async logId(): Promise<string> {
    return this.read(() => this.reader.logId());
  }

  async damage(): Promise<readonly string[]> {
    return this.read(() => this.reader.damage());
  }

  async close(): Promise<void> {
    if (this.isClosed) return;
    this.commits.drain();
    this.isClosed = true;
    this.otherWriters.stop();
    this.bell.ring();
    this.reading.close();
    this.writing.close();
  }

  private read<T>(work: () => T): T {
    this.assertOpen();
    return guarded('read', work);
  }

  private assertOpen(): void {
    if (this.isClosed) throw new StoreUnavailable('the event store is closed');
  }
}

/** Deleted text lives on in old frames of the write-ahead log until the file is cut. */
const emptyWal = (db: Database): void => {
  const [result] = db.pragma('wal_checkpoint(TRUNCATE)') as readonly { readonly busy: number }[];
  if (result?.busy !== 0) throw new StoreUnavailable('a reader is using the log: repeat the purge');
  growWal(db);
};

/** @throws CorruptLog when the file is not a log of this version, StoreUnavailable when it cannot be opened. */
export const openSqliteEventStore = ({ file, maxPages }: SqliteEventStoreOptions): SqliteEventStore => {
  let writing: Database | undefined;
  let reading: Database | undefined;
  try {
    writing = openWriter(file);
    migrate(writing);
    growWal(writing);
    if (maxPages !== undefined) writing.pragma(`max_page_count = ${maxPages}`);
    reading = openReader(file);
    return new SqliteEventStore(writing, reading);
  } catch (cause) {
    reading?.close();
    writing?.close();
    throw faultOf(cause, `opened (${file})`);
  }
};
