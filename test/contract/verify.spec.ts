import { Sqlite, type Database } from '@leptotrace/sqlite';
import fc from 'fast-check';
import {
  chainEvents,
  GENESIS_HASH,
  recordRoot,
  ROOTS_STREAM,
  StoreUnavailable,
  streamId,
  verifyLog,
  type EventStore,
  type EventStoreAdmin,
  type EventToAppend,
  type StreamId,
} from '@leptotrace/event-store';
import { MemoryEventStore } from '@leptotrace/event-store-memory';
import type { Instant } from '@leptotrace/kernel';
import { fixtures } from '../../libs/event-store/src/contract';
import { chained } from './support/chained';
import { openTemporaryLog, type TemporaryLog } from './support/temporary-log';

const { found, wholeLog } = fixtures;

const ROOT = { now: () => '2026-03-01T03:00:00.000Z' as Instant, actor: 'nightly' };
const [ANNA, BERTA, CLARA] = ['anna', 'berta', 'clara'].map((key) => streamId('patient', key)) as [
  StreamId,
  StreamId,
  StreamId,
];

const write = async (store: EventStore, stream: StreamId, count: number): Promise<void> => {
  const slice = await store.readStream(stream);
  const last = slice.kind === 'found' ? slice.events.at(-1) : undefined;
  const from = last
    ? { revision: last.revision + 1, prevHash: last.metadata.hash }
    : { revision: 0, prevHash: GENESIS_HASH };
  const [first, ...rest] = chained(stream, count, from);
  if (!first) return;
  await store.append(stream, last ? last.revision : 'no-stream', [first, ...rest]);
};

/** Three patients of six events, a root, then two more events for one of them. */
const openWritten = async (): Promise<TemporaryLog> => {
  const log = await openTemporaryLog();
  for (const stream of [ANNA, BERTA, CLARA]) await write(log.store, stream, 6);
  await recordRoot(log.store, ROOT);
  await write(log.store, CLARA, 2);
  return log;
};

const tamper = (file: string, work: (db: Database) => void): void => {
  const db = new Sqlite(file);
  db.pragma('foreign_keys = OFF');
  try {
    db.transaction(work)(db);
  } finally {
    db.close();
  }
};

const OF_BERTA = `stream_id = (SELECT id FROM streams WHERE name = 'patient-berta')`;

/** The events of a stream, written anew with a chain that is right in itself. */
const rewriteBerta = (
  db: Database,
  change: (event: EventToAppend, revision: number) => EventToAppend,
): void => {
  const events = chained(BERTA, 6).map(change);
  const unchained = events.map(({ metadata, ...event }) => {
    const { prevHash: _prevHash, hash: _hash, ...rest } = metadata;
    return { ...event, metadata: rest };
  });
  const update = db.prepare(`UPDATE events SET data = ?, metadata = ? WHERE ${OF_BERTA} AND revision = ?`);
  chainEvents(BERTA, 0, GENESIS_HASH, unchained).forEach((event, revision) => {
    update.run(JSON.stringify(event.data), JSON.stringify(event.metadata), revision);
  });
};

interface Attack {
  readonly what: string;
  readonly by: (db: Database) => void;
  readonly found: { readonly stream: string; readonly revision: number; readonly problem: string };
  readonly detail?: string;
}

const sql =
  (text: string) =>
  (db: Database): void => {
    db.exec(text);
  };

