import type { Delivery, Position, RecordedEvent, StreamId } from '@leptotrace/event-store';
import type { Mark, RowChange } from './port';
import type { Projection } from './projection';

/** Of the last of some events, read from a place on. */
export const markOf = (events: readonly RecordedEvent[], from: Position | null): Mark | undefined => {
  const last = events.at(-1);
  return (
    last && { after: events.at(-2)?.position ?? from, position: last.position, hash: last.metadata.hash }
  );
};

const PIECE = 500;

/** Some hundred bytes each: a process that builds holds at most so many. */
const MOST_STREAMS = 2_000_000;

/**
 * What a generation under construction has read and not yet made rows of: the end of each stream. A log
 * holds the events of a patient far apart, and a row made of an event in the middle is thrown away.
 */
export class Building {
  private readonly ends = new Map<StreamId, number>();
  private position: Position | null = null;
  private last: Mark | undefined;

  constructor(private readonly latest: Required<Projection>['latest']) {}

  get reached(): Position | null {
    return this.position;
  }

  /** Of the last event gathered. */
  get mark(): Mark | undefined {
    return this.last;
  }

  get isFull(): boolean {
    return this.ends.size >= MOST_STREAMS;
  }

  /**
   * False when there is nothing more to gather before the rows are made.
   * @param from where the delivery begins
   */
  gather(delivery: Delivery, from: Position | null): boolean {
    if (delivery.kind !== 'events' && delivery.kind !== 'progress') return false;
    const events = delivery.kind === 'events' ? delivery.events : [];
    for (const { streamId, revision } of events) this.ends.set(streamId, revision);
    this.last = markOf(events, from) ?? this.last;
    this.position = delivery.scannedTo;
    return true;
  }

  async *pieces(): AsyncGenerator<readonly RowChange[]> {
    const ends = [...this.ends].map(([streamId, revision]) => ({ streamId, revision }));
    for (let from = 0; from < ends.length; from += PIECE)
      yield await this.latest(ends.slice(from, from + PIECE));
  }

  /** Everything gathered is in the rows: answers the place they stand for. */
  take(): Position | null {
    const { position } = this;
    this.ends.clear();
    this.position = null;
    this.last = undefined;
    return position;
  }
}
