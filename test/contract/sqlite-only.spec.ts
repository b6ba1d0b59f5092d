import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Sqlite, type Database } from '@leptotrace/sqlite';
import { CorruptLog, StoreUnavailable, verifyLog, type StreamId } from '@leptotrace/event-store';
import type * as Adapter from '@leptotrace/event-store-sqlite';
import { openSqliteEventStore } from '@leptotrace/event-store-sqlite';
import { fixtures } from '../../libs/event-store/src/contract';
import { appendAll, chained, chainedAppends } from './support/chained';
import { startChild } from './support/child';
import { openLogAt, openTemporaryLog, temporaryFile } from './support/temporary-log';

const { event, events, found, ids, newStream, Subscriber, wholeLog } = fixtures;

const until = async (isSo: () => boolean): Promise<void> => {
  const deadline = Date.now() + 20_000;
  while (!isSo()) {
    if (Date.now() > deadline) throw new Error('it did not come to that in time');
    await pause(5);
  }
};

/** Runs SQL on the file as any other program could. */
const inFile = (file: string, sql: string): void => {
  const db = new Sqlite(file);
  try {
    db.exec(sql);
  } finally {
    db.close();
  }
};

const ask = (file: string, sql: string): unknown => {
  const db = new Sqlite(file, { readonly: true });
  try {
    return db.prepare(sql).pluck().get();
  } finally {
    db.close();
  }
};

const remove = (file: string): void => rmSync(dirname(file), { recursive: true, force: true });

describe('a SQLite log after a crash', () => {
  it('keeps every acknowledged append of a process that was killed, dense and verifiable', async () => {
    const file = temporaryFile();
    const [streams, each] = [20, 50];
    const child = startChild('append-chained.ts', file, 'crash', streams, each);
    await until(() => child.lines().length >= 300);
    child.process.kill('SIGKILL');
    expect(await child.ended).toBe('SIGKILL');
    const acknowledged = child.lines();
    expect(acknowledged.length).toBeLessThan(streams * each);

    const log = openLogAt(file);
    const report = await verifyLog(log.store);
    expect(report).toMatchObject({ intact: true, breaks: [] });
    const stored = new Set(
      (await wholeLog(log.store)).map(({ streamId, revision }) => `${streamId} ${revision}`),
    );
    const lost = acknowledged.filter((line) => !stored.has(line.replace(' appended', '')));
    expect(lost).toEqual([]);
    expect(ask(file, 'PRAGMA integrity_check')).toBe('ok');

    // 18: whoever does not know what became of its appends repeats them all; one copy remains of each.
    const kinds = await Promise.all(
      chainedAppends('crash', streams, each).map((all) => appendAll(log.store, all)),
    );
    expect(kinds.flat().filter((kind) => kind === 'already-appended')).toHaveLength(stored.size);
    expect(kinds.flat().filter((kind) => kind === 'appended')).toHaveLength(streams * each - stored.size);
    expect(await verifyLog(log.store)).toMatchObject({ intact: true, events: streams * each, streams });
    await log.dispose();
  });

  it('opens with a write-ahead log that ends in zeros, as growing it leaves it', async () => {
    const log = await openTemporaryLog();
    const stream = newStream();
    await log.store.append(stream, 'no-stream', events(3));
    const wal = statSync(`${log.file}-wal`).size;
    expect(wal).toBeGreaterThanOrEqual(16 * 1024 * 1024);
    expect(statSync(log.file).size).toBeLessThan(1024 * 1024);
    for (let revision = 2; revision < 300; revision += 1) await log.store.append(stream, revision, [event()]);
    expect(statSync(`${log.file}-wal`).size).toBe(wal);

    const second = openLogAt(log.file);
    expect((await found(second.store, stream)).lastRevision).toBe(300);
    await second.store.close();
    await log.dispose();
  });
});

