import { Redis } from 'ioredis';

export interface StreamEntry {
  /** Place in the feed: 20 digits, or 40 of two numbers. */
  readonly sequence: string;
  /** The field `signal` of the entry. */
  readonly signal: string;
}

/** Redis trims what is older, by whole nodes: the feed keeps everything. */
const LONGEST = 1_000_000;
const PATIENCE_MS = 5_000;
const IS_THERE = /equal or smaller than the target stream top item/;

/** The place in the feed as the id of an entry: what was added once is refused the second time. */
export const entryIdOf = (sequence: string): string =>
  sequence.length <= 20
    ? `${BigInt(sequence)}-0`
    : `${BigInt(sequence.slice(0, -20))}-${BigInt(sequence.slice(-20))}`;

/** Adds to one Redis Stream, each entry once, in the order of their ids. */
export class RedisSignalStream {
  private readonly redis: Redis;

  constructor(
    url: string,
    private readonly key: string,
  ) {
    this.redis = new Redis(url, {
      maxRetriesPerRequest: 0,
      commandTimeout: PATIENCE_MS,
      connectTimeout: 1_000,
      disconnectTimeout: 100,
      retryStrategy: (times) => Math.min(100 * times, 2_000),
    });
    // Faults come back from each command; without a listener they would end the process.
    this.redis.on('error', () => undefined);
  }

  /** Repeating it, in whole or in part, adds nothing twice. @throws when Redis does not take them all */
  async append(entries: readonly StreamEntry[]): Promise<void> {
    const pipeline = this.redis.pipeline();
    for (const { sequence, signal } of entries)
      pipeline.xadd(this.key, 'MAXLEN', '~', LONGEST, entryIdOf(sequence), 'signal', signal);
    const outcomes = (await pipeline.exec()) ?? [];
    const fault = outcomes.find(([error]) => error && !IS_THERE.test(error.message))?.[0];
    if (fault) throw fault;
  }

  async close(): Promise<void> {
    this.redis.disconnect();
  }
}
