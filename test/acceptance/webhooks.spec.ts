import { setTimeout as wait } from 'node:timers/promises';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import {
  MemoryStore,
  pullFrom,
  SignalReceiver,
  verify,
  webhookHandler,
  type SignalEnvelope,
} from '@leptotrace/receiver';
import { startApp, type TestApp } from '../support/app';
import { brainMri } from '../support/brain-mri';
import {
  answers,
  first,
  startReceiver,
  type Behaviour,
  type Posted,
  type TestReceiver,
} from '../support/webhook-receiver';

const ALLOWED = { WEBHOOK_NETWORKS: '127.0.0.0/8' };

let server: TestApp;
const receivers: TestReceiver[] = [];

const restart = async (dataDir: string): Promise<void> => {
  await server.app.close();
  server = await startApp({ ...ALLOWED, DATA_DIR: dataDir });
};

beforeEach(async () => {
  server = await startApp(ALLOWED);
});
afterEach(async () => {
  await server.close();
  await Promise.all(receivers.splice(0).map((receiver) => receiver.close()));
});

const receiverOf = async (behaviour?: Behaviour, port = 0): Promise<TestReceiver> => {
  const receiver = await startReceiver(behaviour, { port });
  receivers.push(receiver);
  return receiver;
};

const record = (patientId: string, ...facts: object[]) =>
  request(server.url).post(`/v1/patients/${patientId}/facts`).send({ facts }).expect(201);

const begin = async (patientId: string, registration: object = {}): Promise<void> => {
  await request(server.url)
    .post('/v1/patients')
    .send({ patientId, ...registration })
    .expect(201);
  await record(patientId, {
    kind: 'TherapyStarted',
    occurredOn: '2024-01-10',
    lineId: 'l1',
    agent: 'osimertinib',
    route: 'oral',
    intent: 'palliative',
  });
  await record(patientId, brainMri('2024-01-05', 20), brainMri('2024-03-01', 20));
};

const progress = async (patientId: string): Promise<void> => {
  await record(patientId, brainMri('2024-05-01', 30));
};

interface Made {
  readonly webhookId: string;
  readonly secret: string;
  readonly publicKeys: readonly string[];
  readonly leavesOut: readonly string[];
}

const create = async (webhook: object): Promise<Made> =>
  (await request(server.url).post('/v1/webhooks').send(webhook).expect(201)).body as Made;
const act = async (webhookId: string, action: string, body: object = {}) =>
  request(server.url).post(`/v1/webhooks/${webhookId}/${action}`).send(body);
const show = async (webhookId: string) =>
  (await request(server.url).get(`/v1/webhooks/${webhookId}`).expect(200)).body;
const tries = async (webhookId: string, query = ''): Promise<Record<string, unknown>[]> =>
  (await request(server.url).get(`/v1/webhooks/${webhookId}/deliveries${query}`).expect(200)).body.deliveries;
const feed = async (patientId: string): Promise<SignalEnvelope[]> =>
  (await request(server.url).get(`/v1/patients/${patientId}/signals`).expect(200)).body.signals;

const idsOf = async (patientId: string): Promise<readonly string[]> =>
  (await feed(patientId)).map(({ id }) => id);
/** Until the signals of a patient are level with what was recorded. */
const signalled = async (patientId: string, count: number): Promise<readonly string[]> => {
  for (let look = 0; look < 500 && (await idsOf(patientId)).length < count; look += 1) await wait(20);
  return idsOf(patientId);
};
const pauseBetween = ([one, two]: readonly Posted[]): number => (two?.at ?? 0) - (one?.at ?? 0);
const has = (receiver: TestReceiver, ids: readonly string[]) => () =>
  ids.every((id) => receiver.ids().includes(id));

