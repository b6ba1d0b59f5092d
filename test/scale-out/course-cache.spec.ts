import { randomUUID } from 'node:crypto';
import { RedisCourseCache, type AnswerSource } from '@leptotrace/course-cache-redis';
import { describeWithRedis, startRedis, type TestRedis } from '../support/redis';

describeWithRedis('Answers shared between instances', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  const instance = (prefix: string, master = 'known to the instances alone') => {
    const sources: AnswerSource[] = [];
    const cache = new RedisCourseCache({
      url: redis.url,
      prefix,
      master: Buffer.from(master),
      onAnswer: (source) => sources.push(source),
    });
    return { cache, sources };
  };
  const connected = async (...caches: readonly RedisCourseCache[]): Promise<void> => {
    for (const cache of caches)
      for (let attempt = 0; attempt < 200; attempt += 1) {
        let made = 0;
        const key = randomUUID();
        await cache.answer(key, () => String((made += 1)));
        if ((await cache.answer(key, () => String((made += 1)))) === '1' && made === 1) break;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
  };

  it('makes an answer once for all who ask at the same time, on every instance', async () => {
    const prefix = `${randomUUID()}:`;
    const [one, two] = [instance(prefix), instance(prefix)];
    await connected(one.cache, two.cache);
    let made = 0;
    const make = (): string => `answer ${(made += 1)}`;
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, turn) => (turn % 2 === 0 ? one : two).cache.answer('key', make)),
    );
    expect(new Set(answers)).toEqual(new Set(['answer 1']));
    expect(made).toBe(1);
    await Promise.all([one.cache.close(), two.cache.close()]);
  });

  it('keeps answers of different keys apart', async () => {
    const { cache } = instance(`${randomUUID()}:`);
    expect(await cache.answer('a', () => '1')).toBe('1');
    expect(await cache.answer('b', () => '2')).toBe('2');
    await cache.close();
  });

  it('goes on without Redis, at the price of making each answer, and shares again when it is back', async () => {
    const { cache, sources } = instance(`${randomUUID()}:`);
    await connected(cache);
    expect(await cache.answer('key', () => 'first')).toBe('first');
    await redis.kill();
    const before = performance.now();
    expect(await cache.answer('key', () => 'made anew')).toBe('made anew');
    expect(performance.now() - before).toBeLessThan(1_000);
    expect(sources.at(-1)).toBe('made-alone');
    await redis.start();
    await connected(cache);
    await cache.answer('other', () => 'shared');
    expect(await cache.answer('other', () => 'never made')).toBe('shared');
    expect(sources.at(-1)).toBe('shared');
    await cache.close();
  });

  it.each<[string, (closed: string, other: string) => string]>([
    ['written by somebody else', () => '{"cnsr":0}'],
    ['with a seal of another form', (closed) => closed.slice(1)],
    ['changed in one byte', (closed) => closed.replace('answer', 'Answer')],
    ['moved from another key', (_closed, other) => other],
    ['cut off', (closed) => closed.slice(0, -1)],
    ['empty', () => ''],
  ])('takes nothing from Redis that none of the instances has made: %s', async (_what, spoil) => {
    const prefix = `${randomUUID()}:`;
    const { cache, sources } = instance(prefix);
    await connected(cache);
    await cache.answer('key', () => 'answer of key');
    await cache.answer('other', () => 'answer of other');
    const closed = async (key: string) => (await redis.client.get(`${prefix}${key}`)) ?? '';
    await redis.client.set(`${prefix}key`, spoil(await closed('key'), await closed('other')));
    expect(await cache.answer('key', () => 'made anew')).toBe('made anew');
    expect(sources.at(-1)).toBe('refused');
    expect(await cache.answer('key', () => 'never made')).toBe('made anew');
    expect(sources.at(-1)).toBe('shared');
    await cache.close();
  });

  it('takes nothing of instances with another key, nor what does not answer the question', async () => {
    const prefix = `${randomUUID()}:`;
    const [one, two] = [instance(prefix), instance(prefix, 'another key')];
    await connected(one.cache, two.cache);
    await one.cache.answer('key', () => 'of one');
    expect(await two.cache.answer('key', () => 'of two')).toBe('of two');
    expect(two.sources.at(-1)).toBe('refused');
    const fits = (text: string): boolean => text !== 'of two';
    expect(await two.cache.answer('key', () => 'fits', fits)).toBe('fits');
    expect(two.sources.at(-1)).toBe('refused');
    await Promise.all([one.cache.close(), two.cache.close()]);
  });

  it('does not wait for a maker that died', async () => {
    const prefix = `${randomUUID()}:`;
    const { cache } = instance(prefix);
    await connected(cache);
    await redis.client.set(`${prefix}key:claim`, 'somebody else', 'PX', 60_000);
    const before = performance.now();
    expect(await cache.answer('key', () => 'made')).toBe('made');
    expect(performance.now() - before).toBeLessThan(2_500);
    await cache.close();
  });
});
