import { CorruptLog, type EventMetadata, type Position, type RecordedEvent } from '@leptotrace/event-store';
import type { EventId, StreamId } from '@leptotrace/event-store';
import type { JsonObject } from '@leptotrace/kernel';

export interface EventRow {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly event_id: string;
  readonly type: string;
  readonly schema_version: number;
  readonly data: string;
  readonly metadata: string;
}

export const positionText = (position: number): Position => String(position).padStart(20, '0') as Position;

/** @throws CorruptLog when what is stored is no JSON: naming the place, never skipping it. */
export const eventOf = (row: EventRow): RecordedEvent => {
  try {
    return {
      eventId: row.event_id as EventId,
      type: row.type,
      schemaVersion: row.schema_version,
      data: JSON.parse(row.data) as JsonObject,
      metadata: JSON.parse(row.metadata) as EventMetadata,
      streamId: row.stream as StreamId,
      revision: row.revision,
      position: positionText(row.position),
    };
  } catch {
    throw new CorruptLog(`stream ${row.stream}, revision ${row.revision}, position ${row.position}: not readable`);
  }
};
