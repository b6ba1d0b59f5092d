import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ANY,
  END,
  EventStoreDBClient,
  jsonEvent,
  NO_STREAM,
  START,
  streamNameFilter,
  StreamDeletedError,
  WrongExpectedVersionError,
  type AppendExpectedRevision,
} from '@eventstore/db-client';
import { StoreUnavailable } from '@leptotrace/event-store';
import { AccessRefused, EventStoreDbEventStore } from '@leptotrace/event-store-eventstoredb';
import { FakeEventStoreDb } from '../../libs/event-store-eventstoredb/testing/fake-server';
import { fixtures } from '../../libs/event-store/src/contract';

const CREDENTIALS = { credentials: { username: 'tests', password: '' } };
const ids = Array.from({ length: 6 }, () => randomUUID());
const eventsOf = (...which: number[]) =>
  which.map((at) => jsonEvent({ id: ids[at] as string, type: 'Happened', data: { at } }));

describe('the server in this process, asked by the real client', () => {
  let server: FakeEventStoreDb;
  let client: EventStoreDBClient;
  beforeEach(async () => {
    server = await new FakeEventStoreDb().start();
    client = EventStoreDBClient.connectionString(server.url);
  });
  afterEach(async () => {
    await client.dispose();
    await server.stop();
  });

  const append = async (stream: string, expectedRevision: AppendExpectedRevision, ...which: number[]) => {
    try {
      const { nextExpectedRevision } = await client.appendToStream(stream, eventsOf(...which), {
        ...CREDENTIALS,
        expectedRevision,
      });
      return Number(nextExpectedRevision);
    } catch (fault) {
      if (fault instanceof WrongExpectedVersionError) return 'wrong';
      if (fault instanceof StreamDeletedError) return 'deleted';
      throw fault;
    }
  };

  it.each([
    [
      'above the head',
      [
        [NO_STREAM, 0],
        [5n, 1],
      ],
      'wrong',
      1,
    ],
    [
      'at the head, any ids, used ones as well',
      [
        [NO_STREAM, 0],
        [0n, 0],
      ],
      1,
      2,
    ],
    [
      'below the head, all ids equal',
      [
        [NO_STREAM, 0, 1],
        [1n, 2],
        [NO_STREAM, 0, 1],
      ],
      1,
      3,
    ],
    [
      'below the head, the first id differs',
      [
        [NO_STREAM, 0, 1],
        [NO_STREAM, 2, 1],
      ],
      'wrong',
      2,
    ],
    [
      'below the head, a prefix equal, then another id',
      [
        [NO_STREAM, 0, 1],
        [NO_STREAM, 0, 2],
      ],
      'wrong',
      2,
    ],
    [
      'any, ids that are there',
      [
        [NO_STREAM, 0],
        [ANY, 0],
      ],
      0,
      1,
    ],
    [
      'any, new ids',
      [
        [NO_STREAM, 0],
        [ANY, 1],
      ],
      1,
      2,
    ],
    ['stream exists, on none', [['stream_exists', 0]], 'wrong', 0],
  ] as const)('appends %s', async (_name, appends, last, length) => {
    let outcome: unknown;
    for (const [expected, ...which] of appends) outcome = await append('s-1', expected, ...which);
    expect(outcome).toBe(last);
    expect(server.log.stream('s-1')?.length ?? 0).toBe(length);
  });

  it('takes nothing into a tombstoned stream, and tells nothing more about it', async () => {
    await append('s-1', NO_STREAM, 0, 1);
    await client.tombstoneStream('s-1', { ...CREDENTIALS, expectedRevision: 1n });
    expect(await append('s-1', NO_STREAM, 2)).toBe('deleted');
    expect(await append('s-1', ANY, 2)).toBe('deleted');
    await expect(
      (async () => {
        for await (const _event of client.readStream('s-1', CREDENTIALS)) continue;
      })(),
    ).rejects.toBeInstanceOf(StreamDeletedError);
  });

  it('gives a filtered subscription its events, checkpoints over the others, and caught up between old and new', async () => {
    for (let at = 0; at < 40; at += 1)
      await client.appendToStream(
        at % 8 === 0 ? `wanted-${at}` : `other-${at}`,
        jsonEvent({ id: randomUUID(), type: 'Happened', data: { at } }),
        { ...CREDENTIALS, expectedRevision: NO_STREAM },
      );
    const checkpoints: bigint[] = [];
    const order: string[] = [];
    const subscription = client.subscribeToAll({
      ...CREDENTIALS,
      fromPosition: START,
      filter: streamNameFilter({
        prefixes: ['wanted-'],
        checkpointInterval: 1,
        checkpointReached: async (_subscription, { commit }) => void checkpoints.push(commit),
      }),
    });
    subscription.on('caughtUp', () => order.push('caught up'));
    subscription.on('data', ({ event }) => order.push(event?.streamId ?? ''));
    const until = Date.now() + 5_000;
    const pause = (): Promise<void> => fixtures.pause(5);
    while (!order.includes('caught up') && Date.now() < until) await pause();
    await append('wanted-new', NO_STREAM, 0);
    while (!order.includes('wanted-new') && Date.now() < until) await pause();
    await subscription.unsubscribe();
    expect(order).toEqual([...[0, 8, 16, 24, 32].map((at) => `wanted-${at}`), 'caught up', 'wanted-new']);
    expect(checkpoints.length).toBeGreaterThanOrEqual(1);
  });

  it('gives a subscription from the end only what comes', async () => {
    await append('s-1', NO_STREAM, 0);
    const seen: string[] = [];
    const subscription = client.subscribeToAll({ ...CREDENTIALS, fromPosition: END });
    subscription.on('data', ({ event }) => seen.push(event?.id ?? ''));
    const until = Date.now() + 5_000;
    while (server.openSubscriptions === 0 && Date.now() < until) await fixtures.pause(5);
    await append('s-1', 0n, 1);
    while (seen.length === 0 && Date.now() < until) await fixtures.pause(5);
    await subscription.unsubscribe();
    expect(seen).toEqual([ids[1]]);
  });
});

