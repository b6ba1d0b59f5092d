import { Sqlite } from '@leptotrace/sqlite';
import { StoreUnavailable } from '@leptotrace/event-store';
import { fixtures } from '../../libs/event-store/src/contract';
import { openTemporaryLog } from './support/temporary-log';

const { event, events, newStream, Subscriber, wholeLog } = fixtures;

describe('a SQLite commit that fails', () => {
  it('is forgotten whole: neighbours in it can be repeated as they were', async () => {
    const log = await openTemporaryLog();
    const [known, fresh, poisoned] = [newStream(), newStream(), newStream()];
    await log.store.append(known, 'no-stream', [event()]);
    const other = new Sqlite(log.file);
    other.exec(
      `CREATE TRIGGER fails BEFORE INSERT ON events WHEN new.type = 'FailsInTheStore'
       BEGIN SELECT RAISE(ABORT, 'the row could not be written'); END`,
    );
    other.close();

    const [one, two] = [events(2), events(3)];
    const together = await Promise.allSettled([
      log.store.append(known, 0, one),
      log.store.append(fresh, 'no-stream', two),
      log.store.append(poisoned, 'no-stream', [event({ type: 'FailsInTheStore' })]),
    ]);
    const reasons = together.map((outcome): unknown => outcome.status === 'rejected' && outcome.reason);
    expect(reasons.every((reason) => reason instanceof StoreUnavailable)).toBe(true);
    expect(await wholeLog(log.store)).toHaveLength(1);

    expect(await log.store.append(known, 0, one)).toMatchObject({ kind: 'appended', revision: 2 });
    expect(await log.store.append(fresh, 'no-stream', two)).toMatchObject({ kind: 'appended', revision: 2 });
    expect(await log.store.readStream(poisoned)).toEqual({ kind: 'missing' });
    await log.dispose();
  });
});

describe('a SQLite log read by a rare type', () => {
  it('is scanned in bounded steps, each of which moves the checkpoint', async () => {
    const log = await openTemporaryLog();
    for (let batch = 0; batch < 45; batch += 1) await log.store.append(newStream(), 'no-stream', events(500));
    await log.store.append(newStream(), 'no-stream', [event({ type: 'Rare' })]);
    const filter = { types: ['Rare'] };
    const first = await log.store.readLog({ after: null, filter, limit: 10 });
    expect(first).toEqual({ events: [], scannedTo: expect.any(String), atEnd: false });
    expect(await wholeLog(log.store, { limit: 10, filter })).toMatchObject([{ type: 'Rare' }]);

    const subscriber = new Subscriber(log.store, { after: null, filter });
    await subscriber.until(() => subscriber.count('caught-up') === 1);
    expect(subscriber.deliveries.map(({ kind }) => kind)).toEqual([
      'progress',
      'progress',
      'events',
      'caught-up',
    ]);
    await subscriber.stop();
    await log.dispose();
  });

  it('tells a subscriber that it fell behind, and when it has caught up again', async () => {
    const log = await openTemporaryLog();
    const subscriber = new Subscriber(log.store, { after: 'live', batchSize: 2 });
    await subscriber.until(() => subscriber.count('caught-up') === 1);
    await log.store.append(newStream(), 'no-stream', events(40));
    await subscriber.until(() => subscriber.count('caught-up') === 2);
    expect(subscriber.count('fell-behind')).toBe(1);
    expect(subscriber.events).toHaveLength(40);
    await subscriber.stop();
    await log.dispose();
  });
});
