import {
  categoryOf,
  CorruptLog,
  type EventId,
  type EventMetadata,
  type Position,
  type RecordedEvent,
  type StreamId,
} from '@leptotrace/event-store';
import type { JsonObject } from '@leptotrace/kernel';

/** In the order of EVENT_COLUMNS: rows come as arrays, which costs less than an object for each. */
export type EventRow = readonly [
  position: number,
  /** `null` when the row of the stream is gone. */
  stream: string | null,
  revision: number,
  eventId: string,
  category: string,
  type: string,
  schemaVersion: number,
  data: string,
  metadata: string,
];

export const EVENT_COLUMNS =
  'e.position, s.name, e.revision, e.event_id, e.category, e.type, e.schema_version, e.data, e.metadata';

export const positionText = (position: number): Position => String(position).padStart(20, '0') as Position;

const objectOf = (text: string): JsonObject => {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TypeError('not an object');
  return value as JsonObject;
};

export const corrupt = (stream: string | null, revision: number, at: number, what: string): CorruptLog => {
  const name = stream ?? '(unknown stream)';
  const position = positionText(at);
  const message = `stream ${name}, revision ${revision}, position ${position}: ${what}`;
  return new CorruptLog(message, { stream: name, revision, position });
};

/** @throws CorruptLog naming the place, when what is stored is not what an append stores. */
export const eventOf = (row: EventRow): RecordedEvent => {
  const [position, stream, revision, eventId, category, type, schemaVersion, data, metadata] = row;
  if (stream === null) throw corrupt(stream, revision, position, 'its stream is not registered');
  // A category that was changed would hide the event from everybody who reads by category.
  if (categoryOf(stream as StreamId) !== category)
    throw corrupt(stream, revision, position, 'wrong category');
  try {
    return {
      eventId: eventId as EventId,
      type,
      schemaVersion,
      data: objectOf(data),
      metadata: objectOf(metadata) as unknown as EventMetadata,
      streamId: stream as StreamId,
      revision,
      position: positionText(position),
    };
  } catch {
    throw corrupt(stream, revision, position, 'data or metadata is not a JSON object');
  }
};

/**
 * The events in front of the first one that cannot be read; a page that begins with it fails. A reader
 * thus gets everything up to the damage, and then the damage, by name.
 */
export const readableOf = (rows: readonly EventRow[]): readonly RecordedEvent[] => {
  const events: RecordedEvent[] = [];
  for (const row of rows) {
    try {
      events.push(eventOf(row));
    } catch (fault) {
      if (events.length === 0) throw fault;
      break;
    }
  }
  return events;
};
