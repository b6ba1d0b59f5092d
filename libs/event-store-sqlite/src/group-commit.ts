import type { Database, Transaction } from '@leptotrace/sqlite';
import { StoreUnavailable } from '@leptotrace/event-store';
import { faultOf } from './fault';

interface Waiting {
  readonly bytes: number;
  readonly work: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (fault: Error) => void;
}

/** Past ~200 appends, or a few megabytes, a commit gains nothing and keeps the event loop too long. */
const MOST_IN_ONE_COMMIT = 200;
const MOST_BYTES_IN_ONE_COMMIT = 4_000_000;

/** Beyond this it is kinder to refuse at once than to answer late, or to run out of memory. */
const MOST_WAITING = 20_000;
const MOST_BYTES_WAITING = 256_000_000;

export interface CommitHooks {
  /** Inside the transaction, before the first piece of work. */
  readonly begun: () => void;
  readonly committed: () => void;
  readonly failed: () => void;
}

/**
 * Many callers, one transaction, one flush to disk: what callers ask for in one turn of the event
 * loop is committed together, and each is answered only after the commit. A refusal inside the batch
 * (a conflict) writes nothing and leaves its neighbours alone.
 */
export class GroupCommit {
  private queue: Waiting[] = [];
  private bytesWaiting = 0;
  private scheduled = false;
  private readonly transaction: Transaction<(batch: readonly Waiting[]) => readonly unknown[]>;

  constructor(
    db: Database,
    private readonly hooks: CommitHooks,
  ) {
    this.transaction = db.transaction((batch: readonly Waiting[]) => {
      this.hooks.begun();
      return batch.map(({ work }) => work());
    });
  }

  run<T>(bytes: number, work: () => T): Promise<T> {
    if (this.queue.length >= MOST_WAITING || this.bytesWaiting + bytes > MOST_BYTES_WAITING) {
      return Promise.reject(new StoreUnavailable('overloaded: nothing was written, try again in a moment'));
    }
    return new Promise<T>((resolve, reject) => {
      this.queue.push({ bytes, work, resolve: resolve as (value: unknown) => void, reject });
      this.bytesWaiting += bytes;
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
    const batch = this.takeBatch();
    if (batch.length === 0) return;
    let answers: readonly unknown[];
    try {
      answers = this.transaction.immediate(batch);
    } catch (cause) {
      this.hooks.failed();
      const fault = faultOf(cause, 'written');
      for (const { reject } of batch) reject(fault);
      return;
    }
    batch.forEach(({ resolve }, index) => resolve(answers[index]));
    this.hooks.committed();
  }

  private takeBatch(): readonly Waiting[] {
    let bytes = 0;
    let taken = 0;
    for (const waiting of this.queue) {
      if (taken === MOST_IN_ONE_COMMIT || bytes >= MOST_BYTES_IN_ONE_COMMIT) break;
      bytes += waiting.bytes;
      taken += 1;
    }
    this.bytesWaiting -= bytes;
    return this.queue.splice(0, taken);
  }
}
