import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { publicKeyIn, ROOTS_STREAM, verifyLog, type EventStore } from '@leptotrace/event-store';
import type { Instant } from '@leptotrace/kernel';
import { readConfig } from '../../src/config/config';
import { ChainRoots } from '../../src/operations/chain-roots';
import { openSqliteLog } from '../../src/store/open';
import { EVENT_STORE } from '../../src/store/tokens';
import { startApp, type TestApp } from '../support/app';

describe('the roots of a running server', () => {
  let folder: string;
  let server: TestApp | null = null;
  let receiver: Server | null = null;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'leptotrace-roots-'))));
  afterEach(async () => {
    await server?.close();
    server = null;
    receiver?.close();
    receiver = null;
    rmSync(folder, { recursive: true, force: true });
  });

  const rootsIn = async (store: EventStore) =>
    (await store.readLog({ after: null, filter: { categories: ['roots'] }, limit: 100 })).events;

  /** Registers a patient, and has a root written of it. */
  const started = async (env: Readonly<Record<string, string>> = {}) => {
    server = await startApp(env);
    const store = server.app.get<EventStore>(EVENT_STORE);
    const { url } = server;
    const write = (patientId: string) =>
      request(url)
        .post('/v1/patients')
        .send({ patientId })
        .expect(201)
        .then(() => undefined);
    const roots = server.app.get(ChainRoots);
    await write('p');
    await roots.tick('2099-01-01T00:30:00.000Z' as Instant);
    return { store, roots, write };
  };

  it('cover every hour in which something was written', async () => {
    const { store, roots, write } = await started();
    expect(await rootsIn(store)).toHaveLength(1);
    await roots.tick('2099-01-01T01:30:00.000Z' as Instant);
    expect(await rootsIn(store)).toHaveLength(1);
    await write('q');
    await roots.tick('2099-01-01T02:30:00.000Z' as Instant);
    expect(await rootsIn(store)).toHaveLength(2);
    expect((await verifyLog(store)).breaks).toEqual([]);
  });

  it('cover what was written last, when it is told to stop', async () => {
    const { write } = await started({ DATA_DIR: folder });
    await write('q');
    await server?.close();
    server = null;
    const log = openSqliteLog(folder);
    const last = (await rootsIn(log)).at(-1);
    await log.close();
    expect(JSON.stringify(last?.data['heads'])).toContain('patient-q');
  });

  it('are signed by a key that lies outside of the data folder', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const [key, inside] = [join(folder, 'root.pem'), join(folder, 'data', 'root.pem')];
    writeFileSync(key, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const { store } = await started({ ROOT_KEY_FILE: key });
    const asked = publicKeyIn(publicKey.export({ type: 'spki', format: 'pem' }).toString());
    expect(await verifyLog(store, { publicKey: asked })).toMatchObject({
      intact: true,
      signed: { count: 1, key: asked, trust: 'asked' },
    });
    expect(() => readConfig({ ROOT_KEY_FILE: inside, DATA_DIR: join(folder, 'data') })).toThrow('outside');
    expect(() => readConfig({ ROOT_KEY_FILE: key, DATA_DIR: join(folder, 'data') })).not.toThrow();
  });

  /** A server that keeps what it is sent, and answers with this. */
  const listening = async (status: () => number, answer = ''): Promise<{ url: string; got: Buffer[] }> => {
    const got: Buffer[] = [];
    const take = async (message: IncomingMessage): Promise<void> => {
      const parts: Buffer[] = [];
      for await (const part of message) parts.push(part as Buffer);
      got.push(Buffer.concat(parts));
    };
    receiver = createServer((message, response) => {
      void take(message).then(() => response.writeHead(status()).end(answer));
    });
    await new Promise<void>((done) => receiver?.listen(0, '127.0.0.1', done));
    return { url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`, got };
  };

  it('are told to a file elsewhere', async () => {
    const file = join(folder, 'roots.ndjson');
    const { store } = await started({ ROOT_WITNESS: `file://${file}` });
    const [root] = await rootsIn(store);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ revision: 0, hash: root?.metadata.hash });
  });

  it('are told again to a receiver that did not take them', async () => {
    let isDown = true;
    const { url, got } = await listening(() => (isDown ? 503 : 204));
    const { store, roots } = await started({ ROOT_WITNESS: url });
    isDown = false;
    await roots.tick('2099-01-01T01:30:00.000Z' as Instant);
    await roots.tick('2099-01-01T02:30:00.000Z' as Instant);
    const [root] = await rootsIn(store);
    expect(got).toHaveLength(2);
    expect(got.map((body) => JSON.parse(body.toString())['hash'])).toEqual([
      root?.metadata.hash,
      root?.metadata.hash,
    ]);
    const metrics = await request(server?.url ?? '').get('/metrics');
    expect(metrics.text).toContain('leptotrace_root_faults_total 1');
  });

  it('are stamped by an authority of time, and its token is kept', async () => {
    const { url, got } = await listening(() => 200, 'a token');
    const { store } = await started({ DATA_DIR: folder, ROOT_WITNESS: `rfc3161+${url}` });
    const [root] = await rootsIn(store);
    // The imprint stands in the request as it is.
    expect(got[0]?.toString('hex')).toContain(root?.metadata.hash);
    expect(readdirSync(join(folder, 'time-stamps'))).toEqual(['root-0.tsr']);
  });

  it.each(['ftp://x', 'roots.ndjson', 'rfc3161+file:///x'])('have no witness at %s', (text) => {
    expect(() => readConfig({ ROOT_WITNESS: text })).toThrow('ROOT_WITNESS');
  });
});

it('the stream of roots keeps its name', () => {
  expect(ROOTS_STREAM).toBe('roots-daily');
});
