import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Position } from '@leptotrace/event-store';
import { ReadModelUnavailable } from '@leptotrace/read-model';
import { openRedisReadModels, type RedisReadModels } from '@leptotrace/read-model-redis';
import { readModelContract, type OpenedReadModels } from '../../libs/read-model/src/contract';
import { describeWithRedis, startRedis, type TestRedis } from '../support/redis';

describeWithRedis('Read models in Redis', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  interface OpenedPrefix extends OpenedReadModels {
    readonly prefix: string;
  }
  const openWith = (prefix: string): OpenedPrefix => {
    const store = openRedisReadModels({ url: redis.url, prefix });
    return {
      prefix,
      store,
      another: async () => openRedisReadModels({ url: redis.url, prefix }),
      dispose: () => store.close(),
    };
  };

  readModelContract('redis', {
    open: async () => openWith(`${randomUUID()}:`),
    reopen: async (opened) => {
      await opened.store.close();
      return openWith((opened as OpenedPrefix).prefix);
    },
  });

  describe('when Redis goes away', () => {
    const KEY = { model: 'patients', definition: 'one' };
    const position = (at: number): Position => String(at).padStart(20, '0') as Position;
    let store: RedisReadModels;
    beforeEach(() => {
      store = openRedisReadModels({ url: redis.url, prefix: `${randomUUID()}:` });
    });
    afterEach(() => store.close());

    it('fails soon, recovers by itself, and holds what was acknowledged', async () => {
      const generation = await store.begin(KEY, 'log');
      await store.claim(generation, 1);
      await store.activate(generation);
      const changes = [{ kind: 'put' as const, key: 'a', row: { value: 1 } }];
      await store.apply(generation, 1, { from: null, to: position(1), changes });
      // The append-only file is written out every second.
      await wait(1_200);
      await redis.kill();
      const before = performance.now();
      await expect(store.page(KEY, { after: null, limit: 1 })).rejects.toBeInstanceOf(ReadModelUnavailable);
      expect(performance.now() - before).toBeLessThan(1_500);
      await redis.start();
      const until = Date.now() + 5_000;
      let page = null;
      while (page === null && Date.now() < until) {
        page = await store.page(KEY, { after: null, limit: 1 }).catch(() => null);
        await wait(20);
      }
      expect(page?.rows).toEqual([{ key: 'a', row: { value: 1 } }]);
      const next = { from: position(1), to: position(2), changes: [] };
      expect(await store.apply(generation, 1, next)).toEqual({ kind: 'applied' });
    });

    it('mends a step that failed half-way by doing it again: changes are absolute, the checkpoint comes last', async () => {
      const prefix = `${randomUUID()}:`;
      const other = openRedisReadModels({ url: redis.url, prefix });
      const generation = await other.begin(KEY, 'log');
      await other.claim(generation, 1);
      await other.activate(generation);
      const keys = `{${prefix}patients}:g:one#1:keys`;
      await redis.client.set(keys, 'not a sorted set');
      const changes = ['a', 'b'].map((key) => ({ kind: 'put' as const, key, row: { value: 1 } }));
      const failing = { from: null, to: position(1), changes };
      await expect(other.apply(generation, 1, failing)).rejects.toBeInstanceOf(ReadModelUnavailable);
      const [found] = await other.generations(KEY.model);
      expect(found?.checkpoint).toEqual({ position: null, logId: 'log', mark: null });
      await redis.client.del(keys);
      expect(await other.apply(generation, 1, failing)).toEqual({ kind: 'applied' });
      expect((await other.page(KEY, { after: null, limit: 9 }))?.rows.map(({ key }) => key)).toEqual([
        'a',
        'b',
      ]);
      await other.close();
    });

    it('finds nothing, rather than half, when Redis lost everything', async () => {
      const generation = await store.begin(KEY, 'log');
      await store.claim(generation, 1);
      await store.activate(generation);
      await redis.client.flushall();
      expect(await store.page(KEY, { after: null, limit: 1 })).toBeNull();
      expect(await store.claim(generation, 2)).toBeNull();
      expect(await store.apply(generation, 1, { from: null, to: position(1), changes: [] })).toEqual({
        kind: 'fenced',
      });
    });

    it('hints again after it came back', async () => {
      const generation = await store.begin(KEY, 'log');
      await store.claim(generation, 1);
      let hints = 0;
      store.onApplied(KEY.model, () => (hints += 1));
      await wait(100);
      await redis.client.flushall();
      await redis.kill();
      await redis.start();
      const until = Date.now() + 5_000;
      while (hints === 0 && Date.now() < until) await wait(20);
      expect(hints).toBeGreaterThan(0);
      expect(generation.number).toBe(1);
    });
  });
});
