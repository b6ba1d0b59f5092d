import { Redis } from 'ioredis';

/** Steps of other instances, by publication. A lost message costs its readers one look of their own. */
export class Hints {
  private readonly listeners = new Map<string, Set<() => void>>();
  private redis: Redis | null = null;

  constructor(private readonly url: string) {}

  listen(channel: string, hint: () => void): () => void {
    const known = this.listeners.get(channel);
    const listeners = known ?? new Set();
    this.listeners.set(channel, listeners.add(hint));
    if (!known)
      this.connected()
        .subscribe(channel)
        .catch(() => undefined);
    return () => listeners.delete(hint);
  }

  close(): void {
    this.redis?.disconnect();
    this.redis = null;
  }

  private connected(): Redis {
    if (this.redis) return this.redis;
    const redis = new Redis(this.url, {
      maxRetriesPerRequest: null,
      disconnectTimeout: 100,
      retryStrategy: (times) => Math.min(50 * times, 1_000),
    });
    redis.on('error', () => undefined);
    redis.on('message', (channel: string) => this.tell(channel));
    // What was published while the connection was down.
    redis.on('ready', () => [...this.listeners.keys()].forEach((channel) => this.tell(channel)));
    this.redis = redis;
    return redis;
  }

  private tell(channel: string): void {
    for (const hint of [...(this.listeners.get(channel) ?? [])]) hint();
  }
}
