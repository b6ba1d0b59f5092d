import type { EventFilter, RecordedEvent, StreamId } from '@leptotrace/event-store';
import type { ModelKey, RowChange, RowPage } from './port';

/**
 * Rows out of events. What it answers may depend on the log up to the last event it is given and on
 * nothing else (no clock, no other model): then a rebuild gives the same bytes as following live did. Only
 * what is `passing` knows a clock.
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
  /** For what a day changes without an event: such rows say only when to look again, and answer nobody. */
  readonly passing?: Passing;
}

/** What becomes due in a generation that is there, as time passes. */
export interface Passing {
  /** Today: rows are looked through at its turn, and by each new holder of the lease. */
  readonly day: () => string;
  /** The streams whose rows have come to their day. */
  readonly due: (rows: RowPage['rows']) => readonly StreamEnd[];
  readonly changes: (ends: readonly StreamEnd[]) => Promise<readonly RowChange[]>;
}

export interface StreamEnd {
  readonly streamId: StreamId;
  readonly revision: number;
}

export const leaseOf = ({ model, definition }: ModelKey): string => `${model}:${definition}`;
