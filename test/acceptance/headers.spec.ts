import { once } from 'node:events';
import { connect } from 'node:net';
import request from 'supertest';
import { startApp, type TestApp } from '../support/app';

let server: TestApp;
beforeAll(async () => {
  server = await startApp({ REQUEST_TIMEOUT_MS: '1000' });
});
afterAll(() => server.close());

/** What a connection is answered to bytes that no client of HTTP would send. */
const answerTo = async (bytes: string): Promise<{ status: number; headers: string; body: string }> => {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  socket.on('error', () => undefined).write(bytes);
  await once(socket, 'close');
  const [headers = '', body = ''] = text.split('\r\n\r\n', 2);
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(headers)?.[1]), headers: headers.toLowerCase(), body };
};

const SAFE = {
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
};

describe('every answer', () => {
  it.each([
    ['/v1/patients', 200],
    ['/v1/patients/nobody/timeline', 404],
    ['/v1/nothing', 404],
    ['/v1/exports/leptotrace.ndjson', 200],
    ['/v1/signals?after=x', 400],
    ['/v1/patients/%zz', 400],
    [`/v1/patients/${'x'.repeat(300)}/timeline`, 414],
    ['/health/live', 200],
    ['/metrics', 200],
    ['/docs', 200],
    ['/docs-json', 200],
  ])('to %s is not sniffed, kept, framed or read by other sites', async (path, status) => {
    const { headers } = await request(server.url).get(path).expect(status);
    expect(headers).toMatchObject({ ...SAFE, 'cache-control': 'no-store' });
  });

  it.each([
    ['what is no HTTP', 'nonsense\r\n\r\n', 400],
    [
      'two lengths',
      'POST /v1/patients HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
      400,
    ],
    ['no Host', 'GET /v1/patients HTTP/1.1\r\nConnection: close\r\n\r\n', 421],
    [
      'a body that never ends',
      'POST /v1/patients HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{',
      408,
    ],
    ['headers that never end', 'GET /v1/patients HTTP/1.1\r\nHost: localhost\r\n', 408],
    ['an address of 20,000 characters', `GET /v1/${'x'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 414],
    [
      'headers of 20,000 characters',
      `GET / HTTP/1.1\r\nHost: x\r\nX-Much: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
    ],
  ])('to %s is a problem', async (_what, bytes, status) => {
    const answer = await answerTo(bytes);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body)).toMatchObject({
      status,
      type: expect.stringMatching(/^urn:leptotrace:/),
    });
    expect(answer.headers).toContain('content-type: application/problem+json');
    expect(answer.headers).toContain('x-content-type-options: nosniff');
    expect(answer.headers).toContain('cache-control: no-store');
  });
});
