import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import request from 'supertest';
import { startApp, type TestApp } from '../support/app';

const SECRET = 'a-secret-of-the-proxy-with-32-characters-or-more';
const sockets: Socket[] = [];
let server: TestApp;

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await server.close();
});

interface Client {
  readonly socket: Socket;
  readonly text: () => string;
}

const open = async (text: string): Promise<Client> => {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  sockets.push(socket);
  let heard = '';
  socket
    .on('error', () => undefined)
    .setEncoding('latin1')
    .on('data', (chunk: string) => (heard += chunk));
  await once(socket, 'connect');
  socket.write(text);
  return { socket, text: () => heard };
};

const headOf = (path: string, type: string, length: number, more = ''): string =>
  `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n${more}\r\n`;
const stalledWrite = (): Promise<Client> =>
  open(`${headOf('/v1/patients', 'application/json', 1_000)}{"patientId":`);
const MEGABYTE = 1_000_000;
const stalledImport = (megabytes: number): Promise<Client> =>
  open(headOf('/v1/imports', 'application/x-ndjson', 33_000_000) + 'x'.repeat(megabytes * MEGABYTE));

const until = async (isSo: () => boolean, ms = 10_000): Promise<void> => {
  for (let look = 0; look < ms / 20 && !isSo(); look += 1) await wait(20);
  expect(isSo()).toBe(true);
};

/** Everyone else: probes, reads, writes and imports. */
const everyoneElseIsAnswered = async (patientId: string): Promise<void> => {
  await request(server.url).get('/health/live').expect(200);
  await request(server.url)
    .get('/health/ready')
    .expect(({ status }) => expect([200, 503]).toContain(status));
  await request(server.url).post('/v1/patients').send({ patientId }).expect(201);
  await request(server.url).get(`/v1/patients/${patientId}/timeline`).expect(200);
  const line = JSON.stringify({
    format: 'leptotrace/1',
    patientId: `${patientId}-i`,
    statement: 'registered',
  });
  await request(server.url).post('/v1/imports').type('application/x-ndjson').send(line).expect(200);
};

describe('bodies that never end', () => {
  it('take no place of requests that are whole, and are told so in the end', async () => {
    server = await startApp({ MAX_IN_FLIGHT: '20', REQUEST_TIMEOUT_MS: '4000' });
    const stalled = await Promise.all(Array.from({ length: 100 }, stalledWrite));
    await everyoneElseIsAnswered('p');
    await until(() => stalled.every(({ text }) => text().startsWith('HTTP/1.1 408 ')), 15_000);
  }, 40_000);

  it('hold no more than their budget: the oldest are let go, who comes is answered', async () => {
    server = await startApp({ BODY_LIMIT_BYTES: '20000', BODY_BUDGET_BYTES: '400000' });
    const stalled: Client[] = [];
    // Each takes 16 KiB by itself: 24 have room.
    for (let number = 0; number < 60; number += 1) stalled.push(await stalledWrite());
    await everyoneElseIsAnswered('p');
    const letGo = stalled.map(({ text }) => text().startsWith('HTTP/1.1 503 '));
    expect(letGo.slice(0, 30)).toEqual(letGo.slice(0, 30).map(() => true));
    expect(letGo.slice(-10)).toEqual(letGo.slice(-10).map(() => false));
    expect(stalled[0]?.text()).toContain('urn:leptotrace:problem:overloaded');
    expect(stalled[0]?.text().toLowerCase()).toContain('retry-after: 1');
    await until(() => stalled[0]?.socket.closed ?? false);
  }, 40_000);

  it('of 60 imports hold no more than a few whole ones', async () => {
    server = await startApp();
    const { arrayBuffers: before } = process.memoryUsage();
    const clients = await Promise.all(Array.from({ length: 60 }, () => stalledImport(8)));
    // Every one is held or was let go; 480 MB were sent.
    await until(() => clients.filter(({ text }) => text() !== '').length >= 44, 20_000);
    await everyoneElseIsAnswered('p');
    // What is not yet sent waits in this process, too.
    for (const { socket } of clients) if (socket.closed) socket.destroy();
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(300_000_000);
  }, 60_000);

  it('are forgotten with their senders', async () => {
    server = await startApp({ BODY_LIMIT_BYTES: '20000', BODY_BUDGET_BYTES: '400000' });
    for (let round = 0; round < 5; round += 1) {
      const gone = await Promise.all(Array.from({ length: 20 }, stalledWrite));
      for (const { socket } of gone) socket.destroy();
      await wait(50);
    }
    const kept = await Promise.all(Array.from({ length: 20 }, stalledWrite));
    await everyoneElseIsAnswered('p');
    expect(kept.map(({ text }) => text())).toEqual(kept.map(() => ''));
  });
});

