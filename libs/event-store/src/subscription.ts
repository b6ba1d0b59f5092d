import type { Delivery, EventFilter, LogPage, Position, RecordedEvent, SubscribeOptions } from './port';
import { categoryOf } from './port';

/** Does the event belong to what a reader asked for? */
export const matches = (event: RecordedEvent, filter: EventFilter | undefined): boolean =>
  (!filter?.categories || filter.categories.includes(categoryOf(event.streamId))) &&
  (!filter?.types || filter.types.includes(event.type));

/** Tells waiting readers that the log has grown. */
export class LogBell {
  private readonly waiting = new Set<() => void>();
  private rings = 0;

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
    });
  }
}

export interface LogSource {
  readonly bell: LogBell;
  readonly readLog: (page: { after: Position | null; filter?: EventFilter; limit: number }) => Promise<LogPage>;
  readonly head: () => Promise<Position | null>;
  readonly closed: () => boolean;
}

const DEFAULT_BATCH = 256;

const deliveriesOf = function* (page: LogPage): Generator<Delivery> {
  if (page.scannedTo === null) return;
  yield page.events.length > 0
    ? { kind: 'events', events: page.events, scannedTo: page.scannedTo }
    : { kind: 'progress', scannedTo: page.scannedTo };
};

/**
 * History, `caught-up` once, then live: pulled page by page, so a slow consumer holds at most one
 * batch and never loses an event. For stores that can read their own log.
 */
export async function* followLog(source: LogSource, options: SubscribeOptions): AsyncGenerator<Delivery> {
  const { signal, filter, batchSize = DEFAULT_BATCH } = options;
  let after = options.after === 'live' ? await source.head() : options.after;
  let caughtUp = false;
  while (!signal.aborted && !source.closed()) {
    const rings = source.bell.count;
    const page = await source.readLog({ after, limit: batchSize, ...(filter ? { filter } : {}) });
    after = page.scannedTo ?? after;
    yield* deliveriesOf(page);
    if (!page.atEnd) continue;
    if (!caughtUp) {
      caughtUp = true;
      yield { kind: 'caught-up', scannedTo: after };
    }
    await source.bell.after(rings, signal);
  }
}
