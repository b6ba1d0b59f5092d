import { streamId, type EventId, type Position } from '../port';
import { appendOneByOne, event, events, ids, newStream, positionIn, wholeLog } from './fixtures';
import type { Checks } from './harness';

export const logChecks: Checks<'26' | '27' | '28' | '29' | '30' | '31'> = {
  '26': async ({ store }) => {
    expect(await store.head()).toBeNull();
    const outcomes = await appendOneByOne(store, newStream(), 120);
    const positions = outcomes.map(positionIn);
    expect([...positions].sort()).toEqual(positions);
    expect(new Set(positions).size).toBe(120);
    expect(new Set(positions.map(({ length }) => length)).size).toBe(1);
    expect((await wholeLog(store)).map(({ position }) => position)).toEqual(positions);
    expect(await store.head()).toBe(positions.at(-1));
  },
  '27': async ({ store }) => {
    const [one, two] = [newStream('patient'), newStream('board')];
    await store.append(one, 'no-stream', events(13));
    await store.append(two, 'no-stream', events(9));
    const all = await wholeLog(store);
    expect(all).toHaveLength(22);
    for (const limit of [1, 2, 3, 7, 21, 22, 23, 1000]) {
      expect(ids(await wholeLog(store, { limit }))).toEqual(ids(all));
      expect(ids(await wholeLog(store, { limit, filter: { categories: ['board'] } }))).toEqual(
        ids(all.slice(13)),
      );
    }
    for (const [index, { position }] of all.entries()) {
      expect(ids(await wholeLog(store, { limit: 5, after: position }))).toEqual(ids(all.slice(index + 1)));
    }
    // A server may hold more than this log: that is passed once, and nothing is left behind it.
    let end = all.at(-1)?.position ?? null;
    for (let atEnd = false; !atEnd;) {
      const page = await store.readLog({ after: end, limit: 5 });
      expect(page.events).toEqual([]);
      ({ atEnd } = page);
      end = page.scannedTo ?? end;
    }
    expect(await store.readLog({ after: end, limit: 5 })).toEqual({
      events: [],
      scannedTo: null,
      atEnd: true,
    });
  },
  '28': async ({ store }) => {
    const patient = streamId('patient', '1');
    const hyphens = streamId('patient', 'a-b-c');
    const others = [streamId('patients', '1'), streamId('pat', 'ient-1'), streamId('board', 'patient-1')];
    for (const stream of [patient, ...others, hyphens]) await store.append(stream, 'no-stream', [event()]);
    const streams = async (categories: readonly string[]): Promise<readonly string[]> =>
      (await wholeLog(store, { limit: 10, filter: { categories } })).map((one) => one.streamId);
    expect(await streams(['patient'])).toEqual([patient, hyphens]);
    expect(await streams(['patients'])).toEqual([others[0]]);
    expect(await streams(['board', 'pat'])).toEqual([others[1], others[2]]);
    expect(await streams(['ient'])).toEqual([]);
  },
  '29': async ({ store }) => {
    const wanted = newStream('rare');
    for (let index = 0; index < 5; index += 1)
      await store.append(newStream('common'), 'no-stream', events(40));
    await store.append(wanted, 'no-stream', [event()]);
    const last = await store.append(newStream('common'), 'no-stream', events(40));
    for (const filter of [
      { categories: ['rare'] },
      { categories: ['nowhere'] },
      { types: ['NeverRecorded'] },
    ]) {
      let after: Position | null = null;
      let pages = 0;
      for (; pages < 100; pages += 1) {
        const page = await store.readLog({ after, filter, limit: 3 });
        after = page.scannedTo ?? after;
        if (page.atEnd) break;
      }
      expect(pages).toBeLessThan(100);
      expect((after ?? '') >= positionIn(last)).toBe(true);
    }
  },
  '30': async ({ store }) => {
    const [patient, board] = [newStream('patient'), newStream('board')];
    await store.append(patient, 'no-stream', [
      event({ type: 'A' }),
      event({ type: 'B' }),
      event({ type: 'C' }),
    ]);
    await store.append(board, 'no-stream', [event({ type: 'A' }), event({ type: 'B' })]);
    await store.seal(board, 1);
    const types = async (filter: { categories?: string[]; types?: string[] }): Promise<readonly string[]> =>
      (await wholeLog(store, { limit: 2, filter })).map(
        ({ type, streamId: of }) => `${of.split('-')[0] ?? ''}:${type}`,
      );
    expect(await types({ categories: ['patient'] })).toEqual(['patient:A', 'patient:B', 'patient:C']);
    expect(await types({ types: ['A', 'C'] })).toEqual(['patient:A', 'patient:C', 'board:A']);
    expect(await types({ categories: ['board', 'patient'], types: ['B'] })).toEqual(['patient:B', 'board:B']);
    expect(await types({ categories: ['board'], types: ['C'] })).toEqual([]);
    expect(await types({ categories: [] })).toEqual([]);
    expect(await types({ types: [] })).toEqual([]);
    expect((await wholeLog(store)).filter(({ type }) => type.startsWith('$'))).toEqual([]);
    expect(await wholeLog(store)).toHaveLength(5);
  },
  '31': async ({ store }) => {
    const [one, two] = [newStream(), newStream()];
    for (let turn = 0; turn < 10; turn += 1) {
      await store.append(one, turn === 0 ? 'no-stream' : turn - 1, [event({ data: { turn, of: 'one' } })]);
      await store.append(two, turn === 0 ? 'no-stream' : turn - 1, [event({ data: { turn, of: 'two' } })]);
    }
    expect((await wholeLog(store, { limit: 3 })).map(({ data }) => data['of'])).toEqual(
      Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? 'one' : 'two')),
    );

    let after = await store.head();
    const commits = Array.from({ length: 1000 }, () => event());
    const writing = Promise.all(commits.map((commit) => store.append(newStream(), 'no-stream', [commit])));
    const seen: EventId[] = [];
    const places: Position[] = [];
    const deadline = Date.now() + 15_000;
    while (seen.length < 1000 && Date.now() < deadline) {
      const page = await store.readLog({ after, limit: 37 });
      seen.push(...ids(page.events));
      places.push(...page.events.map(({ position }) => position));
      after = page.scannedTo ?? after;
      await new Promise((resolve) => setImmediate(resolve));
    }
    await writing;
    expect([...seen].sort()).toEqual([...ids(commits)].sort());
    expect([...places].sort()).toEqual(places);
  },
};
