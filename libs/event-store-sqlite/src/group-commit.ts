import type { Database } from 'better-sqlite3';
import { StoreUnavailable } from '@leptotrace/event-store';

interface Waiting {
  readonly work: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (fault: Error) => void;
}

/** Past ~200 appends a commit gains nothing and keeps the event loop too long. */
const MOST_IN_ONE_COMMIT = 200;
const MOST_WAITING = 20_000;

const unavailable = (cause: unknown): StoreUnavailable =>
  new StoreUnavailable(`the event log could not be written: ${cause instanceof Error ? cause.message : String(cause)}`, {
    cause,
  });

/**
 * Many callers, one transaction, one flush to disk: what callers ask for in one turn of the event
 * loop is committed together, and each is answered only after the commit. A refusal inside the batch
 * (a conflict) writes nothing and leaves its neighbours alone.
 */
export class GroupCommit {
  private queue: Waiting[] = [];
  private scheduled = false;

  constructor(
    private readonly db: Database,
    private readonly hooks: { readonly begun: () => void; readonly committed: () => void; readonly failed: () => void },
  ) {}

  run<T>(work: () => T): Promise<T> {
    if (this.queue.length >= MOST_WAITING) {
      return Promise.reject(new StoreUnavailable('overloaded: nothing was written, try again in a moment'));
    }
    return new Promise<T>((resolve, reject) => {
      this.queue.push({ work, resolve: resolve as (value: unknown) => void, reject });
      this.schedule();
    });
  }

  /** Writes what is still waiting. */
  drain(): void {
    while (this.queue.length > 0) this.commitBatch();
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.commitBatch();
      if (this.queue.length > 0) this.schedule();
    });
  }

  private commitBatch(): void {
    const batch = this.queue.splice(0, MOST_IN_ONE_COMMIT);
    if (batch.length === 0) return;
    let answers: readonly unknown[];
    try {
      answers = this.db
        .transaction(() => {
          this.hooks.begun();
          return batch.map(({ work }) => work());
        })
        .immediate();
    } catch (cause) {
      this.hooks.failed();
      for (const { reject } of batch) reject(unavailable(cause));
      return;
    }
    batch.forEach(({ resolve }, index) => resolve(answers[index]));
    this.hooks.committed();
  }
}