const ATTACKS: readonly Attack[] = [
  {
    what: 'changed data',
    by: sql(
      `UPDATE events SET data = replace(data, 'event 3', 'event 4') WHERE ${OF_BERTA} AND revision = 3`,
    ),
    found: { stream: BERTA, revision: 3, problem: 'changed' },
  },
  {
    what: 'a changed actor in the metadata',
    by: sql(
      `UPDATE events SET metadata = json_set(metadata, '$.actor', 'nobody') WHERE ${OF_BERTA} AND revision = 2`,
    ),
    found: { stream: BERTA, revision: 2, problem: 'changed' },
  },
  {
    what: 'a changed time of recording',
    by: sql(
      `UPDATE events SET metadata = json_set(metadata, '$.recordedAt', '2020-01-01T00:00:00.000Z')
       WHERE ${OF_BERTA} AND revision = 5`,
    ),
    found: { stream: BERTA, revision: 5, problem: 'changed' },
  },
  {
    what: 'a changed type',
    by: sql(`UPDATE events SET type = 'FactRetracted' WHERE ${OF_BERTA} AND revision = 0`),
    found: { stream: BERTA, revision: 0, problem: 'changed' },
  },
  {
    what: 'data that cannot be read any more',
    by: sql(`UPDATE events SET data = 'gone' WHERE ${OF_BERTA} AND revision = 4`),
    found: { stream: BERTA, revision: 4, problem: 'changed' },
  },
  {
    what: 'data nested deeper than can be walked',
    by: (db) => {
      const data = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
      db.prepare(`UPDATE events SET data = ? WHERE ${OF_BERTA} AND revision = 3`).run(data);
    },
    found: { stream: BERTA, revision: 3, problem: 'changed' },
  },
  {
    what: 'a removed event in the middle',
    by: sql(`DELETE FROM events WHERE ${OF_BERTA} AND revision = 2`),
    found: { stream: BERTA, revision: 3, problem: 'removed' },
  },
  {
    what: 'a removed event in the middle, the rest moved up',
    by: sql(
      `DELETE FROM events WHERE ${OF_BERTA} AND revision = 2;
       UPDATE events SET revision = revision - 1 WHERE ${OF_BERTA} AND revision = 3;
       UPDATE events SET revision = revision - 1 WHERE ${OF_BERTA} AND revision = 4;
       UPDATE events SET revision = revision - 1 WHERE ${OF_BERTA} AND revision = 5;`,
    ),
    found: { stream: BERTA, revision: 2, problem: 'changed' },
  },
  {
    what: 'a removed beginning',
    by: sql(`DELETE FROM events WHERE ${OF_BERTA} AND revision < 2`),
    found: { stream: BERTA, revision: 2, problem: 'removed' },
  },
  {
    what: 'a removed tail',
    by: sql(`DELETE FROM events WHERE ${OF_BERTA} AND revision > 3`),
    found: { stream: BERTA, revision: 4, problem: 'removed' },
    detail: 'the root of 2026-03-01T03:00:00.000Z (revision 0) knew revision 5; the stream ended at 3',
  },
  {
    what: 'a removed stream',
    by: sql(`DELETE FROM events WHERE ${OF_BERTA}; DELETE FROM streams WHERE name = 'patient-berta'`),
    found: { stream: BERTA, revision: 0, problem: 'removed' },
    detail: 'knew it up to revision 5',
  },
  {
    what: 'a stream whose name was taken away',
    by: sql(`DELETE FROM streams WHERE name = 'patient-berta'`),
    found: { stream: BERTA, revision: 0, problem: 'removed' },
  },
  {
    what: 'a stream given to another patient',
    by: sql(`UPDATE streams SET name = 'patient-dora' WHERE name = 'patient-berta'`),
    found: { stream: 'patient-dora', revision: 0, problem: 'changed' },
  },
  {
    what: 'two events that changed places',
    by: sql(
      `UPDATE events SET revision = -1 WHERE ${OF_BERTA} AND revision = 2;
       UPDATE events SET revision = 2 WHERE ${OF_BERTA} AND revision = 3;
       UPDATE events SET revision = 3 WHERE ${OF_BERTA} AND revision = -1;`,
    ),
    found: { stream: BERTA, revision: 3, problem: 'removed' },
  },
  {
    what: 'two events that changed their contents',
    by: sql(
      `CREATE TEMP TABLE two AS SELECT revision, event_id, data, metadata FROM events WHERE ${OF_BERTA} AND revision IN (2, 3);
       UPDATE events SET event_id = 'moved' WHERE ${OF_BERTA} AND revision = 3;
       UPDATE events SET (event_id, data, metadata) = (SELECT event_id, data, metadata FROM two WHERE revision = 3)
         WHERE ${OF_BERTA} AND revision = 2;
       UPDATE events SET (event_id, data, metadata) = (SELECT event_id, data, metadata FROM two WHERE revision = 2)
         WHERE ${OF_BERTA} AND revision = 3;`,
    ),
    found: { stream: BERTA, revision: 2, problem: 'changed' },
  },
  {
    what: 'an event inserted at the end with an invented hash',
    by: sql(
      `INSERT INTO events (stream_id, revision, event_id, category, type, schema_version, data, metadata)
       SELECT stream_id, 6, 'inserted', category, type, schema_version, data, metadata
       FROM events WHERE ${OF_BERTA} AND revision = 5`,
    ),
    found: { stream: BERTA, revision: 6, problem: 'changed' },
  },
  {
    what: 'an event inserted in the middle',
    by: (db) => {
      for (const revision of [5, 4, 3]) {
        db.exec(`UPDATE events SET revision = ${revision + 1} WHERE ${OF_BERTA} AND revision = ${revision}`);
      }
      db.exec(
        `UPDATE events SET position = position + 1000 WHERE ${OF_BERTA} AND revision > 3;
         INSERT INTO events (position, stream_id, revision, event_id, category, type, schema_version, data, metadata)
         SELECT position + 900, stream_id, 3, 'inserted', category, type, schema_version, data, metadata
         FROM events WHERE ${OF_BERTA} AND revision = 2`,
      );
    },
    // Its root lies in front of the events that were moved behind it.
    found: { stream: BERTA, revision: 3, problem: 'removed' },
  },
  {
    what: 'a whole chain computed anew',
    by: (db) =>
      rewriteBerta(db, (event, revision) =>
        revision === 1 ? { ...event, data: { note: 'never happened' } } : event,
      ),
    found: { stream: BERTA, revision: 5, problem: 'changed' },
    detail: 'holds another hash',
  },
  {
    what: 'times that go back in a chain computed anew',
    by: (db) =>
      rewriteBerta(db, (event, revision) => ({
        ...event,
        metadata: { ...event.metadata, recordedAt: `2026-01-0${9 - revision}T00:00:00.000Z` as Instant },
      })),
    found: { stream: BERTA, revision: 1, problem: 'time-went-back' },
  },
  {
    what: 'a root that was changed',
    by: sql(`UPDATE events SET data = replace(data, 'berta', 'bertha') WHERE type = 'ChainRootRecorded'`),
    found: { stream: ROOTS_STREAM, revision: 0, problem: 'changed' },
  },
];

