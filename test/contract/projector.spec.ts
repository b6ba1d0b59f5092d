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
    const projector = new Projector({ log, store: on, projection, owner, leaseMs: 300, onState });
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

  it('halts at an event that cannot be read, names it, and leaves the rows in front of it', async () => {
    const projection = counting('one');
    const { projector } = project(projection, 'me');
    await write(5);
    await level(projection);
    await log.append(streamId('patient', 'bad'), 'no-stream', [event({ type: 'Unreadable' })]);
    const until = Date.now() + 5_000;
    while (projector.current.kind !== 'halted' && Date.now() < until) await wait(5);
    expect(projector.current).toMatchObject({
      kind: 'halted',
      reason: 'unreadable',
      place: { stream: 'patient-bad', revision: 0 },
    });
    expect(await total(projection)).toBe(5);
    const reader = new ModelReader({ log, store, projection });
    expect(await reader.lag(new Date('2026-01-01T00:01:00Z'))).toEqual({
      events: 1,
      atLeast: false,
      seconds: 60,
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
