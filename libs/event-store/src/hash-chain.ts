import { canonicalJson, sha256 } from '@leptotrace/kernel';
import type { EventMetadata, EventToAppend, RecordedEvent, StreamId } from './port';

/** What stands in front of the first event of a stream. */
export const GENESIS_HASH = '0'.repeat(64);

export type UnchainedEvent = Omit<EventToAppend, 'metadata'> & {
  readonly metadata: Omit<EventMetadata, 'prevHash' | 'hash'>;
};

/**
 * Hash of one stored event: stream, revision, id, type, version, stored data (sealed or not) and
 * metadata, bound to the event in front of it. The position is left out: a log keeps its chain when
 * it moves to another store.
 */
export const chainHash = (
  stream: StreamId,
  revision: number,
  event: UnchainedEvent,
  prevHash: string,
): string => {
  const { recordedAt, tenantId, actor, commandId, commandDigest, correlationId, causationId } =
    event.metadata;
  return sha256(
    prevHash +
      canonicalJson({
        stream,
        revision,
        eventId: event.eventId,
        type: event.type,
        schemaVersion: event.schemaVersion,
        data: event.data,
        metadata: { recordedAt, tenantId, actor, commandId, commandDigest, correlationId, causationId },
      }),
  );
};

/** Links events that will stand at `firstRevision` and after. */
export const chainEvents = (
  stream: StreamId,
  firstRevision: number,
  prevHash: string,
  events: readonly UnchainedEvent[],
): readonly EventToAppend[] => {
  let previous = prevHash;
  return events.map((event, index) => {
    const hash = chainHash(stream, firstRevision + index, event, previous);
    const metadata = { ...event.metadata, prevHash: previous, hash };
    previous = hash;
    return { ...event, metadata };
  });
};

export interface ChainBreak {
  readonly stream: StreamId;
  readonly revision: number;
  readonly problem: 'changed' | 'removed' | 'reordered' | 'time-went-back';
  readonly detail: string;
}

export interface ChainHead {
  readonly revision: number;
  readonly hash: string;
  readonly recordedAt: string;
}

/** `null`: so deeply nested that it cannot be walked; no writer takes such a thing in. */
const hashOf = (event: RecordedEvent): string | null => {
  try {
    return chainHash(event.streamId, event.revision, event, event.metadata.prevHash);
  } catch (fault) {
    if (fault instanceof RangeError) return null;
    throw fault;
  }
};

/** Checks one event against the head in front of it; `null` when it fits. */
export const checkLink = (head: ChainHead | null, event: RecordedEvent): ChainBreak | null => {
  const broken = (problem: ChainBreak['problem'], detail: string): ChainBreak => ({
    stream: event.streamId,
    revision: event.revision,
    problem,
    detail,
  });
  const expected = head ? head.revision + 1 : 0;
  if (event.revision > expected) return broken('removed', `revision ${expected} is not there`);
  if (event.revision < expected) return broken('reordered', `revision ${expected} was due here`);
  if (hashOf(event) !== event.metadata.hash) {
    return broken('changed', 'the event is not the one that was hashed when it was recorded');
  }
  if (event.metadata.prevHash !== (head?.hash ?? GENESIS_HASH)) {
    return broken('reordered', 'the event does not follow the one in front of it');
  }
  if (head && event.metadata.recordedAt < head.recordedAt) {
    return broken('time-went-back', `recorded before revision ${head.revision}`);
  }
  return null;
};