describe('too many at once', () => {
  const live = (actor: string): Promise<Client> =>
    open(
      `GET /v1/signals/live HTTP/1.1\r\nHost: localhost\r\nX-Leptotrace-Proxy: ${SECRET}\r\nX-Leptotrace-Actor: ${actor}\r\n\r\n`,
    );

  it('of one client are refused, and nobody else is', async () => {
    server = await startApp({ PROXY_SECRET: SECRET, MAX_PER_CLIENT: '5' });
    const opened = await Promise.all(Array.from({ length: 8 }, () => live('greedy')));
    await until(() => opened.every(({ text }) => text() !== ''));
    const statuses = opened.map(({ text }) => Number(text().slice(9, 12))).sort();
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
    const other = await live('modest');
    await until(() => other.text().startsWith('HTTP/1.1 200 '));
    for (const { socket } of opened) socket.destroy();
    await wait(100);
    const again = await live('greedy');
    await until(() => again.text().startsWith('HTTP/1.1 200 '));
  });

  it('of all are refused, and probes are not', async () => {
    server = await startApp({ MAX_IN_FLIGHT: '3' });
    const held = await Promise.all(
      Array.from({ length: 3 }, () => open('GET /v1/signals/live HTTP/1.1\r\nHost: localhost\r\n\r\n')),
    );
    await until(() => held.every(({ text }) => text().startsWith('HTTP/1.1 200 ')));
    await request(server.url).get('/v1/patients').expect(503);
    await request(server.url).get('/health/live').expect(200);
    await request(server.url)
      .get('/health/ready')
      .expect(({ body }) => expect(body.log.up).toBe(true));
  });
});

describe('an export that nobody reads', () => {
  it('holds a piece of a course, and is let go', async () => {
    // Long enough that none is let go before all have been opened and counted, on a busy machine too.
    server = await startApp({ ANSWER_TIMEOUT_MS: '5000' });
    await request(server.url).post('/v1/patients').send({ patientId: 'long' }).expect(201);
    const fact = { kind: 'ContactRecorded', occurredOn: '2024-01-01', note: 'n'.repeat(3_000) };
    const facts = Array.from({ length: 200 }, () => fact);
    // 12 MB: more than the buffers of both ends take.
    for (let batch = 0; batch < 20; batch += 1)
      await request(server.url).post('/v1/patients/long/facts').send({ facts }).expect(201);
    const connections = (): Promise<number> =>
      new Promise((resolve) =>
        server.app.getHttpServer().getConnections((_fault: unknown, count: number) => resolve(count)),
      );
    const before = await connections();
    const unread = await Promise.all(
      Array.from({ length: 10 }, () =>
        open('GET /v1/exports/leptotrace.ndjson?patientId=long HTTP/1.1\r\nHost: localhost\r\n\r\n'),
      ),
    );
    for (const { socket } of unread) socket.pause();
    await wait(500);
    expect(await connections()).toBe(before + 10);
    for (let look = 0; look < 1_000 && (await connections()) > before; look += 1) await wait(20);
    expect(await connections()).toBeLessThanOrEqual(before);
    // Whoever reads gets all of it, however slowly.
    const whole = await fetch(`${server.url}/v1/exports/leptotrace.ndjson?patientId=long`);
    expect((await whole.text()).trim().split('\n')).toHaveLength(4_001);
  }, 60_000);
});
