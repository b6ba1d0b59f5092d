import { deterministicId, laterOf, type Clock, type JsonObject } from '@leptotrace/kernel';
import {
  byStream,
  CHAIN_FORM,
  chainRootOf,
  digestOfHeads,
  ROOTS_STREAM,
  signedTextOf,
  type ChainRoot,
  type StreamHead,
} from './chain-root';
import { CorruptLog, RootKeyRefused, StoreUnavailable } from './faults';
import { chainEvents, GENESIS_HASH, type UnchainedEvent } from './hash-chain';
import { walkLog } from './log-walk';
import {
  categoryOf,
  type EventId,
  type EventStore,
  type EventStoreAdmin,
  type Position,
  type RecordedEvent,
  type StreamId,
} from './port';
import { fingerprintOf, type RootSigner } from './root-signature';
import { keyAfter } from './root-trust';

const ROOT_RECORDED = 'ChainRootRecorded';

export type RootOutcome =
  | { readonly kind: 'unchanged' }
  | {
      readonly kind: 'recorded';
      readonly streams: number;
      /** Of the last event: what to publish outside of the log. */
      readonly revision: number;
      readonly hash: string;
      readonly recordedAt: string;
      readonly log: string;
    };

export interface RootOptions {
  readonly now: Clock;
  readonly actor: string;
  readonly tenantId?: string;
  /** Without it roots are not signed. */
  readonly signer?: RootSigner | null;
  /** Public key of who signs from the next root on. */
  readonly nextKey?: string;
}

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

interface Part {
  readonly coversTo: Position | null;
  readonly heads: readonly StreamHead[];
}

const placeAfter = (last: RecordedEvent | null) =>
  last
    ? { revision: last.revision + 1, prevHash: last.metadata.hash }
    : { revision: 0, prevHash: GENESIS_HASH };

const rootOf = (log: string, part: Part, last: RecordedEvent | null, options: RootOptions): ChainRoot => {
  const { signer = null, nextKey = null } = options;
  const unsigned: ChainRoot = {
    log,
    ...part,
    root: digestOfHeads(part.heads),
    form: CHAIN_FORM,
    nextKey,
    signature: null,
  };
  if (!signer) return unsigned;
  const value = signer.sign(signedTextOf(unsigned, placeAfter(last)));
  return { ...unsigned, signature: { by: signer.publicKey, value } };
};

const dataOf = ({ coversTo, heads, log, root, form, nextKey, signature }: ChainRoot): JsonObject => ({
  coversTo,
  heads: heads.map((head) => ({ ...head })),
  log,
  root,
  form,
  ...(nextKey === null ? {} : { nextKey }),
  ...(signature ? { signature: { ...signature } } : {}),
});

const rootEvent = (root: ChainRoot, last: RecordedEvent | null, options: RootOptions): UnchainedEvent => {
  const { revision } = placeAfter(last);
  const commandId = deterministicId(ROOT_RECORDED, root.log, revision, root.root, root.nextKey ?? '');
  const now = options.now();
  return {
    eventId: commandId as EventId,
    type: ROOT_RECORDED,
    schemaVersion: 1,
    data: dataOf(root),
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
  const { revision, prevHash } = placeAfter(last);
  const [event] = chainEvents(ROOTS_STREAM, revision, prevHash, [rootEvent(root, last, options)]);
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
 *
 * @throws RootKeyRefused when the roots of the log are signed by another key, or by one and none is given.
 */
export const recordRoot = async (
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

const named = (key: string | null): string => (key === null ? 'no key' : `the key ${fingerprintOf(key)}`);

/** @throws RootKeyRefused */
const assertDue = (last: RecordedEvent | null, signer: RootSigner | null): void => {
  const due = last && keyAfter(chainRootOf(last));
  const own = signer?.publicKey ?? null;
  if (due !== null && due !== own)
    throw new RootKeyRefused(
      `roots of this log are signed by ${named(due)}, and there is ${named(own)} here: no root was written. Start with that ROOT_KEY_FILE.`,
    );
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
  assertDue(last, options.signer ?? null);
  const since = coveredBy(last, log);
  const { heads, coversTo } = await headsAfter(store, since);
  // A key is announced also where nothing was written since.
  if (heads.length === 0 && options.nextKey === undefined) return { kind: 'unchanged' };
  const parts = heads.length === 0 ? [[]] : inParts(heads);
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    const { nextKey: _next, ...same } = options;
    const told = isLast ? options : same;
    const root = rootOf(log, { coversTo: isLast ? coversTo : since, heads: part }, last, told);
    last = await append(store, root, last, told);
    if (!last) return null;
  }
  return (
    last && {
      kind: 'recorded',
      streams: heads.length,
      revision: last.revision,
      hash: last.metadata.hash,
      recordedAt: last.metadata.recordedAt,
      log,
    }
  );
};
