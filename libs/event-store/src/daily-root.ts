import { createHash } from 'node:crypto';
import { deterministicId, laterOf, type Clock, type JsonObject, type JsonValue } from '@leptotrace/kernel';
import { CorruptLog, StoreUnavailable } from './faults';
import { chainEvents, GENESIS_HASH, type UnchainedEvent } from './hash-chain';
import { walkLog } from './log-walk';
import {
  categoryOf,
  streamId,
  type EventId,
  type EventStore,
  type EventStoreAdmin,
  type Position,
  type RecordedEvent,
  type StreamId,
} from './port';

/**
 * A chain alone cannot tell that its end was cut off, or that an attacker computed it anew from the
 * beginning. A root writes down, in a chained stream of its own, where each stream stood. Whoever
 * keeps the hash of the last root outside of the log can later prove the whole of it.
 */
export const ROOTS_STREAM = streamId('roots', 'daily');
const ROOT_RECORDED = 'ChainRootRecorded';

export interface StreamHead {
  readonly stream: StreamId;
  readonly revision: number;
  readonly hash: string;
}

export interface ChainRoot {
  /** The log it was taken of: positions mean nothing in another one. */
  readonly log: string;
  /** Every event up to here is covered by this root and those in front of it. */
  readonly coversTo: Position | null;
  readonly heads: readonly StreamHead[];
  /** Over `heads`. */
  readonly root: string;
}

export type RootOutcome =
  | { readonly kind: 'unchanged' }
  | {
      readonly kind: 'recorded';
      readonly streams: number;
      /** Of the last event: what to publish outside of the log. */
      readonly revision: number;
      readonly hash: string;
    };

export interface RootOptions {
  readonly now: Clock;
  readonly actor: string;
  readonly tenantId?: string;
}

const byStream = (a: StreamHead, b: StreamHead): number => (a.stream < b.stream ? -1 : 1);

/** SHA-256 over the heads in the order of their streams, one line each. */
export const digestOfHeads = (heads: readonly StreamHead[]): string => {
  const hash = createHash('sha256');
  for (const head of [...heads].sort(byStream)) hash.update(`${head.stream} ${head.revision} ${head.hash}\n`);
  return hash.digest('hex');
};

const isText = (value: JsonValue | undefined): value is string => typeof value === 'string';

const headOf = (value: JsonValue): StreamHead | null => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const { stream, revision, hash } = value as JsonObject;
  if (!isText(stream) || !isText(hash) || typeof revision !== 'number') return null;
  return { stream: stream as StreamId, revision, hash };
};

/** @throws CorruptLog when the event is no root. */
export const chainRootOf = ({ data, streamId: stream, revision, position }: RecordedEvent): ChainRoot => {
  const { log, coversTo, root } = data;
  const heads = Array.isArray(data['heads']) ? (data['heads'] as readonly JsonValue[]).map(headOf) : [null];
  const known = heads.filter((head) => head !== null);
  if (!isText(log) || !isText(root) || known.length < heads.length) {
    throw new CorruptLog(`${stream}, revision ${revision}: not a chain root`, { stream, revision, position });
  }
  return { log, root, heads: known, coversTo: isText(coversTo) ? (coversTo as Position) : null };
};

const lastRoot = async (store: EventStore): Promise<RecordedEvent | null> => {
  const end = await store.readStream(ROOTS_STREAM, { from: Number.MAX_SAFE_INTEGER });
  if (end.kind === 'missing') return null;
  if (end.kind === 'sealed')
    throw new CorruptLog(`${ROOTS_STREAM} is sealed: no root can be recorded any more`);
  const slice = await store.readStream(ROOTS_STREAM, { from: end.lastRevision, to: end.lastRevision });
  return slice.kind === 'found' ? (slice.events[0] ?? null) : null;
};

