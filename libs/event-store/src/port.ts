import type { Brand, Instant, JsonObject } from '@leptotrace/kernel';

/** `<category>-<key>`; a category holds no `-`, a key may. */
export type StreamId = Brand<string, 'StreamId'>;
/** A UUID, deterministic for anything that can be retried. */
export type EventId = Brand<string, 'EventId'>;
/** Opaque place in the log: fixed width, strictly increasing with commits, ordered by plain text comparison. */
export type Position = Brand<string, 'Position'>;

export interface EventMetadata {
  /** System time, set by the command runner; never before that of the event in front of it. */
  readonly recordedAt: Instant;
  readonly tenantId: string;
  readonly actor: string;
  /** The caller's idempotency key. */
  readonly commandId: string;
  /** Digest of what the command asked for: tells a retry from a key used twice. */
  readonly commandDigest: string;
  readonly correlationId: string;
  readonly causationId: string;
  readonly prevHash: string;
  /** Over the stored form, sealed or not (hash-chain.ts). */
  readonly hash: string;
}

export interface EventToAppend {
  readonly eventId: EventId;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: JsonObject;
  readonly metadata: EventMetadata;
}

export interface RecordedEvent extends EventToAppend {
  readonly streamId: StreamId;
  /** 0-based and dense within the stream, on every adapter. */
  readonly revision: number;
  readonly position: Position;
}

/** There is no "any": every decision reads its stream first, and only exact expectations make retries safe. */
export type ExpectedRevision = number | 'no-stream';

export type AppendOutcome =
  | { readonly kind: 'appended'; readonly revision: number; readonly position: Position }
  | { readonly kind: 'already-appended'; readonly revision: number; readonly position: Position }
  | { readonly kind: 'conflict'; readonly actual: ExpectedRevision }
  | { readonly kind: 'sealed' };

export type StreamSlice =
  | { readonly kind: 'missing' }
  | { readonly kind: 'sealed' }
  | { readonly kind: 'found'; readonly events: readonly RecordedEvent[]; readonly lastRevision: number };

export interface EventFilter {
  readonly categories?: readonly string[];
  readonly types?: readonly string[];
}

export interface LogPage {
  readonly events: readonly RecordedEvent[];
  /** May lie beyond the last matching event, and of the log; `null` only when nothing lies after `after`. */
  readonly scannedTo: Position | null;
  readonly atEnd: boolean;
}

export type Delivery =
  | { readonly kind: 'events'; readonly events: readonly RecordedEvent[]; readonly scannedTo: Position }
  /** Nothing matched up to here: a checkpoint may move. */
  | { readonly kind: 'progress'; readonly scannedTo: Position }
  | { readonly kind: 'caught-up'; readonly scannedTo: Position | null }
  | { readonly kind: 'fell-behind' };

export interface SubscribeOptions {
  /** Exclusive. `null` is the beginning, `'live'` only what is appended from now on. */
  readonly after: Position | null | 'live';
  readonly filter?: EventFilter;
  readonly batchSize?: number;
  readonly signal: AbortSignal;
}

/**
 * The log of all streams. Expected outcomes are values; faults are `StoreUnavailable`,
 * `AppendTooLarge` and `CorruptLog` (faults.ts). The behaviours are the suite in contract/.
 */
export interface EventStore {
  readonly limits: { readonly maxEventsPerAppend: number; readonly maxAppendBytes: number };
  /** All events or none, in one stream; durable when the promise resolves. Safe to repeat as it was. */
  append(
    stream: StreamId,
    expected: ExpectedRevision,
    events: readonly [EventToAppend, ...EventToAppend[]],
  ): Promise<AppendOutcome>;
  /** `from` and `to` are inclusive revisions. */
  readStream(
    stream: StreamId,
    range?: { readonly from?: number; readonly to?: number },
  ): Promise<StreamSlice>;
  readLog(page: {
    readonly after: Position | null;
    readonly filter?: EventFilter;
    readonly limit: number;
  }): Promise<LogPage>;
  subscribe(options: SubscribeOptions): AsyncIterable<Delivery>;
  /** Position of the last event in the log, whatever its category. */
  head(): Promise<Position | null>;
  /** No more appends; the events stay in the log, the stream itself answers `sealed`. */
  seal(stream: StreamId, expected: number): Promise<AppendOutcome>;
  /** After it every method fails with `StoreUnavailable`, and open subscriptions end. */
  close(): Promise<void>;
}

export interface EventStoreAdmin {
  /** Removes the stream's data for good; positions are never used again. */
  purge(stream: StreamId): Promise<void>;
  /** Stable for one log, different between logs. */
  logId(): Promise<string>;
  /**
   * Damage of the storage that no event shows, as of an index by which events are found; none when there is
   * none, or when the server looks after it.
   */
  damage(): Promise<readonly string[]>;
}

export const streamId = (category: string, key: string): StreamId => {
  if (!/^[a-z][a-z0-9]*$/.test(category)) throw new RangeError(`not a stream category: ${category}`);
  return `${category}-${key}` as StreamId;
};

export const categoryOf = (stream: StreamId): string => stream.slice(0, stream.indexOf('-'));

/** The key half of `<category>-<key>`. */
export const keyOf = (stream: StreamId): string => stream.slice(stream.indexOf('-') + 1);
