import { appendOneByOne, event, events, found, newStream } from './fixtures';
import type { Checks } from './harness';

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

export const streamChecks: Checks<'20' | '21' | '22' | '23' | '24' | '25'> = {
  '20': async ({ store }) => {
    expect(await store.readStream(newStream())).toEqual({ kind: 'missing' });
    await store.append(newStream(), 'no-stream', [event()]);
    expect(await store.readStream(newStream(), { from: 3 })).toEqual({ kind: 'missing' });
  },
  '21': async ({ store }) => {
    const stream = newStream();
    await store.append(stream, 'no-stream', events(10));
    const revisions = async (range: { from?: number; to?: number }): Promise<readonly number[]> => {
      const slice = await store.readStream(stream, range);
      expect(slice).toMatchObject({ kind: 'found', lastRevision: 9 });
      return slice.kind === 'found' ? slice.events.map(({ revision }) => revision) : [];
    };
    expect(await revisions({ from: 2, to: 4 })).toEqual([2, 3, 4]);
    expect(await revisions({ from: 0, to: 0 })).toEqual([0]);
    expect(await revisions({ from: 8 })).toEqual([8, 9]);
    expect(await revisions({ to: 1 })).toEqual([0, 1]);
    expect(await revisions({ from: 9, to: 99 })).toEqual([9]);
    expect(await revisions({ from: 5, to: 4 })).toEqual([]);
  },
  '22': async ({ store }) => {
    const stream = newStream();
    await store.append(stream, 'no-stream', events(3));
    expect(await store.readStream(stream, { from: 3 })).toEqual({
      kind: 'found',
      events: [],
      lastRevision: 2,
    });
    expect(await store.readStream(stream, { from: 1000 })).toEqual({
      kind: 'found',
      events: [],
      lastRevision: 2,
    });
  },
  '23': async ({ store }) => {
    const stream = newStream();
    for (let batch = 0; batch < 20; batch += 1) {
      const expected = batch === 0 ? 'no-stream' : batch * 500 - 1;
      await store.append(
        stream,
        expected,
        events(500, (index) => ({ index: batch * 500 + index })),
      );
    }
    const slice = await found(store, stream);
    expect(slice.lastRevision).toBe(9_999);
    expect(slice.events.map(({ revision }) => revision)).toEqual(upTo(10_000));
    expect(slice.events.map(({ data }) => data['index'])).toEqual(upTo(10_000));
  },
  '24': async ({ store }) => {
    const stream = newStream();
    for (let revision = 0; revision < 20; revision += 1) {
      await store.append(stream, revision === 0 ? 'no-stream' : revision - 1, [event()]);
      expect((await found(store, stream)).lastRevision).toBe(revision);
    }
  },
  '25': async ({ store }) => {
    const stream = newStream();
    await store.append(stream, 'no-stream', [event({ data: { index: -1 } })]);
    let writing = true;
    const writer = (async () => {
      for (let revision = 0; revision < 150; revision += 1) await store.append(stream, revision, [event()]);
      writing = false;
    })();
    let before = 0;
    while (writing) {
      const slice = await found(store, stream);
      expect(slice.events.map(({ revision }) => revision)).toEqual(upTo(slice.lastRevision + 1));
      expect(slice.lastRevision).toBeGreaterThanOrEqual(before);
      before = slice.lastRevision;
      await new Promise((resolve) => setImmediate(resolve));
    }
    await writer;
    expect(await appendOneByOne(store, newStream(), 1)).toMatchObject([{ kind: 'appended' }]);
    expect((await found(store, stream)).lastRevision).toBe(150);
  },
};
