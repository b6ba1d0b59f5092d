import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { CorruptLog, streamId, type RecordedEvent } from '@leptotrace/event-store';
import { MemoryEventStore } from '@leptotrace/event-store-memory';
import {
  ModelReader,
  Projector,
  type Projection,
  type ProjectorState,
  type ReadModelStore,
} from '@leptotrace/read-model';
import { openSqliteReadModels } from '@leptotrace/read-model-sqlite';
import { fixtures } from '../../libs/event-store/src/contract';

const { event } = fixtures;
const KEPT = event();

/** Counts the events of each stream, and says under which definition. */
const counting = (definition: string): Projection => ({
  model: 'counts',
  definition,
  filter: { categories: ['patient'] },
  changes: async (events) =>
    events.map(({ streamId: key, revision, type }: RecordedEvent) => {
      if (type === 'Unreadable') throw new CorruptLog('unreadable', { stream: key, revision, position: '' });
      return { kind: 'put', key, row: { count: revision + 1, definition } };
    }),
});

describe('the projector', () => {
  let log: MemoryEventStore;
  let store: ReadModelStore;
  let folder: string;
  const running: { stop: () => Promise<void> }[] = [];

  beforeEach(() => {
    log = new MemoryEventStore();
    folder = mkdtempSync(join(tmpdir(), 'leptotrace-projector-'));
    store = openSqliteReadModels({ file: join(folder, 'read-models.db') });
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map(({ stop }) => stop()));
    await store.close();
    await log.close();
    rmSync(folder, { recursive: true });
  });

  const project = (projection: Projection, owner: string, on = store) => {
    const stopped = new AbortController();
    const states: ProjectorState[] = [];
    const onState = (state: ProjectorState): void => void states.push(state);
    const projector = new Projector({
      log,
      store: on,
      projection,
      owner,
      leaseMs: 300,
      healEveryMs: 50,
      onState,
    });
    const ended = projector.run(stopped.signal);
    const stop = async (): Promise<void> => {
      stopped.abort();
      await ended;
    };
    running.push({ stop });
    return { projector, states, stop };
  };

  const write = async (count: number, streams = 5): Promise<void> => {
    for (let turn = 0; turn < count; turn += 1) {
      const stream = streamId('patient', String(turn % streams));
      const slice = await log.readStream(stream);
      await log.append(stream, slice.kind === 'found' ? slice.lastRevision : 'no-stream', [event()]);
    }
  };

  const level = async (projection: Projection): Promise<void> => {
    const until = Date.now() + 10_000;
    while ((await store.checkpoint(projection))?.position !== (await log.head())) {
      if (Date.now() > until) throw new Error('the rows do not come level with the log');
      await wait(5);
    }
  };

  const total = async (projection: Projection): Promise<number> => {
    const page = await store.page(projection, { after: null, limit: 100 });
    return (page?.rows ?? []).reduce((sum, { row }) => sum + Number(row['count']), 0);
  };

  it('gives readers a model once it is level with the log, and keeps it so', async () => {
    const projection = counting('one');
    await write(20);
    project(projection, 'me');
    await level(projection);
    expect(await total(projection)).toBe(20);
    await write(7);
    await level(projection);
    expect(await total(projection)).toBe(27);
  });

  it('builds a rebuild beside the live rows and swaps, and no read fails or finds less meanwhile', async () => {
    const projection = counting('one');
    await write(50);
    project(projection, 'me');
    await level(projection);
    let isReading = true;
    let least = Number.POSITIVE_INFINITY;
    const reading = (async () => {
      while (isReading) {
        least = Math.min(least, await total(projection));
        await wait(0);
      }
    })();
    const { number } = await store.begin(projection, await log.logId());
    await write(10);
    const until = Date.now() + 10_000;
    const swapped = async (): Promise<boolean> => {
      const found = await store.generations('counts');
      return found.length === 1 && found[0]?.number === number && found[0].active;
    };
    while (!(await swapped()) && Date.now() < until) await wait(10);
    expect(await swapped()).toBe(true);
    await level(projection);
    isReading = false;
    await reading;
    expect(least).toBeGreaterThanOrEqual(50);
    expect(await total(projection)).toBe(60);
  });

  it('builds a new definition beside the old one, and drops the old when nobody projects it any more', async () => {
    const [one, two] = [counting('one'), counting('two')];
    await write(10);
    const old = project(one, 'old');
    await level(one);
    expect((await store.page(two, { after: null, limit: 1 }))?.rows[0]?.row['definition']).toBe('one');
    const fresh = project(two, 'fresh');
    const inTime = Date.now() + 5_000;
    const readBy = async (projection: Projection): Promise<unknown> =>
      (await store.page(projection, { after: null, limit: 1 }))?.rows[0]?.row['definition'];
    while ((await readBy(two)) !== 'two' && Date.now() < inTime) await wait(5);
    expect(await readBy(two)).toBe('two');
    expect((await store.page(one, { after: null, limit: 1 }))?.rows[0]?.row['definition']).toBe('one');
    await old.stop();
    await fresh.stop();
    project(two, 'next');
    const until = Date.now() + 10_000;
    while ((await store.generations('counts')).length > 1 && Date.now() < until) await wait(10);
    expect(await store.generations('counts')).toMatchObject([{ definition: 'two', active: true }]);
  });

  it('makes each row once while it builds, however many events lie behind it', async () => {
    await write(40, 4);
    const made: string[] = [];
    const projection: Projection = {
      ...counting('one'),
      changes: async () => [],
      latest: async (ends) =>
        ends.map(({ streamId: key, revision }) => {
          made.push(key);
          return { kind: 'put', key, row: { count: revision + 1 } };
        }),
    };
    project(projection, 'me');
    await level(projection);
    expect(made).toHaveLength(4);
    expect(await total(projection)).toBe(40);
  });

  it('lets one of two instances project, and the other take over when the first is gone', async () => {
    const projection = counting('one');
    const first = project(projection, 'first');
    await write(5);
    await level(projection);
    const second = project(projection, 'second');
    await wait(200);
    expect(second.projector.current.kind).toBe('standby');
    await first.stop();
    await write(5);
    await level(projection);
    expect(second.projector.current).toEqual({ kind: 'projecting', caughtUp: true });
    expect(await total(projection)).toBe(10);
  });

  describe('a stream that cannot be taken further', () => {
    const bad = streamId('patient', 'bad');
    /** Fails for unreadable events and for streams that cannot be derived, as long as it is broken. */
    const brittle = (broken: () => boolean, latest = false): Projection => {
      const sound = counting('one');
      const changes: Projection['changes'] = async (events) => {
        const found = events.find(({ type }) => type === 'Unreadable');
        if (found && broken())
          throw new CorruptLog('unreadable', {
            stream: found.streamId,
            revision: found.revision,
            position: '',
          });
        if (events.some(({ type }) => type === 'Underivable') && broken())
          throw new TypeError('clinical text');
        return await sound.changes(events.filter(({ type }) => type !== 'Unreadable'));
      };
      return latest
        ? {
            ...sound,
            changes,
            latest: async (ends) => {
              if (ends.some(({ streamId: id }) => id === bad) && broken())
                throw new TypeError('clinical text');
              return ends.map(({ streamId: key, revision }) => ({
                kind: 'put',
                key,
                row: { count: revision + 1 },
              }));
            },
          }
        : { ...sound, changes };
    };
    const asideOf = (projection: Projection) => new ModelReader({ log, store, projection }).aside();

    it.each([
      ['read', 'Unreadable', 'unreadable'],
      ['derived', 'Underivable', 'TypeError'],
    ])(
      'because it cannot be %s: it is set aside from there on, named, and all others go on',
      async (_what, type, reason) => {
        const projection = brittle(() => true);
        const { projector } = project(projection, 'me');
        await write(5);
        await log.append(bad, 'no-stream', [event(), event({ type }), event()]);
        await write(5);
        await level(projection);
        expect(projector.current).toEqual({ kind: 'projecting', caughtUp: true });
        expect(await asideOf(projection)).toEqual([{ stream: bad, revision: 1, reason }]);
        const reader = new ModelReader({ log, store, projection });
        const page = await reader.page({ after: null, limit: 100 }, await log.head(), 1_000);
        expect(page).toMatchObject({ kind: 'page' });
        if (page.kind !== 'page') return;
        expect(page.rows.map(({ key }) => key)).toEqual([
          'patient-0',
          'patient-1',
          'patient-2',
          'patient-3',
          'patient-4',
          'patient-bad',
        ]);
        // As far as it could be taken, and no further.
        expect(page.rows.at(-1)?.row['count']).toBe(1);
      },
    );

    it('is set aside while the rows are built from the ends of streams, too', async () => {
      const projection = brittle(() => true, true);
      await write(10);
      await log.append(bad, 'no-stream', [event()]);
      project(projection, 'me');
      await level(projection);
      expect(await asideOf(projection)).toEqual([{ stream: bad, revision: 0, reason: 'TypeError' }]);
      expect(
        await new ModelReader({ log, store, projection }).page({ after: null, limit: 9 }, null, 0),
      ).toMatchObject({
        rows: { length: 5 },
      });
    });

    it('goes on where it stood once it can be read, also under another holder of the lease', async () => {
      let broken = true;
      const projection = brittle(() => broken);
      const first = project(projection, 'first');
      await log.append(bad, 'no-stream', [event(), event({ type: 'Underivable' }), event()]);
      await level(projection);
      expect(await asideOf(projection)).toHaveLength(1);
      await first.stop();
      broken = false;
      project(projection, 'second');
      const until = Date.now() + 5_000;
      while ((await asideOf(projection)).length > 0 && Date.now() < until) await wait(10);
      expect(await asideOf(projection)).toEqual([]);
      expect(await total(projection)).toBe(3);
    });
  });

  it('begins anew when the log is another one', async () => {
    const projection = counting('one');
    await write(5);
    const first = project(projection, 'me');
    await level(projection);
    await first.stop();
    await log.close();
    log = new MemoryEventStore();
    await write(2, 1);
    project(projection, 'me');
    const until = Date.now() + 5_000;
    while ((await total(projection)) !== 2 && Date.now() < until) await wait(10);
    expect(await total(projection)).toBe(2);
    expect(await store.generations('counts')).toHaveLength(1);
  });

  it('builds again what was lost under it, though nothing is written', async () => {
    const projection = counting('one');
    await write(5);
    project(projection, 'me');
    await level(projection);
    for (const generation of await store.generations('counts')) await store.drop(generation);
    expect(await store.checkpoint(projection)).toBeNull();
    await level(projection);
    expect(await total(projection)).toBe(5);
  });

  it('begins anew when the log was put back under it, and shows nothing of what is no longer there', async () => {
    const projection = counting('one');
    const before = log;
    log = new MemoryEventStore({ logId: await before.logId() });
    for (const one of [before, log])
      for (const key of ['a', 'b']) await one.append(streamId('patient', key), 'no-stream', [KEPT]);
    await before.append(streamId('patient', 'lost'), 'no-stream', [event()]);
    const going = { at: before };
    // The same server, with the log of before.
    const server = new Proxy(before, {
      get: (_, name) => {
        const found = Reflect.get(going.at, name) as unknown;
        return typeof found === 'function' ? found.bind(going.at) : found;
      },
    });
    const stopped = new AbortController();
    const projector = new Projector({ log: server, store, projection, owner: 'me', leaseMs: 300 });
    const running = projector.run(stopped.signal);
    const reader = () => new ModelReader({ log: server, store, projection });
    const shown = async (): Promise<string> => {
      const page = await reader().page({ after: null, limit: 9 }, null, 0);
      return page.kind === 'page' ? page.rows.map(({ key }) => key).join() : page.kind;
    };
    try {
      const until = Date.now() + 5_000;
      const wanted = (what: string) => async (): Promise<boolean> => (await shown()) === what;
      const comes = async (isSo: () => Promise<boolean>): Promise<void> => {
        while (!(await isSo()) && Date.now() < until) await wait(5);
      };
      await comes(wanted('patient-a,patient-b,patient-lost'));
      going.at = log;
      expect(await shown()).toBe('behind');
      await comes(wanted('patient-a,patient-b'));
      expect(await shown()).toBe('patient-a,patient-b');
      expect((await reader().checkpoint())?.position).toBe(await log.head());
    } finally {
      stopped.abort();
      await running;
      await before.close();
    }
  });

  it('moves its checkpoint over events of others, so that a reader need not wait for its own', async () => {
    const projection = counting('one');
    project(projection, 'me');
    await write(1);
    await log.append(streamId('board', 'x'), 'no-stream', [event()]);
    const reader = new ModelReader({ log, store, projection });
    const answer = await reader.page({ after: null, limit: 9 }, await log.head(), 5_000);
    expect(answer.kind).toBe('page');
  });
});
