import { ReadModelUnavailable } from '@leptotrace/read-model';
import { Redis } from 'ioredis';

/** A connection that comes up within this time is waited for; after that commands fail at once. */
const PATIENCE_MS = 1_000;
const COMMAND_MS = 2_000;

/** One connection that comes back by itself; what it cannot do now fails soon, and as one kind of fault. */
export class Connection {
  private readonly redis: Redis;
  private downSince: number | null = performance.now();
  private isClosed = false;

  constructor(url: string) {
    this.redis = new Redis(url, {
      enableOfflineQueue: false,
      // A step whose answer was lost is not sent again here: its projector reads where the rows stand.
      autoResendUnfulfilledCommands: false,
      maxRetriesPerRequest: 0,
      commandTimeout: COMMAND_MS,
      connectTimeout: COMMAND_MS,
      disconnectTimeout: 100,
      retryStrategy: (times) => Math.min(50 * times, 1_000),
    });
    // Faults come back from each command; without a listener they would end the process.
    this.redis.on('error', () => undefined);
    this.redis.on('ready', () => (this.downSince = null));
    this.redis.on('close', () => (this.downSince ??= performance.now()));
  }

  /** @throws ReadModelUnavailable */
  async run<T>(work: (redis: Redis) => Promise<T>): Promise<T> {
    if (this.isClosed) throw new ReadModelUnavailable('the read models are closed');
    try {
      await this.ready();
      return await work(this.redis);
    } catch (cause) {
      throw new ReadModelUnavailable('Redis does not answer', { cause });
    }
  }

  close(): void {
    this.isClosed = true;
    this.redis.disconnect();
  }

  private async ready(): Promise<void> {
    if (this.downSince === null) return;
    const left = this.downSince + PATIENCE_MS - performance.now();
    if (left <= 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(done, left);
      const { redis } = this;
      function done(): void {
        clearTimeout(timer);
        redis.off('ready', done);
        resolve();
      }
      redis.once('ready', done);
    });
  }
}
