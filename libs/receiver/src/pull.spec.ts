import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pullFrom } from './index';

/** A service that is told apart by the paths it is asked for, and hangs where its test says so. */
describe('Pulling from a service', () => {
  let server: Server;
  let url: string;
  const asked: string[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      if (request.url?.includes('/silent/')) return;
      response.writeHead(200, { 'content-type': 'application/json' });
      if (request.url?.includes('/stuck/')) response.write('{"signals":');
      else response.end('{"signals":[]}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  beforeEach(() => asked.splice(0));

  it.each([
    ['', '/v1/patients/p%2F1/signals'],
    ['/', '/v1/patients/p%2F1/signals'],
    ['/lepto', '/lepto/v1/patients/p%2F1/signals'],
    ['/a/lepto/', '/a/lepto/v1/patients/p%2F1/signals'],
  ])('keeps the path of the service: %j', async (path, expected) => {
    await pullFrom(url + path)('p/1', null);
    await pullFrom(url + path)('p/1', '00000000000000000007');
    expect(asked).toEqual([expected, `${expected}?after=00000000000000000007`]);
  });

  it.each(['/silent', '/stuck'])(
    'gives up on a service that does not come to an end: %s',
    async (path) => {
      await expect(pullFrom(url + path, {}, { timeoutMs: 100 })('p1', null)).rejects.toThrow('timeout');
    },
    2_000,
  );
});
