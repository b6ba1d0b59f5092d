import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { NO_STREAM, StreamDeletedError, WrongExpectedVersionError } from '@eventstore/db-client';
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
import { ClosedStreams } from './closed-streams';
import { Connection } from './connection';
import { LogIdentity } from './log-identity';
import { LogReader } from './log-reader';
import { appendIdOf, positionOf, StreamNames, toStored } from './records';
import { ServerBell } from './server-bell';
import { StreamReader } from './stream-reader';

export interface EventStoreDbOptions {
  /** `esdb://user:password@host:2113?tls=true`; TLS, user and nodes are read from it. */
  readonly url: string;
  /** In front of every stream's name, as `ward7.`: several logs may then share a server. */
  readonly prefix?: string;
  /** How long one call may take. */
  readonly deadlineMs?: number;
}

const DEADLINE_MS = 5_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;

/** The log in EventStoreDB (KurrentDB) 22.10 or later: any number of processes write and read it. */
export class EventStoreDbEventStore implements EventStore, EventStoreAdmin {
  readonly limits = APPEND_LIMITS;
  private readonly names: StreamNames;
  private readonly connection: Connection;
  private readonly closedStreams: ClosedStreams;
  private readonly reader: LogReader;
  private readonly bell: LogBell;
  private readonly serverBell: ServerBell;
  private readonly streams: StreamReader;
  private readonly identity: LogIdentity;

  /** @throws RangeError when the connection string or the prefix cannot be read. */
  constructor({ url, prefix = '', deadlineMs = DEADLINE_MS }: EventStoreDbOptions) {
    this.names = new StreamNames(prefix);
    this.connection = new Connection(url, deadlineMs);
    this.closedStreams = new ClosedStreams(this.connection, this.names);
    this.streams = new StreamReader(this.connection, this.names);
    this.identity = new LogIdentity(this.connection, this.streams, `${this.names.own}identity`);
    this.reader = new LogReader(this.connection, this.closedStreams, this.names, this.identity);
    this.bell = new LogBell(() => this.serverBell.watch());
    this.serverBell = new ServerBell(this.connection, this.bell, this.names.choice());
  }

  async append(
    stream: StreamId,
    expected: ExpectedRevision,
    events: readonly [EventToAppend, ...EventToAppend[]],
  ): Promise<AppendOutcome> {
    this.connection.assertOpen();
    serializeWithinLimits(events);
    await this.identity.read();
    const appendId = randomUUID();
    const expectedRevision = expected === 'no-stream' ? NO_STREAM : BigInt(expected);
    const stored = events.map((event) => toStored(event, appendId));
    const until = this.connection.deadline();
    try {
      await this.connection.surely(
        (client, call) =>
          client.appendToStream(this.names.onServer(stream), stored, { ...call, expectedRevision }),
        until,
      );
    } catch (fault) {
      return this.refusal(stream, fault);
    }
    const revision = (expected === 'no-stream' ? -1 : expected) + events.length;
    const record = await this.streams.written(this.names.onServer(stream), revision, until);
    // The server's answer need not hold a position, nor tell a repeat.
    const kind = appendIdOf(record) === appendId ? 'appended' : 'already-appended';
    return { kind, revision, position: positionOf(record) };
  }

  async readStream(
    stream: StreamId,
    range: { readonly from?: number; readonly to?: number } = {},
  ): Promise<StreamSlice> {
    this.connection.assertOpen();
    return this.streams.slice(stream, range);
  }

  async readLog(page: {
    readonly after: Position | null;
    readonly filter?: EventFilter;
    readonly limit: number;
  }): Promise<LogPage> {
    this.connection.assertOpen();
    return this.reader.page(page);
  }

  subscribe(options: SubscribeOptions): AsyncIterable<Delivery> {
    return followLog(
      {
        bell: this.bell,
        readLog: (page) => this.readSurely(page, options.signal),
        head: () => this.head(),
        closed: () => this.connection.closed,
      },
      options,
    );
  }

  async head(): Promise<Position | null> {
    this.connection.assertOpen();
    return this.reader.head();
  }

  async seal(stream: StreamId, expected: number): Promise<AppendOutcome> {
    const last = await this.streams.last(stream);
    if (last === 'missing') return { kind: 'conflict', actual: 'no-stream' };
    if (last === 'sealed') {
      const end = await this.closedStreams.endOf(stream);
      return end?.revision === expected ? { kind: 'already-appended', ...end } : { kind: 'sealed' };
    }
    if (last.revision !== expected) return { kind: 'conflict', actual: last.revision };
    const outcome = await this.closedStreams.tombstone(stream, last);
    return outcome === 'closed' ? { kind: 'appended', ...last } : this.seal(stream, expected);
  }

  /**
   * Nobody can read the stream from now on. Its text is on the server's disk until the next scavenge, and
   * in the hands of whoever may read `$all` of the server.
   */
  async purge(stream: StreamId): Promise<void> {
    const last = await this.streams.last(stream);
    if (last === 'missing') return;
    if (last !== 'sealed' && (await this.closedStreams.tombstone(stream, last)) === 'moved')
      return this.purge(stream);
    await this.closedStreams.markPurged(stream);
  }

  /** The server looks after its own files. */
  async damage(): Promise<readonly string[]> {
    return [];
  }

  async logId(): Promise<string> {
    this.connection.assertOpen();
    return (await this.identity.read()).logId;
  }

  /**
   * What must be so before anything is served. @throws AccessRefused when the user may not read `$all`,
   * CorruptLog when the server is too old, StoreUnavailable when it does not answer.
   */
  async check(): Promise<void> {
    await this.logId();
    await this.head();
  }

  async close(): Promise<void> {
    const closing = this.connection.close();
    this.bell.ring();
    await this.serverBell.stop();
    await closing;
  }

  private async refusal(stream: StreamId, fault: unknown): Promise<AppendOutcome> {
    if (fault instanceof StreamDeletedError) return { kind: 'sealed' };
    if (!(fault instanceof WrongExpectedVersionError)) throw fault;
    if (typeof fault.actualVersion === 'bigint')
      return { kind: 'conflict', actual: Number(fault.actualVersion) };
    const last = await this.streams.last(stream);
    if (last === 'sealed') return { kind: 'sealed' };
    return { kind: 'conflict', actual: last === 'missing' ? 'no-stream' : last.revision };
  }

  /** A subscriber waits for a server that is away; nobody has to subscribe anew. */
  private async readSurely(
    page: Parameters<EventStore['readLog']>[0],
    signal: AbortSignal,
  ): Promise<LogPage> {
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        return await this.readLog(page);
      } catch (fault) {
        if (signal.aborted || this.connection.closed) return { events: [], scannedTo: null, atEnd: true };
        if (!(fault instanceof StoreUnavailable)) throw fault;
        await wait(pause * (0.5 + Math.random()), undefined, { signal }).catch(() => undefined);
      }
    }
  }
}
