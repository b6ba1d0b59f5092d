import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { keyOf, type EventStore, type Position, type RecordedEvent } from '@leptotrace/event-store';
import { EVENT_STORE } from '../../store/tokens';
import { PATIENT_CATEGORY } from '../patient-streams';

const WAIT_MS = 2_000;

/** Which patients there are, in the order of their ids: follows the log, holds nothing clinical. */
@Injectable()
export class PatientIndex implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(PatientIndex.name);
  private readonly stopped = new AbortController();
  private readonly ids = new Set<string>();
  private sorted: readonly string[] | null = [];
  private position: Position | null = null;
  private caughtUp = false;
  private following: Promise<void> = Promise.resolve();
  private failure: string | null = null;
  private readonly waiting = new Set<() => void>();

  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  onApplicationBootstrap(): void {
    this.following = this.follow().catch((fault: unknown) => {
      this.failure = fault instanceof Error ? fault.message : 'unknown';
      this.logger.error(`The patient list stands still: ${this.failure}`);
    });
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped.abort();
    await this.following;
  }

  get state(): {
    readonly ready: boolean;
    readonly position: Position | null;
    readonly failure: string | null;
  } {
    return { ready: this.caughtUp && this.failure === null, position: this.position, failure: this.failure };
  }

  /** The first ids after a cursor. */
  after(cursor: string | null, limit: number): readonly string[] {
    this.sorted ??= [...this.ids].sort();
    const start = cursor === null ? 0 : this.sorted.findIndex((id) => id > cursor);
    return start < 0 ? [] : this.sorted.slice(start, start + limit);
  }

  /** Resolves when a write at that position is listed; false when that takes too long. */
  async reached(position: string): Promise<boolean> {
    const until = Date.now() + WAIT_MS;
    while ((this.position ?? '') < position) {
      const left = until - Date.now();
      if (left <= 0) return false;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(wake, left);
        const waiting = this.waiting;
        function wake(): void {
          clearTimeout(timer);
          waiting.delete(wake);
          resolve();
        }
        waiting.add(wake);
      });
    }
    return true;
  }

  private async follow(): Promise<void> {
    const filter = { categories: [PATIENT_CATEGORY], types: ['PatientRegistered'] };
    for await (const delivery of this.store.subscribe({ after: null, filter, signal: this.stopped.signal })) {
      if (delivery.kind === 'events') delivery.events.forEach((event) => this.add(event));
      if (delivery.kind === 'caught-up') this.caughtUp = true;
      if (delivery.kind !== 'fell-behind' && delivery.scannedTo) this.position = delivery.scannedTo;
      for (const wake of [...this.waiting]) wake();
    }
  }

  private add(event: RecordedEvent): void {
    this.ids.add(keyOf(event.streamId));
    this.sorted = null;
  }
}
