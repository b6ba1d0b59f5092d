import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import {
  recordDailyRoot,
  ROOTS_STREAM,
  type EventStore,
  type EventStoreAdmin,
} from '@leptotrace/event-store';
import { systemClock } from '@leptotrace/kernel';
import { EVENT_STORE } from '../store/tokens';

const AN_HOUR = 3_600_000;

/** Writes the heads of all chains into the log once a day, so that a removed end is seen too. */
@Injectable()
export class DailyRoots implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(DailyRoots.name);
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();

  constructor(@Inject(EVENT_STORE) private readonly store: EventStore & EventStoreAdmin) {}

  onApplicationBootstrap(): void {
    this.running = this.tick();
    this.timer = setInterval(() => {
      this.running = this.tick();
    }, AN_HOUR);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.running;
  }

  /** Records a root when the last one is of an earlier day; a fault is tried again an hour later. */
  async tick(now = systemClock()): Promise<void> {
    try {
      if ((await this.lastDay()) === now.slice(0, 10)) return;
      await recordDailyRoot(this.store, { now: () => now, actor: 'system', tenantId: 'local' });
    } catch (fault) {
      this.logger.error(`The daily root was not written: ${fault instanceof Error ? fault.name : 'unknown'}`);
    }
  }

  private async lastDay(): Promise<string | null> {
    const ends = await this.store.readStream(ROOTS_STREAM, { from: Number.MAX_SAFE_INTEGER });
    if (ends.kind !== 'found') return null;
    const last = await this.store.readStream(ROOTS_STREAM, { from: ends.lastRevision });
    return last.kind === 'found' ? (last.events[0]?.metadata.recordedAt.slice(0, 10) ?? null) : null;
  }
}
