import { StoreUnavailable } from '../faults';
import type { Position } from '../port';
import { event, events, ids, newStream, positionIn, Subscriber, wholeLog } from './fixtures';
import type { Check, Checks } from './harness';

const keepsIdentity: Check = async (log, harness) => {
  if (!harness.reopen) throw new Error('the harness cannot reopen');
  const stream = newStream();
  await log.store.append(stream, 'no-stream', events(3));
  const id = await log.admin.logId();
  const before = await wholeLog(log.store);
  const again = await harness.reopen(log);
  try {
    expect(await again.admin.logId()).toBe(id);
    expect(await wholeLog(again.store)).toEqual(before);
    expect(await again.store.append(stream, 2, [event()])).toMatchObject({ kind: 'appended', revision: 3 });
  } finally {
    await again.dispose();
  }
};

const waitsForServer: Check = async (_log, harness) => {
  if (!harness.openAbsent) throw new Error('the harness has no absent server');
  const absent = await harness.openAbsent();
  try {
    const stream = newStream();
    const written = events(1);
    await expect(absent.store.append(stream, 'no-stream', written)).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(absent.store.readStream(stream)).rejects.toBeInstanceOf(StoreUnavailable);
    await absent.start();
    expect(await absent.store.append(stream, 'no-stream', written)).toMatchObject({ revision: 0 });
  } finally {
    await absent.dispose();
  }
};

export const lifecycleChecks: Checks<'41' | '42' | '43' | '44' | '45' | '45b' | '46'> = {
  '41': async ({ store }) => {
    const stream = newStream();
    const written = events(3);
    const last = positionIn(await store.append(stream, 'no-stream', written));
    expect(await store.seal(stream, 1)).toEqual({ kind: 'conflict', actual: 2 });
    expect(await store.seal(newStream(), 0)).toEqual({ kind: 'conflict', actual: 'no-stream' });
    expect(await store.seal(stream, 2)).toEqual({ kind: 'appended', revision: 2, position: last });
    for (const expected of ['no-stream', 0, 2, 3, 99] as const) {
      expect(await store.append(stream, expected, [event()])).toEqual({ kind: 'sealed' });
    }
    expect(await store.append(stream, 'no-stream', written)).toEqual({ kind: 'sealed' });
    expect(await store.seal(stream, 2)).toEqual({ kind: 'already-appended', revision: 2, position: last });
    expect(await store.readStream(stream)).toEqual({ kind: 'sealed' });
  },
  '42': async ({ store }) => {
    const [sealed, open] = [newStream(), newStream()];
    await store.append(sealed, 'no-stream', [event(), event({ type: 'PatientErased' })]);
    await store.append(open, 'no-stream', [event()]);
    const before = await wholeLog(store);
    const subscriber = new Subscriber(store, { after: null });
    await store.seal(sealed, 1);
    expect(await wholeLog(store)).toEqual(before);
    await subscriber.until(() => subscriber.events.length === 3);
    expect(subscriber.events.map(({ type }) => type)).toContain('PatientErased');
    await subscriber.stop();
  },
  '43': async ({ store, admin }) => {
    const [kept, gone] = [newStream(), newStream()];
    const keeps = events(2);
    await store.append(kept, 'no-stream', keeps);
    const last = positionIn(await store.append(gone, 'no-stream', events(3)));
    await store.seal(gone, 2);
    await admin.purge(gone);
    await admin.purge(gone);
    await admin.purge(newStream());
    expect(await store.readStream(gone)).toEqual({ kind: 'sealed' });
    expect(await store.append(gone, 'no-stream', [event()])).toEqual({ kind: 'sealed' });
    expect(await store.seal(gone, 2)).toEqual({ kind: 'already-appended', revision: 2, position: last });
    expect(ids(await wholeLog(store))).toEqual(ids(keeps));
    // A reader that waits for the position of a purged event must still get there.
    let reached: Position | null = null;
    for (let atEnd = false; !atEnd;) {
      const page = await store.readLog({ after: reached, limit: 10 });
      ({ atEnd } = page);
      reached = page.scannedTo ?? reached;
    }
    expect((reached ?? '') >= last).toBe(true);
    const next = await store.append(kept, 1, [event()]);
    expect(positionIn(next) > last).toBe(true);
    expect(await wholeLog(store)).toHaveLength(3);

    const neverSealed = newStream();
    await store.append(neverSealed, 'no-stream', events(2));
    await admin.purge(neverSealed);
    expect(await store.readStream(neverSealed)).toEqual({ kind: 'sealed' });
  },
  '44': async ({ store, admin }) => {
    const stream = newStream();
    await store.append(stream, 'no-stream', events(3));
    const waiting = new Subscriber(store, { after: null });
    await waiting.until(() => waiting.count('caught-up') === 1);
    await Promise.all([store.close(), store.close()]);
    await store.close();
    await waiting.ended();
    const firstDelivery = async (): Promise<void> => {
      for await (const _ of store.subscribe({ after: null, signal: new AbortController().signal })) return;
    };
    const calls = [
      () => store.append(stream, 2, [event()]),
      () => store.readStream(stream),
      () => store.readLog({ after: null, limit: 1 }),
      () => store.head(),
      () => store.seal(stream, 2),
      () => admin.purge(stream),
      () => admin.logId(),
      firstDelivery,
    ];
    for (const call of calls) await expect(call()).rejects.toBeInstanceOf(StoreUnavailable);
  },
  '45': async (log, harness) => {
    const other = await harness.open();
    try {
      const id = await log.admin.logId();
      expect(id).toMatch(/./);
      await log.store.append(newStream(), 'no-stream', [event()]);
      expect(await log.admin.logId()).toBe(id);
      expect(await other.admin.logId()).not.toBe(id);
    } finally {
      await other.dispose();
    }
  },
  '45b': keepsIdentity,
  '46': waitsForServer,
};
