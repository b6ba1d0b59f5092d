import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Sqlite, type Database } from '@leptotrace/sqlite';
import { openSqliteEventStore, type SqliteEventStore } from '@leptotrace/event-store-sqlite';
import { growWal, openWriter } from '../libs/event-store-sqlite/src/connection';
import { streamId, type EventId, type EventToAppend, type StreamId } from '@leptotrace/event-store';
import type { Instant } from '@leptotrace/kernel';

/**
 * Durable appends against what SQLite itself can do on this machine. The candidates take turns within
 * each round, since a shared machine changes its speed within minutes: only ratios inside one round
 * mean something. `node test/support/run-ts.cjs bench/append.ts [rounds]`
 */
const ROUNDS = Number(process.argv[2] ?? 7);
const SEQUENTIAL = 1_500;
const CONCURRENT = 12_800;
const CALLERS = 64;

const directory = mkdtempSync(join(tmpdir(), 'leptotrace-bench-'));

const HASH = 'a'.repeat(64);
const NOTE = 'MRI of the neuraxis: nodular enhancement of the cauda equina, no hydrocephalus. '.repeat(3);

/** ~775 bytes of JSON, data and metadata together. */
const event = (): EventToAppend => {
  const eventId = randomUUID() as EventId;
  return {
    eventId,
    type: 'FactRecorded',
    schemaVersion: 1,
    data: { factId: eventId, kind: 'imaging', occurredOn: '2024-05', note: NOTE.slice(0, 203) },
    metadata: {
      recordedAt: '2026-01-01T00:00:00.000Z' as Instant,
      tenantId: 'centre-a',
      actor: 'bench',
      commandId: eventId,
      commandDigest: HASH,
      correlationId: eventId,
      causationId: eventId,
      prevHash: HASH,
      hash: HASH,
    },
  };
};

const bodyBytes = JSON.stringify(event().data).length + JSON.stringify(event().metadata).length;

const perSecond = async (events: number, work: () => Promise<void> | void): Promise<number> => {
  const begun = performance.now();
  await work();
  return (events / (performance.now() - begun)) * 1000;
};

type Settings = 'as SQLite comes' | 'as the store sets it';

/**
 * One table, one unique index, one prepared statement, text that is serialized already. With the settings
 * of the store it is the limit of what the store could reach; as SQLite comes, what a plain program gets:
 * the store may beat that one, since its write-ahead log is grown beforehand.
 */
const openRaw = (file: string, settings: Settings): Database => {
  const db = settings === 'as SQLite comes' ? new Sqlite(file) : openWriter(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(
    `CREATE TABLE events (position INTEGER PRIMARY KEY AUTOINCREMENT, stream INTEGER NOT NULL,
       revision INTEGER NOT NULL, type TEXT NOT NULL, data TEXT NOT NULL, metadata TEXT NOT NULL,
       UNIQUE (stream, revision))`,
  );
  if (settings === 'as the store sets it') growWal(db);
  return db;
};

const rawRate = (count: number, perCommit: number, settings: Settings): Promise<number> => {
  const db = openRaw(join(directory, `${randomUUID()}.db`), settings);
  const insert = db.prepare(
    'INSERT INTO events (stream, revision, type, data, metadata) VALUES (?, ?, ?, ?, ?)',
  );
  const { type, data, metadata } = event();
  const [dataText, metadataText] = [JSON.stringify(data), JSON.stringify(metadata)];
  let written = 0;
  const commit = db.transaction(() => {
    for (let row = 0; row < perCommit; row += 1) {
      insert.run(written % CALLERS, Math.floor(written / CALLERS), type, dataText, metadataText);
      written += 1;
    }
  });
  const rate = perSecond(count, () => {
    while (written < count) commit.immediate();
  });
  return rate.finally(() => db.close());
};

const appendMany = async (store: SqliteEventStore, stream: StreamId, events: readonly EventToAppend[]) => {
  for (const [index, one] of events.entries()) {
    const outcome = await store.append(stream, index === 0 ? 'no-stream' : index - 1, [one]);
    if (outcome.kind !== 'appended') throw new Error(`an append was answered ${outcome.kind}`);
  }
};

const storeRate = async (count: number, callers: number): Promise<number> => {
  const store = openSqliteEventStore({ file: join(directory, `${randomUUID()}.db`) });
  const each = count / callers;
  const work = Array.from({ length: callers }, () => ({
    stream: streamId('patient', randomUUID()),
    events: Array.from({ length: each }, event),
  }));
  try {
    return await perSecond(count, async () => {
      await Promise.all(work.map(({ stream, events }) => appendMany(store, stream, events)));
    });
  } finally {
    await store.close();
  }
};

const CANDIDATES = {
  'raw SQLite, 1 per commit': () => rawRate(SEQUENTIAL, 1, 'as SQLite comes'),
  'raw SQLite, 64 per commit': () => rawRate(CONCURRENT, CALLERS, 'as SQLite comes'),
  'raw, same settings, 1': () => rawRate(SEQUENTIAL, 1, 'as the store sets it'),
  'raw, same settings, 64': () => rawRate(CONCURRENT, CALLERS, 'as the store sets it'),
  'event store, sequential': () => storeRate(SEQUENTIAL, 1),
  'event store, 64 callers': () => storeRate(CONCURRENT, CALLERS),
} as const;
type Candidate = keyof typeof CANDIDATES;
type Round = Readonly<Record<Candidate, number>>;

const sorted = (values: readonly number[]): readonly number[] => [...values].sort((a, b) => a - b);
const median = (values: readonly number[]): number => sorted(values)[Math.floor(values.length / 2)] ?? NaN;
const spread = (values: readonly number[], digits: number): string => {
  const show = (value: number | undefined): string => (value ?? NaN).toFixed(digits);
  return `${show(median(values))} [${show(sorted(values)[0])}..${show(sorted(values).at(-1))}]`;
};

const measureRound = async (): Promise<Round> => {
  const rates: Partial<Record<Candidate, number>> = {};
  for (const [name, measure] of Object.entries(CANDIDATES)) rates[name as Candidate] = await measure();
  return rates as Round;
};

const main = async (): Promise<void> => {
  console.log(`${ROUNDS} rounds, ${bodyBytes} bytes of JSON an event, synchronous=FULL throughout\n`);
  await measureRound();
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await measureRound());
  for (const name of Object.keys(CANDIDATES) as Candidate[]) {
    console.log(
      `${name.padEnd(28)} ${spread(
        rounds.map((round) => round[name]),
        0,
      )} events/s`,
    );
  }
  const ratio = (name: string, of: Candidate, to: Candidate, target: string): void =>
    console.log(
      `${name.padEnd(28)} ${spread(
        rounds.map((round) => round[of] / round[to]),
        2,
      )}  (target ${target})`,
    );
  console.log('\nratios inside a round, median [least..most]');
  ratio('sequential / raw 1', 'event store, sequential', 'raw SQLite, 1 per commit', '>= 0.65');
  ratio('the same, same settings', 'event store, sequential', 'raw, same settings, 1', 'none');
  ratio('64 callers / raw 64', 'event store, 64 callers', 'raw SQLite, 64 per commit', '>= 0.30');
  ratio('the same, same settings', 'event store, 64 callers', 'raw, same settings, 64', 'none');
  ratio('64 callers / sequential', 'event store, 64 callers', 'event store, sequential', 'many times');
};

main()
  .finally(() => rmSync(directory, { recursive: true, force: true }))
  .catch((fault: unknown) => {
    console.error(fault);
    process.exitCode = 1;
  });
