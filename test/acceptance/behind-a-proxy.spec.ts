import { request as httpRequest } from 'node:http';
import { networkInterfaces } from 'node:os';
import { ConfigError, readConfig } from '../../src/config/config';
import { startApp, type TestApp } from '../support/app';

const SECRET = 'a-secret-of-the-proxy-with-32-characters-or-more';

const ask = (
  server: TestApp,
  host: string,
  headers: Record<string, string>,
  method = 'GET',
): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    const { port } = new URL(server.url);
    const options = { host, port, path: '/v1/patients', method, headers };
    const sent = httpRequest(options, (response) => {
      let body = '';
      response.on('data', (text: Buffer) => (body += text.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    sent.on('error', reject);
    sent.end(method === 'POST' ? '{"patientId":"proxied"}' : undefined);
  });

/** An address of this machine that is not loopback, as another host would use. */
const outside = Object.values(networkInterfaces())
  .flat()
  .find((found) => found && !found.internal && found.family === 'IPv4')?.address;

describe('behind a proxy that signs users in', () => {
  let server: TestApp;
  beforeAll(async () => {
    const env = { HOST: '0.0.0.0', PROXY_SECRET: SECRET, ALLOWED_HOSTS: 'lm.example.org, other.example' };
    server = await startApp(env);
  });
  afterAll(() => server.close());

  it('refuses a secret that is too short, and an open address without one', () => {
    expect(() => readConfig({ HOST: '0.0.0.0', PROXY_SECRET: 'short' })).toThrow(/PROXY_SECRET/);
    expect(() => readConfig({ HOST: '0.0.0.0' })).toThrow(ConfigError);
  });

  const from = outside ?? '127.0.0.1';
  const named = { host: 'lm.example.org' };
  it.each([
    ['without the secret', named, 401],
    ['with another secret', { ...named, 'x-leptotrace-proxy': SECRET.replace('a', 'b') }, 401],
    [
      'with the secret under a name that is not allowed',
      { host: 'evil.example', 'x-leptotrace-proxy': SECRET },
      421,
    ],
    ['with the secret, without a name', { ...named, 'x-leptotrace-proxy': SECRET }, 401],
    [
      'with the secret and a name',
      { ...named, 'x-leptotrace-proxy': SECRET, 'x-leptotrace-actor': 'dr.lovelace' },
      200,
    ],
    ['naming loopback without the secret', { host: 'localhost' }, outside ? 401 : 200],
  ])('a request from another address %s', async (_name, headers, status) => {
    expect((await ask(server, from, headers)).status).toBe(status);
  });

  it('a request from this machine itself, as the health check of a container, needs none', async () => {
    expect((await ask(server, '127.0.0.1', { host: '127.0.0.1' })).status).toBe(200);
  });

  it('records whom the proxy signed in as the actor', async () => {
    const headers = {
      ...named,
      'x-leptotrace-proxy': SECRET,
      'x-leptotrace-actor': 'dr.lovelace',
      'content-type': 'application/json',
    };
    expect((await ask(server, from, headers, 'POST')).status).toBe(201);
    const response = await fetch(
      `${server.url.replace('0.0.0.0', '127.0.0.1')}/v1/exports/leptotrace.ndjson`,
    );
    expect(await response.text()).toContain('dr.lovelace');
  });
});

describe('configuration of the stores', () => {
  it.each([
    [{ EVENT_STORE: 'postgres' }, /EVENT_STORE=postgres: use sqlite or eventstoredb/],
    [{ EVENT_STORE: 'eventstoredb' }, /EVENTSTORE_URL/],
    [{ READ_MODELS: 'redis' }, /REDIS_URL/],
    [{ PROJECTIONS: 'maybe' }, /PROJECTIONS/],
    [{ LEASE_MS: '1' }, /LEASE_MS/],
  ])('%j is refused, and the mend is said', (env, message) => {
    expect(() => readConfig(env)).toThrow(message);
  });
});