describe('a SQLite log with two processes', () => {
  it('lets a second process append at the same time, and holds the events of both', async () => {
    const log = await openTemporaryLog();
    const subscriber = new Subscriber(log.store, { after: null });
    await subscriber.until(() => subscriber.count('caught-up') === 1);
    const child = startChild('append-chained.ts', log.file, 'other', 4, 25);
    const own = chainedAppends('own', 4, 25);
    await Promise.all(own.map((appends) => appendAll(log.store, appends)));
    expect(await child.ended).toBe(0);
    expect(child.lines()).toHaveLength(100);
    await subscriber.until(() => subscriber.events.length === 200);

    expect(ids(subscriber.events)).toEqual(ids(await wholeLog(log.store)));
    expect(await verifyLog(log.store)).toMatchObject({ intact: true, events: 200, streams: 8 });
    await subscriber.stop();
    await log.dispose();
  });

  it('shows each of two processes everything, what the other wrote live within 250 ms', async () => {
    const each = 20;
    const log = await openTemporaryLog();
    const arrivedHere = new Map<string, number>();
    const subscriber = new Subscriber(log.store, {
      after: null,
      onDelivery: async (delivery) => {
        if (delivery.kind === 'events')
          for (const id of ids(delivery.events)) arrivedHere.set(id, Date.now());
      },
    });
    const child = startChild('append-and-follow.ts', log.file, 'there', each, 2 * each);
    // In turns: a process that writes itself wakes its own readers, and would hide a late look at the other.
    await until(() => child.lines().includes('quiet'));
    const wroteHere = new Map<string, number>();
    for (const append of chainedAppends('here', 1, each).flat()) {
      await appendAll(log.store, [append]);
      wroteHere.set(append.events[0].eventId, Date.now());
      await pause(10);
    }
    expect(await child.ended).toBe(0);
    await subscriber.until(() => subscriber.events.length === 2 * each);

    const times = (word: string): ReadonlyMap<string, number> =>
      new Map(
        child
          .lines()
          .map((line) => line.split(' '))
          .filter(([first]) => first === word)
          .map(([, id = '', at]) => [id, Number(at)]),
      );
    const all = ids(await wholeLog(log.store));
    expect([...times('saw').keys()]).toEqual(all);
    expect([...arrivedHere.keys()]).toEqual(all);

    const medianDelay = (
      wrote: ReadonlyMap<string, number>,
      saw: ReadonlyMap<string, number>,
    ): number | undefined =>
      [...wrote].map(([id, at]) => (saw.get(id) ?? Infinity) - at).sort((a, b) => a - b)[each / 2];
    // The median: one pause of a busy machine is no fault of the store.
    expect(medianDelay(times('wrote'), arrivedHere)).toBeLessThan(250);
    expect(medianDelay(wroteHere, times('saw'))).toBeLessThan(250);
    await subscriber.stop();
    await log.dispose();
  });

  it('sees an append of another connection within 250 ms, also after a quiet time', async () => {
    const log = await openTemporaryLog();
    const other = openSqliteEventStore({ file: log.file });
    const arrived = new Map<string, number>();
    const subscriber = new Subscriber(log.store, {
      after: 'live',
      onDelivery: async (delivery) => {
        if (delivery.kind === 'events')
          for (const id of ids(delivery.events)) arrived.set(id, performance.now());
      },
    });
    await subscriber.until(() => subscriber.count('caught-up') === 1);
    const delays: number[] = [];
    for (const quiet of [0, 30, 130, 260, 70]) {
      await pause(quiet);
      const one = event();
      await other.append(newStream(), 'no-stream', [one]);
      const committed = performance.now();
      await subscriber.until(() => arrived.has(one.eventId));
      delays.push((arrived.get(one.eventId) ?? Infinity) - committed);
    }
    // The median: one pause of a busy machine is no fault of the store.
    expect(delays.sort((a, b) => a - b)[2]).toBeLessThan(250);
    await subscriber.stop();
    await other.close();
    await log.dispose();
  });

  it('never believes a remembered head after another connection has written', async () => {
    const log = await openTemporaryLog();
    const other = openSqliteEventStore({ file: log.file });
    const stream = newStream();
    await log.store.append(stream, 'no-stream', [event()]);
    await other.append(stream, 0, events(2));
    expect(await log.store.append(stream, 0, [event()])).toEqual({ kind: 'conflict', actual: 2 });
    expect(await log.store.append(stream, 2, [event()])).toMatchObject({ kind: 'appended', revision: 3 });
    await other.seal(stream, 3);
    expect(await log.store.append(stream, 3, [event()])).toEqual({ kind: 'sealed' });
    await other.close();
    await log.dispose();
  });

  it('keeps the event loop of Node free to end: nothing is left running', async () => {
    const file = temporaryFile();
    const child = startChild('subscribe-and-leave.ts', file);
    expect(await child.ended).toBe(0);
    expect(child.lines()).toEqual(['caught-up', 'end of the program']);
    remove(file);
  });
});

