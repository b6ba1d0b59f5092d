import { status } from '@grpc/grpc-js';
import { CorruptLog, StoreUnavailable } from '@leptotrace/event-store';
import { AccessRefused, EventStoreDbEventStore } from '@leptotrace/event-store-eventstoredb';
import { credentialsIn } from '../../libs/event-store-eventstoredb/src/connection';
import { CHECKS, fixtures } from '../../libs/event-store/src/contract';
import { FakeEventStoreDb } from '../../libs/event-store-eventstoredb/testing/fake-server';
import { openFakeLog, storeOn, type FakeLogOpened } from './support/eventstoredb';

const { event, events, found, newStream, positionIn, Subscriber, wholeLog, ids, pause } = fixtures;

describe('the log in EventStoreDB', () => {
  let log: FakeLogOpened;
  beforeEach(async () => {
    log = await openFakeLog();
  });
  afterEach(() => log.dispose());

  it('appends by the unary call alone: the shared batch stream of the client is never opened', async () => {
    await Promise.all([1, 2, 3].map(() => log.store.append(newStream(), 'no-stream', [event()])));
    // The first of the four names the log.
    expect(log.server.calls.get('append')).toBe(4);
    expect(log.server.calls.get('batchAppend')).toBeUndefined();
  });

  it('answers the position of an append although the server left it out', async () => {
    log.server.faults.omitPositions = true;
    const outcome = await log.store.append(newStream(), 'no-stream', events(3));
    expect(outcome).toMatchObject({ kind: 'appended', position: (await wholeLog(log.store))[2]?.position });
  });

  it('keeps both halves of a position', async () => {
    await log.store.append(newStream(), 'no-stream', [event()]);
    expect(await log.store.head()).toMatch(/^\d{40}$/);
  });

  it('fails within its deadline when the server has fallen silent, and goes on when it speaks again', async () => {
    const stalled = storeOn(log.server, 300);
    log.server.faults.isStalled = true;
    const before = performance.now();
    const stream = newStream();
    const written = [event()] as const;
    await expect(stalled.store.append(stream, 'no-stream', written)).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(stalled.store.readStream(stream)).rejects.toBeInstanceOf(StoreUnavailable);
    expect(performance.now() - before).toBeLessThan(3_000);
    log.server.faults.isStalled = false;
    expect(await stalled.store.append(stream, 'no-stream', written)).toMatchObject({ revision: 0 });
    await stalled.store.close();
  });

  it('serves again after more failures in a row than make it replace its client', async () => {
    const stream = newStream();
    await log.store.logId();
    log.server.faults.refuse = { code: status.INTERNAL, times: 12 };
    for (let failure = 0; failure < 12; failure += 1)
      await expect(log.store.readStream(stream)).rejects.toBeInstanceOf(StoreUnavailable);
    expect(await log.store.append(stream, 'no-stream', [event()])).toMatchObject({ kind: 'appended' });
  });

  it('never takes a read that was cut off, when the client was replaced, for a complete one', async () => {
    await log.store.append(newStream(), 'no-stream', [event()]);
    const impatient = storeOn(log.server, 400);
    await impatient.store.logId();
    log.server.faults.isStalled = true;
    const failing = Array.from({ length: 6 }, () =>
      impatient.store.append(newStream(), 'no-stream', [event()]).catch((fault: unknown) => fault),
    );
    await pause(200);
    // Still waiting when the failures above replace the client.
    const reading = impatient.store.head().catch((fault: unknown) => fault);
    await Promise.all(failing);
    expect(await reading).toBeInstanceOf(StoreUnavailable);
    log.server.faults.isStalled = false;
    expect(await impatient.store.head()).toMatch(/^\d{40}$/);
    await impatient.store.close();
  });

  describe('on every answer that leaves the outcome open', () => {
    it.each([
      ['ABORTED', status.ABORTED],
      ['UNAVAILABLE', status.UNAVAILABLE],
      ['DEADLINE_EXCEEDED', status.DEADLINE_EXCEEDED],
      ['CANCELLED', status.CANCELLED],
      ['INTERNAL', status.INTERNAL],
      ['UNKNOWN, as without a leader', status.UNKNOWN],
    ])('%s: repeats the append, and writes it once', async (_name, code) => {
      await log.store.logId();
      const stream = newStream();
      log.server.faults.refuse = { code, times: 3 };
      const outcome = await log.store.append(stream, 'no-stream', [event()]);
      expect(outcome).toMatchObject({ kind: 'appended', revision: 0 });
      log.server.faults.loseAnswers = 2;
      expect(await log.store.append(stream, 0, [event()])).toMatchObject({ kind: 'appended', revision: 1 });
      expect(await wholeLog(log.store)).toHaveLength(2);
    });

    it('a refusal: does not', async () => {
      await log.store.logId();
      log.server.faults.refuse = { code: status.INVALID_ARGUMENT, times: 1 };
      const refused = log.store.append(newStream(), 'no-stream', [event()]);
      await expect(refused).rejects.toBeInstanceOf(StoreUnavailable);
      expect(await wholeLog(log.store)).toHaveLength(0);
    });

    it('until its deadline: then the caller is told', async () => {
      const impatient = storeOn(log.server, 400);
      await impatient.store.logId();
      log.server.faults.refuse = { code: status.UNAVAILABLE, times: Infinity };
      const before = performance.now();
      const written = [event()] as const;
      const stream = newStream();
      await expect(impatient.store.append(stream, 'no-stream', written)).rejects.toBeInstanceOf(
        StoreUnavailable,
      );
      expect(performance.now() - before).toBeLessThan(2_000);
      log.server.faults.refuse = null;
      expect(await impatient.store.append(stream, 'no-stream', written)).toMatchObject({ revision: 0 });
      await impatient.store.close();
    });

    it('a repeat that raced the first one and was dropped: both callers learn the one outcome', async () => {
      const other = storeOn(log.server);
      const stream = newStream();
      await log.store.append(stream, 'no-stream', [event()]);
      Object.assign(log.server.faults, { commitMs: 50, commitTimeoutMs: 100 });
      const written = events(2);
      const outcomes = await Promise.all([log, other].map(({ store }) => store.append(stream, 0, written)));
      expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['already-appended', 'appended']);
      expect(new Set(outcomes.map(positionIn)).size).toBe(1);
      await other.store.close();
    });
  });

  describe('in a cluster', () => {
    let follower: FakeEventStoreDb;
    let there: FakeLogOpened;
    beforeEach(async () => {
      follower = await new FakeEventStoreDb(null, log.server.log).start();
      Object.assign(follower.faults, { leader: log.server.address, lagMs: 60_000 });
      there = storeOn(follower);
    });
    afterEach(() => there.dispose());

    it('goes from a node that follows to the one that leads, within one call', async () => {
      const stream = newStream();
      const outcome = await there.store.append(stream, 'no-stream', [event()]);
      expect(outcome).toMatchObject({ kind: 'appended', revision: 0 });
      expect(follower.calls.get('append')).toBeUndefined();
    });

    it('reads what was written at the leader, whichever node it was pointed to', async () => {
      const stream = newStream();
      const written = events(3);
      await log.store.append(stream, 'no-stream', written);
      // The client goes back to the node that it was given whenever it connects anew.
      const reads = [
        async () => ids((await found(there.store, stream)).events),
        async () => ids(await wholeLog(there.store)),
      ];
      for (const read of reads) {
        expect(await read()).toEqual(ids(written));
        await there.store.close();
        there = storeOn(follower);
      }
      expect(await there.store.head()).toBe(await log.store.head());
      expect(await there.store.seal(stream, 2)).toMatchObject({ kind: 'appended', revision: 2 });
    });

    it('asks again while no node leads', async () => {
      const stream = newStream();
      await log.store.append(stream, 'no-stream', [event()]);
      log.server.faults.refuse = { code: status.UNKNOWN, times: 4 };
      expect(await log.store.readStream(stream)).toMatchObject({ kind: 'found', lastRevision: 0 });
    });
  });

  it('waits for an acknowledged append that the leader does not show yet', async () => {
    await log.store.logId();
    log.server.faults.leaderLagMs = 150;
    const outcome = await log.store.append(newStream(), 'no-stream', events(2));
    expect(outcome).toMatchObject({ kind: 'appended', revision: 1 });
    const impatient = storeOn(log.server, 300);
    await impatient.store.logId();
    log.server.faults.leaderLagMs = 60_000;
    const unseen = impatient.store.append(newStream(), 'no-stream', [event()]);
    await expect(unseen).rejects.toBeInstanceOf(StoreUnavailable);
    await impatient.store.close();
  });

  it('says that the user may not read the log, and nothing milder', async () => {
    log.server.faults.deniesAll = true;
    await expect(log.store.check()).rejects.toBeInstanceOf(AccessRefused);
    log.server.faults.deniesAll = false;
    await expect(log.store.check()).resolves.toBeUndefined();
  });

  it('names the place of an event that this service did not write', async () => {
    const stream = newStream();
    await log.store.append(stream, 'no-stream', [event()]);
    const foreign = { type: 'Foreign', contentType: 'application/json', metadata: Buffer.from('{}') };
    log.server.log.append(stream, 0, [
      { ...foreign, id: '00000000-0000-4000-8000-000000000001', data: Buffer.from('{"a":1}') },
    ]);
    const fault = await wholeLog(log.store).catch((thrown: unknown) => thrown);
    expect(fault).toBeInstanceOf(CorruptLog);
    expect((fault as CorruptLog).place).toMatchObject({ stream, revision: 1 });
  });

  it('gives each event once although the server pushes it three times, and late', async () => {
    log.server.faults.deliveries = 3;
    log.server.faults.delayMs = 20;
    const subscriber = new Subscriber(log.store, { after: null });
    const stream = newStream();
    for (let at = 0; at < 10; at += 1)
      await log.store.append(stream, at === 0 ? 'no-stream' : at - 1, [event()]);
    await subscriber.until(() => subscriber.events.length >= 10);
    await pause(200);
    expect(subscriber.events.map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    await subscriber.stop();
  });

  it('delivers within a quarter of a second what another process appended', async () => {
    const other = storeOn(log.server);
    const subscriber = new Subscriber(other.store, { after: 'live' });
    await subscriber.until(() => subscriber.count('caught-up') === 1);
    await pause(100);
    const delays: number[] = [];
    for (let turn = 1; turn <= 9; turn += 1) {
      const before = performance.now();
      await log.store.append(newStream(), 'no-stream', [event()]);
      await subscriber.until(() => subscriber.events.length >= turn);
      delays.push(performance.now() - before);
    }
    // The median: one pause of a busy machine is no fault of the store.
    expect(delays.sort((a, b) => a - b)[4]).toBeLessThan(250);
    await subscriber.stop();
    await other.store.close();
  });

  it('releases its subscription at the server when it is closed', async () => {
    const subscriber = new Subscriber(log.store, { after: null });
    await subscriber.until(() => subscriber.count('caught-up') === 1);
    const until = Date.now() + 5_000;
    while (log.server.openSubscriptions === 0 && Date.now() < until) await pause(5);
    expect(log.server.openSubscriptions).toBe(1);
    await log.store.close();
    while (log.server.openSubscriptions > 0 && Date.now() < until) await pause(5);
    expect(log.server.openSubscriptions).toBe(0);
    await subscriber.ended();
  });

  it('hides a purged stream from readers of other processes as well', async () => {
    const other = storeOn(log.server);
    const [kept, gone] = [newStream(), newStream()];
    const keeps = events(2);
    await log.store.append(kept, 'no-stream', keeps);
    await log.store.append(gone, 'no-stream', events(2));
    expect(await wholeLog(other.store)).toHaveLength(4);
    await log.store.purge(gone);
    await pause(1_100);
    expect(ids(await wholeLog(other.store))).toEqual(ids(keeps));
    await other.store.close();
  });

  it('finds the end of the log behind hundreds of events of the server', async () => {
    await log.store.append(newStream(), 'no-stream', [event()]);
    const head = await log.store.head();
    const statistic = {
      type: '$statsCollected',
      contentType: 'application/json',
      data: Buffer.from('{}'),
      metadata: Buffer.from('{}'),
    };
    for (let count = 0; count < 300; count += 1)
      log.server.log.append('$stats-1', 'any', [{ ...statistic, id: `${count}` }]);
    const other = storeOn(log.server);
    expect(await other.store.head()).toBe(head);
    expect(await log.store.head()).toBe(head);
    const page = await other.store.readLog({ after: head, limit: 10 });
    expect(page.events).toEqual([]);
    expect((page.scannedTo ?? '') > (head ?? '')).toBe(true);
    await other.store.close();
  });

  describe('on a server that holds far more', () => {
    const messages = (): number => log.server.written;

    it.each(['26', '27', '29', '36', '43'] as const)('shows contract %s', async (id) => {
      log.server.log.addForeign(50_000);
      log.server.log.foreignEach = id === '26' ? 400 : 25_000;
      await CHECKS[id](log, { rejectsReusedIds: false, open: openFakeLog });
    });

    it('begins where the log begins, and passes what others wrote behind it without being sent it', async () => {
      log.server.log.addForeign(50_000);
      await log.store.append(newStream(), 'no-stream', events(3));
      log.server.log.addForeign(50_000);
      await log.store.append(newStream(), 'no-stream', events(3));
      const other = storeOn(log.server);
      const before = messages();
      expect(await wholeLog(other.store)).toHaveLength(6);
      expect(messages() - before).toBeLessThan(500);
      const looked = messages();
      await other.store.head();
      expect(messages() - looked).toBeLessThan(50);
      await other.store.close();
    });

    it('looks at what others wrote behind the log once', async () => {
      const outcome = await log.store.append(newStream(), 'no-stream', [event()]);
      log.server.log.addForeign(50_000);
      const other = storeOn(log.server);
      const heads = Promise.all([1, 2, 3].map(() => other.store.head()));
      expect(new Set(await heads)).toEqual(new Set([positionIn(outcome)]));
      expect(messages()).toBeLessThan(5_000);
      const before = messages();
      log.server.log.addForeign(5);
      expect(await other.store.head()).toBe(positionIn(outcome));
      expect(messages() - before).toBeLessThan(50);
      await other.store.close();
    });

    it('finds the end of a long log behind much of others', async () => {
      for (let at = 0; at < 5; at += 1) await log.store.append(newStream(), 'no-stream', events(500));
      const head = await log.store.head();
      log.server.log.addForeign(5_000);
      const other = storeOn(log.server);
      expect(await other.store.head()).toBe(head);
      await other.store.close();
    });

    it('is not woken by what others write', async () => {
      const subscriber = new Subscriber(log.store, { after: null });
      await subscriber.until(() => log.server.openSubscriptions === 1);
      await pause(200);
      const before = messages();
      log.server.log.append('accounts.order-2', 'any', [
        { id: 'x', type: 'T', contentType: 'application/json', data: Buffer.of(), metadata: Buffer.of() },
      ]);
      await pause(50);
      expect(messages()).toBe(before);
      await subscriber.stop();
    });

    it('reads a log whose identity is not its first record from the beginning of the server', async () => {
      const stream = newStream();
      const metadata = Buffer.from(JSON.stringify({ ...fixtures.recordedWith({}), schemaVersion: 1 }));
      const json = { contentType: 'application/json', data: Buffer.from('{}'), metadata };
      const named = { ...json, data: Buffer.from(JSON.stringify({ logId: 'of-before' })) };
      const [first, second] = [event(), event()];
      log.server.log.append(stream, 'no-stream', [{ ...json, id: first.eventId, type: 'Recorded' }]);
      log.server.log.append('eventstoredb-identity', 'no-stream', [
        { ...named, id: second.eventId, type: 'LogIdentified' },
      ]);
      expect(ids(await wholeLog(log.store))).toEqual([first.eventId]);
      expect(await log.store.head()).toMatch(/^\d{40}$/);
      expect(await log.store.logId()).toBe('of-before');
    });
  });

  it('keeps logs behind different prefixes apart on one server', async () => {
    const one = new EventStoreDbEventStore({ url: log.server.url, prefix: 'one.' });
    const two = new EventStoreDbEventStore({ url: log.server.url, prefix: 'two.' });
    const stream = newStream();
    await one.append(stream, 'no-stream', events(2));
    expect(await two.append(stream, 'no-stream', events(1))).toMatchObject({ kind: 'appended', revision: 0 });
    expect(await wholeLog(one)).toHaveLength(2);
    expect(await wholeLog(two)).toHaveLength(1);
    expect(await wholeLog(log.store)).toHaveLength(0);
    expect(await one.logId()).not.toBe(await two.logId());
    expect((await wholeLog(one))[0]?.streamId).toBe(stream);
    await Promise.all([one.close(), two.close()]);
  });
});

describe('the connection string', () => {
  it.each([
    ['esdb://ops:p%40ss@host:2113', { username: 'ops', password: 'p@ss' }],
    ['esdb+discover://ops:secret@cluster.local:2113?tls=true', { username: 'ops', password: 'secret' }],
    ['esdb://one:x@a:2113,b:2113,c:2113', { username: 'one', password: 'x' }],
    ['esdb://127.0.0.1:2113?tls=false', { username: 'leptotrace', password: '' }],
  ])('%s gives the user of every call', (url, credentials) => {
    expect(credentialsIn(url)).toEqual(credentials);
  });

  it.each(['esdb://host:2113', 'host:2113', '', 'esdb://'])('%j is refused', (url) => {
    expect(() => new EventStoreDbEventStore({ url })).toThrow(RangeError);
  });

  it.each(['x', 'Two.', 'a-b.', '$.'])('prefix %j is refused', (prefix) => {
    expect(() => new EventStoreDbEventStore({ url: 'esdb://h:1?tls=false', prefix })).toThrow(RangeError);
  });
});
