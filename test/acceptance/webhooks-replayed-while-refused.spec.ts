import request from 'supertest';
import { startApp, type TestApp } from '../support/app';
import { brainMri } from '../support/brain-mri';
import { startReceiver, type TestReceiver } from '../support/webhook-receiver';

let server: TestApp;
let receiver: TestReceiver;
beforeEach(async () => {
  server = await startApp({ WEBHOOK_NETWORKS: '127.0.0.0/8' });
});
afterEach(async () => {
  await server.close();
  await receiver.close();
});

const start = { kind: 'TherapyStarted', occurredOn: '2024-01-10', lineId: 'l1', agent: 'osimertinib' };

const record = (...facts: object[]) =>
  request(server.url).post('/v1/patients/p1/facts').send({ facts }).expect(201);
const signals = async (): Promise<readonly string[]> => {
  const { body } = await request(server.url).get('/v1/patients/p1/signals').expect(200);
  return (body.signals as { id: string }[]).map(({ id }) => id);
};

describe('deliveries of a webhook', () => {
  it('a replay asked for while the last signal is being refused sends those before it again', async () => {
    let webhookId = '';
    let isAsked = false;
    receiver = await startReceiver((response, { body }) => {
      const { type } = JSON.parse(body) as { type: string };
      if (isAsked || !type.includes('progression-detected')) return void response.writeHead(204).end();
      isAsked = true;
      // The round is under way until this is answered.
      void request(server.url)
        .post(`/v1/webhooks/${webhookId}/replay`)
        .send({ after: null })
        .then(() => response.writeHead(500).end());
    });
    const made = await request(server.url).post('/v1/webhooks').send({ url: receiver.url, after: null });
    webhookId = made.body.webhookId as string;
    await request(server.url).post('/v1/patients').send({ patientId: 'p1' }).expect(201);
    await record({ ...start, route: 'oral' }, brainMri('2024-01-05', 20), brainMri('2024-03-01', 20));
    await receiver.until(() => receiver.posted.length > 0);
    await record(brainMri('2024-05-01', 30));
    await receiver.until(() => isAsked);
    const ids = await signals();
    expect(ids.length).toBeGreaterThan(1);
    const replayed = () =>
      receiver.bodies().flatMap(({ id, replayed: isReplayed }) => (isReplayed ? [id as string] : []));
    await receiver.until(() => replayed().includes(ids[0] ?? ''));
  });
});
