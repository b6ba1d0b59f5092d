import { generateKeyPairSync, randomUUID } from 'node:crypto';
import {
  chainEvents,
  chainRootOf,
  digestOfHeads,
  GENESIS_HASH,
  isSignedBy,
  publicKeyIn,
  recordRoot,
  RootKeyRefused,
  rootSignerOf,
  ROOTS_STREAM,
  signedTextOf,
  streamId,
  verifyLog,
  type RecordedEvent,
  type RootSigner,
} from '@leptotrace/event-store';
import { MemoryEventStore } from '@leptotrace/event-store-memory';
import type { Instant, JsonObject } from '@leptotrace/kernel';
import { chained } from './support/chained';

const keyPair = (): { readonly signer: RootSigner; readonly publicPem: string } => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    signer: rootSignerOf(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()),
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
};
const [OURS, NEXT, THEIRS] = [keyPair(), keyPair(), keyPair()];
const ROOT = { now: () => '2026-03-01T03:00:00.000Z' as Instant, actor: 'hourly' };

/** A log of so many patients, with a root after each: by its signer, and announcing a key where one is named. */
const logWith = async (
  ...roots: readonly { readonly signer?: RootSigner; readonly nextKey?: string }[]
): Promise<MemoryEventStore> => {
  const store = new MemoryEventStore();
  for (const [index, root] of roots.entries()) {
    const [first, ...rest] = chained(streamId('patient', `p${index}`), 2);
    if (first) await store.append(streamId('patient', `p${index}`), 'no-stream', [first, ...rest]);
    await recordRoot(store, { ...ROOT, ...root });
  }
  return store;
};

/** Appends a root as nobody records it: by any key, or by none. */
const forge = async (store: MemoryEventStore, signer: RootSigner | null): Promise<void> => {
  const slice = await store.readStream(ROOTS_STREAM);
  const last = (slice.kind === 'found' ? slice.events : []).at(-1) as RecordedEvent;
  const [revision, prevHash] = [last.revision + 1, last.metadata.hash];
  const { signature: _signed, nextKey: _next, ...data } = last.data;
  const unsigned = { ...data, heads: [], root: digestOfHeads([]) };
  const text = signedTextOf(chainRootOf({ ...last, data: unsigned }), { revision, prevHash });
  const signature = signer && { by: signer.publicKey, value: signer.sign(text) };
  const forged = { ...last, eventId: randomUUID(), data: { ...unsigned, ...(signature && { signature }) } };
  const [event] = chainEvents(ROOTS_STREAM, revision, prevHash, [forged as never]);
  await store.append(ROOTS_STREAM, last.revision, [event as never]);
};

const ours = { signer: OURS.signer };
const publicKey = OURS.signer.publicKey;
const toNext = { ...ours, nextKey: NEXT.signer.publicKey };

const breaksOf = async (
  store: MemoryEventStore,
  options: Parameters<typeof verifyLog>[1] = {},
): Promise<readonly string[]> =>
  (await verifyLog(store, options)).breaks.map(({ stream, detail }) => `${stream}: ${detail}`);

describe('a root that is signed', () => {
  it('is trusted by the key that is asked for, or as the first that is seen', async () => {
    const store = await logWith(ours, ours);
    const signed = { count: 2, key: publicKey, revision: 1 };
    expect(await verifyLog(store)).toMatchObject({
      intact: true,
      signed: { ...signed, trust: 'first-seen' },
    });
    const asked = await verifyLog(store, { publicKey });
    expect(asked).toMatchObject({ intact: true, signed: { ...signed, trust: 'asked' } });
  });

  it('may follow roots that were not', async () => {
    expect(await breaksOf(await logWith({}, ours), { publicKey })).toEqual([]);
  });

  it.each([
    ['is not signed', ours, null, 'not signed'],
    ['is signed by another', ours, THEIRS.signer, 'no root of the key before it announced'],
    [
      'is signed by the old key after the next was announced',
      toNext,
      OURS.signer,
      'no root of the key before',
    ],
  ] as const)('is followed by none that %s: refused here, found when forged', async (...row) => {
    const [, first, signer, detail] = row;
    const store = await logWith(first);
    const [event, ...more] = chained(streamId('patient', 'later'), 1);
    if (event) await store.append(streamId('patient', 'later'), 'no-stream', [event, ...more]);
    await expect(recordRoot(store, { ...ROOT, signer })).rejects.toThrow(RootKeyRefused);
    expect(await breaksOf(store, { publicKey })).toEqual([]);
    await forge(store, signer);
    expect(await breaksOf(store, { publicKey })).toEqual([expect.stringContaining(detail)]);
  });

  it('hands over to the key that it announces, and to that of the one after', async () => {
    const next = { signer: NEXT.signer };
    const store = await logWith(ours, toNext, next, next);
    for (const key of [publicKey, NEXT.signer.publicKey])
      expect(await verifyLog(store, { publicKey: key })).toMatchObject({
        intact: true,
        signed: { count: 4, key: NEXT.signer.publicKey, trust: 'asked' },
      });
  });

  it('announces a key where nothing was written since', async () => {
    const store = await logWith(ours);
    expect(await recordRoot(store, { ...ROOT, ...toNext })).toMatchObject({ kind: 'recorded', streams: 0 });
    expect(await recordRoot(store, { ...ROOT, signer: NEXT.signer })).toEqual({ kind: 'unchanged' });
    expect(await breaksOf(store, { publicKey })).toEqual([]);
  });
});