describe('a SQLite log on a full disk', () => {
  it('answers StoreUnavailable, corrupts nothing, keeps answering reads, and recovers', async () => {
    const file = temporaryFile();
    const log = openLogAt(file, { maxPages: 60 });
    const stream = newStream();
    const written = chained(stream, 2000);
    let revision = -1;
    let fault: unknown = null;
    for (const one of written) {
      try {
        await log.store.append(stream, revision < 0 ? 'no-stream' : revision, [one]);
        revision += 1;
      } catch (refusal) {
        fault = refusal;
        break;
      }
    }
    expect(fault).toBeInstanceOf(StoreUnavailable);
    expect(String(fault)).toContain('full');
    expect(revision).toBeGreaterThan(20);
    const batch = await Promise.allSettled(
      [1, 2, 3].map(() =>
        log.store.append(
          newStream(),
          'no-stream',
          events(20, () => ({ text: 'x'.repeat(2000) })),
        ),
      ),
    );
    expect(batch.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect((await found(log.store, stream)).lastRevision).toBe(revision);
    await log.store.close();

    const roomy = openLogAt(file);
    expect(ask(file, 'PRAGMA integrity_check')).toBe('ok');
    expect(await verifyLog(roomy.store)).toMatchObject({ intact: true, events: revision + 1, streams: 1 });
    const [next] = written.slice(revision + 1);
    if (!next) throw new Error('the disk was never full');
    expect(await roomy.store.append(stream, revision, [next])).toMatchObject({ kind: 'appended' });
    await roomy.dispose();
  });
});

describe('appends that share a commit', () => {
  it('answers a conflict among them without touching its neighbours, in the order of asking', async () => {
    const log = await openTemporaryLog();
    const [one, two, three] = [newStream(), newStream(), newStream()];
    const known = event();
    await log.store.append(three, 'no-stream', [known]);
    const outcomes = await Promise.all([
      log.store.append(one, 'no-stream', [event()]),
      log.store.append(one, 'no-stream', [event()]),
      log.store.append(one, 0, events(2)),
      log.store.append(two, 5, [event()]),
      log.store.append(three, 0, [event(), known]),
      log.store.append(two, 'no-stream', [event()]),
      log.store.seal(two, 0),
      log.store.append(two, 0, [event()]),
    ]);
    expect(outcomes).toMatchObject([
      { kind: 'appended', revision: 0 },
      { kind: 'conflict', actual: 0 },
      { kind: 'appended', revision: 2 },
      { kind: 'conflict', actual: 'no-stream' },
      { kind: 'conflict', actual: 0 },
      { kind: 'appended', revision: 0 },
      { kind: 'appended', revision: 0 },
      { kind: 'sealed' },
    ]);
    expect(await wholeLog(log.store)).toHaveLength(5);
    await log.dispose();
  });

  it('answers a conflict also where the driver was loaded twice in the process', async () => {
    // The native part keeps the error class of the first copy: the errors of the second are not of its own.
    for (const _copy of [1, 2]) {
      await jest.isolateModulesAsync(async () => {
        const file = temporaryFile();
        const adapter = jest.requireActual<typeof Adapter>('@leptotrace/event-store-sqlite');
        const store = adapter.openSqliteEventStore({ file });
        const [stream, known] = [newStream(), event()];
        await store.append(stream, 'no-stream', [known]);
        const outcomes = Promise.all([
          store.append(stream, 0, [known]),
          store.append(newStream(), 'no-stream', [event()]),
        ]);
        await expect(outcomes).resolves.toMatchObject([
          { kind: 'conflict', actual: 0 },
          { kind: 'appended', revision: 0 },
        ]);
        await store.close();
        remove(file);
      });
    }
  });

  it('refuses at once what exceeds the queue, and writes everything else', async () => {
    const log = await openTemporaryLog();
    const appends = Array.from({ length: 20_050 }, () =>
      log.store.append(newStream(), 'no-stream', [event()]),
    );
    const settled = await Promise.allSettled(appends);
    const refused = settled.filter((one) => one.status === 'rejected');
    expect(refused).toHaveLength(50);
    expect(refused.every(({ reason }) => reason instanceof StoreUnavailable)).toBe(true);
    expect(ask(log.file, 'SELECT count(*) FROM events')).toBe(20_000);
    await log.dispose();
  });

  it('writes what is still waiting when it is closed', async () => {
    const file = temporaryFile();
    const log = openLogAt(file);
    const waiting = Array.from({ length: 500 }, () => log.store.append(newStream(), 'no-stream', [event()]));
    await log.store.close();
    expect((await Promise.all(waiting)).every(({ kind }) => kind === 'appended')).toBe(true);
    expect(ask(file, 'SELECT count(*) FROM events')).toBe(500);
    remove(file);
  });

  it('is durable: FULL, in WAL mode, on the connection that writes', async () => {
    const log = await openTemporaryLog();
    const writing = Reflect.get(log.store, 'writing') as Database;
    expect(writing.pragma('synchronous', { simple: true })).toBe(2);
    expect(writing.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(writing.pragma('secure_delete', { simple: true })).toBe(1);
    await log.dispose();
  });
});

describe('the file of a SQLite log', () => {
  it('belongs to its owner alone, with its companions, also when it was open to others', async () => {
    const log = await openTemporaryLog();
    await log.store.append(newStream(), 'no-stream', [event()]);
    const modes = ['', '-wal', '-shm'].map((suffix) => statSync(`${log.file}${suffix}`).mode & 0o777);
    expect(modes).toEqual([0o600, 0o600, 0o600]);
    await log.dispose();
  });

  it('holds nothing of a purged stream any more, neither in the log nor in its write-ahead log', async () => {
    const log = await openTemporaryLog();
    const secret = 'Erika-Mustermann-1962';
    const stream = newStream();
    await log.store.append(
      stream,
      'no-stream',
      events(200, () => ({ name: secret })),
    );
    await log.store.append(newStream(), 'no-stream', events(5));
    const contains = (): readonly boolean[] =>
      ['', '-wal'].map(
        (suffix) => existsSync(log.file + suffix) && readFileSync(log.file + suffix).includes(secret),
      );
    expect(contains()).toContain(true);
    await log.store.purge(stream);
    expect(contains()).toEqual([false, false]);
    expect(await log.store.append(newStream(), 'no-stream', [event()])).toMatchObject({ kind: 'appended' });
    await log.dispose();
  });

  it('is made with its folder, and opens in less than 250 ms', async () => {
    const file = temporaryFile().replace('events.db', 'deep/er/events.db');
    const begun = performance.now();
    const log = openLogAt(file);
    expect(performance.now() - begun).toBeLessThan(250);
    await log.store.append(newStream(), 'no-stream', [event()]);
    await log.dispose();
  });

  it('answers StoreUnavailable when it cannot be opened, and CorruptLog when it is no log', () => {
    const file = temporaryFile();
    expect(() => openSqliteEventStore({ file: dirname(file) })).toThrow(StoreUnavailable);
    inFile(file, 'CREATE TABLE invoices (id INTEGER)');
    expect(() => openSqliteEventStore({ file })).toThrow(CorruptLog);
    inFile(file, 'DROP TABLE invoices; PRAGMA user_version = 99');
    expect(() => openSqliteEventStore({ file })).toThrow(/schema 99/);
    remove(file);
  });
});

/** The schema as version 1 wrote it. Never to be changed: such files exist. */
const SCHEMA_1 = `
  PRAGMA journal_mode = WAL;
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE streams (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, category TEXT NOT NULL,
    sealed INTEGER NOT NULL DEFAULT 0);
  CREATE TABLE events (position INTEGER PRIMARY KEY AUTOINCREMENT,
    stream_id INTEGER NOT NULL REFERENCES streams (id), revision INTEGER NOT NULL, event_id TEXT NOT NULL,
    category TEXT NOT NULL, type TEXT NOT NULL, schema_version INTEGER NOT NULL, data TEXT NOT NULL,
    metadata TEXT NOT NULL, UNIQUE (stream_id, revision), UNIQUE (stream_id, event_id));
  CREATE INDEX events_by_category ON events (category);
  INSERT INTO meta VALUES ('logId', 'log-of-version-1');
  INSERT INTO streams VALUES (1, 'patient-open', 'patient', 0), (2, 'patient-sealed', 'patient', 1),
    (3, 'patient-purged', 'patient', 1);
  INSERT INTO events VALUES
    (1, 1, 0, 'id-0', 'patient', 'Opened', 1, '{"n":0}', '{"hash":"h0"}'),
    (2, 2, 0, 'id-1', 'patient', 'Opened', 1, '{"n":1}', '{"hash":"h1"}'),
    (3, 1, 1, 'id-2', 'patient', 'Closed', 1, '{"n":2}', '{"hash":"h2"}');
  PRAGMA user_version = 1;`;

describe('a SQLite log of an earlier schema', () => {
  it('is migrated when it is opened, and keeps events, seals and its id', async () => {
    const file = temporaryFile();
    inFile(file, SCHEMA_1);
    const log = openLogAt(file);
    expect(await log.store.logId()).toBe('log-of-version-1');
    expect((await wholeLog(log.store)).map(({ data }) => data)).toEqual([{ n: 0 }, { n: 1 }, { n: 2 }]);
    expect(await log.store.append('patient-open' as StreamId, 1, [event()])).toMatchObject({ revision: 2 });
    expect(await log.store.append('patient-sealed' as StreamId, 0, [event()])).toEqual({ kind: 'sealed' });
    expect(await log.store.seal('patient-sealed' as StreamId, 0)).toMatchObject({
      kind: 'already-appended',
      revision: 0,
    });
    expect(await log.store.readStream('patient-purged' as StreamId)).toEqual({ kind: 'sealed' });
    expect(ask(file, 'PRAGMA user_version')).toBe(2);
    await log.dispose();
  });
});

describe('a SQLite log with a damaged row', () => {
  const damages: readonly [string, string][] = [
    ['data that is no JSON', `UPDATE events SET data = '{"index":' WHERE revision = 5`],
    ['metadata that is no object', `UPDATE events SET metadata = 'null' WHERE revision = 5`],
    ['the category of another stream', `UPDATE events SET category = 'board' WHERE revision = 5`],
  ];

  it.each(damages)('names the place of %s, after everything in front of it', async (_what, sql) => {
    const log = await openTemporaryLog();
    const stream = newStream();
    await log.store.append(stream, 'no-stream', events(10));
    inFile(log.file, sql);
    const readable = await log.store.readLog({ after: null, limit: 100 });
    expect(readable.events.map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4]);
    expect(readable.atEnd).toBe(false);
    const behind = log.store.readLog({ after: readable.scannedTo, limit: 100 });
    await expect(behind).rejects.toBeInstanceOf(CorruptLog);
    await expect(behind).rejects.toMatchObject({
      place: { stream, revision: 5, position: expect.any(String) },
    });
    await expect(log.store.readStream(stream)).rejects.toThrow(`${stream}, revision 5`);

    const subscriber = new Subscriber(log.store, { after: null });
    await expect(subscriber.ended()).rejects.toBeInstanceOf(CorruptLog);
    expect(subscriber.events).toHaveLength(5);
    await log.dispose();
  });

  it('does not show a stream with a hole', async () => {
    const log = await openTemporaryLog();
    const stream = newStream();
    await log.store.append(stream, 'no-stream', events(10));
    inFile(log.file, 'DELETE FROM events WHERE revision = 4');
    await expect(log.store.readStream(stream)).rejects.toMatchObject({ place: { stream, revision: 4 } });
    await log.dispose();
  });
});