const hasOpenSsl = spawnSync('openssl', ['version'], { stdio: 'ignore' }).status === 0;
if (!hasOpenSsl) console.warn('TLS test skipped: no openssl on the PATH to make a certificate with');

(hasOpenSsl ? describe : describe.skip)('a server with TLS and users', () => {
  const folder = mkdtempSync(join(tmpdir(), 'leptotrace-tls-'));
  const [keyFile, certificateFile] = [join(folder, 'key.pem'), join(folder, 'ca.pem')];
  let server: FakeEventStoreDb;
  beforeAll(async () => {
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'];
    const files = ['-keyout', keyFile, '-out', certificateFile];
    spawnSync('openssl', [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      ...subject,
      ...files,
    ]);
    server = await new FakeEventStoreDb({
      key: readFileSync(keyFile),
      certificate: readFileSync(certificateFile),
      user: 'ops',
      password: 'p@ss',
    }).start();
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  const storeAs = (user: string, ca = `&tlsCAFile=${certificateFile}`): EventStoreDbEventStore => {
    const address = /127\.0\.0\.1:\d+/.exec(server.url)?.[0] ?? '';
    return new EventStoreDbEventStore({ url: `esdb://${user}@${address}?tls=true${ca}`, deadlineMs: 2_000 });
  };

  it('is spoken to with the certificate and the user of the connection string, on every call', async () => {
    const store = storeAs('ops:p%40ss');
    await store.check();
    const stream = fixtures.newStream();
    expect(await store.append(stream, 'no-stream', [fixtures.event()])).toMatchObject({ kind: 'appended' });
    const subscriber = new fixtures.Subscriber(store, { after: null });
    await subscriber.until(() => subscriber.events.length === 1);
    await store.append(stream, 0, [fixtures.event()]);
    await subscriber.until(() => subscriber.events.length === 2);
    await subscriber.stop();
    await store.close();
  });

  it('lets nobody else in', async () => {
    const stranger = storeAs('ops:wrong');
    await expect(stranger.check()).rejects.toBeInstanceOf(AccessRefused);
    await stranger.close();
    const trusting = storeAs('ops:p%40ss', '');
    await expect(trusting.readStream(fixtures.newStream())).rejects.toBeInstanceOf(StoreUnavailable);
    await trusting.close();
  });

  it('is told apart from what else may stand in between, each with its mend', async () => {
    const address = (of: FakeEventStoreDb): string => of.address;
    const plain = await new FakeEventStoreDb().start();
    const stalled = await new FakeEventStoreDb().start();
    stalled.faults.isStalled = true;
    const cases = [
      [`esdb://ops:x@${address(server)}`, /authority that is not known.*tlsCAFile/],
      [`esdb://ops:x@${address(plain)}`, /plain text.*tls=false/],
      [`esdb://ops:x@${address(server)}?tls=false`, /closed at once.*leave tls=false out/],
      ['esdb://127.0.0.1:1?tls=false', /nothing listens.*port/],
      ['esdb://nowhere.invalid:2113?tls=false', /host name is not known/],
      [`esdb://${address(stalled)}?tls=false`, /in time/],
      [`esdb://ops:wrong@${address(server)}?tlsCAFile=${certificateFile}`, /may not read \$all.*\$ops/],
    ] as const;
    for (const [url, said] of cases) {
      const store = new EventStoreDbEventStore({ url, deadlineMs: 1_000 });
      const fault = await store.check().catch((thrown: unknown) => thrown);
      expect(fault).toBeInstanceOf(StoreUnavailable);
      expect((fault as StoreUnavailable).message).toMatch(said);
      await store.close();
    }
    stalled.faults.isStalled = false;
    await Promise.all([plain.stop(), stalled.stop()]);
  });
});
