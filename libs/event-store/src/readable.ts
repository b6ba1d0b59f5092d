import type { JsonObject } from '@leptotrace/kernel';
import { NotReadable } from './faults';
import type { UnchainedEvent } from './hash-chain';
import type { EventMetadata, Position, RecordedEvent, StreamId } from './port';

/** An event as it will be stored, before it is sealed and chained. */
export interface Encoded extends Omit<UnchainedEvent, 'metadata'> {
  readonly stream: StreamId;
  readonly revision: number;
  readonly metadata: Omit<EventMetadata, 'prevHash' | 'hash'>;
}

/**
 * What is written is always what can be read: decodes an event from the form in which a later read will
 * meet it. @throws NotReadable, before anything is written
 */
export const assertReadable = (
  decode: (event: RecordedEvent) => unknown,
  { stream, data, metadata, ...event }: Encoded,
): void => {
  try {
    decode({
      ...event,
      streamId: stream,
      data: JSON.parse(JSON.stringify(data)) as JsonObject,
      metadata: { ...metadata, prevHash: '', hash: '' },
      position: '' as Position,
    });
  } catch (fault) {
    throw new NotReadable(fault instanceof Error ? fault.message : 'not readable', { cause: fault });
  }
};
