import { connect } from 'node:net';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { startApp, type TestApp } from '../support/app';

const SECRET = 'a-secret-of-the-proxy-with-32-characters-or-more';
const NAME = 'Dr. Jürgen Łukasz 李';

let server: TestApp;
beforeEach(async () => {
  server = await startApp({ PROXY_SECRET: SECRET });
});
afterEach(() => server.close());

interface Sent {
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly type?: string;
}

/** As a proxy sends it: header values are bytes of UTF-8. */
const ask = async ({ path = '/v1/patients', headers = {}, body, type = 'application/json' }: Sent) => {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const content =
    body === undefined ? {} : { 'content-type': type, 'content-length': Buffer.byteLength(body) };
  const lines = Object.entries({ host: 'localhost', connection: 'close', ...content, ...headers });
  const head = [
    `${body === undefined ? 'GET' : 'POST'} ${path} HTTP/1.1`,
    ...lines.map((line) => line.join(': ')),
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n${body ?? ''}`);
  await once(socket, 'close');
  return { status: Number(text.slice(9, 12)), text };
};

const proxied = (actor?: string): Record<string, string> => ({
  'x-leptotrace-proxy': SECRET,
  ...(actor === undefined ? {} : { 'x-leptotrace-actor': actor }),
});
const exported = async (): Promise<readonly { actor: string }[]> => {
  const answer = await fetch(`${server.url}/v1/exports/leptotrace.ndjson`);
  return (await answer.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { actor: string });
};

describe('who is signed in', () => {
  it.each([
    ['bytes of UTF-8', NAME],
    ['RFC 8187', `UTF-8''${encodeURIComponent(NAME)}`],
    ['not in the one form of its letters', NAME.normalize('NFD')],
  ])('is recorded as it is, sent as %s', async (_how, sent) => {
    expect((await ask({ headers: proxied(sent), body: '{"patientId":"p"}' })).status).toBe(201);
    expect((await exported()).map(({ actor }) => actor)).toEqual([NAME]);
  });

  it('is recorded with what is imported', async () => {
    const body = readFileSync('data/published-courses/cantemist-cc_onco729.json', 'utf8');
    expect((await ask({ path: '/v1/imports', headers: proxied(NAME), body })).status).toBe(200);
    expect(new Set((await exported()).map(({ actor }) => actor))).toEqual(new Set([NAME]));
  });

  it('must be said by the proxy, in every request but those of machines', async () => {
    for (const sent of [
      {},
      { body: '{"patientId":"p"}' },
      { path: '/v1/imports', body: '{}', type: 'application/x-ndjson' },
      { path: '/v1/exports/leptotrace.ndjson' },
    ]) {
      const { status, text } = await ask({ ...sent, headers: proxied() });
      expect([sent, status]).toEqual([sent, 401]);
      expect(text).toContain('actor-required');
    }
    for (const path of ['/health/live', '/health/ready', '/metrics'])
      expect((await ask({ path, headers: proxied() })).status).toBe(200);
    expect((await ask({ headers: proxied('') })).status).toBe(401);
  });

  it.each([
    ['bytes of another character set', 'J\u00fcrgen'],
    ['half an escape', "UTF-8''J%C3"],
    ['a control character', 'a\tb'],
    ['201 characters', 'x'.repeat(201)],
    ['blanks', "UTF-8''%20%20"],
  ])('is refused as %s, and nothing is recorded', async (how, sent) => {
    const bytes = how.startsWith('bytes') ? Buffer.from(sent, 'latin1') : Buffer.from(sent);
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    const body = '{"patientId":"p"}';
    socket.write('POST /v1/patients HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n');
    socket.write(`Content-Type: application/json\r\nContent-Length: ${body.length}\r\n`);
    socket.write(`X-Leptotrace-Proxy: ${SECRET}\r\nX-Leptotrace-Actor: `);
    socket.write(bytes);
    socket.write(`\r\n\r\n${body}`);
    await once(socket, 'close');
    expect(text).toMatch(/^HTTP\/1\.1 400 /);
    expect(text).toContain('/headers/x-leptotrace-actor');
    expect((await fetch(`${server.url}/v1/patients/p/timeline`)).status).toBe(404);
  });
});
