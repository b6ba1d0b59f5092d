import type { EventFilter, RecordedEvent, StreamId } from '@leptotrace/event-store';
import type { ModelKey, RowChange } from './port';

/**
 * Rows out of events. What it answers may depend on the log up to the last event it is given and on
 * nothing else (no clock, no other model): then a rebuild gives the same bytes as following live did.
 */
export interface Projection extends ModelKey {
  readonly filter: EventFilter;
  /** Whatever it throws for an event sets that stream aside, and no other. */
  changes(events: readonly RecordedEvent[]): Promise<readonly RowChange[]>;
  /**
   * For rows that only the end of a stream decides: the same changes, from where streams end. A generation
   * that is being built then makes each row once, instead of once for each of its events.
   */
  readonly latest?: (ends: readonly StreamEnd[]) => Promise<readonly RowChange[]>;
}

export interface StreamEnd {
  readonly streamId: StreamId;
  readonly revision: number;
}

export const leaseOf = ({ model, definition }: ModelKey): string => `${model}:${definition}`;
