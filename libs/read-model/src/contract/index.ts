import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Position } from '@leptotrace/event-store';
import { ReadModelUnavailable } from '../faults';
import type { Generation, Mark, ReadModelStore, RowChange, Step } from '../port';
import { READ_MODEL_CONTRACT, type ReadModelBehaviour, type ReadModelBehaviourId } from './behaviours';

export { READ_MODEL_CONTRACT } from './behaviours';

export interface OpenedReadModels {
  readonly store: ReadModelStore;
  /** A second instance on the same rows. */
  readonly another: () => Promise<ReadModelStore>;
  dispose(): Promise<void>;
}

export interface ReadModelHarness {
  /** Empty read models. */
  open(): Promise<OpenedReadModels>;
  readonly reopen?: (opened: OpenedReadModels) => Promise<OpenedReadModels>;
  /** From now on a step fails at the row with the key `fails`, behind the rows in front of it. */
  readonly failMidStep?: (opened: OpenedReadModels) => Promise<void>;
}

type Check = (opened: OpenedReadModels, harness: ReadModelHarness) => Promise<void>;

const position = (at: number): Position => String(at).padStart(20, '0') as Position;
const put = (key: string, value: number | string = 0): RowChange => ({ kind: 'put', key, row: { value } });
const step = (from: number | null, to: number, changes: readonly RowChange[] = []): Step => ({
  from: from === null ? null : position(from),
  to: position(to),
  changes,
});

const KEY = { model: 'patients', definition: 'one' };

const begun = async (store: ReadModelStore, key = KEY, epoch = 1): Promise<Generation> => {
  const generation = await store.begin(key, 'log');
  await store.claim(generation, epoch);
  return generation;
};

const live = async (store: ReadModelStore): Promise<Generation> => {
  const generation = await begun(store);
  await store.activate(generation);
  return generation;
};

const allRows = async (store: ReadModelStore, limit = 1_000, key = KEY) => {
  const rows = [];
  let after: string | null = null;
  for (;;) {
    const page = await store.page(key, { after, limit });
    if (!page) throw new Error('there is no generation to read');
    expect(page.rows.length).toBeLessThanOrEqual(limit);
    rows.push(...page.rows);
    if (page.rows.length < limit) return rows;
    after = page.rows.at(-1)?.key ?? null;
  }
};

const at = async (store: ReadModelStore): Promise<Position | null | undefined> =>
  (await store.checkpoint(KEY))?.position;

