import { Redis } from 'ioredis';
import { isSameSignal } from './same-signal';
import { wasTakenAway } from './taken-away';

export interface StreamEntry {
  /** Place in the feed: 20 digits, or 40 of two numbers. */
  readonly sequence: string;
  /** The field `signal` of the entry. */
  readonly signal: string;
}

/** Redis trims what is older, by whole nodes: the feed keeps everything. */
const LONGEST = 1_000_000;
const PATIENCE_MS = 5_000;
const NOT_BEHIND = /equal or smaller than the target stream top item/;

/** The place in the feed as the id of an entry: what was added once is refused the second time. */
export const entryIdOf = (sequence: string): string =>
  sequence.length <= 20
    ? `${BigInt(sequence)}-0`
    : `${BigInt(sequence.slice(0, -20))}-${BigInt(sequence.slice(-20))}`;

/** The stream went on without a signal: adding it now would put it out of order. */
export class NotThisLog extends Error {
  override readonly name = 'NotThisLog';

  constructor(key: string, entryId: string) {
    super(`${entryId} of ${key} is not this signal: another log adds to that key. Name another key.`);
  }
}

type Outcomes = NonNullable<Awaited<ReturnType<ReturnType<Redis['multi']>['exec']>>>;

/** What made Redis give up a transaction says more than that it did. */
const reasonOf = (fault: Error & { readonly previousErrors?: readonly Error[] }): Error =>
  fault.previousErrors?.[0] ?? fault;

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

  /**
   * Repeating it, in whole or in part, adds nothing twice.
   *
   * @throws when Redis does not take them all
   * @throws NotThisLog when the stream has gone past one of them without it
   */
  async append(entries: readonly StreamEntry[]): Promise<void> {
    const outcomes = await this.added(entries);
    const fault = outcomes.find(([error]) => error && !NOT_BEHIND.test(error.message))?.[0];
    if (fault) throw fault;
    await this.expectThere(entries.filter((_, at) => outcomes[at]?.[0]));
  }

  /** All or none: were one refused for want of memory and the next taken, it could never be added again. */
  private async added(entries: readonly StreamEntry[]): Promise<Outcomes> {
    const transaction = this.redis.multi();
    for (const { sequence, signal } of entries)
      transaction.xadd(this.key, 'MAXLEN', '~', LONGEST, entryIdOf(sequence), 'signal', signal);
    const outcomes = await transaction.exec().catch((fault: Error) => {
      throw reasonOf(fault);
    });
    if (!outcomes) throw new Error('Redis gave up the transaction');
    return outcomes;
  }

  /** Refused is what is there already, and what has come too late. */
  private async expectThere(refused: readonly StreamEntry[]): Promise<void> {
    if (refused.length === 0) return;
    const look = this.redis.pipeline().xinfo('STREAM', this.key);
    for (const { sequence } of refused) look.xrange(this.key, entryIdOf(sequence), entryIdOf(sequence));
    const [info, ...found] = ((await look.exec()) ?? []).map(([fault, answer]) => {
      if (fault) throw fault;
      return answer;
    });
    refused.forEach(({ sequence, signal }, at) => {
      const [entry] = found[at] as [id: string, fields: readonly string[]][];
      const id = entryIdOf(sequence);
      const isThere = entry ? isSameSignal(entry[1], signal) : wasTakenAway(id, info as readonly unknown[]);
      if (!isThere) throw new NotThisLog(this.key, id);
    });
  }

  async close(): Promise<void> {
    this.redis.disconnect();
  }
}
