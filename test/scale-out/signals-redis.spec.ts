import { setTimeout as wait } from 'node:timers/promises';
import request from 'supertest';
import { entryIdOf, RedisSignalStream } from '@leptotrace/signals-redis';
import { startApp, type TestApp } from '../support/app';
import { brainMri } from '../support/brain-mri';
import { describeWithRedis, startRedis, type TestRedis } from '../support/redis';

const KEY = 'leptotrace:signals';

describeWithRedis('Signals in a Redis Stream', () => {
  let redis: TestRedis;
  let server: TestApp;
  beforeAll(async () => {
    redis = await startRedis();
    server = await startApp({ REDIS_URL: redis.url, SIGNALS_REDIS_STREAM: KEY });
  });
  afterAll(async () => {
    await server.close();
    await redis.stop();
  });

  const inStream = async (): Promise<readonly unknown[]> =>
    (await redis.client.xrange(KEY, '-', '+')).map(([, [, signal]]) => JSON.parse(signal ?? ''));
  const inFeed = async (): Promise<readonly unknown[]> =>
    (await request(server.url).get('/v1/signals?limit=200').expect(200)).body.signals;
  const level = async (count: number): Promise<readonly unknown[]> => {
    for (let look = 0; look < 1_000 && (await inStream()).length < count; look += 1) await wait(20);
    return inStream();
  };

  const detect = async (patientId: string): Promise<void> => {
    await request(server.url).post('/v1/patients').send({ patientId }).expect(201);
    const start = {
      kind: 'TherapyStarted',
      occurredOn: '2024-01-12',
      lineId: 'l1',
      agent: 'osimertinib',
      route: 'oral',
      intent: 'palliative',
    };
    await request(server.url)
      .post(`/v1/patients/${patientId}/facts`)
      .send({ facts: [start, brainMri('2024-01-11', 20), brainMri('2024-05-01', 32)] })
      .expect(201);
  };

  it('are those of the feed, in its order, each once', async () => {
    await detect('p1');
    await detect('p2');
    await level(2);
    await wait(500);
    const feed = await inFeed();
    expect(feed.length).toBeGreaterThan(1);
    expect(await level(feed.length)).toEqual(feed);
  });

  it('come after Redis was away, none twice', async () => {
    await wait(1_200);
    await redis.kill();
    await detect('p3');
    await redis.start();
    for (let look = 0; look < 500 && JSON.stringify(await inFeed()).includes('p3') === false; look += 1)
      await wait(20);
    await wait(300);
    const feed = await inFeed();
    expect(await level(feed.length)).toEqual(feed);
  }, 60_000);

  it('are refused the second time, and only they', async () => {
    const stream = new RedisSignalStream(redis.url, 'again');
    const one = { sequence: '00000000000000000007', signal: '{"n":7}' };
    const two = { sequence: '00000000000000000009', signal: '{"n":9}' };
    await stream.append([one]);
    await stream.append([one, two]);
    await stream.append([one, two]);
    expect((await redis.client.xrange('again', '-', '+')).map(([id]) => id)).toEqual(['7-0', '9-0']);
    await redis.client.set('text', 'x');
    const other = new RedisSignalStream(redis.url, 'text');
    await expect(other.append([one])).rejects.toThrow('WRONGTYPE');
    await Promise.all([stream.close(), other.close()]);
  });

  it('keep the order of both kinds of sequence in their ids', () => {
    expect(entryIdOf('00000000000000000061')).toBe('61-0');
    expect(entryIdOf('0000000000000000012300000000000000000456')).toBe('123-456');
  });
});
