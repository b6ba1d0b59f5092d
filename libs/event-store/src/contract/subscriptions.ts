import { getEventListeners } from 'node:events';
import { StoreUnavailable } from '../faults';
import type { Position } from '../port';
import {
  appendOneByOne,
  event,
  events,
  ids,
  newStream,
  pause,
  positionIn,
  Subscriber,
  wholeLog,
} from './fixtures';
import type { Check, Checks } from './harness';

const dropAndResume: Check = async (log, harness) => {
  const subscriber = new Subscriber(log.store, { after: null, batchSize: 10 });
  let written = 0;
  const stream = newStream();
  // A server that is just coming back may refuse: the same event at the same revision is tried again, as the
  // command runner does.
  const write = async (next = event(), triesLeft = 20): Promise<void> => {
    try {
      await log.store.append(stream, written === 0 ? 'no-stream' : written - 1, [next]);
      written += 1;
    } catch (fault) {
      if (!(fault instanceof StoreUnavailable) || triesLeft === 0) throw fault;
      await pause(50);
      await write(next, triesLeft - 1);
    }
  };
  for (const how of ['error', 'end', 'close'] as const) {
    for (let count = 0; count < 15; count += 1) await write();
    await harness.drop?.(log, how);
    for (let count = 0; count < 15; count += 1) await write();
    await subscriber.until(() => subscriber.events.length >= written);
  }
  expect(ids(subscriber.events)).toEqual(ids(await wholeLog(log.store)));
  await subscriber.stop();
};

