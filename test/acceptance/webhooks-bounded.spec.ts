import { setTimeout as wait } from 'node:timers/promises';
import type { ReadModelStore } from '@leptotrace/read-model';
import request from 'supertest';
import { READ_MODELS } from '../../src/store/tokens';
import { startApp, type TestApp } from '../support/app';
import { brainMri } from '../support/brain-mri';
import { startReceiver, type TestReceiver } from '../support/webhook-receiver';

let server: TestApp;
const receivers: TestReceiver[] = [];
const start = async (env: Record<string, string> = {}): Promise<void> => {
  server = await startApp({ WEBHOOK_NETWORKS: '127.0.0.0/8', ...env });
};
afterEach(async () => {
  await server.close();
  await Promise.all(receivers.splice(0).map((receiver) => receiver.close()));
});

const receiverOf = async (allows = '*'): Promise<TestReceiver> => {
  const receiver = await startReceiver(undefined, { allows });
  receivers.push(receiver);
  return receiver;
};
const make = (url: string, key?: string) =>
  request(server.url)
    .post('/v1/webhooks')
    .set(key === undefined ? {} : { 'Idempotency-Key': key })
    .set('X-Leptotrace-Actor', "UTF-8''J%C3%BCrgen")
    .send({ url });
const listed = async (query = '') =>
  (await request(server.url).get(`/v1/webhooks${query}`).expect(200)).body as {
    webhooks: { webhookId: string; owner: string }[];
    next: string | null;
  };

const begin = async (): Promise<void> => {
  await request(server.url).post('/v1/patients').send({ patientId: 'p' }).expect(201);
  const therapy = { kind: 'TherapyStarted', occurredOn: '2024-01-10', lineId: 'l1', agent: 'osimertinib' };
  const facts = [{ ...therapy, route: 'oral' }, brainMri('2024-01-05', 20), brainMri('2024-03-01', 30)];
  await request(server.url).post('/v1/patients/p/facts').send({ facts }).expect(201);
};

describe('webhooks', () => {
  it('are as many as there may be, and one more when one was removed', async () => {
    await start({ MAX_WEBHOOKS: '2' });
    const { url } = await receiverOf();
    const made = await make(url, 'first').expect(201);
    const answers = await Promise.all([make(url), make(url), make(url)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.type).toMatch(/too-many-webhooks/);
    // What was made is answered again: it is not one more.
    expect((await make(url, 'first').expect(201)).body.webhookId).toBe(made.body.webhookId);
    await request(server.url).delete(`/v1/webhooks/${made.body.webhookId}`).expect(200);
    await make(url).expect(201);
    expect((await listed()).webhooks).toHaveLength(2);
  });

  it('are listed page by page, each with its owner', async () => {
    await start();
    const { url } = await receiverOf();
    const made: string[] = [];
    for (let number = 0; number < 5; number += 1) made.push((await make(url).expect(201)).body.webhookId);
    await request(server.url).delete(`/v1/webhooks/${made[1]}`).expect(200);
    const pages: string[][] = [];
    for (let query: string | null = '?limit=2'; query !== null;) {
      const { webhooks, next } = await listed(query);
      pages.push(webhooks.map(({ webhookId }) => webhookId));
      expect(webhooks.every(({ owner }) => owner === 'Jürgen')).toBe(true);
      query = next === null ? null : `?limit=2&cursor=${next}`;
    }
    expect(pages).toEqual([
      [made[0], made[2]],
      [made[3], made[4]],
    ]);
    await request(server.url).get('/v1/webhooks?cursor=none').expect(400);
  });

  it('are made for no receiver that does not want it', async () => {
    await start({ ALLOWED_HOSTS: 'lm.example' });
    const other = await receiverOf('other.example');
    const { body } = await make(other.url).expect(400);
    expect(body.errors[0]).toMatchObject({ path: '/url', message: expect.stringContaining('lm.example') });
    await make('http://127.0.0.1:1/').expect(400);
    expect((await listed()).webhooks).toEqual([]);
    await make((await receiverOf('lm.example')).url).expect(201);
  });

  it('are made for hosts of the list alone', async () => {
    await start({ WEBHOOK_HOSTS: 'trial.example' });
    const { body } = await make((await receiverOf()).url).expect(400);
    expect(body.errors[0].message).toContain('WEBHOOK_HOSTS');
  });

  it('cost nothing while there is nothing to say, however many, and are all told when there is', async () => {
    await start();
    const all = await Promise.all(Array.from({ length: 30 }, () => receiverOf()));
    for (const { url } of all) await make(url).expect(201);
    await wait(1_500);
    const readModels = server.app.get<ReadModelStore>(READ_MODELS);
    const acquire = readModels.acquire.bind(readModels);
    let acquired = 0;
    readModels.acquire = (name, ...rest) => {
      if (name.startsWith('webhook:')) acquired += 1;
      return acquire(name, ...rest);
    };
    await wait(3_000);
    expect(acquired).toBe(0);
    await begin();
    for (const receiver of all) await receiver.until(() => receiver.posted.length > 0);
    expect(acquired).toBeGreaterThanOrEqual(30);
  }, 60_000);
});
