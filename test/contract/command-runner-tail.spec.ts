import { CommandRunner, plainForm, streamId, verifyLog, type CommandContext } from '@leptotrace/event-store';
import { MemoryEventStore } from '@leptotrace/event-store-memory';
import { textOf, type Instant, type JsonObject } from '@leptotrace/kernel';

interface Said {
  readonly text: string;
}
const KEEPS = 4;
const stream = streamId('patient', 'p');
const codec = {
  encode: ({ text }: Said) => ({ type: 'Said', schemaVersion: 1, data: { text } as JsonObject }),
  decode: ({ data }: { data: JsonObject }): Said => ({ text: textOf(data['text']) }),
};
const context = (commandId: string): CommandContext => ({
  commandId,
  digest: commandId,
  actor: 'a',
  tenantId: 't',
  correlationId: 'c',
});

const opened = () => {
  const store = new MemoryEventStore();
  const clock = () => '2026-01-01T00:00:00.000Z' as Instant;
  const runner = new CommandRunner<Said, Said>({ store, codec, form: plainForm, clock, keeps: KEEPS });
  const seen: { readonly first: number; readonly count: number }[] = [];
  const say = (text: string) =>
    runner.run(stream, context(text), (entries, first) => {
      seen.push({ first, count: entries.length });
      return { kind: 'accepted', statements: [{ text }] };
    });
  return { store, runner, say, seen };
};

describe('a runner that keeps the tail of a stream', () => {
  it('holds fewer than twice as many entries, whatever is appended, and knows where they begin', async () => {
    const { say, seen } = opened();
    for (let index = 0; index < 50; index += 1)
      expect(await say(`c${index}`)).toMatchObject({
        kind: 'done',
        revision: index,
        entries: [{ text: `c${index}` }],
      });
    for (const [index, { first, count }] of seen.entries()) {
      expect(first + count).toBe(index);
      expect(count).toBeLessThan(2 * KEEPS);
      expect(count).toBeGreaterThanOrEqual(Math.min(index, KEEPS));
    }
  });

  it('appends to one unbroken chain', async () => {
    const { store, say } = opened();
    for (let index = 0; index < 20; index += 1) await say(`c${index}`);
    const slice = await store.readStream(stream);
    expect(slice.kind === 'found' && slice.events.map(({ data }) => data['text'])).toEqual(
      Array.from({ length: 20 }, (_, index) => `c${index}`),
    );
    expect(await verifyLog(store)).toMatchObject({ breaks: [] });
  });

  it('knows a command as repeated within the tail', async () => {
    const { say } = opened();
    for (let index = 0; index < 20; index += 1) await say(`c${index}`);
    expect(await say('c18')).toMatchObject({ kind: 'done', revision: 18, repeated: true });
  });

  it('gives what another process wrote meanwhile in full, however much it is', async () => {
    const { store, runner, say } = opened();
    for (let index = 0; index < 10; index += 1) await say(`c${index}`);
    const other = new CommandRunner<Said, Said>({
      store,
      codec,
      form: plainForm,
      clock: () => '2026-01-01T00:00:00.000Z' as Instant,
    });
    const many = Array.from({ length: 30 }, (_, index) => ({ text: `o${index}` }));
    await other.run(stream, context('other'), () => ({ kind: 'accepted', statements: many }));
    const loaded = await runner.load(stream);
    expect(loaded !== 'sealed' && loaded.entries.slice(-30)).toEqual(many);
    expect(loaded !== 'sealed' && loaded.first + loaded.entries.length).toBe(40);
  });
});