const headsAfter = async (
  store: EventStore,
  after: Position | null,
): Promise<{ readonly heads: readonly StreamHead[]; readonly coversTo: Position | null }> => {
  const heads = new Map<StreamId, StreamHead>();
  let coversTo = after;
  for await (const page of walkLog(store, { after })) {
    for (const { streamId: stream, revision, metadata } of page.events) {
      // Its own roots left out, else recording one would be the reason for the next.
      if (categoryOf(stream) !== categoryOf(ROOTS_STREAM)) {
        heads.set(stream, { stream, revision, hash: metadata.hash });
      }
    }
    coversTo = page.scannedTo ?? coversTo;
  }
  return { heads: [...heads.values()].sort(byStream), coversTo };
};

/** Well below the limit of one append. */
const BYTES_A_PART = 400_000;

const inParts = (heads: readonly StreamHead[]): readonly (readonly StreamHead[])[] => {
  const parts: StreamHead[][] = [];
  let bytes = Infinity;
  for (const head of heads) {
    const size = Buffer.byteLength(JSON.stringify(head)) + 1;
    if (bytes + size > BYTES_A_PART) {
      parts.push([]);
      bytes = 0;
    }
    parts.at(-1)?.push(head);
    bytes += size;
  }
  return parts;
};

const rootEvent = (root: ChainRoot, last: RecordedEvent | null, options: RootOptions): UnchainedEvent => {
  const { log, coversTo, heads } = root;
  const revision = last ? last.revision + 1 : 0;
  const commandId = deterministicId(ROOT_RECORDED, log, revision, root.root);
  const now = options.now();
  return {
    eventId: commandId as EventId,
    type: ROOT_RECORDED,
    schemaVersion: 1,
    data: { coversTo, heads: heads.map((head) => ({ ...head })), log, root: root.root },
    metadata: {
      recordedAt: last ? laterOf(now, last.metadata.recordedAt) : now,
      tenantId: options.tenantId ?? 'system',
      actor: options.actor,
      commandId,
      commandDigest: root.root,
      correlationId: commandId,
      causationId: commandId,
    },
  };
};

const append = async (
  store: EventStore,
  root: ChainRoot,
  last: RecordedEvent | null,
  options: RootOptions,
): Promise<RecordedEvent | null> => {
  const revision = last ? last.revision + 1 : 0;
  const unchained = rootEvent(root, last, options);
  const [event] = chainEvents(ROOTS_STREAM, revision, last?.metadata.hash ?? GENESIS_HASH, [unchained]);
  if (!event) return null;
  const outcome = await store.append(ROOTS_STREAM, last ? last.revision : 'no-stream', [event]);
  // Anything else: another process records a root as well, and its event is the one in front of ours.
  if (outcome.kind !== 'appended') return null;
  return { ...event, streamId: ROOTS_STREAM, revision, position: outcome.position };
};

const ATTEMPTS = 5;

/**
 * Records the heads of the streams that changed since the last root; `unchanged` when none did. A
 * root of many streams takes several events, and only the last of them moves `coversTo`: after a
 * crash in between, the next run lists the same streams again.
 */
export const recordDailyRoot = async (
  store: EventStore & Pick<EventStoreAdmin, 'logId'>,
  options: RootOptions,
): Promise<RootOutcome> => {
  const log = await store.logId();
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const outcome = await attemptRoot(store, log, options);
    if (outcome) return outcome;
  }
  throw new StoreUnavailable('another process keeps recording roots: try again');
};

/** Where the next root begins: from the beginning in a log that was moved, since positions differ there. */
const coveredBy = (last: RecordedEvent | null, log: string): Position | null => {
  const root = last && chainRootOf(last);
  return root?.log === log ? root.coversTo : null;
};

const attemptRoot = async (
  store: EventStore,
  log: string,
  options: RootOptions,
): Promise<RootOutcome | null> => {
  let last = await lastRoot(store);
  const since = coveredBy(last, log);
  const { heads, coversTo } = await headsAfter(store, since);
  if (heads.length === 0) return { kind: 'unchanged' };
  const parts = inParts(heads);
  for (const [index, part] of parts.entries()) {
    const covered = index === parts.length - 1 ? coversTo : since;
    const root = { log, coversTo: covered, heads: part, root: digestOfHeads(part) };
    last = await append(store, root, last, options);
    if (!last) return null;
  }
  return (
    last && { kind: 'recorded', streams: heads.length, revision: last.revision, hash: last.metadata.hash }
  );
};
