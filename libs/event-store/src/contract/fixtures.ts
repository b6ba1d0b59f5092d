import { randomUUID } from 'node:crypto';
import type { Instant, JsonObject } from '@leptotrace/kernel';
import { GENESIS_HASH } from '../hash-chain';
import {
  streamId,
  type AppendOutcome,
  type Delivery,
  type EventFilter,
  type EventId,
  type EventMetadata,
  type EventStore,
  type EventToAppend,
  type ExpectedRevision,
  type Position,
  type RecordedEvent,
  type StreamId,
  type StreamSlice,
} from '../port';

export type Events = readonly [EventToAppend, ...EventToAppend[]];

export const newStream = (category = 'patient'): StreamId => streamId(category, randomUUID());

const METADATA: EventMetadata = {
  recordedAt: '2026-01-01T00:00:00.000Z' as Instant,
  tenantId: 'tenant',
  actor: 'contract',
  commandId: 'command',
  commandDigest: 'digest',
  correlationId: 'correlation',
  causationId: 'causation',
  prevHash: GENESIS_HASH,
  hash: GENESIS_HASH,
};

export const event = (over: Partial<EventToAppend> = {}): EventToAppend => ({
  eventId: randomUUID() as EventId,
  type: 'SomethingRecorded',
  schemaVersion: 1,
  data: { note: 'something' },
  metadata: METADATA,
  ...over,
});

export const events = (
  count: number,
  data: (index: number) => JsonObject = (index) => ({ index }),
): Events => {
  const [first, ...rest] = Array.from({ length: count }, (_, index) => event({ data: data(index) }));
  return [first ?? event(), ...rest];
};

export const recordedWith = (over: Partial<EventMetadata>): EventMetadata => ({ ...METADATA, ...over });

/** Appends to a stream of its own, one append an event, and answers the outcomes. */
export const appendOneByOne = async (
  store: EventStore,
  stream: StreamId,
  count: number,
): Promise<readonly AppendOutcome[]> => {
  const outcomes: AppendOutcome[] = [];
  for (let index = 0; index < count; index += 1) {
    const expected: ExpectedRevision = index === 0 ? 'no-stream' : index - 1;
    outcomes.push(await store.append(stream, expected, [event({ data: { index } })]));
  }
  return outcomes;
};

export const found = async (
  store: EventStore,
  stream: StreamId,
): Promise<Extract<StreamSlice, { kind: 'found' }>> => {
  const slice = await store.readStream(stream);
  if (slice.kind !== 'found') throw new Error(`expected to find ${stream}, got ${slice.kind}`);
  return slice;
};

export const positionIn = (outcome: AppendOutcome | undefined): Position => {
  if (outcome?.kind !== 'appended' && outcome?.kind !== 'already-appended') {
    throw new Error(`expected an append, got ${outcome?.kind ?? 'nothing'}`);
  }
  return outcome.position;
};

export const ids = (of: readonly { readonly eventId: EventId }[]): readonly EventId[] =>
  of.map(({ eventId }) => eventId);

/** The whole log through the port, page by page. */
export const wholeLog = async (
  store: EventStore,
  page: { readonly limit: number; readonly filter?: EventFilter; readonly after?: Position } = {
    limit: 1000,
  },
): Promise<readonly RecordedEvent[]> => {
  const all: RecordedEvent[] = [];
  let after: Position | null = page.after ?? null;
  for (;;) {
    const { limit, filter } = page;
    const answer = await store.readLog({ after, limit, ...(filter ? { filter } : {}) });
    if (answer.events.length > limit)
      throw new Error(`a page of ${answer.events.length} was read for ${limit}`);
    all.push(...answer.events);
    after = answer.scannedTo ?? after;
    if (answer.atEnd) return all;
  }
};

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Generous on purpose: an adapter over a network, on a busy machine, must pass as well. */
const PATIENCE_MS = 15_000;

/** A subscriber that runs in the background and remembers what it was given. */
export class Subscriber {
  readonly deliveries: Delivery[] = [];
  private readonly controller = new AbortController();
  private readonly running: Promise<void>;
  private fault: Error | null = null;

  constructor(
    store: EventStore,
    options: {
      readonly after: Position | null | 'live';
      readonly filter?: EventFilter;
      readonly batchSize?: number;
      readonly onDelivery?: (delivery: Delivery) => Promise<void>;
    },
  ) {
    const { onDelivery, ...rest } = options;
    this.running = this.run(store.subscribe({ ...rest, signal: this.controller.signal }), onDelivery);
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  get events(): readonly RecordedEvent[] {
    return this.deliveries.flatMap((delivery) => (delivery.kind === 'events' ? delivery.events : []));
  }

  get checkpoint(): Position | null {
    return this.checkpoints.at(-1) ?? null;
  }

  get checkpoints(): readonly Position[] {
    return this.deliveries.flatMap((delivery) =>
      delivery.kind !== 'fell-behind' && delivery.scannedTo !== null ? [delivery.scannedTo] : [],
    );
  }

  count(kind: Delivery['kind']): number {
    return this.deliveries.filter((delivery) => delivery.kind === kind).length;
  }

  /** Waits until it is so; fails with what was delivered so far. */
  async until(isSo: () => boolean): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    while (!isSo()) {
      if (this.fault) throw this.fault;
      if (Date.now() > deadline) throw new Error(`not delivered in time: ${JSON.stringify(this.summary())}`);
      await pause(2);
    }
  }

  abort(): void {
    this.controller.abort();
  }

  /** Resolves when the iteration has ended, however it ended. */
  async ended(): Promise<void> {
    await this.running;
    if (this.fault) throw this.fault;
  }

  async stop(): Promise<void> {
    this.abort();
    await this.ended();
  }

  private summary(): object {
    return { events: this.events.length, checkpoint: this.checkpoint, deliveries: this.deliveries.length };
  }

  private async run(
    deliveries: AsyncIterable<Delivery>,
    onDelivery: ((delivery: Delivery) => Promise<void>) | undefined,
  ): Promise<void> {
    try {
      for await (const delivery of deliveries) {
        this.deliveries.push(delivery);
        await onDelivery?.(delivery);
      }
    } catch (fault) {
      this.fault = fault instanceof Error ? fault : new Error(String(fault));
    }
  }
}