describe('verification of a log', () => {
  it('finds an untouched log intact, with its counts and the head of its roots', async () => {
    const log = await openWritten();
    const root = (await found(log.store, ROOTS_STREAM)).events[0];
    const progress: number[] = [];
    const report = await verifyLog(log.store, { onProgress: ({ events }) => progress.push(events) });
    expect(report).toEqual({
      intact: true,
      events: 21,
      streams: 4,
      breaks: [],
      purged: [],
      roots: 1,
      lastRoot: { revision: 0, recordedAt: '2026-03-01T03:00:00.000Z', hash: root?.metadata.hash },
      signed: { count: 0, key: null, revision: null, trust: null },
      expected: null,
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(progress).toEqual([21]);
    await log.dispose();
  });

  it.each(ATTACKS.map((attack) => [attack.what, attack] as const))(
    'finds and names %s',
    async (_what, attack) => {
      const log = await openWritten();
      tamper(log.file, attack.by);
      const report = await verifyLog(log.store);
      expect(report.intact).toBe(false);
      expect(report.breaks).toContainEqual({
        ...attack.found,
        detail: expect.stringContaining(attack.detail ?? ''),
      });
      const innocent = report.breaks.filter(({ stream }) => [ANNA, CLARA].includes(stream));
      expect(innocent).toEqual([]);
      await log.dispose();
    },
  );

  it('reports every broken stream, each with its first break', async () => {
    const log = await openWritten();
    tamper(log.file, sql(`UPDATE events SET data = '{}' WHERE revision IN (1, 4) AND category = 'patient'`));
    const { breaks } = await verifyLog(log.store);
    expect(breaks.map(({ stream, revision }) => [stream, revision])).toEqual([
      [ANNA, 1],
      [BERTA, 1],
      [CLARA, 1],
    ]);
    await log.dispose();
  });

  it('goes on behind rows that cannot be read, and counts them', async () => {
    const log = await openWritten();
    tamper(
      log.file,
      sql(
        `UPDATE events SET data = '[' WHERE category = 'patient' AND revision = 3;
         UPDATE events SET data = '{}' WHERE category = 'patient' AND revision = 7`,
      ),
    );
    const report = await verifyLog(log.store);
    expect(report).toMatchObject({ intact: false, events: 21 });
    expect(report.breaks.map(({ stream, revision }) => [stream, revision])).toEqual([
      [ANNA, 3],
      [BERTA, 3],
      [CLARA, 3],
    ]);
    await log.dispose();
  });

  it('lists purged streams by name, and holds no purge for a break', async () => {
    const log = await openWritten();
    await log.store.purge(BERTA);
    expect(await verifyLog(log.store)).toMatchObject({ intact: true, purged: [BERTA], streams: 3 });
    tamper(
      log.file,
      sql(`DELETE FROM events WHERE stream_id = 1; UPDATE streams SET sealed = 1 WHERE id = 1`),
    );
    // An intruder who knows the schema can only make it look like a purge, which is then on the list.
    expect((await verifyLog(log.store)).purged).toEqual([ANNA, BERTA]);
    await log.dispose();
  });

  it('gives two logs with the same events the same digest, and others another', async () => {
    const [one, same, other] = [new MemoryEventStore(), new MemoryEventStore(), new MemoryEventStore()];
    for (const stream of [ANNA, BERTA]) await write(one, stream, 3);
    for (const stream of [BERTA, ANNA]) await write(same, stream, 3);
    await write(other, ANNA, 3);
    const digests = await Promise.all(
      [one, same, other].map(async (store) => (await verifyLog(store)).digest),
    );
    expect(digests[0]).toBe(digests[1]);
    expect(digests[0]).not.toBe(digests[2]);
  });

  it('finds any single change of any stored value', async () => {
    const log = await openWritten();
    const originals = new Sqlite(log.file);
    const count = originals.prepare('SELECT count(*) FROM events').pluck().get() as number;
    const column = fc.constantFrom(
      'revision',
      'event_id',
      'type',
      'schema_version',
      'data',
      'metadata',
      'stream_id',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: count }),
        column,
        fc.integer({ min: 0 }),
        async (at, name, seed) => {
          const before = originals.prepare(`SELECT ${name} FROM events WHERE position = ?`).pluck().get(at);
          const after =
            typeof before === 'number' ? before + 1000 + (seed % 1000) : flipped(String(before), seed);
          const put = originals.prepare(`UPDATE events SET ${name} = ? WHERE position = ?`);
          originals.pragma('foreign_keys = OFF');
          put.run(after, at);
          try {
            expect((await verifyLog(log.store)).intact).toBe(false);
          } finally {
            put.run(before, at);
          }
        },
      ),
      { numRuns: 150 },
    );
    expect((await verifyLog(log.store)).intact).toBe(true);
    originals.close();
    await log.dispose();
  });
});