export const subscriptionChecks: Checks<'32' | '33' | '34' | '35' | '36' | '37' | '38' | '39' | '40'> = {
  '32': async ({ store }) => {
    const stream = newStream();
    await store.append(stream, 'no-stream', events(300));
    const writer = (async () => {
      for (let revision = 299; revision < 599; revision += 1) await store.append(stream, revision, [event()]);
    })();
    const subscriber = new Subscriber(store, { after: null, batchSize: 16 });
    await subscriber.until(() => subscriber.events.length >= 600);
    await writer;
    await subscriber.until(() => subscriber.count('caught-up') > subscriber.count('fell-behind'));
    await store.append(stream, 599, [event()]);
    await subscriber.until(() => subscriber.events.length >= 601);
    expect(ids(subscriber.events)).toEqual(ids(await wholeLog(store)));

    const firstCaughtUp = subscriber.deliveries.findIndex(({ kind }) => kind === 'caught-up');
    const history = subscriber.deliveries
      .slice(0, firstCaughtUp)
      .flatMap((delivery) => (delivery.kind === 'events' ? delivery.events : []));
    expect(history.length).toBeGreaterThanOrEqual(300);
    const turns = subscriber.deliveries
      .map(({ kind }) => kind)
      .filter((kind) => kind === 'caught-up' || kind === 'fell-behind');
    expect(turns).toEqual(turns.map((_, index) => (index % 2 === 0 ? 'caught-up' : 'fell-behind')));
    await subscriber.stop();
  },
  '33': async ({ store }) => {
    const stream = newStream();
    const outcomes = await appendOneByOne(store, stream, 20);
    const middle = new Subscriber(store, { after: positionIn(outcomes[9]), batchSize: 4 });
    const live = new Subscriber(store, { after: 'live' });
    await middle.until(() => middle.events.length >= 10);
    await live.until(() => live.count('caught-up') === 1);
    expect(middle.events.map(({ revision }) => revision)).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
    expect(live.events).toEqual([]);
    await store.append(stream, 19, events(2));
    await live.until(() => live.events.length >= 2);
    await middle.until(() => middle.events.length >= 12);
    expect(live.events.map(({ revision }) => revision)).toEqual([20, 21]);
    await Promise.all([middle.stop(), live.stop()]);
  },
  '34': async ({ store }) => {
    const stream = newStream();
    await store.append(stream, 'no-stream', events(60));
    let waits = 0;
    const subscriber = new Subscriber(store, {
      after: null,
      batchSize: 7,
      onDelivery: async () => {
        waits += 1;
        if (waits <= 2) await pause(500);
      },
    });
    await store.append(stream, 59, events(400));
    await subscriber.until(() => subscriber.events.length >= 460);
    const sizes = subscriber.deliveries.map((delivery) =>
      delivery.kind === 'events' ? delivery.events.length : 0,
    );
    expect(Math.max(...sizes)).toBeLessThanOrEqual(7);
    expect(subscriber.events.map(({ revision }) => revision)).toEqual(
      Array.from({ length: 460 }, (_, at) => at),
    );
    await subscriber.stop();
  },
  '35': async ({ store }) => {
    const common = newStream('common');
    const first = positionIn(await store.append(common, 'no-stream', events(10)));
    const subscriber = new Subscriber(store, { after: null, filter: { categories: ['rare'] } });
    await subscriber.until(() => (subscriber.checkpoint ?? '') >= first);
    const second = positionIn(await store.append(common, 9, events(3)));
    await subscriber.until(() => (subscriber.checkpoint ?? '') >= second);
    expect(subscriber.events).toEqual([]);
    expect(subscriber.count('progress')).toBeGreaterThanOrEqual(1);
    await store.append(newStream('rare'), 'no-stream', [event()]);
    await subscriber.until(() => subscriber.events.length === 1);
    await subscriber.stop();
  },
  '36': async ({ store }) => {
    for (let index = 0; index < 12; index += 1) {
      await store.append(newStream(index % 3 === 0 ? 'rare' : 'common'), 'no-stream', events(5));
    }
    const filter = { categories: ['rare'] };
    const wanted = await wholeLog(store, { limit: 100, filter });
    const subscriber = new Subscriber(store, { after: null, filter, batchSize: 3 });
    await subscriber.until(() => subscriber.count('caught-up') >= 1);
    await subscriber.stop();
    const { checkpoints } = subscriber;
    expect(checkpoints).toEqual([...checkpoints].sort());
    expect(ids(subscriber.events)).toEqual(ids(wanted));

    const delivered = new Map<Position, number>();
    let count = 0;
    for (const delivery of subscriber.deliveries) {
      if (delivery.kind === 'events') count += delivery.events.length;
      if (delivery.kind !== 'fell-behind' && delivery.scannedTo) delivered.set(delivery.scannedTo, count);
    }
    for (const [checkpoint, before] of delivered) {
      const resumed = new Subscriber(store, { after: checkpoint, filter });
      await resumed.until(() => resumed.count('caught-up') >= 1);
      expect(ids(resumed.events)).toEqual(ids(wanted.slice(before)));
      await resumed.stop();
    }
  },
  '37': dropAndResume,
  '38': async ({ store }) => {
    await store.append(newStream(), 'no-stream', events(30));
    const delays: number[] = [];
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const subscriber = new Subscriber(store, { after: null, batchSize: 5 });
      await subscriber.until(() => subscriber.count('caught-up') === 1);
      const before = performance.now();
      subscriber.abort();
      await subscriber.ended();
      delays.push(performance.now() - before);
      expect(getEventListeners(subscriber.signal, 'abort')).toHaveLength(0);
    }
    // The median: one pause of a busy machine is no fault of the store.
    expect(delays.sort((a, b) => a - b)[2]).toBeLessThan(100);

    const waiting = new Subscriber(store, { after: 'live' });
    await waiting.until(() => waiting.count('caught-up') === 1);
    for (let index = 0; index < 30; index += 1) await store.append(newStream(), 'no-stream', [event()]);
    await waiting.until(() => waiting.events.length === 30);
    expect(getEventListeners(waiting.signal, 'abort').length).toBeLessThanOrEqual(2);
    await waiting.stop();

    const late = new AbortController();
    late.abort();
    const given = [];
    for await (const delivery of store.subscribe({ after: null, signal: late.signal })) given.push(delivery);
    expect(given).toEqual([]);
  },
  '39': async ({ store }) => {
    const stream = newStream();
    const strange = event({
      type: 'NobodyKnowsThis',
      schemaVersion: 999,
      data: { '': [[[null]]], data: 'no schema' },
    });
    const subscriber = new Subscriber(store, { after: null });
    await store.append(stream, 'no-stream', [event(), strange]);
    await store.append(stream, 1, [event()]);
    await subscriber.until(() => subscriber.events.length === 3);
    expect(subscriber.events[1]).toMatchObject({ ...strange, revision: 1 });
    await subscriber.stop();
  },
  '40': async ({ store }) => {
    const patients = new Subscriber(store, {
      after: null,
      filter: { categories: ['patient'] },
      batchSize: 2,
    });
    const boards = new Subscriber(store, { after: null, filter: { types: ['Decided'] } });
    for (let turn = 0; turn < 10; turn += 1) {
      await store.append(newStream('patient'), 'no-stream', [event()]);
      await store.append(newStream('board'), 'no-stream', [event({ type: 'Decided' })]);
    }
    await patients.until(() => patients.events.length === 10);
    await patients.stop();
    await store.append(newStream('board'), 'no-stream', [event({ type: 'Decided' })]);
    await boards.until(() => boards.events.length === 11);
    expect(patients.events.every(({ streamId }) => streamId.startsWith('patient-'))).toBe(true);
    expect(boards.events.every(({ type }) => type === 'Decided')).toBe(true);
    await boards.stop();
  },
};