describe('a webhook', () => {
  it('is made with a secret that is told once, and is nowhere in the data folder', async () => {
    const receiver = await receiverOf();
    const made = await create({ url: receiver.url });
    expect(made).toMatchObject({
      secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
      publicKeys: [expect.stringMatching(/^whpk_[A-Za-z0-9+/]{43}=$/)],
      payload: 'reference',
      filter: {},
      leavesOut: [],
      status: 'active',
    });
    const shown = await show(made.webhookId);
    expect(shown).toEqual({ ...made, secret: undefined });
    const { body } = await request(server.url).get('/v1/webhooks').expect(200);
    expect(body.webhooks).toEqual([shown]);
    const log = ['events.db', 'events.db-wal'].map((name) => readFileSync(join(server.dataDir, name)));
    expect(Buffer.concat(log).includes(made.secret.slice(6))).toBe(false);
    expect(statSync(join(server.dataDir, 'webhook.key')).mode & 0o077).toBe(0);
  });

  it('is the same webhook when its making is repeated with the same key', async () => {
    const receiver = await receiverOf();
    const make = () =>
      request(server.url).post('/v1/webhooks').set('Idempotency-Key', 'w1').send({ url: receiver.url });
    const [one, two] = [await make(), await make()];
    expect(two.body).toEqual(one.body);
    expect((await request(server.url).get('/v1/webhooks')).body.webhooks).toHaveLength(1);
  });

  it.each([
    [{ url: 'https://10.0.0.1/' }, '/url', /WEBHOOK_NETWORKS/],
    [{ url: 'https://169.254.169.254/' }, '/url', /WEBHOOK_NETWORKS/],
    [{ url: 'http://8.8.8.8/' }, '/url', /https/],
    [{ url: 'nonsense' }, '/url', /https/],
    [{}, '/url', /Add/],
    [{ url: 'https://8.8.8.8/', payload: 'everything' }, '/payload', /reference/],
    [{ url: 'https://8.8.8.8/', filter: { types: ['Progression'] } }, '/filter/types', /ProgressionDetected/],
    [{ url: 'https://8.8.8.8/', filter: { colour: ['red'] } }, '/filter/colour', /Leave/],
    [{ url: 'https://8.8.8.8/', after: '61' }, '/after', /sequence/],
  ])('is refused with the path and the mend: %j', async (webhook, path, mend) => {
    const { body } = await request(server.url).post('/v1/webhooks').send(webhook).expect(400);
    expect(body.errors[0]).toMatchObject({ path, mend: expect.stringMatching(mend) });
    expect((await request(server.url).get('/v1/webhooks')).body.webhooks).toEqual([]);
  });

  it('posts ids alone, signed both ways, in the order of the patient', async () => {
    const receiver = await receiverOf();
    const { secret, publicKeys, webhookId } = await create({ url: receiver.url });
    await begin('p1');
    await progress('p1');
    const ids = await signalled('p1', 3);
    await receiver.until(has(receiver, ids));
    expect(receiver.ids()).toEqual(ids);
    const bodies = receiver.bodies() as unknown as SignalEnvelope[];
    expect(bodies.map(({ previous }) => previous)).toEqual([undefined, ...ids.slice(0, -1)]);
    const signals = await feed('p1');
    for (const [index, { headers, body }] of receiver.posted.entries()) {
      expect(headers['content-type']).toBe('application/cloudevents+json');
      verify(headers, body, { secrets: [secret] });
      verify(headers, body, { publicKeys });
      const { asOf, revision } = signals[index]?.data as { asOf: number; revision: number };
      expect(bodies[index]?.data).toEqual({ patientId: 'p1', revision, asOf });
    }
    const made = await tries(webhookId);
    expect(made.map(({ signalId }) => signalId).reverse()).toEqual(ids);
    expect(made[0]).toMatchObject({ outcome: 'delivered', status: 204, attempt: 1 });
    expect(await show(webhookId)).toMatchObject({ delivered: ids.length, waiting: [], deadLetters: [] });
  });

  it('begins now, or behind a sequence, or with the first signal', async () => {
    await begin('p1');
    await progress('p1');
    const ids = await signalled('p1', 3);
    const [now, all, some] = [await receiverOf(), await receiverOf(), await receiverOf()];
    await create({ url: now.url, payload: 'full' });
    await create({ url: all.url, after: null });
    await create({ url: some.url, after: (await feed('p1'))[0]?.sequence });
    await record('p1', brainMri('2024-04-01', 32));
    const later = (await signalled('p1', ids.length + 1)).slice(ids.length);
    await Promise.all([now, all, some].map((one) => one.until(has(one, later))));
    expect(all.ids()).toEqual([...ids, ...later]);
    expect(some.ids()).toEqual([...ids.slice(1), ...later]);
    expect(now.ids()).toEqual(later);
    const { previous: _previous, ...whole } = now.bodies()[0] ?? {};
    expect([whole]).toEqual((await feed('p1')).filter(({ id }) => id === later[0]));
  });

  it('tells only what its filter lets through', async () => {
    const receiver = await receiverOf();
    const filter = { types: ['ProgressionDetected'], compartments: ['cns'], studies: ['AURA'] };
    const { leavesOut } = await create({ url: receiver.url, payload: 'full', filter });
    expect(leavesOut).toEqual([
      expect.stringContaining('ResponseChanged'),
      expect.stringContaining('non-cns'),
      expect.stringContaining('no study'),
    ]);
    await begin('p1', { study: 'AURA' });
    await begin('p2', { study: 'other' });
    await begin('p3');
    for (const patientId of ['p1', 'p2', 'p3']) await progress(patientId);
    await receiver.until(() => receiver.posted.length > 0);
    await signalled('p3', 3);
    await wait(1_500);
    expect(receiver.bodies()).toMatchObject([
      { subject: 'p1', type: 'org.leptotrace.progression-detected.v1', data: { key: 'progression:cns' } },
    ]);
    // What it let through is followed, though the filter names no other type.
    await record('p1', brainMri('2024-04-01', 29));
    await receiver.until(() => receiver.posted.length > 1);
    expect(receiver.bodies().slice(1)).toMatchObject([
      { subject: 'p1', type: 'org.leptotrace.progression-revised.v1', data: { key: 'progression:cns' } },
    ]);
  });

  it('comes to a receiver that was away, in order, nothing lost', async () => {
    const gone = await startReceiver();
    const { webhookId } = await create({ url: gone.url });
    await gone.close();
    await begin('p1');
    await progress('p1');
    const ids = await signalled('p1', 3);
    await gone.until(async () => (await tries(webhookId)).length > 0);
    expect((await tries(webhookId))[0]).toMatchObject({ outcome: 'failed', reason: 'ECONNREFUSED' });
    const back = await receiverOf(answers(204), Number(new URL(gone.url).port));
    await back.until(has(back, ids));
    expect(back.ids()).toEqual(ids);
  });

  it('sends the same id and bytes again after 500, a redirect, an answer cut off; 410 ends it', async () => {
    const elsewhere = await receiverOf();
    const cutOff: Behaviour = (response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half');
      setTimeout(() => response.destroy(), 20);
    };
    const [failing, redirecting, breaking, gone] = [
      await receiverOf(first(1, answers(500))),
      await receiverOf(first(1, answers(302, { location: elsewhere.url }))),
      await receiverOf(first(1, cutOff)),
      await receiverOf(answers(410)),
    ];
    const made = await Promise.all([failing, redirecting, breaking, gone].map(({ url }) => create({ url })));
    const gonesId = made.at(-1)?.webhookId as string;
    await begin('p1');
    await progress('p1');
    const ids = await signalled('p1', 3);
    for (const receiver of [failing, redirecting, breaking]) {
      await receiver.until(has(receiver, ids));
      expect(receiver.ids()).toEqual([ids[0], ...ids]);
      expect(receiver.posted[0]?.body).toBe(receiver.posted[1]?.body);
      expect(pauseBetween(receiver.posted)).toBeGreaterThanOrEqual(4_500);
    }
    expect(elsewhere.posted).toEqual([]);
    expect(await show(gonesId)).toMatchObject({ status: 'ended', reason: 'gone' });
    expect(gone.posted).toHaveLength(1);
    expect((await act(gonesId, 'resume')).status).toBe(409);
    const reasons = await Promise.all(
      made.map(async ({ webhookId }) => (await tries(webhookId, '?outcome=failed'))[0]?.['reason']),
    );
    expect(reasons).toEqual([
      'answered 500',
      'redirect 302, which is not followed',
      expect.stringMatching(/ECONNRESET|closed|aborted/),
      'answered 410',
    ]);
  });

  it('leaves a receiver alone that answers 429, and nobody else', async () => {
    const busy = await receiverOf(first(1, answers(429, { 'retry-after': '2' })));
    const well = await receiverOf();
    await create({ url: busy.url });
    await create({ url: well.url });
    await begin('p1');
    await progress('p1');
    const ids = await signalled('p1', 3);
    await well.until(has(well, ids));
    await busy.until(has(busy, ids), 40_000);
    expect(pauseBetween(busy.posted)).toBeGreaterThanOrEqual(2_000);
    expect(busy.ids()).toEqual([ids[0], ...ids]);
  });

  it('is paused and resumed, and removed', async () => {
    const receiver = await receiverOf();
    const { webhookId } = await create({ url: receiver.url });
    expect((await act(webhookId, 'pause')).body).toMatchObject({ status: 'paused', reason: 'asked' });
    await begin('p1');
    const ids = await signalled('p1', 1);
    await wait(1_500);
    expect(receiver.posted).toEqual([]);
    expect((await act(webhookId, 'resume')).body).toMatchObject({ status: 'active' });
    await receiver.until(has(receiver, ids));
    await request(server.url).delete(`/v1/webhooks/${webhookId}`).expect(200);
    await progress('p1');
    await signalled('p1', 3);
    await wait(1_500);
    expect(receiver.ids()).toEqual(ids);
    expect((await request(server.url).get('/v1/webhooks')).body.webhooks).toEqual([]);
    expect((await request(server.url).get('/v1/webhooks?all=true')).body.webhooks).toHaveLength(1);
  });

  it('signs with the old key beside the new one after a rotation', async () => {
    const receiver = await receiverOf();
    const old = await create({ url: receiver.url });
    const rotated = (await act(old.webhookId, 'rotate')).body as Made;
    expect(rotated.secret).not.toBe(old.secret);
    expect(rotated.publicKeys).toEqual([expect.any(String), ...old.publicKeys]);
    await begin('p1');
    await receiver.until(() => receiver.posted.length > 0);
    const [{ headers, body } = { headers: {}, body: '' }] = receiver.posted;
    verify(headers, body, { secrets: [old.secret] });
    verify(headers, body, { secrets: [rotated.secret] });
    verify(headers, body, { publicKeys: old.publicKeys });
    verify(headers, body, { publicKeys: rotated.publicKeys.slice(0, 1) });
  });

  it('replays from a sequence, marked, with the same ids; never from the future', async () => {
    const receiver = await receiverOf();
    const { webhookId } = await create({ url: receiver.url });
    await begin('p1');
    await progress('p1');
    const ids = await signalled('p1', 3);
    await receiver.until(has(receiver, ids));
    const after = (await feed('p1'))[0]?.sequence;
    expect((await act(webhookId, 'replay', { after })).status).toBe(200);
    await receiver.until(() => receiver.posted.length >= 2 * ids.length - 1);
    expect(receiver.ids().slice(ids.length)).toEqual(ids.slice(1));
    expect(receiver.bodies().map(({ replayed }) => replayed)).toEqual([
      ...ids.map(() => undefined),
      ...ids.slice(1).map(() => true),
    ]);
    const { body } = await act(webhookId, 'replay', { after: '9'.repeat(20) });
    expect(body.errors[0]).toMatchObject({ path: '/after', mend: expect.stringContaining('up to') });
  });

  it('names what is wrong with what is asked of it', async () => {
    await request(server.url).get('/v1/webhooks/none').expect(404);
    expect((await act('none', 'pause')).body.type).toBe('urn:leptotrace:problem:unknown-webhook');
    const { webhookId } = await create({ url: (await receiverOf()).url });
    const signalIds = ['2f1c5a7e-0000-4000-8000-000000000000'];
    const { body } = await act(webhookId, 'redrive', { signalIds });
    expect(body.errors[0].path).toBe('/signalIds/0');
    expect((await act(webhookId, 'redrive')).status).toBe(200);
    for (const query of ['?outcome=lost', '?before=x', '?limit=0', '?colour=red'])
      await request(server.url).get(`/v1/webhooks/${webhookId}/deliveries${query}`).expect(400);
  });

  it('pages through its tries', async () => {
    const receiver = await receiverOf();
    const { webhookId } = await create({ url: receiver.url });
    await begin('p1');
    await progress('p1');
    const ids = await signalled('p1', 3);
    await receiver.until(async () => (await show(webhookId)).delivered === ids.length);
    const numbers: unknown[] = [];
    let query = '?limit=2';
    for (let pages = 0; pages < 10 && query !== ''; pages += 1) {
      const path = `/v1/webhooks/${webhookId}/deliveries${query}`;
      const { body } = await request(server.url).get(path).expect(200);
      numbers.push(...(body.deliveries as { number: number }[]).map(({ number }) => number));
      query = body.next === null ? '' : `?limit=2&before=${body.next}`;
    }
    expect(numbers).toEqual(ids.map((_, index) => ids.length - 1 - index));
  });

  it('goes on behind what was sent when the service is started again', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'leptotrace-webhooks-'));
    await restart(dataDir);
    const receiver = await receiverOf();
    const { secret } = await create({ url: receiver.url });
    await begin('p1');
    const before = await signalled('p1', 1);
    await receiver.until(has(receiver, before));
    // Written down, not only sent.
    await wait(500);
    await restart(dataDir);
    await progress('p1');
    const ids = await signalled('p1', 3);
    await receiver.until(has(receiver, ids));
    expect(receiver.ids()).toEqual(ids);
    verify(receiver.posted.at(-1)?.headers ?? {}, receiver.posted.at(-1)?.body ?? '', { secrets: [secret] });
    await server.app.close();
    rmSync(dataDir, { recursive: true, force: true });
    server = await startApp(ALLOWED);
  });

  it('a receiver with the kit holds what endpoints answer, though it missed what came before', async () => {
    await begin('p1');
    await progress('p1');
    const seen: string[] = [];
    const kit = new SignalReceiver({
      store: new MemoryStore(),
      pull: pullFrom(server.url),
      onSignal: ({ id }) => void seen.push(id),
    });
    let handle: ReturnType<typeof webhookHandler> = async () => 500;
    const receiver = await receiverOf((response, { headers, body }) => {
      void handle(headers, body).then((status) => response.writeHead(status).end());
    });
    await signalled('p1', 3);
    const { secret } = await create({ url: receiver.url });
    handle = webhookHandler(kit, { secrets: [secret] });
    await record('p1', brainMri('2024-04-01', 32));
    await receiver.until(() => seen.length >= 4);
    expect(seen).toEqual(await idsOf('p1'));
    const { body } = await request(server.url).get('/v1/patients/p1/endpoints').expect(200);
    const cns = (body.endpoints as { paramcd: string; adt: string }[]).find(
      ({ paramcd }) => paramcd === 'CNSPFS',
    );
    expect((await kit.progressions('p1')).map(({ data }) => data.now)).toMatchObject([
      { endpoint: 'BIPFS', date: '2024-04-01' },
      { endpoint: 'CNSPFS', date: '2024-04-01' },
    ]);
    expect(JSON.stringify(cns)).toContain('2024-04-01');
  });

  it('a receiver with the kit does nothing with what it cannot verify', async () => {
    const seen: string[] = [];
    const kit = new SignalReceiver({
      store: new MemoryStore(),
      pull: pullFrom(server.url),
      onSignal: ({ id }) => void seen.push(id),
    });
    const receiver = await receiverOf();
    const { secret } = await create({ url: receiver.url, payload: 'full' });
    await begin('p1');
    await receiver.until(() => receiver.posted.length > 0);
    const { headers = {}, body = '' } = receiver.posted[0] ?? {};
    const handle = webhookHandler(kit, { secrets: [secret] });
    const other = webhookHandler(kit, { secrets: [`whsec_${Buffer.alloc(32, 1).toString('base64')}`] });
    expect(await other(headers, body)).toBe(401);
    expect(await handle(headers, body.replace('p1', 'p2'))).toBe(401);
    expect(await handle({ ...headers, 'webhook-timestamp': '1700000000' }, body)).toBe(401);
    expect(await handle({}, body)).toBe(401);
    expect(seen).toEqual([]);
    expect(await handle(headers, body)).toBe(204);
    expect(await handle(headers, body)).toBe(204);
    expect(seen).toHaveLength(1);
  });
});
