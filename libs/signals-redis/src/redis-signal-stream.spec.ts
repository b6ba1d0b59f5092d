import { describeWithRedis, startRedis, type TestRedis } from '../../../test/support/redis';
import { RedisSignalStream, type StreamEntry } from './index';

const KEY = 'signals';
const MEGABYTE = 2 ** 20;

const entry = (place: number, said: object = {}): StreamEntry => ({
  sequence: String(place).padStart(20, '0'),
  signal: JSON.stringify({ id: `signal-${place}`, recordedtime: '2024-05-02T08:00:00.000Z', ...said }),
});

describeWithRedis('A stream of signals in Redis', () => {
  let redis: TestRedis;
  let stream: RedisSignalStream;
  beforeAll(async () => {
    redis = await startRedis();
    stream = new RedisSignalStream(redis.url, KEY);
  });
  afterAll(async () => {
    await stream.close();
    await redis.stop();
  });
  beforeEach(() => redis.client.del(KEY));

  const held = async (): Promise<readonly string[]> =>
    (await redis.client.xrange(KEY, '-', '+')).map(([id]) => id);

  const leaveRoomFor = async (bytes: number): Promise<void> => {
    const used = /used_memory:(\d+)/.exec(await redis.client.info('memory'))?.[1];
    await redis.client.config('SET', 'maxmemory', String(Number(used) + bytes));
  };

  it('loses none that Redis had no memory for while it took the next', async () => {
    const entries = [entry(1), entry(2, { data: 'x'.repeat(8 * MEGABYTE) }), entry(3)];
    await leaveRoomFor(12 * MEGABYTE);
    await expect(stream.append(entries)).rejects.toThrow('OOM');
    await redis.client.config('SET', 'maxmemory', '0');
    await stream.append(entries);
    expect(await held()).toEqual(['1-0', '2-0', '3-0']);
  });

  it('refuses to count as added what another log has in its place', async () => {
    await stream.append([entry(5)]);
    const ofAnotherLog = entry(5, { id: 'of another log' });
    await expect(stream.append([ofAnotherLog])).rejects.toThrow(/5-0 .*another log/);
    const sameNames = entry(5, { recordedtime: '2025-01-01T00:00:00.000Z' });
    await expect(stream.append([sameNames])).rejects.toThrow(/5-0 .*another log/);
    await redis.client.del(KEY);
    await redis.client.xadd(KEY, '5-0', 'message', 'not a signal');
    await expect(stream.append([entry(5)])).rejects.toThrow(/5-0 .*another log/);
  });

  it('refuses to count as added what is missing before or between those that are there', async () => {
    await stream.append([entry(5), entry(7)]);
    await expect(stream.append([entry(3)])).rejects.toThrow(/3-0 .*another log/);
    await expect(stream.append([entry(5), entry(6), entry(7)])).rejects.toThrow(/6-0 .*another log/);
    expect(await held()).toEqual(['5-0', '7-0']);
  });

  it('takes a signal as the one that is there when a later version words it otherwise', async () => {
    await stream.append([entry(5, { dataschema: 'urn:leptotrace:schema:ResponseChanged:1' })]);
    await stream.append([entry(5, { dataschema: 'urn:leptotrace:schema:ResponseChanged:2' })]);
    expect(await held()).toEqual(['5-0']);
  });

  it('begins again behind what was trimmed or deleted since', async () => {
    const all = [1, 2, 3, 4, 5].map((place) => entry(place));
    await stream.append(all);
    await redis.client.xtrim(KEY, 'MAXLEN', 4);
    await redis.client.xdel(KEY, '4-0');
    await stream.append([...all, entry(6)]);
    expect(await held()).toEqual(['2-0', '3-0', '5-0', '6-0']);
    await redis.client.xtrim(KEY, 'MAXLEN', 0);
    await stream.append(all);
    expect(await held()).toEqual([]);
  });
});
