import type { JsonObject } from '@leptotrace/kernel';
import { AppendTooLarge, StoreUnavailable } from '../faults';
import { APPEND_LIMITS, appendBytes, serializeWithinLimits } from '../limits';
import type { AppendOutcome, EventToAppend } from '../port';
import { appendOneByOne, event, events, found, ids, newStream, recordedWith, wholeLog } from './fixtures';
import type { Check, Checks } from './harness';

/** One event whose append counts exactly so many bytes. */
const eventOfBytes = (bytes: number): EventToAppend => {
  const empty = event({ data: { text: '' } });
  const text = 'x'.repeat(bytes - appendBytes(serializeWithinLimits([empty])));
  return { ...empty, data: { text } };
};

const AWKWARD: JsonObject = {
  a: 'Ärztliche Notiz 🧠 \u0000 \u2028 "quoted" \\ 漢字',
  b: [[], [[1, [2, { deep: [null, true, false] }]]], {}],
  c: 0.1,
  d: Number.MAX_SAFE_INTEGER,
  e: Number.MIN_SAFE_INTEGER,
  f: 5e-324,
  g: '',
  h: null,
  nested: { '': 'empty key', z: 1, ä: 2 },
};

const failsWhole: Check = async (log, harness) => {
  await harness.failMidAppend?.(log);
  const stream = newStream();
  const poison = event({ type: 'FailsInTheStore' });
  await expect(log.store.append(stream, 'no-stream', [event(), event(), poison])).rejects.toBeInstanceOf(
    StoreUnavailable,
  );
  expect(await log.store.readStream(stream)).toEqual({ kind: 'missing' });
  expect(await wholeLog(log.store)).toEqual([]);
  expect(await log.store.append(stream, 'no-stream', events(2))).toMatchObject({
    kind: 'appended',
    revision: 1,
  });
};

export const appendChecks: Checks<
  '01' | '02' | '03' | '04' | '05' | '06' | '06b' | '07' | '08' | '09' | '10' | '11' | '12'
