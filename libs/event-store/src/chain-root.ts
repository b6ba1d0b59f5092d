import { createHash } from 'node:crypto';
import { canonicalJson, type JsonObject, type JsonValue } from '@leptotrace/kernel';
import { CorruptLog } from './faults';
import { streamId, type Position, type RecordedEvent, type StreamId } from './port';

/**
 * A chain alone cannot tell that its end was cut off, or that an attacker computed it anew from the
 * beginning. A root writes down, in a chained stream of its own, where each stream stood. Whoever
 * keeps the hash of the last root outside of the log, or holds the key that signs roots, can later prove
 * the whole of it.
 */
export const ROOTS_STREAM = streamId('roots', 'daily');

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
  /** How the events that it covers are chained (hash-chain.ts): it stays true when that changes. */
  readonly form: number;
  /** The key of the roots behind this one, announced by that of this one; `null`: it stays. */
  readonly nextKey: string | null;
  readonly signature: RootSignature | null;
}

export interface RootSignature {
  /** Public key. */
  readonly by: string;
  readonly value: string;
}

/** The only form there has been; roots that say nothing of theirs are of it. */
export const CHAIN_FORM = 1;

/** What a signature is of: the root at its place behind all roots in front of it. */
export const signedTextOf = (
  { log, coversTo, root, form, nextKey }: ChainRoot,
  place: { readonly revision: number; readonly prevHash: string },
): string => canonicalJson({ log, coversTo, root, form, nextKey, ...place });

export const byStream = (a: StreamHead, b: StreamHead): number => (a.stream < b.stream ? -1 : 1);

/** SHA-256 over the heads in the order of their streams, one line each. */
export const digestOfHeads = (heads: readonly StreamHead[]): string => {
  const hash = createHash('sha256');
  for (const head of [...heads].sort(byStream)) hash.update(`${head.stream} ${head.revision} ${head.hash}\n`);
  return hash.digest('hex');
};

const isText = (value: JsonValue | undefined): value is string => typeof value === 'string';

/** Members of an object; none of anything else. */
const membersOf = (value: JsonValue | undefined): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};

const headOf = (value: JsonValue): StreamHead | null => {
  const { stream, revision, hash } = membersOf(value);
  if (!isText(stream) || !isText(hash) || typeof revision !== 'number') return null;
  return { stream: stream as StreamId, revision, hash };
};

const headsIn = (value: JsonValue | undefined): readonly StreamHead[] | null => {
  if (!Array.isArray(value)) return null;
  const heads = (value as readonly JsonValue[]).map(headOf);
  const known = heads.filter((head) => head !== null);
  return known.length === heads.length ? known : null;
};

/** `null`: the root is not signed; `undefined`: what stands there is no signature. */
const signatureIn = (value: JsonValue | undefined): RootSignature | null | undefined => {
  if (value === undefined) return null;
  const { by, value: signature } = membersOf(value);
  return isText(by) && isText(signature) ? { by, value: signature } : undefined;
};

/** What came with signatures: roots of before have none of it. */
const additionsIn = ({ form = CHAIN_FORM, nextKey, signature }: JsonObject) => {
  const signed = signatureIn(signature);
  if (typeof form !== 'number' || signed === undefined) return null;
  if (nextKey !== undefined && !isText(nextKey)) return null;
  return { form, nextKey: nextKey ?? null, signature: signed };
};

/** @throws CorruptLog when the event is no root. */
export const chainRootOf = ({ data, streamId: stream, revision, position }: RecordedEvent): ChainRoot => {
  const { log, coversTo, root } = data;
  const [heads, additions] = [headsIn(data['heads']), additionsIn(data)];
  if (!isText(log) || !isText(root) || !heads || !additions) {
    throw new CorruptLog(`${stream}, revision ${revision}: not a chain root`, { stream, revision, position });
  }
  return { log, root, heads, coversTo: isText(coversTo) ? (coversTo as Position) : null, ...additions };
};
