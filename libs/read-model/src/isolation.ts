import { CorruptLog, type EventStore, type RecordedEvent, type StreamId } from '@leptotrace/event-store';
import { asideChange, healedChange, type SetAside } from './aside';
import { isAway } from './faults';
import type { RowChange } from './port';
import type { Projection, StreamEnd } from './projection';

/** Only our own sentences say what is wrong: the message of another fault could carry clinical text. */
const reasonOf = (fault: unknown): string => {
  if (fault instanceof CorruptLog) return fault.message;
  return fault instanceof Error ? fault.name : 'fault';
};

type Work = () => Promise<readonly RowChange[]>;

/**
 * A projection of which one stream cannot harm the others: a stream that cannot be read or derived is set
 * aside, from its first such revision on, and the rest goes on. What was set aside is a row of the same
 * generation, so that it holds exactly where the checkpoint does and ends with a rebuild.
 */
export class Isolation {
  private readonly aside = new Map<StreamId, SetAside>();

  constructor(
    private readonly projection: Projection,
    private readonly log: EventStore,
  ) {}

  /** What an earlier holder of the lease had set aside. */
  load(aside: readonly SetAside[]): void {
    for (const each of aside) this.aside.set(each.stream, each);
  }

  get isEmpty(): boolean {
    return this.aside.size === 0;
  }

  async changes(events: readonly RecordedEvent[]): Promise<readonly RowChange[]> {
    const going = events.filter(({ streamId }) => !this.aside.has(streamId));
    return this.together(
      () => this.projection.changes(going),
      going.map((event) => [event, () => this.projection.changes([event])]),
    );
  }

  async latest(
    latest: Required<Projection>['latest'],
    ends: readonly StreamEnd[],
  ): Promise<readonly RowChange[]> {
    const going = ends.filter(({ streamId }) => !this.aside.has(streamId));
    return this.together(
      () => latest(going),
      going.map((end) => [end, () => latest([end])]),
    );
  }

  /** Sets one stream aside for a fault that the log itself met in it. */
  setAside(stream: StreamId, revision: number, fault: unknown): RowChange {
    const aside = this.aside.get(stream) ?? { stream, revision, reason: reasonOf(fault) };
    this.aside.set(stream, aside);
    return asideChange(aside);
  }

  /** Tries again whatever was set aside: after an upgrade or a repair it goes on where it stood. */
  async heal(): Promise<readonly RowChange[]> {
    const changes: RowChange[] = [];
    for (const { stream, revision } of [...this.aside.values()])
      changes.push(...(await this.retry(stream, revision)));
    return changes;
  }

  private async retry(stream: StreamId, revision: number): Promise<readonly RowChange[]> {
    try {
      const slice = await this.log.readStream(stream, { from: revision });
      const changes = slice.kind === 'found' ? await this.projection.changes(slice.events) : [];
      this.aside.delete(stream);
      return [...changes, healedChange(stream)];
    } catch (fault) {
      if (isAway(fault)) throw fault;
      return [];
    }
  }

  /** All at once where nothing fails; else one by one, so that only what fails is set aside. */
  private async together(
    all: Work,
    each: readonly (readonly [StreamEnd, Work])[],
  ): Promise<readonly RowChange[]> {
    try {
      return await all();
    } catch (fault) {
      if (isAway(fault)) throw fault;
    }
    const changes: RowChange[] = [];
    for (const [end, work] of each) changes.push(...(await this.alone(end, work)));
    return changes;
  }

  private async alone({ streamId, revision }: StreamEnd, work: Work): Promise<readonly RowChange[]> {
    if (this.aside.has(streamId)) return [];
    try {
      return await work();
    } catch (fault) {
      if (isAway(fault)) throw fault;
      return [this.setAside(streamId, firstUnread(fault, streamId) ?? revision, fault)];
    }
  }
}

const firstUnread = (fault: unknown, stream: StreamId): number | null =>
  fault instanceof CorruptLog && fault.place?.stream === stream ? fault.place.revision : null;
