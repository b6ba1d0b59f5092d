import type { Delivery, EventFilter, LogPage, Position, RecordedEvent, SubscribeOptions } from './port';
import { categoryOf } from './port';

/** Does the event belong to what a reader asked for? */
export const matches = (
  event: Pick<RecordedEvent, 'streamId' | 'type'>,
  filter: EventFilter | undefined,
): boolean =>
  (!filter?.categories || filter.categories.includes(categoryOf(event.streamId))) &&
  (!filter?.types || filter.types.includes(event.type));

/** Tells waiting readers that the log has grown. */
export class LogBell {
  private readonly waiting = new Set<() => void>();
  private rings = 0;

  /** `onWait` is called whenever a reader begins to wait: a store may then look for other writers. */
  constructor(private readonly onWait: () => void = () => undefined) {}

  /** Take it before reading; a ring after that is then never missed. */
  get count(): number {
    return this.rings;
  }

  get listeners(): number {
    return this.waiting.size;
  }

  ring(): void {
    this.rings += 1;
    for (const wake of [...this.waiting]) wake();
  }

  /** Resolves at once when it has rung since `count`, else at the next ring or when the signal ends. */
  async after(count: number, signal: AbortSignal): Promise<void> {
    if (this.rings !== count || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        this.waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.waiting.add(wake);
      signal.addEventListener('abort', wake);
      this.onWait();
    });
  }
}

export interface LogSource {
  readonly bell: LogBell;
  readonly readLog: (page: {
    after: Position | null;
    filter?: EventFilter;
    limit: number;
  }) => Promise<LogPage>;
  readonly head: () => Promise<Position | null>;
  readonly closed: () => boolean;
}

const DEFAULT_BATCH = 256;

/** So many batches in a row without reaching the end: the reader is behind, not merely busy. */
const BATCHES_BEHIND = 8;

/**
 * A log that is read without I/O waits answers in microtasks alone: a long history would keep timers,
 * requests and the abort signal itself waiting.
 */
const letOthersRun = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const deliveriesOf = ({ events, scannedTo }: LogPage): readonly Delivery[] => {
  if (scannedTo === null) return [];
  return [events.length > 0 ? { kind: 'events', events, scannedTo } : { kind: 'progress', scannedTo }];
};

/** Says `caught-up` at the end of the log, and once more only after a `fell-behind`. */
class Pace {
  private live = false;
  private batchesBehind = 0;

  turn(page: LogPage, scannedTo: Position | null): readonly Delivery[] {
    this.batchesBehind = page.atEnd ? 0 : this.batchesBehind + 1;
    if (page.atEnd === this.live) return [];
    if (!page.atEnd && this.batchesBehind < BATCHES_BEHIND) return [];
    this.live = page.atEnd;
    return [this.live ? { kind: 'caught-up', scannedTo } : { kind: 'fell-behind' }];
  }
}

async function* follow(
  source: LogSource,
  options: SubscribeOptions,
  start: Promise<Position | null>,
): AsyncGenerator<Delivery> {
  const { signal, filter, batchSize = DEFAULT_BATCH } = options;
  const ended = (): boolean => signal.aborted || source.closed();
  const pace = new Pace();
  let after = await start;
  while (!ended()) {
    const rings = source.bell.count;
    const page = await source.readLog({ after, limit: batchSize, ...(filter ? { filter } : {}) });
    after = page.scannedTo ?? after;
    for (const delivery of [...deliveriesOf(page), ...pace.turn(page, after)]) {
      if (ended()) return;
      yield delivery;
    }
    await (page.atEnd ? source.bell.after(rings, signal) : letOthersRun());
  }
}

/**
 * History, `caught-up`, then live: pulled page by page, so a slow consumer holds at most one batch
 * and never loses an event. For stores that can read their own log.
 */
export const followLog = (source: LogSource, options: SubscribeOptions): AsyncGenerator<Delivery> => {
  // Asked here and not at the first pull: "from now on" is when the caller subscribed. A store that is
  // closed already answers with its fault, instead of a subscription that ends in silence.
  const asksStore = options.after === 'live' || source.closed();
  const start = asksStore ? source.head() : Promise.resolve(options.after);
  start.catch(() => undefined);
  return follow(source, options, start);
};