> = {
  '01': async ({ store }) => {
    const one = await store.append(newStream(), 'no-stream', [event()]);
    const three = await store.append(newStream(), 'no-stream', events(3));
    expect(one).toEqual({ kind: 'appended', revision: 0, position: expect.any(String) });
    expect(three).toEqual({ kind: 'appended', revision: 2, position: expect.any(String) });
  },
  '02': async ({ store }) => {
    const stream = newStream();
    await store.append(stream, 'no-stream', events(3));
    expect(await store.append(stream, 'no-stream', [event()])).toEqual({ kind: 'conflict', actual: 2 });
    expect((await found(store, stream)).events).toHaveLength(3);
    // The refused append must not have moved the stream's own idea of its head.
    expect(await store.append(stream, 2, [event()])).toMatchObject({ kind: 'appended', revision: 3 });
  },
  '03': async ({ store }) => {
    const stream = newStream();
    await store.append(stream, 'no-stream', events(2));
    expect(await store.append(stream, 1, events(3))).toMatchObject({ kind: 'appended', revision: 4 });
    expect(await store.append(stream, 4, [event()])).toMatchObject({ kind: 'appended', revision: 5 });
    expect((await found(store, stream)).events.map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4, 5]);
  },
  '04': async ({ store }) => {
    const stream = newStream();
    await store.append(stream, 'no-stream', events(4));
    const before = await store.head();
    expect(await store.append(stream, 1, [event()])).toEqual({ kind: 'conflict', actual: 3 });
    expect(await store.append(stream, 0, events(3))).toEqual({ kind: 'conflict', actual: 3 });
    expect((await found(store, stream)).lastRevision).toBe(3);
    expect(await store.head()).toBe(before);
  },
  '05': async ({ store }) => {
    const stream = newStream();
    const missing = newStream();
    await store.append(stream, 'no-stream', events(2));
    expect(await store.append(stream, 2, [event()])).toEqual({ kind: 'conflict', actual: 1 });
    expect(await store.append(stream, 99, [event()])).toEqual({ kind: 'conflict', actual: 1 });
    expect(await store.append(missing, 0, [event()])).toEqual({ kind: 'conflict', actual: 'no-stream' });
    expect(await store.readStream(missing)).toEqual({ kind: 'missing' });
  },
  '06': async ({ store }) => {
    const stream = newStream();
    let writing = true;
    const writer = (async () => {
      for (let batch = 0; batch < 40; batch += 1) {
        await store.append(stream, batch === 0 ? 'no-stream' : batch * 7 - 1, events(7));
      }
      writing = false;
    })();
    const sizes: number[] = [];
    while (writing) {
      const slice = await store.readStream(stream);
      if (slice.kind === 'found') sizes.push(slice.events.length, slice.lastRevision + 1);
      sizes.push((await wholeLog(store)).length);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await writer;
    expect(sizes.filter((size) => size % 7 !== 0)).toEqual([]);
    expect((await found(store, stream)).lastRevision).toBe(279);
  },
  '06b': failsWhole,
  '07': async ({ store }) => {
    const stream = newStream();
    await store.append(stream, 'no-stream', [event()]);
    const outcomes = await Promise.all(Array.from({ length: 200 }, () => store.append(stream, 0, [event()])));
    const kinds = outcomes.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'appended')).toHaveLength(1);
    expect(outcomes.filter(({ kind }) => kind !== 'appended')).toEqual(
      Array.from({ length: 199 }, (): AppendOutcome => ({ kind: 'conflict', actual: 1 })),
    );
    expect((await found(store, stream)).lastRevision).toBe(1);
  },
  '08': async ({ store }) => {
    const streams = Array.from({ length: 40 }, () => newStream());
    const outcomes = await Promise.all(streams.map((stream) => appendOneByOne(store, stream, 5)));
    expect(outcomes.flat().every(({ kind }) => kind === 'appended')).toBe(true);
    for (const stream of streams) {
      expect((await found(store, stream)).events.map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4]);
    }
  },
  '09': async ({ store }) => {
    const stream = newStream();
    const written = events(50);
    await store.append(stream, 'no-stream', written);
    expect(ids((await found(store, stream)).events)).toEqual(ids(written));
    expect(ids(await wholeLog(store))).toEqual(ids(written));
  },
  '10': async ({ store }) => {
    const stream = newStream();
    await store.append(stream, 'no-stream', [event({ data: AWKWARD, type: 'Ünïcode', schemaVersion: 7 })]);
    const [stored] = (await found(store, stream)).events;
    expect(stored).toMatchObject({ type: 'Ünïcode', schemaVersion: 7, streamId: stream, revision: 0 });
    expect(stored?.data).toEqual(AWKWARD);
    expect(JSON.stringify(stored?.data)).toBe(JSON.stringify(AWKWARD));
    expect((await wholeLog(store))[0]?.data).toEqual(AWKWARD);
  },
  '11': async ({ store }) => {
    const stream = newStream();
    const metadata = recordedWith({ actor: 'Dr. Müller', correlationId: '', hash: 'f'.repeat(64) });
    await store.append(stream, 'no-stream', [event({ metadata })]);
    const [stored] = (await found(store, stream)).events;
    expect(stored?.metadata).toEqual(metadata);
    expect((await wholeLog(store))[0]?.metadata).toEqual(metadata);
  },
  '12': async ({ store }) => {
    const { maxEventsPerAppend, maxAppendBytes } = store.limits;
    expect({ maxEventsPerAppend, maxAppendBytes }).toEqual({ ...APPEND_LIMITS });
    const stream = newStream();
    const refused = [events(501), [eventOfBytes(900_001)]] as const;
    for (const tooLarge of refused) {
      const [first, ...rest] = tooLarge;
      if (!first) throw new Error('nothing to append');
      await expect(store.append(stream, 'no-stream', [first, ...rest])).rejects.toBeInstanceOf(
        AppendTooLarge,
      );
    }
    expect(await store.readStream(stream)).toEqual({ kind: 'missing' });
    expect(await store.append(stream, 'no-stream', events(500))).toMatchObject({ revision: 499 });
    expect(await store.append(stream, 499, [eventOfBytes(900_000)])).toMatchObject({ revision: 500 });
  },
};
