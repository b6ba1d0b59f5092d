import { EventStoreDBClient, START, streamNameFilter } from '@eventstore/db-client';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import request from 'supertest';
import { FakeEventStoreDb } from '../../libs/event-store-eventstoredb/testing/fake-server';
import { PROJECT_ROOT } from '../../src/config/project-root';
import { startApp, type TestApp } from '../support/app';
import { brainMri } from '../support/brain-mri';

describe('Signals as a category of EventStoreDB', () => {
  let store: FakeEventStoreDb;
  let server: TestApp;
  let client: EventStoreDBClient;
  beforeAll(async () => {
    store = await new FakeEventStoreDb().start();
    store.log.projects = true;
    server = await startApp({
      EVENT_STORE: 'eventstoredb',
      EVENTSTORE_URL: store.url,
      EVENTSTORE_PREFIX: 'ward7.',
      WEBHOOK_NETWORKS: '127.0.0.0/8',
    });
    client = EventStoreDBClient.connectionString(store.url);
  });
  afterAll(async () => {
    await client.dispose();
    await server.close();
    await store.stop();
  });

  const inStream = async (stream: string): Promise<readonly object[]> => {
    const read: object[] = [];
    for await (const { event } of client.readStream(stream, { fromRevision: START })) {
      if (event) read.push({ id: event.id, revision: Number(event.revision), data: event.data });
    }
    return read;
  };
  const subscribedTo = async (prefix: string, count: number): Promise<readonly string[]> => {
    const heard: string[] = [];
    for await (const { event } of client.subscribeToAll({
      filter: streamNameFilter({ prefixes: [prefix] }),
    })) {
      if (event) heard.push(event.id);
      if (heard.length === count) break;
    }
    return heard;
  };

  it('are read by any client of the server: the feed, by id, type and data', async () => {
    await request(server.url).post('/v1/patients').send({ patientId: 'p1' }).expect(201);
    const start = { kind: 'TherapyStarted', occurredOn: '2024-01-10', lineId: 'l1', agent: 'osimertinib' };
    const facts = [{ ...start, route: 'oral' }, brainMri('2024-01-05', 20), brainMri('2024-05-01', 32)];
    await request(server.url).post('/v1/patients/p1/facts').send({ facts }).expect(201);
    type Envelope = { id: string; data: { patientId: string; revision: number } };
    let feed: readonly Envelope[] = [];
    for (let look = 0; look < 500 && feed.length === 0; look += 1) {
      await wait(20);
      feed = (await request(server.url).get('/v1/patients/p1/signals').expect(200)).body.signals;
    }
    const read = await inStream('ward7.signals-p1');
    expect(read).toEqual(
      feed.map(({ id, data: { patientId: _inTheName, revision, ...data } }) => ({ id, revision, data })),
    );
    const subscribed = await subscribedTo('ward7.signals-', feed.length);
    expect(subscribed).toEqual(feed.map(({ id }) => id));
  });

  it('are one stream of the server as well, by the name that the documentation gives', async () => {
    const page = readFileSync(join(PROJECT_ROOT, 'docs', 'using.md'), 'utf8');
    const [, name] = /as `(\$ce-ward7\.[a-z]+)`/.exec(page) ?? [];
    const seen: unknown[] = [];
    for await (const { event, link } of client.readStream(name ?? '', { resolveLinkTos: true }))
      seen.push([link?.type, event?.streamId, event?.id]);
    const { body } = await request(server.url).get('/v1/signals').expect(200);
    const signals: readonly { readonly id: string }[] = body.signals;
    expect(signals.length).toBeGreaterThan(0);
    expect(seen).toEqual(signals.map(({ id }) => ['$>', 'ward7.signals-p1', id]));
  });

  it('webhooks are not signed with a key that other instances do not have', async () => {
    const { body } = await request(server.url)
      .post('/v1/webhooks')
      .send({ url: 'http://127.0.0.1:9/' })
      .expect(501);
    expect(body).toMatchObject({ type: 'urn:leptotrace:problem:not-configured' });
    expect(body.detail).toContain('WEBHOOK_KEY');
    expect((await request(server.url).get('/v1/webhooks').expect(200)).body.webhooks).toEqual([]);
  });
});
