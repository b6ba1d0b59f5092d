import { deterministicId, type Instant } from '@leptotrace/kernel';
import {
  chainEvents,
  GENESIS_HASH,
  streamId,
  type EventId,
  type EventStore,
  type EventToAppend,
  type ExpectedRevision,
  type StreamId,
  type UnchainedEvent,
} from '@leptotrace/event-store';

export interface ChainedAppend {
  readonly stream: StreamId;
  readonly expected: ExpectedRevision;
  readonly events: readonly [EventToAppend];
}

const unchained = (stream: StreamId, revision: number): UnchainedEvent => {
  const commandId = deterministicId(stream, revision);
  return {
    eventId: commandId as EventId,
    type: 'FactRecorded',
    schemaVersion: 1,
    data: { note: `event ${revision} of ${stream}`, padding: 'x'.repeat(300) },
    metadata: {
      recordedAt: new Date(Date.UTC(2026, 0, 1) + revision * 1000).toISOString() as Instant,
      tenantId: 'tenant',
      actor: 'test',
      commandId,
      commandDigest: commandId,
      correlationId: commandId,
      causationId: commandId,
    },
  };
};

/** Events of one stream with a right chain, continuing where `revision` and `prevHash` say. */
export const chained = (
  stream: StreamId,
  count: number,
  from: { readonly revision: number; readonly prevHash: string } = { revision: 0, prevHash: GENESIS_HASH },
): readonly EventToAppend[] =>
  chainEvents(
    stream,
    from.revision,
    from.prevHash,
    Array.from({ length: count }, (_, index) => unchained(stream, from.revision + index)),
  );

/** The same seed gives the same appends in every process: what one began, another can repeat. */
export const chainedAppends = (
  seed: string,
  streams: number,
  each: number,
): readonly (readonly ChainedAppend[])[] =>
  Array.from({ length: streams }, (_, index) => {
    const stream = streamId('patient', deterministicId(seed, index));
    return chained(stream, each).map((event, revision) => ({
      stream,
      expected: revision === 0 ? 'no-stream' : revision - 1,
      events: [event],
    }));
  });

export const appendAll = async (
  store: EventStore,
  appends: readonly ChainedAppend[],
): Promise<readonly string[]> => {
  const kinds: string[] = [];
  for (const { stream, expected, events } of appends)
    kinds.push((await store.append(stream, expected, events)).kind);
  return kinds;
};
