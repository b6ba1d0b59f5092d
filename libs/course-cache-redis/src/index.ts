import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { Seal } from './sealed';

/** `refused`: what was there was not one of ours; made anew. */
export type AnswerSource = 'shared' | 'made' | 'made-alone' | 'refused';

export interface RedisCourseCacheOptions {
  readonly url: string;
  readonly prefix?: string;
  /** What the key of the answers is made of: the same on all instances, and unknown to Redis. */
  readonly master: Buffer;
  /** Told where each answer came from: for metrics. */
  readonly onAnswer?: (source: AnswerSource) => void;
}

const KEPT_SECONDS = 24 * 3600;
/** Longer than an answer takes to make; a maker that dies keeps others waiting no longer. */
const CLAIM_MS = 2_000;
const WAIT_MS = 1_000;
const LOOK_EVERY_MS = 10;
/** A cache that is slower than making the answer is none. */
const PATIENCE_MS = 250;

const RELEASE = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`;

/**
 * Answers that any instance may have made, by keys that say everything which decides them: nothing has
 * ever to be invalidated. One instance makes an answer, the others wait for it. Without Redis every
 * instance makes its own: slower, and the same. Redis is not trusted: an answer that none of the instances
 * has sealed under its key is not one.
 */
export class RedisCourseCache {
  private readonly redis: Redis;
  private readonly prefix: string;
  private readonly seal: Seal;
  private readonly making = new Map<string, Promise<string>>();

  constructor(private readonly options: RedisCourseCacheOptions) {
    this.prefix = options.prefix ?? 'lt:course:';
    this.seal = new Seal(options.master);
    this.redis = new Redis(options.url, {
      enableOfflineQueue: false,
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
   * The text under the key, made by `make` when no instance has made it yet.
   *
   * @param fits whether a text is an answer to this question: what does not fit is made anew.
   */
  answer(key: string, make: () => string, fits: (text: string) => boolean = () => true): Promise<string> {
    const running = this.making.get(key);
    if (running) return running;
    const answering = this.sharedOrMade(key, make, fits).finally(() => this.making.delete(key));
    this.making.set(key, answering);
    return answering;
  }

  async close(): Promise<void> {
    this.redis.disconnect();
  }

  private async sharedOrMade(
    key: string,
    make: () => string,
    fits: (text: string) => boolean,
  ): Promise<string> {
    const name = this.prefix + key;
    const claim = `${name}:claim`;
    const owner = randomUUID();
    let isMaker = false;
    let found: string | null;
    try {
      found = await this.redis.get(name);
      if (found === null) {
        isMaker = (await this.redis.set(claim, owner, 'PX', CLAIM_MS, 'NX')) === 'OK';
        found = isMaker ? null : await this.waitFor(name);
      }
    } catch {
      return this.came('made-alone', make());
    }
    const shared = found === null ? null : this.seal.open(name, found);
    if (shared !== null && fits(shared)) return this.came('shared', shared);
    const text = make();
    await this.publish(name, text, { claim, owner: isMaker ? owner : null });
    return this.came(found === null ? 'made' : 'refused', text);
  }

  private came(source: AnswerSource, text: string): string {
    this.options.onAnswer?.(source);
    return text;
  }

  private async waitFor(name: string): Promise<string | null> {
    const until = performance.now() + WAIT_MS;
    while (performance.now() < until) {
      await wait(LOOK_EVERY_MS);
      const made = await this.redis.get(name);
      if (made !== null) return made;
    }
    return null;
  }

  private async publish(
    name: string,
    text: string,
    { claim, owner }: { readonly claim: string; readonly owner: string | null },
  ): Promise<void> {
    try {
      await this.redis.set(name, this.seal.close(name, text), 'EX', KEPT_SECONDS);
      if (owner !== null) await this.redis.eval(RELEASE, 1, claim, owner);
    } catch {
      // The answer is right all the same; the next one who asks makes it again.
    }
  }
}
