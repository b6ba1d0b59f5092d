import {
  chainHash,
  CommandRunner,
  plainForm,
  StoreUnavailable,
  streamId,
  verifyLog,
  type CommandContext,
  type EventStore,
} from '@leptotrace/event-store';
import { MemoryEventStore } from '@leptotrace/event-store-memory';
import { textOf, type Instant, type JsonObject } from '@leptotrace/kernel';
import { openFakeLog } from './support/eventstoredb';
import { openTemporaryLog } from './support/temporary-log';

interface Said {
  readonly text: string;
}
const stream = streamId('patient', 'p');
const codec = {
  encode: ({ text }: Said) => ({ type: 'Said', schemaVersion: 1, data: { text } as JsonObject }),
  decode: ({ data }: { data: JsonObject }): Said => ({ text: textOf(data['text']) }),
};
const at = (second: number): Instant => `2026-01-01T00:00:${String(second).padStart(2, '0')}.000Z` as Instant;
const context = (commandId: string, more: Partial<CommandContext> = {}): CommandContext => ({
  commandId,
  digest: commandId,
  actor: 'a',
  tenantId: 't',
  correlationId: 'c',
  ...more,
});
const say = (text: string) => () => ({ kind: 'accepted' as const, statements: [{ text }] });
const runnerOn = (store: EventStore, clock = () => at(1)) =>
  new CommandRunner<Said, Said>({ store, codec, form: plainForm, clock, pause: () => Promise.resolve() });

/** The store, with something in front of its append. */
const before = (
  store: EventStore,
  hook: (append: () => ReturnType<EventStore['append']>) => ReturnType<EventStore['append']>,
): EventStore => ({
  limits: store.limits,
  append: (...args) => hook(() => store.append(...args)),
  readStream: (...args) => store.readStream(...args),
  readLog: (page) => store.readLog(page),
  subscribe: (options) => store.subscribe(options),
  head: () => store.head(),
  seal: (...args) => store.seal(...args),
  close: () => store.close(),
});

const STORES = {
  memory: async () => {
    const store = new MemoryEventStore();
    return { store, dispose: () => store.close() };
  },
  sqlite: openTemporaryLog,
  eventstoredb: openFakeLog,
} as const;

describe.each(['memory', 'sqlite', 'eventstoredb'] as const)('the command runner on %s', (name) => {
  const opened: { dispose: () => Promise<void> }[] = [];
  const open = async (): Promise<EventStore> => {
    const log = await STORES[name]();
    opened.push(log);
    return log.store;
  };
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((log) => log.dispose()));
  });

  it('answers a repeated command with what it recorded, and records nothing', async () => {
    const runner = runnerOn(await open());
    const first = await runner.run(stream, context('1'), say('x'));
    await runner.run(stream, context('2'), say('y'));
    const again = await runner.run(stream, context('1'), say('something else'));
    expect(again).toEqual({ ...first, repeated: true });
  });

  it('refuses a command id that is used for something else', async () => {
    const runner = runnerOn(await open());
    await runner.run(stream, context('1'), say('x'));
    expect(await runner.run(stream, context('1', { digest: 'other' }), say('x'))).toEqual({
      kind: 'command-id-reused',
    });
  });

  it('writes once when the answer to an append was lost on the way', async () => {
    const store = await open();
    let lost = 0;
    const lossy = before(store, async (append) => {
      const outcome = await append();
      if ((lost += 1) <= 2) throw new StoreUnavailable('cut after the commit');
      return outcome;
    });
    expect(await runnerOn(lossy).run(stream, context('1'), say('x'))).toMatchObject({
      kind: 'done',
      revision: 0,
    });
    const slice = await store.readStream(stream);
    expect(slice.kind === 'found' && slice.events).toHaveLength(1);
  });

  it('gives up on a store that never answers, and says that it is unavailable', async () => {
    const dead = before(await open(), () => Promise.reject(new StoreUnavailable('down')));
    await expect(runnerOn(dead).run(stream, context('1'), say('x'))).rejects.toBeInstanceOf(StoreUnavailable);
  });

  it('decides again when another process came first, on what is there now', async () => {
    const store = await open();
    const [here, there] = [runnerOn(store), runnerOn(store)];
    let raced = false;
    const racing = before(store, async (append) => {
      if (!raced) {
        raced = true;
        await there.run(stream, context('other'), say('first'));
      }
      return append();
    });
    const seen: number[] = [];
    const outcome = await runnerOn(racing).run(stream, context('1'), (entries) => {
      seen.push(entries.length);
      return say('second')();
    });
    expect(seen).toEqual([0, 1]);
    expect(outcome).toMatchObject({ kind: 'done', revision: 1 });
    expect(await here.load(stream)).toMatchObject({ entries: [{ text: 'first' }, { text: 'second' }] });
  });

  it('answers busy after six conflicts in a row', async () => {
    const always = before(await open(), () => Promise.resolve({ kind: 'conflict', actual: 7 }));
    expect(await runnerOn(always).run(stream, context('1'), say('x'))).toEqual({ kind: 'busy' });
  });

  it('holds a strict command to its revision', async () => {
    const runner = runnerOn(await open());
    await runner.run(stream, context('1'), say('x'));
    expect(await runner.run(stream, context('2', { ifMatch: 3 }), say('y'))).toEqual({
      kind: 'revision-mismatch',
      expected: 3,
      actual: 0,
    });
    expect(await runner.run(stream, context('2', { ifMatch: 0 }), say('y'))).toMatchObject({
      kind: 'done',
      revision: 1,
    });
  });

  it('serves a hundred writers to one stream, none refused', async () => {
    const runner = runnerOn(await open());
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, (_, i) => runner.run(stream, context(`c${i}`), say(`${i}`))),
    );
    expect(outcomes.map((outcome) => outcome.kind === 'done' && outcome.revision)).toEqual(
      Array.from({ length: 100 }, (_, i) => i),
    );
  });

  it('never lets recorded time go back, whatever the clock says', async () => {
    const store = await open();
    const times = [at(9), at(3), at(12)];
    const runner = runnerOn(store, () => times.shift() as Instant);
    for (const id of ['1', '2', '3']) await runner.run(stream, context(id), say(id));
    const slice = await store.readStream(stream);
    expect(slice.kind === 'found' && slice.events.map(({ metadata }) => metadata.recordedAt)).toEqual([
      at(9),
      at(9),
      at(12),
    ]);
  });

  it('chains over the stored form, so that a sealed payload verifies without its key', async () => {
    const store = await open();
    const form = {
      seal: (data: JsonObject) =>
        Promise.resolve({ sealed: Buffer.from(JSON.stringify(data)).toString('base64') }),
      open: (stored: JsonObject) =>
        Promise.resolve(
          JSON.parse(Buffer.from(stored['sealed'] as string, 'base64').toString()) as JsonObject,
        ),
    };
    const runner = new CommandRunner<Said, Said>({ store, codec, form, clock: () => at(1) });
    await runner.run(stream, context('1'), say('secret'));
    const slice = await store.readStream(stream);
    const [event] = slice.kind === 'found' ? slice.events : [];
    expect(JSON.stringify(event?.data)).not.toContain('secret');
    expect(event && chainHash(stream, 0, event, event.metadata.prevHash)).toBe(event?.metadata.hash);
    expect((await verifyLog(store)).breaks).toEqual([]);
    expect(await runner.load(stream)).toMatchObject({ entries: [{ text: 'secret' }] });
  });
});
