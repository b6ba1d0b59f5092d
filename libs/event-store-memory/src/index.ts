import { randomId } from '@leptotrace/kernel';
import {
  APPEND_LIMITS,
  followLog,
  LogBell,
  matches,
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
  type RecordedEvent,
  type StreamId,
  type StreamSlice,
  type SubscribeOptions,
} from '@leptotrace/event-store';

interface Stream {
  events: RecordedEvent[];
  readonly ids: Set<string>;
  sealed: boolean;
}

const positionOf = (sequence: number): Position => String(sequence).padStart(20, '0') as Position;

/** Reference adapter: the contract in its plainest form, for tests and as the measure of the others. */
export class MemoryEventStore implements EventStore, EventStoreAdmin {
  readonly limits = APPEND_LIMITS;
  private readonly streams = new Map<StreamId, Stream>();
  private log: RecordedEvent[] = [];
  private lastSequence = 0;
  private isClosed = false;
  private readonly bell = new LogBell();
  private readonly id: string;

  constructor(options: { readonly logId?: string } = {}) {
    this.id = options.logId ?? randomId();
  }

  async append(
    streamId: StreamId,
    expected: ExpectedRevision,
    events: readonly [EventToAppend, ...EventToAppend[]],
  ): Promise<AppendOutcome> {
    this.assertOpen();
    const serialized = serializeWithinLimits(events);
    const stream = this.streams.get(streamId) ?? { events: [], ids: new Set(), sealed: false };
    if (stream.sealed) return { kind: 'sealed' };
    const head = stream.events.length - 1;
    const expectedHead = expected === 'no-stream' ? -1 : expected;
    if (expectedHead !== head) return this.repeatOf(stream, expectedHead, events);
    if (reuses(stream, events)) return { kind: 'conflict', actual: actualOf(head) };
    const recorded = serialized.map(({ data, metadata, event }, index): RecordedEvent => ({
      ...event,
      // Parsed from text, so that what is read is what another adapter would have stored.
      data: JSON.parse(data) as RecordedEvent['data'],
      metadata: JSON.parse(metadata) as RecordedEvent['metadata'],
      streamId,
      revision: head + 1 + index,
      position: positionOf((this.lastSequence += 1)),
    }));
    stream.events.push(...recorded);
    for (const event of recorded) stream.ids.add(event.eventId);
    this.streams.set(streamId, stream);
    this.log.push(...recorded);
    this.bell.ring();
    return appended('appended', recorded);
  }

  async readStream(
    streamId: StreamId,
    range: { readonly from?: number; readonly to?: number } = {},
  ): Promise<StreamSlice> {
    this.assertOpen();
    const stream = this.streams.get(streamId);
    if (!stream) return { kind: 'missing' };
    if (stream.sealed) return { kind: 'sealed' };
    const events = stream.events.slice(range.from ?? 0, (range.to ?? Infinity) + 1);
    return { kind: 'found', events, lastRevision: stream.events.length - 1 };
  }

  async readLog(page: {
    readonly after: Position | null;
    readonly filter?: EventFilter;
    readonly limit: number;
  }): Promise<LogPage> {
    this.assertOpen();
    const start = page.after === null ? 0 : firstAfter(this.log, page.after);
    const events: RecordedEvent[] = [];
    let index = start;
    for (; index < this.log.length && events.length < page.limit; index += 1) {
      const event = this.log[index];
      if (event && matches(event, page.filter)) events.push(event);
    }
    const scanned = index > start ? this.log[index - 1] : undefined;
    return { events, scannedTo: scanned?.position ?? null, atEnd: index >= this.log.length };
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
    return this.log.at(-1)?.position ?? null;
  }

  async seal(streamId: StreamId, expected: number): Promise<AppendOutcome> {
    this.assertOpen();
    const stream = this.streams.get(streamId);
    const last = stream?.events.at(-1);
    if (!stream || !last || last.revision !== expected) {
      return { kind: 'conflict', actual: last ? last.revision : 'no-stream' };
    }
    const kind = stream.sealed ? 'already-appended' : 'appended';
    stream.sealed = true;
    return { kind, revision: last.revision, position: last.position };
  }

  async purge(streamId: StreamId): Promise<void> {
    this.assertOpen();
    const stream = this.streams.get(streamId);
    if (!stream) return;
    stream.sealed = true;
    stream.events = [];
    this.log = this.log.filter((event) => event.streamId !== streamId);
  }

  async logId(): Promise<string> {
    this.assertOpen();
    return this.id;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.bell.ring();
  }

  private repeatOf(stream: Stream, expectedHead: number, events: readonly EventToAppend[]): AppendOutcome {
    const there = stream.events.slice(expectedHead + 1, expectedHead + 1 + events.length);
    const same = there.length === events.length && there.every((event, i) => event.eventId === events[i]?.eventId);
    return same
      ? appended('already-appended', there)
      : { kind: 'conflict', actual: actualOf(stream.events.length - 1) };
  }

  private assertOpen(): void {
    if (this.isClosed) throw new StoreUnavailable('the event store is closed');
  }
}

const actualOf = (head: number): ExpectedRevision => (head < 0 ? 'no-stream' : head);

const reuses = (stream: Stream, events: readonly EventToAppend[]): boolean =>
  new Set(events.map((event) => event.eventId)).size < events.length ||
  events.some((event) => stream.ids.has(event.eventId));

const appended = (
  kind: 'appended' | 'already-appended',
  events: readonly RecordedEvent[],
): AppendOutcome => {
  const last = events.at(-1);
  if (!last) throw new RangeError('an append holds at least one event');
  return { kind, revision: last.revision, position: last.position };
};

/** Index of the first event behind a position, by halving: positions sort as text. */
const firstAfter = (log: readonly RecordedEvent[], after: Position): number => {
  let low = 0;
  let high = log.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((log[middle]?.position ?? '') <= after) low = middle + 1;
    else high = middle;
  }
  return low;
};