const CHECKS: Record<ReadModelBehaviourId, Check> = {
  R01: async ({ store }) => {
    const generation = await live(store);
    const first = step(null, 5, [put('a', 1)]);
    expect(await store.apply(generation, 1, first)).toEqual({ kind: 'applied' });
    const again = await store.apply(generation, 1, { ...first, changes: [put('a', 2)] });
    expect(again).toEqual({ kind: 'already-applied', at: position(5) });
    expect(await allRows(store)).toEqual([{ key: 'a', row: { value: 1 } }]);
  },
  R02: async ({ store }) => {
    const generation = await live(store);
    await store.apply(generation, 1, step(null, 5, [put('a')]));
    expect(await store.apply(generation, 1, step(7, 9, [put('b')]))).toEqual({
      kind: 'gap',
      at: position(5),
    });
    expect(await store.apply(generation, 1, step(null, 9, [put('b')]))).toEqual({
      kind: 'gap',
      at: position(5),
    });
    const empty = await begun(store);
    expect(await store.apply(empty, 1, step(3, 9, [put('b')]))).toEqual({ kind: 'gap', at: null });
    expect((await allRows(store)).map(({ key }) => key)).toEqual(['a']);
    expect(await at(store)).toBe(position(5));
  },
  R03: async ({ store }) => {
    const generation = await live(store);
    await store.apply(generation, 1, step(null, 10, [put('a')]));
    for (const [from, to] of [
      [null, 10],
      [null, 4],
      [9, 10],
    ] as const)
      expect(await store.apply(generation, 1, step(from, to, [put('b')]))).toEqual({
        kind: 'already-applied',
        at: position(10),
      });
    expect((await allRows(store)).map(({ key }) => key)).toEqual(['a']);
  },
  R04: async ({ store }) => {
    const generation = await live(store);
    await store.apply(generation, 3, step(null, 5));
    expect(await store.apply(generation, 2, step(5, 6, [put('late')]))).toEqual({ kind: 'fenced' });
    expect(await store.claim(generation, 7)).toEqual({ position: position(5), logId: 'log', mark: null });
    expect(await store.apply(generation, 3, step(5, 6, [put('late')]))).toEqual({ kind: 'fenced' });
    // An earlier claim takes nothing back.
    await store.claim(generation, 4);
    expect(await store.apply(generation, 4, step(5, 6, [put('late')]))).toEqual({ kind: 'fenced' });
    expect(await store.apply(generation, 7, step(5, 6, [put('due')]))).toEqual({ kind: 'applied' });
    expect((await allRows(store)).map(({ key }) => key)).toEqual(['due']);
  },
  R05: async ({ store, another }) => {
    const other = await another();
    const mine = await store.acquire('lease', 'me', 400);
    expect(mine).toMatchObject({ name: 'lease', owner: 'me' });
    expect(await other.acquire('lease', 'you', 400)).toBeNull();
    expect(await other.acquire('another lease', 'you', 400)).not.toBeNull();
    await wait(250);
    expect(await store.acquire('lease', 'me', 400)).toEqual(mine);
    await wait(250);
    expect(await other.acquire('lease', 'you', 400)).toBeNull();
    await wait(600);
    expect(await other.acquire('lease', 'you', 400)).not.toBeNull();
    expect(await store.acquire('lease', 'me', 400)).toBeNull();
    await other.close();
  },
  R06: async ({ store }) => {
    const epochs: number[] = [];
    for (const owner of ['a', 'b', 'a', 'c']) {
      const lease = await store.acquire('lease', owner, 60_000);
      if (!lease) throw new Error('the lease is free');
      epochs.push(lease.epoch);
      await store.release(lease);
      // A release that comes late must not take the lease from the next owner.
      if (epochs.length === 1) {
        const next = await store.acquire('lease', 'next', 60_000);
        await store.release(lease);
        expect(await store.acquire('lease', 'third', 60_000)).toBeNull();
        if (next) await store.release(next);
      }
    }
    const short = await store.acquire('lease', 'd', 20);
    await wait(60);
    const after = await store.acquire('lease', 'e', 60_000);
    epochs.push(short?.epoch ?? 0, after?.epoch ?? 0);
    expect(epochs).toEqual([...epochs].sort((a, b) => a - b));
    expect(new Set(epochs).size).toBe(epochs.length);
  },
  R07: async (opened, harness) => {
    const { store } = opened;
    const generation = await live(store);
    await store.apply(generation, 1, step(null, 1, [put('a', 1)]));
    await harness.failMidStep?.(opened);
    const failing = step(1, 2, [put('a', 2), put('fails', 2), put('z', 2)]);
    await expect(store.apply(generation, 1, failing)).rejects.toBeInstanceOf(ReadModelUnavailable);
    expect(await at(store)).toBe(position(1));
    expect(await allRows(store)).toEqual([{ key: 'a', row: { value: 1 } }]);
    expect(await store.apply(generation, 1, step(1, 2, [put('b', 2)]))).toEqual({ kind: 'applied' });
  },
  R08: async ({ store }) => {
    const generation = await live(store);
    await store.apply(generation, 1, step(null, 1, [put('a', 1), put('b', 1), put('c', 1)]));
    const changes: RowChange[] = [
      put('b', 2),
      { kind: 'delete', key: 'a' },
      { kind: 'delete', key: 'never' },
    ];
    await store.apply(generation, 1, step(1, 2, [...changes, put('b', 'Ä "漢"')]));
    expect(await allRows(store)).toEqual([
      { key: 'b', row: { value: 'Ä "漢"' } },
      { key: 'c', row: { value: 1 } },
    ]);
  },
  R09: async ({ store }) => {
    const generation = await live(store);
    const keys = ['a', 'a-b', 'a1', 'aa', 'b', 'ä', '漢', 'Z', '0', 'patient-1', 'patient-10', 'patient-2'];
    await store.apply(
      generation,
      1,
      step(
        null,
        1,
        keys.map((key) => put(key, key)),
      ),
    );
    const inOrder = [...keys].sort((one, two) => Buffer.compare(Buffer.from(one), Buffer.from(two)));
    for (const limit of [1, 2, 5, 11, 12, 13, 200]) {
      const rows = await allRows(store, limit);
      expect(rows.map(({ key }) => key)).toEqual(inOrder);
      expect(rows.map(({ row }) => row['value'])).toEqual(inOrder);
    }
  },
  R10: async ({ store, another }) => {
    const generation = await live(store);
    const keys = Array.from({ length: 40 }, (_, index) => `k${index}`);
    const other = await another();
    let isWriting = true;
    const writing = (async () => {
      for (let turn = 1; turn <= 120; turn += 1) {
        const changes = keys.map((key) => put(key, turn));
        await store.apply(generation, 1, step(turn === 1 ? null : turn - 1, turn, changes));
        await wait(0);
      }
      isWriting = false;
    })();
    let reads = 0;
    while (isWriting) {
      const page = await other.page(KEY, { after: null, limit: 100 });
      const expected = Number(page?.checkpoint.position ?? 0);
      expect(new Set(page?.rows.map(({ row }) => row['value']) ?? [])).toEqual(
        new Set(expected === 0 ? [] : [expected]),
      );
      reads += 1;
      await wait(0);
    }
    await writing;
    expect(reads).toBeGreaterThan(1);
    await other.close();
  },
  R11: async ({ store, another }) => {
    const old = await live(store);
    await store.apply(old, 1, step(null, 1, [put('a', 'old'), put('b', 'old')]));
    const other = await another();
    const seen: unknown[] = [];
    let isReading = true;
    const reading = (async () => {
      while (isReading) {
        const page = await other.page(KEY, { after: null, limit: 10 });
        expect(page?.rows).toHaveLength(2);
        seen.push(page?.rows[0]?.row['value']);
        await wait(0);
      }
    })();
    await wait(50);
    const fresh = await begun(store);
    await store.apply(fresh, 1, step(null, 1, [put('a', 'new'), put('b', 'new')]));
    expect((await store.generations(KEY.model)).map(({ active }) => active).sort()).toEqual([false, true]);
    await store.activate(fresh);
    await store.drop(old);
    await wait(50);
    isReading = false;
    await reading;
    expect(seen[0]).toBe('old');
    expect(seen.at(-1)).toBe('new');
    expect(seen.lastIndexOf('old')).toBeLessThan(seen.indexOf('new'));
    expect(await store.generations(KEY.model)).toMatchObject([{ number: fresh.number, active: true }]);
    await other.close();
  },
  R12: async ({ store }) => {
    const own = { ...KEY, definition: 'two' };
    const first = await live(store);
    await store.apply(first, 1, step(null, 1, [put('a', 'one')]));
    expect((await store.page(own, { after: null, limit: 9 }))?.generation).toEqual(first);
    const second = await begun(store, own);
    await store.apply(second, 1, step(null, 1, [put('a', 'two')]));
    expect((await store.page(own, { after: null, limit: 9 }))?.generation).toEqual(first);
    await store.activate(second);
    expect((await store.page(own, { after: null, limit: 9 }))?.generation).toEqual(second);
    expect((await store.page(KEY, { after: null, limit: 9 }))?.generation).toEqual(first);
    const third = { ...KEY, definition: 'three' };
    expect((await store.page(third, { after: null, limit: 9 }))?.generation).toEqual(second);
    await store.drop(second);
    expect((await store.page(third, { after: null, limit: 9 }))?.generation).toEqual(first);
  },
  R13: async ({ store }) => {
    const generation = await live(store);
    await store.apply(generation, 1, step(null, 1, [put('a')]));
    await store.drop(generation);
    await store.drop(generation);
    expect(await store.apply(generation, 1, step(1, 2, [put('b')]))).toEqual({ kind: 'fenced' });
    expect(await store.claim(generation, 9)).toBeNull();
    expect(await store.page(KEY, { after: null, limit: 9 })).toBeNull();
    await store.activate(generation);
    expect(await store.page(KEY, { after: null, limit: 9 })).toBeNull();
    expect((await store.begin(KEY, 'log')).number).toBeGreaterThan(generation.number);
  },
  R14: async ({ store }) => {
    const changes = Array.from({ length: 60 }, (_, turn): RowChange =>
      turn % 7 === 6 ? { kind: 'delete', key: `k${turn % 5}` } : put(`k${turn % 11}`, turn),
    );
    const pages = [];
    for (const size of [1, 4, 60]) {
      const generation = await begun(store);
      for (let from = 0; from < changes.length; from += size) {
        const to = Math.min(from + size, changes.length);
        await store.apply(generation, 1, step(from === 0 ? null : from, to, changes.slice(from, to)));
      }
      await store.activate(generation);
      pages.push(JSON.stringify(await allRows(store)));
    }
    expect(new Set(pages).size).toBe(1);
  },
  R15: async ({ store, another }) => {
    const generation = await live(store);
    const other = await another();
    let applied = 0;
    const project = async (through: ReadModelStore, epoch: number): Promise<void> => {
      let from = (await through.claim(generation, epoch))?.position ?? null;
      for (;;) {
        const next = from === null ? 1 : Number(from) + 1;
        if (next > 100) return;
        const outcome = await through.apply(generation, epoch, {
          ...step(null, next, [put(`k${next}`, next)]),
          from,
        });
        if (outcome.kind === 'applied') applied += 1;
        if (outcome.kind === 'fenced') return;
        if (outcome.kind === 'gap') from = outcome.at;
        else from = outcome.kind === 'applied' ? position(next) : outcome.at;
      }
    };
    await Promise.all([project(store, 5), project(other, 5), project(other, 6)]);
    expect(applied).toBe(100);
    expect(await allRows(store)).toHaveLength(100);
    await other.close();
  },
  R16: async ({ store, another }) => {
    const generation = await live(store);
    const other = await another();
    let hints = 0;
    const forget = [store, other].map((one) => one.onApplied(KEY.model, () => (hints += 1)));
    await wait(200);
    hints = 0;
    await store.apply(generation, 1, step(null, 1, [put('a')]));
    const until = Date.now() + 1_000;
    while (hints < 2 && Date.now() < until) await wait(5);
    expect(hints).toBeGreaterThanOrEqual(2);
    forget.forEach((end) => end());
    await wait(200);
    hints = 0;
    await store.apply(generation, 1, step(1, 2, [put('a')]));
    await wait(200);
    expect(hints).toBe(0);
    await other.close();
  },
  R17: async (opened, harness) => {
    if (!harness.reopen) throw new Error('the harness cannot reopen');
    const generation = await live(opened.store);
    await opened.store.apply(generation, 4, step(null, 3, [put('a', 1)]));
    const lease = await opened.store.acquire('lease', 'me', 60_000);
    const again = await harness.reopen(opened);
    try {
      expect(await again.store.apply(generation, 3, step(3, 4))).toEqual({ kind: 'fenced' });
      expect(await again.store.apply(generation, 4, step(3, 4, [put('b', 2)]))).toEqual({ kind: 'applied' });
      expect(await allRows(again.store)).toHaveLength(2);
      expect(await again.store.acquire('lease', 'you', 60_000)).toBeNull();
      expect(await again.store.acquire('lease', 'me', 60_000)).toEqual(lease);
    } finally {
      await again.dispose();
    }
  },
  R18: async ({ store }) => {
    const never = { model: randomUUID(), definition: 'none' };
    expect(await store.page(never, { after: null, limit: 5 })).toBeNull();
    expect(await store.checkpoint(never)).toBeNull();
    expect(await store.generations(never.model)).toEqual([]);
    await store.begin(never, 'log');
    expect(await store.page(never, { after: null, limit: 5 })).toBeNull();
    await expect(store.ping()).resolves.toBeUndefined();
  },
  R20: async ({ store }) => {
    const generation = await live(store);
    expect(await store.apply(generation, 2, { from: null, to: null, changes: [put('a', 1)] })).toEqual({
      kind: 'applied',
    });
    expect(await at(store)).toBeNull();
    await store.apply(generation, 2, step(null, 5, [put('b', 1)]));
    const ahead = { from: position(5), to: position(5), changes: [put('a', 2), put('c', 2)] };
    expect(await store.apply(generation, 2, ahead)).toEqual({ kind: 'applied' });
    expect(await store.apply(generation, 2, ahead)).toEqual({ kind: 'applied' });
    expect(await at(store)).toBe(position(5));
    expect((await allRows(store)).map(({ row }) => row['value'])).toEqual([2, 1, 2]);
    expect(await store.apply(generation, 1, ahead)).toEqual({ kind: 'fenced' });
    expect(await store.apply(generation, 2, { ...ahead, from: position(4), to: position(4) })).toMatchObject({
      kind: 'gap',
    });
  },
  R21: async ({ store, another }) => {
    const generation = await live(store);
    const other = await another();
    const marked = async () => [
      (await other.checkpoint(KEY))?.mark,
      (await other.page(KEY, { after: null, limit: 1 }))?.checkpoint.mark,
      (await other.generations(KEY.model))[0]?.checkpoint.mark,
      (await other.claim(generation, 1))?.mark,
    ];
    const four = (mark: Mark | null) => [mark, mark, mark, mark];
    expect(await marked()).toEqual(four(null));
    const first: Mark = { after: null, position: position(2), hash: 'a' };
    await store.apply(generation, 1, { ...step(null, 2, [put('a')]), mark: first });
    expect(await marked()).toEqual(four(first));
    await store.apply(generation, 1, step(2, 3));
    expect(await marked()).toEqual(four(first));
    // Ahead of the checkpoint, as rows are.
    const ahead: Mark = { after: position(2), position: position(9), hash: 'b' };
    await store.apply(generation, 1, { ...step(3, 3, [put('b')]), mark: ahead });
    expect(await marked()).toEqual(four(ahead));
    expect(await at(store)).toBe(position(3));
    const refused = { ...step(7, 8), mark: { ...ahead, hash: 'c' } };
    expect(await store.apply(generation, 1, refused)).toMatchObject({ kind: 'gap' });
    expect(await marked()).toEqual(four(ahead));
    await other.close();
  },
  R19: async ({ store }) => {
    const generation = await live(store);
    await store.close();
    await store.close();
    const calls = [
      () => store.acquire('lease', 'me', 1_000),
      () => store.begin(KEY, 'log'),
      () => store.claim(generation, 1),
      () => store.apply(generation, 1, step(null, 1)),
      () => store.activate(generation),
      () => store.drop(generation),
      () => store.generations(KEY.model),
      () => store.page(KEY, { after: null, limit: 1 }),
      () => store.checkpoint(KEY),
      () => store.ping(),
    ];
    for (const call of calls) await expect(call()).rejects.toBeInstanceOf(ReadModelUnavailable);
  },
};

export const readModelBehavioursOf = (harness: ReadModelHarness): readonly ReadModelBehaviour[] =>
  READ_MODEL_CONTRACT.filter(
    (behaviour: ReadModelBehaviour) => behaviour.needs === undefined || Boolean(harness[behaviour.needs]),
  );

/** Declares the whole contract as Jest tests for one store; each test gets read models of its own. */
export const readModelContract = (name: string, harness: ReadModelHarness): void => {
  describe(`read model contract: ${name}`, () => {
    it.each(readModelBehavioursOf(harness).map(({ id, title }) => [id, title] as const))(
      '%s %s',
      async (id) => {
        const opened = await harness.open();
        try {
          await CHECKS[id as ReadModelBehaviourId](opened, harness);
        } finally {
          await opened.dispose();
        }
      },
    );
  });
};