describe('who can write the log', () => {
  it('cannot write all of it anew: nobody else holds the key', async () => {
    const [unsigned, forged] = [await logWith({}, {}), await logWith({ signer: THEIRS.signer })];
    expect(await breaksOf(unsigned, { publicKey })).toEqual([expect.stringContaining('no root is signed')]);
    expect(await breaksOf(forged, { publicKey })).toEqual([
      expect.stringContaining('by the key that was given'),
    ]);
    // Without the key, and without a hash that was kept, nothing is wrong with a log that is another.
    expect(await breaksOf(forged)).toEqual([]);
  });

  it('cannot move a signature to another root, or change what it is of', async () => {
    const store = await logWith(ours, ours);
    const slice = await store.readStream(ROOTS_STREAM);
    const [one, two] = (slice.kind === 'found' ? slice.events : []) as [RecordedEvent, RecordedEvent];
    const changes: readonly JsonObject[] = [
      { ...two.data, signature: one.data['signature'] ?? null },
      { ...two.data, nextKey: THEIRS.signer.publicKey },
      { ...two.data, form: 2 },
      { ...two.data, coversTo: null },
    ];
    for (const data of changes) {
      const copy = new MemoryEventStore();
      const chain = chainEvents(ROOTS_STREAM, 0, GENESIS_HASH, [one, { ...two, data }]);
      for (const index of [0, 1]) {
        const stream = streamId('patient', `p${index}`);
        const [first, ...rest] = chained(stream, 2);
        if (first) await copy.append(stream, 'no-stream', [first, ...rest]);
      }
      const [first, ...rest] = chain;
      if (first) await copy.append(ROOTS_STREAM, 'no-stream', [first, ...rest]);
      expect(await breaksOf(copy)).toEqual(
        expect.arrayContaining([expect.stringContaining('its signature is not of this root')]),
      );
    }
  });

  it('is found out by a hash that was kept, signed or not', async () => {
    const store = await logWith({}, {});
    const { lastRoot } = await verifyLog(store);
    const expected = { hash: lastRoot?.hash ?? '', found: true };
    expect(await verifyLog(store, { expect: expected.hash })).toMatchObject({ intact: true, expected });
    expect(await breaksOf(await logWith({}), { expect: expected.hash })).toEqual([
      expect.stringContaining('kept elsewhere'),
    ]);
  });
});

it('a log that holds nothing proves nothing', async () => {
  expect(await verifyLog(new MemoryEventStore())).toMatchObject({ intact: false, events: 0, breaks: [] });
});

describe('a key', () => {
  it('is read of its PEM, and of nothing else', () => {
    expect(publicKeyIn(OURS.publicPem)).toBe(publicKey);
    const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const pem = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    expect(() => rootSignerOf(pem)).toThrow('not an ed25519 key');
    expect(() => rootSignerOf(OURS.publicPem)).toThrow(RangeError);
    expect(() => publicKeyIn('key')).toThrow('not a key in PEM');
  });

  it('signs what it signs, and nothing is true of a key or signature that cannot be read', () => {
    const signature = OURS.signer.sign('a');
    expect(isSignedBy(publicKey, 'a', signature)).toBe(true);
    expect(isSignedBy(publicKey, 'b', signature)).toBe(false);
    expect(isSignedBy(NEXT.signer.publicKey, 'a', signature)).toBe(false);
    expect(isSignedBy('x', 'a', signature)).toBe(false);
    expect(isSignedBy(publicKey, 'a', '')).toBe(false);
  });
});
