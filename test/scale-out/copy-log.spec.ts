import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { copyLog, CorruptLog, StoreUnavailable, streamId, type EventStore } from '@leptotrace/event-store';
import { EventStoreDbEventStore } from '@leptotrace/event-store-eventstoredb';
import { MemoryEventStore } from '@leptotrace/event-store-memory';
import { openSqliteEventStore } from '@leptotrace/event-store-sqlite';
import { FakeEventStoreDb } from '../../libs/event-store-eventstoredb/testing/fake-server';
import { fixtures } from '../../libs/event-store/src/contract';
import { appendAll, chained, chainedAppends } from '../contract/support/chained';

const STREAMS = 12;
const EACH = 15;

/** Streams in turns, as a service writes them, and one stream long enough for several appends. */
const filled = async (store: EventStore): Promise<void> => {
  const streams = chainedAppends('copied', STREAMS, EACH);
  for (let turn = 0; turn < EACH; turn += 1)
    await appendAll(
      store,
      streams.flatMap((appends) => appends[turn] ?? []),
    );
  const long = streamId('patient', 'long');
  const [first, ...rest] = chained(long, 700);
  if (first) await store.append(long, 'no-stream', [first]);
  for (const [at, event] of rest.entries()) await store.append(long, at, [event]);
};

const TOTAL = STREAMS * EACH + 700;

describe('copying a log', () => {
  let server: FakeEventStoreDb;
  let target: EventStoreDbEventStore;
  let source: EventStore;
  beforeEach(async () => {
    server = await new FakeEventStoreDb().start();
    target = new EventStoreDbEventStore({ url: server.url });
    source = new MemoryEventStore();
    await filled(source);
  });
  afterEach(async () => {
    await target.close();
    await server.stop();
  });

  it('keeps order, revisions, ids, times and hashes', async () => {
    const report = await copyLog(source, target);
    expect(report).toMatchObject({ there: 0, copied: TOTAL, complete: true });
    const withoutPlace = async (store: EventStore) =>
      (await fixtures.wholeLog(store)).map(({ position: _position, ...event }) => event);
    expect(await withoutPlace(target)).toEqual(await withoutPlace(source));
  });

  it('goes on where it was stopped, and adds nothing when it is done', async () => {
    let appends = 0;
    const failing = new Proxy(target, {
      get: (store, name) => {
        const member = Reflect.get(store, name) as unknown;
        if (name !== 'append') return typeof member === 'function' ? member.bind(store) : member;
        return async (...request: Parameters<EventStore['append']>) => {
          appends += 1;
          // The last of them is written, and its answer lost.
          const outcome = await store.append(...request);
          if (appends === 40) throw new StoreUnavailable('stopped');
          return outcome;
        };
      },
    });
    await expect(copyLog(source, failing)).rejects.toBeInstanceOf(StoreUnavailable);
    const resumed = await copyLog(source, target);
    expect(resumed).toMatchObject({ there: 40, copied: TOTAL - 40, complete: true });
    expect(await copyLog(source, target)).toMatchObject({ there: TOTAL, copied: 0, complete: true });
  });

  it('refuses a target that holds anything else', async () => {
    await target.append(fixtures.newStream(), 'no-stream', [fixtures.event()]);
    await expect(copyLog(source, target)).rejects.toBeInstanceOf(CorruptLog);
  });

  it('refuses a target that holds more than the source', async () => {
    await copyLog(source, target);
    await target.append(fixtures.newStream(), 'no-stream', [fixtures.event()]);
    await expect(copyLog(source, target)).rejects.toBeInstanceOf(CorruptLog);
  });

  it('closes in the target what is closed in the source', async () => {
    const long = streamId('patient', 'long');
    await source.seal(long, 699);
    expect(await copyLog(source, target)).toMatchObject({ complete: true });
    expect(await target.readStream(long)).toEqual({ kind: 'sealed' });
    expect(await copyLog(source, target)).toMatchObject({ copied: 0, complete: true });
  });

  it('says that a source is broken, although the copy equals it', async () => {
    const broken = new MemoryEventStore();
    await broken.append(streamId('patient', 'x'), 'no-stream', [fixtures.event()]);
    const report = await copyLog(broken, target);
    expect(report).toMatchObject({ complete: false, source: { intact: false } });
  });

  it('is a command, in both directions', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'leptotrace-copy-'));
    const sqlite = openSqliteEventStore({ file: join(folder, 'from', 'events.db') });
    await filled(sqlite);
    await sqlite.close();
    const run = async (...args: string[]): Promise<{ code: number | null; output: string }> => {
      const child = spawn(process.execPath, ['bin/leptotrace.cjs', 'copy-log', ...args], {
        env: { ...process.env, EVENT_STORE: 'eventstoredb', EVENTSTORE_URL: server.url },
      });
      let output = '';
      child.stdout.on('data', (text: Buffer) => (output += text.toString()));
      child.stderr.on('data', (text: Buffer) => (output += text.toString()));
      const code = await new Promise<number | null>((done) => child.once('close', done));
      return { code, output };
    };
    const there = await run('--from', join(folder, 'from'));
    expect(there.output).toContain('complete: both chains are intact and equal');
    const back = JSON.parse((await run('--to', join(folder, 'back'), '--json')).output) as object;
    expect(back).toMatchObject({ copied: TOTAL, complete: true });
    expect((await run()).code).toBe(2);
    expect((await run('--from', join(folder, 'nowhere'))).output).toContain('no event log');
    rmSync(folder, { recursive: true });
  });
});
