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
  type SerializedEvent,
  type StreamId,
  type StreamSlice,
  type SubscribeOptions,
} from '@leptotrace/event-store';

interface Stream {
  events: RecordedEvent[];
  readonly ids: Set<string>;
  /** Its last event, once it is sealed. */
  sealedAt: RecordedEvent | null;
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
    const stream = this.streams.get(streamId) ?? { events: [], ids: new Set(), sealedAt: null };
    if (stream.sealedAt) return { kind: 'sealed' };
    const head = stream.events.length - 1;
    const expectedHead = expected === 'no-stream' ? -1 : expected;
    if (expectedHead !== head) return this.repeatOf(stream, expectedHead, events);
    if (reuses(stream, events)) return conflict(head);
    const recorded = serialized.map((one, index) => {
      const place = { streamId, revision: head + 1 + index, position: positionOf((this.lastSequence += 1)) };
      return asStored(one, place);
    });
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
    if (stream.sealedAt) return { kind: 'sealed' };
    const events = stream.events.slice(range.from ?? 0, (range.to ?? Infinity) + 1);
    return { kind: 'found', events, lastRevision: stream.events.length - 1 };
  }

  async readLog(page: {
    readonly after: Position | null;
    readonly filter?: EventFilter;
    readonly limit: number;
  }): Promise<LogPage> {
    this.assertOpen();
    const head = this.lastPosition();
    if (head === null || (page.after ?? '') >= head) return { events: [], scannedTo: null, atEnd: true };
    const events = firstMatching(this.log, page);
    const scannedTo = (events.length === page.limit ? events.at(-1)?.position : head) ?? head;
    return { events, scannedTo, atEnd: scannedTo === head };
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
    this.assertOpen();
    return this.lastPosition();
  }

  async seal(streamId: StreamId, expected: number): Promise<AppendOutcome> {
    this.assertOpen();
    const stream = this.streams.get(streamId);
    if (!stream) return conflict(-1);
    if (stream.sealedAt?.revision === expected) return appended('already-appended', [stream.sealedAt]);
    if (stream.sealedAt) return { kind: 'sealed' };
    const last = stream.events.at(-1);
    if (last?.revision !== expected) return conflict(stream.events.length - 1);
    stream.sealedAt = last;
    return appended('appended', [last]);
  }

  async purge(streamId: StreamId): Promise<void> {
    this.assertOpen();
    const stream = this.streams.get(streamId);
    if (!stream) return;
    stream.sealedAt ??= stream.events.at(-1) ?? null;
    stream.events = [];
    this.log = this.log.filter((event) => event.streamId !== streamId);
  }

  async damage(): Promise<readonly string[]> {
    return [];
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
    const same =
      there.length === events.length && there.every((event, i) => event.eventId === events[i]?.eventId);
    return same ? appended('already-appended', there) : conflict(stream.events.length - 1);
  }

  /** The last position that was given away: it does not go back after a purge. */
  private lastPosition(): Position | null {
    return this.lastSequence === 0 ? null : positionOf(this.lastSequence);
  }

  private assertOpen(): void {
    if (this.isClosed) throw new StoreUnavailable('the event store is closed');
  }
}

/** Parsed from text, so that what is read is what another adapter would have stored; nobody can change it. */
const asStored = (
  { event: { eventId, type, schemaVersion }, data, metadata }: SerializedEvent,
  place: Pick<RecordedEvent, 'streamId' | 'revision' | 'position'>,
): RecordedEvent =>
  deepFreeze({
    eventId,
    type,
    schemaVersion,
    data: JSON.parse(data) as RecordedEvent['data'],
    metadata: JSON.parse(metadata) as RecordedEvent['metadata'],
    ...place,
  });

const deepFreeze = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null) return value;
  for (const member of Object.values(value)) deepFreeze(member);
  return Object.freeze(value);
};

const conflict = (head: number): AppendOutcome => ({
  kind: 'conflict',
  actual: head < 0 ? 'no-stream' : head,
});

const reuses = (stream: Stream, events: readonly EventToAppend[]): boolean =>
  new Set(events.map((event) => event.eventId)).size < events.length ||
  events.some((event) => stream.ids.has(event.eventId));

const appended = (kind: 'appended' | 'already-appended', events: readonly RecordedEvent[]): AppendOutcome => {
  const last = events.at(-1);
  if (!last) throw new RangeError('an append holds at least one event');
  return { kind, revision: last.revision, position: last.position };
};

const firstMatching = (
  log: readonly RecordedEvent[],
  {
    after,
    filter,
    limit,
  }: { readonly after: Position | null; readonly filter?: EventFilter; readonly limit: number },
): readonly RecordedEvent[] => {
  const events: RecordedEvent[] = [];
  for (let index = firstAfter(log, after); index < log.length && events.length < limit; index += 1) {
    const event = log[index];
    if (event && matches(event, filter)) events.push(event);
  }
  return events;
};

/** Index of the first event behind a position, by halving: positions sort as text. */
const firstAfter = (log: readonly RecordedEvent[], after: Position | null): number => {
  if (after === null) return 0;
  let low = 0;
  let high = log.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((log[middle]?.position ?? '') <= after) low = middle + 1;
    else high = middle;
  }
  return low;
};