/** One letter or digit exchanged, so that JSON mostly stays JSON. */
const flipped = (text: string, seed: number): string => {
  const places = [...text.matchAll(/[0-9a-z]/gi)].map(({ index }) => index);
  const at = places[seed % places.length] ?? 0;
  return text.slice(0, at) + (text[at] === 'a' ? 'b' : 'a') + text.slice(at + 1);
};

describe('the root', () => {
  it('records the heads that changed, and nothing when none did', async () => {
    const store = new MemoryEventStore();
    expect(await recordRoot(store, ROOT)).toEqual({ kind: 'unchanged' });
    await write(store, ANNA, 2);
    await write(store, BERTA, 1);
    expect(await recordRoot(store, ROOT)).toMatchObject({ kind: 'recorded', streams: 2, revision: 0 });
    expect(await recordRoot(store, ROOT)).toEqual({ kind: 'unchanged' });
    await write(store, BERTA, 3);
    expect(await recordRoot(store, ROOT)).toMatchObject({ kind: 'recorded', streams: 1, revision: 1 });
    const { events } = await found(store, ROOTS_STREAM);
    expect(events[1]?.data['heads']).toMatchObject([{ stream: BERTA, revision: 3 }]);
    expect(events.every(({ metadata }) => metadata.actor === 'nightly')).toBe(true);
    expect(await verifyLog(store)).toMatchObject({ intact: true, roots: 2 });
  });

  it('spreads the heads of many streams over several events, each within the limits', async () => {
    const store = new MemoryEventStore();
    for (let index = 0; index < 6000; index += 1) await write(store, streamId('patient', `p${index}`), 1);
    const outcome = await recordRoot(store, ROOT);
    expect(outcome).toMatchObject({ kind: 'recorded', streams: 6000 });
    expect((await found(store, ROOTS_STREAM)).lastRevision).toBeGreaterThanOrEqual(1);
    expect(await verifyLog(store)).toMatchObject({ intact: true, streams: 6001 });
    expect(await recordRoot(store, ROOT)).toEqual({ kind: 'unchanged' });
  });

  it('lists the streams again when it was cut off between two of its events', async () => {
    const store = new MemoryEventStore();
    for (let index = 0; index < 6000; index += 1) await write(store, streamId('patient', `p${index}`), 1);
    let appends = 0;
    const failing = overriding(store, {
      append: (...request) => {
        appends += 1;
        return appends === 2 ? Promise.reject(new StoreUnavailable('cut off')) : store.append(...request);
      },
    });
    await expect(recordRoot(failing, ROOT)).rejects.toBeInstanceOf(StoreUnavailable);
    expect(await recordRoot(store, ROOT)).toMatchObject({ kind: 'recorded', streams: 6000 });
    expect(await verifyLog(store)).toMatchObject({ intact: true });
    expect(await recordRoot(store, ROOT)).toEqual({ kind: 'unchanged' });
  });

  it.each(['left open', 'sealed'])(
    'stands for streams that grow while it is recorded, and are %s',
    async (end) => {
      const store = new MemoryEventStore();
      for (const stream of [ANNA, BERTA]) await write(store, stream, 3);
      const busy = overriding(store, {
        append: async (...request) => {
          if (request[0] === ROOTS_STREAM) {
            await write(store, BERTA, 2);
            if (end === 'sealed') await store.seal(BERTA, 4);
          }
          return store.append(...request);
        },
      });
      expect(await recordRoot(busy, ROOT)).toMatchObject({ kind: 'recorded', streams: 2 });
      expect(await verifyLog(store)).toMatchObject({ intact: true, breaks: [] });
      expect(await recordRoot(store, ROOT)).toMatchObject({ kind: 'recorded', streams: 1 });
      expect(await verifyLog(store)).toMatchObject({ intact: true, roots: 2 });
    },
  );

  it('is recorded by one of two processes at the same time, or by both in turn', async () => {
    const store = new MemoryEventStore();
    for (const stream of [ANNA, BERTA, CLARA]) await write(store, stream, 3);
    const outcomes = await Promise.all([1, 2, 3].map(() => recordRoot(store, ROOT)));
    expect(outcomes.filter(({ kind }) => kind === 'recorded').length).toBeGreaterThanOrEqual(1);
    expect(await verifyLog(store)).toMatchObject({ intact: true });
  });

  it('begins anew in a log that was moved to another store, since positions differ there', async () => {
    const [from, to] = [new MemoryEventStore(), new MemoryEventStore()];
    await write(from, ANNA, 3);
    await recordRoot(from, ROOT);
    await write(from, BERTA, 2);
    for (const { streamId: stream, revision, position: _position, ...event } of await wholeLog(from)) {
      await to.append(stream, revision === 0 ? 'no-stream' : revision - 1, [event]);
    }
    expect(await verifyLog(to)).toEqual(await verifyLog(from));
    expect(await recordRoot(to, ROOT)).toMatchObject({ kind: 'recorded', streams: 2, revision: 1 });
    expect(await verifyLog(to)).toMatchObject({ intact: true, roots: 2 });
  });

  it('is not believed when its digest is not that of its heads, however right its chain is', async () => {
    const store = new MemoryEventStore();
    await write(store, ANNA, 2);
    const [template] = chained(ROOTS_STREAM, 1);
    if (!template) throw new Error('no event to start from');
    const { prevHash: _prevHash, hash: _hash, ...metadata } = template.metadata;
    const data = { log: await store.logId(), coversTo: null, root: 'f'.repeat(64), heads: [] };
    const forged = { ...template, type: 'ChainRootRecorded', data, metadata };
    const [event] = chainEvents(ROOTS_STREAM, 0, GENESIS_HASH, [forged]);
    if (!event) throw new Error('no event to append');
    await store.append(ROOTS_STREAM, 'no-stream', [event]);
    expect((await verifyLog(store)).breaks).toEqual([
      { stream: ROOTS_STREAM, revision: 0, problem: 'changed', detail: expect.stringContaining('digest') },
    ]);
  });

  it('proves an old root still when a later one was recorded over a changed log', async () => {
    const log = await openWritten();
    tamper(log.file, (db) => rewriteBerta(db, (event) => ({ ...event, data: { note: 'invented' } })));
    await write(log.store, BERTA, 1);
    await recordRoot(log.store, ROOT);
    expect((await verifyLog(log.store)).breaks).toMatchObject([
      { stream: BERTA, revision: 5, problem: 'changed' },
    ]);
    await log.dispose();
  });
});

type RootStore = EventStore & EventStoreAdmin;

const overriding = (store: RootStore, over: Partial<RootStore>): RootStore => ({
  limits: store.limits,
  append: (...request) => store.append(...request),
  readStream: (...request) => store.readStream(...request),
  readLog: (page) => store.readLog(page),
  subscribe: (options) => store.subscribe(options),
  head: () => store.head(),
  seal: (...request) => store.seal(...request),
  close: () => store.close(),
  purge: (stream) => store.purge(stream),
  logId: () => store.logId(),
  damage: () => store.damage(),
  ...over,
});
