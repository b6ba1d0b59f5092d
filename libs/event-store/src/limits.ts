import type { EventToAppend } from './port';
import { AppendTooLarge } from './faults';

/** The same on every adapter, below EventStoreDB's own 1,048,576 bytes an append. */
export const APPEND_LIMITS = { maxEventsPerAppend: 500, maxAppendBytes: 900_000 } as const;

export interface SerializedEvent {
  readonly event: EventToAppend;
  readonly data: string;
  readonly metadata: string;
}

/** Bytes that count against the limit: type, data and metadata, as the server of EventStoreDB counts them. */
export const appendBytes = (events: readonly SerializedEvent[]): number =>
  events.reduce(
    (bytes, { event, data, metadata }) =>
      bytes + Buffer.byteLength(event.type) + Buffer.byteLength(data) + Buffer.byteLength(metadata),
    0,
  );

/** Serializes once and refuses what is too large before any I/O. @throws AppendTooLarge */
export const serializeWithinLimits = (events: readonly EventToAppend[]): readonly SerializedEvent[] => {
  if (events.length > APPEND_LIMITS.maxEventsPerAppend) {
    throw new AppendTooLarge(`${events.length} events; one append takes ${APPEND_LIMITS.maxEventsPerAppend}`);
  }
  const serialized = events.map((event) => ({
    event,
    data: JSON.stringify(event.data),
    metadata: JSON.stringify(event.metadata),
  }));
  const bytes = appendBytes(serialized);
  if (bytes > APPEND_LIMITS.maxAppendBytes) {
    throw new AppendTooLarge(`${bytes} bytes; one append takes ${APPEND_LIMITS.maxAppendBytes}`);
  }
  return serialized;
};
