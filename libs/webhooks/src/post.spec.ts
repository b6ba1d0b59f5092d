import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createRawServer, type AddressInfo } from 'node:net';
import { post } from './post';

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

const served = async (
  answer: (response: ServerResponse, asked: IncomingMessage) => void,
): Promise<number> => {
  const server = createServer((asked, response) => {
    asked.resume().once('end', () => answer(response, asked));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
};

const at = (port: number, host = '127.0.0.1') => ({
  url: new URL(`http://${host}:${port}/x?y=1`),
  address: '127.0.0.1',
});
const message = { headers: { 'content-type': 'application/json' }, body: '{"ä":1}' };

describe('posting a message', () => {
  it('goes to the address that was checked, whatever the name is, under the name', async () => {
    const seen: string[] = [];
    const port = await served((response, { headers, url, method }) => {
      seen.push(`${method} ${url} ${headers.host} ${headers['content-length']}`);
      response.writeHead(202).end();
    });
    expect(await post(at(port, 'receiver.invalid'), message)).toEqual({
      kind: 'answered',
      status: 202,
      retryAfterMs: null,
    });
    expect(seen).toEqual([`POST /x?y=1 receiver.invalid:${port} 8`]);
  });

  it('waits for a slow receiver, and not for ever', async () => {
    const slow = await served((response) => void setTimeout(() => response.writeHead(200).end(), 300));
    expect(await post(at(slow), message)).toMatchObject({ status: 200 });
    expect(await post(at(slow), { ...message, timeoutMs: 100 })).toEqual({
      kind: 'fault',
      reason: 'no answer in time',
    });
    const halting = await served((response) => void response.writeHead(200).write('begun'));
    expect(await post(at(halting), { ...message, timeoutMs: 200 })).toMatchObject({
      reason: 'no answer in time',
    });
  });

  it('takes no more of an answer than it needs', async () => {
    let written = 0;
    const port = await served((response) => {
      response.writeHead(200);
      const pour = (): void => {
        if (response.destroyed) return;
        written += 65_536;
        response.write('x'.repeat(65_536), () => setTimeout(pour, 1));
      };
      pour();
    });
    expect(await post(at(port), message)).toMatchObject({ kind: 'answered', status: 200 });
    expect(written).toBeLessThan(20_000_000);
  });

  it('an answer that breaks off is none', async () => {
    const port = await served((response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half');
      setTimeout(() => response.destroy(), 20);
    });
    expect(await post(at(port), message)).toMatchObject({ kind: 'fault' });
  });

  it('a change of protocol, which nobody asked for, is no answer', async () => {
    const server = createRawServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => {
        socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    open.push(() => void server.close());
    const { port } = server.address() as AddressInfo;
    expect(await post(at(port), { ...message, timeoutMs: 2_000 })).toEqual({
      kind: 'fault',
      reason: 'closed without an answer',
    });
  }, 5_000);

  it('follows no redirect and hears Retry-After, in seconds and as a date', async () => {
    const moved = await served((response) => void response.writeHead(307, { location: '/y' }).end());
    expect(await post(at(moved), message)).toMatchObject({ status: 307 });
    const busy = await served((response) => void response.writeHead(429, { 'retry-after': '120' }).end());
    expect(await post(at(busy), message)).toMatchObject({ status: 429, retryAfterMs: 120_000 });
    const date = new Date(Date.now() + 90_000).toUTCString();
    const dated = await served((response) => void response.writeHead(503, { 'retry-after': date }).end());
    const answer = await post(at(dated), message);
    const ms = answer.kind === 'answered' ? (answer.retryAfterMs ?? 0) : 0;
    expect(ms).toBeGreaterThan(80_000);
    expect(ms).toBeLessThanOrEqual(90_000);
  });

  it('ends when the service does', async () => {
    const port = await served(() => undefined);
    const stopping = new AbortController();
    setTimeout(() => stopping.abort(), 50);
    expect(await post(at(port), { ...message, signal: stopping.signal })).toMatchObject({ kind: 'fault' });
  });
});
