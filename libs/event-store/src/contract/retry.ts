import { StoreUnavailable } from '../faults';
import { event, events, found, ids, newStream, positionIn, wholeLog } from './fixtures';
import type { Check, Checks } from './harness';

const survivesRestart: Check = async (log, harness) => {
  if (!harness.reopen) throw new Error('the harness cannot reopen');
  const stream = newStream();
  const written = events(3);
  const first = await log.store.append(stream, 'no-stream', written);
  const again = await harness.reopen(log);
  try {
    expect(await again.store.append(stream, 'no-stream', written)).toEqual({
      ...first,
      kind: 'already-appended',
    });
    expect(ids(await wholeLog(again.store))).toEqual(ids(written));
  } finally {
    await again.dispose();
  }
};

const survivesLostAnswer: Check = async (log, harness) => {
  const stream = newStream();
  const written = events(2);
  await harness.loseNextAnswer?.(log);
  const first = await log.store.append(stream, 'no-stream', written).catch((fault: unknown) => fault);
  // A store that repeats the append by itself knows the outcome; another says that it does not.
  if (!(first instanceof StoreUnavailable)) expect(first).toMatchObject({ kind: 'appended', revision: 1 });
  expect(await log.store.append(stream, 'no-stream', written)).toMatchObject({
    kind: 'already-appended',
    revision: 1,
  });
  expect(ids((await found(log.store, stream)).events)).toEqual(ids(written));
};

export const retryChecks: Checks<'13' | '14' | '15' | '16' | '17' | '18' | '19'> = {
  '13': async ({ store }) => {
    const stream = newStream();
    const begin = events(2);
    const more = events(3);
    const first = await store.append(stream, 'no-stream', begin);
    const second = await store.append(stream, 1, more);
    expect(await store.append(stream, 1, more)).toEqual({ ...second, kind: 'already-appended' });
    expect(await store.append(stream, 'no-stream', begin)).toEqual({ ...first, kind: 'already-appended' });
    expect(positionIn(first) < positionIn(second)).toBe(true);
    expect((await found(store, stream)).lastRevision).toBe(4);
    const repeats = [event()] as const;
    const together = await Promise.all([1, 2, 3].map(() => store.append(stream, 4, repeats)));
    expect(together.map(({ kind }) => kind).sort()).toEqual([
      'already-appended',
      'already-appended',
      'appended',
    ]);
    expect(new Set(together.map(positionIn)).size).toBe(1);
  },
  '14': survivesRestart,
  '15': async ({ store }) => {
    const stream = newStream();
    const written = events(3);
    const first = await store.append(stream, 'no-stream', written);
    await store.append(stream, 2, events(5));
    await store.append(newStream(), 'no-stream', events(5));
    expect(await store.append(stream, 'no-stream', written)).toEqual({ ...first, kind: 'already-appended' });
    expect((await found(store, stream)).lastRevision).toBe(7);
  },
  '16': async ({ store }) => {
    const stream = newStream();
    const [first, second] = [event(), event()];
    await store.append(stream, 'no-stream', [first, second]);
    const conflict = { kind: 'conflict', actual: 1 };
    expect(await store.append(stream, 'no-stream', [first, event()])).toEqual(conflict);
    expect(await store.append(stream, 'no-stream', [second, first])).toEqual(conflict);
    expect(await store.append(stream, 'no-stream', [first, second, event()])).toEqual(conflict);
    expect(ids((await found(store, stream)).events)).toEqual(ids([first, second]));
  },
  '17': async ({ store }) => {
    const [here, there] = [newStream(), newStream()];
    const same = event();
    await store.append(here, 'no-stream', [same]);
    expect(await store.append(there, 'no-stream', [same])).toMatchObject({ kind: 'appended', revision: 0 });
    expect(await store.append(here, 'no-stream', [same])).toMatchObject({ kind: 'already-appended' });
    expect(await wholeLog(store)).toHaveLength(2);
  },
  '18': survivesLostAnswer,
  '19': async ({ store }) => {
    const stream = newStream();
    const known = event();
    await store.append(stream, 'no-stream', [known, event()]);
    const conflict = { kind: 'conflict', actual: 1 };
    expect(await store.append(stream, 1, [known])).toEqual(conflict);
    expect(await store.append(stream, 1, [event(), known])).toEqual(conflict);
    const twice = event();
    expect(await store.append(newStream(), 'no-stream', [twice, twice])).toEqual({
      kind: 'conflict',
      actual: 'no-stream',
    });
    expect(await wholeLog(store)).toHaveLength(2);
    expect(await store.append(stream, 1, [event()])).toMatchObject({ kind: 'appended', revision: 2 });
  },
};
