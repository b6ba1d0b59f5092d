import fc from 'fast-check';
import {
  streamId,
  type AppendOutcome,
  type EventFilter,
  type EventId,
  type EventStore,
  type EventStoreAdmin,
  type ExpectedRevision,
  type StreamId,
} from '@leptotrace/event-store';
import { MemoryEventStore } from '@leptotrace/event-store-memory';
import { fixtures } from '../../libs/event-store/src/contract';
import { openTemporaryLog } from './support/temporary-log';

const { event, ids, Subscriber, wholeLog } = fixtures;

/** A handful of streams and ids, so that conflicts, repeats and reused ids happen often. */
const STREAMS = ['patient-a', 'patient-b', 'board-a', 'cohort-x-y'].map((name) => name as StreamId);

type Step =
  | {
      readonly kind: 'append';
      readonly stream: number;
      readonly expected: number;
      readonly ids: readonly number[];
    }
  | { readonly kind: 'seal'; readonly stream: number; readonly expected: number }
  | { readonly kind: 'purge'; readonly stream: number };

const stream = fc.integer({ min: 0, max: STREAMS.length - 1 });
const expected = fc.integer({ min: -1, max: 6 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.record({
      kind: fc.constant('append' as const),
      stream,
      expected,
      ids: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('seal' as const),
      stream,
      expected: expected.map((at) => Math.max(0, at)),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('purge' as const), stream }) },
);

const TYPES = ['Opened', 'Changed', 'Closed'];

const run = async (store: EventStore & EventStoreAdmin, one: Step): Promise<AppendOutcome | 'purged'> => {
  const of = STREAMS[one.stream] ?? streamId('patient', 'a');
  if (one.kind === 'purge') {
    await store.purge(of);
    return 'purged';
  }
  if (one.kind === 'seal') return store.seal(of, one.expected);
  const revision: ExpectedRevision = one.expected < 0 ? 'no-stream' : one.expected;
  const [first, ...rest] = one.ids.map((id) =>
    event({ eventId: `id-${id}` as EventId, type: TYPES[id % 3] ?? 'Opened', data: { id } }),
  );
  return store.append(of, revision, [first ?? event(), ...rest]);
};

const FILTERS: readonly EventFilter[] = [
  {},
  { categories: ['patient'] },
  { categories: ['cohort', 'board'] },
  { types: ['Changed'] },
  { categories: ['patient', 'board'], types: ['Opened', 'Closed'] },
];

const everythingIn = async (store: EventStore): Promise<unknown> => ({
  head: await store.head(),
  streams: await Promise.all(STREAMS.map((name) => store.readStream(name))),
  logs: await Promise.all(FILTERS.map((filter) => wholeLog(store, { limit: 3, filter }))),
  page: await store.readLog({ after: null, limit: 1000 }),
});

describe('memory and SQLite', () => {
  it('give the same answers and hold the same log after any steps, one by one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const memory = new MemoryEventStore();
        const sqlite = await openTemporaryLog();
        try {
          for (const one of steps) expect(await run(sqlite.store, one)).toEqual(await run(memory, one));
          expect(await everythingIn(sqlite.store)).toEqual(await everythingIn(memory));
        } finally {
          await sqlite.dispose();
        }
      }),
      { numRuns: 40 },
    );
  });

  it('give the same answers and hold the same log when all steps are asked for at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 120 }), async (steps) => {
        const memory = new MemoryEventStore();
        const sqlite = await openTemporaryLog();
        try {
          const answers = await Promise.all(steps.map((one) => run(sqlite.store, one)));
          expect(answers).toEqual(await Promise.all(steps.map((one) => run(memory, one))));
          expect(await everythingIn(sqlite.store)).toEqual(await everythingIn(memory));
        } finally {
          await sqlite.dispose();
        }
      }),
      { numRuns: 30 },
    );
  });

  it('deliver to a subscriber what a reader of the log reads, for any filter and batch', async () => {
    const sizes = fc.integer({ min: 1, max: 9 });
    const filters = fc.constantFrom(...FILTERS);
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 40 }),
        sizes,
        filters,
        async (steps, batchSize, filter) => {
          for (const log of [await openTemporaryLog(), memoryLog()]) {
            const { store } = log;
            const subscriber = new Subscriber(store, { after: null, filter, batchSize });
            const appends = steps.filter(({ kind }) => kind === 'append');
            for (const one of appends) await run(store, one);
            const wanted = await wholeLog(store, { limit: 100, filter });
            await subscriber.until(
              () => subscriber.events.length >= wanted.length && subscriber.count('caught-up') > 0,
            );
            await subscriber.stop();
            expect(ids(subscriber.events)).toEqual(ids(wanted));
            expect(subscriber.checkpoints).toEqual([...subscriber.checkpoints].sort());
            await log.dispose();
          }
        },
      ),
      { numRuns: 20 },
    );
  });
});

const memoryLog = (): { store: MemoryEventStore; admin: MemoryEventStore; dispose(): Promise<void> } => {
  const store = new MemoryEventStore();
  return { store, admin: store, dispose: () => store.close() };
};
