import { connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import fastify, { type FastifyInstance } from 'fastify';
import { answerLive } from '../../src/signals/server-sent';

const PAGES = 40;
/** More than the buffers of both ends hold: what is not read is not sent. */
const PAGE_BYTES = 1_000_000;

let server: FastifyInstance;
let asked: number;
const sockets: Socket[] = [];

beforeEach(async () => {
  asked = 0;
  server = fastify();
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await server.close();
});

const pad = '#'.repeat(PAGE_BYTES);
async function* pagesBehind(last: number, left: AbortSignal) {
  for (let id = last + 1; id <= PAGES && !left.aborted; id += 1) {
    asked += 1;
    yield [{ id: String(id), data: { pad } }];
  }
  while (!left.aborted) {
    await wait(10);
    yield [];
  }
}

const serve = async (pace: { heartbeatMs: number; slowestMs: number }): Promise<number> => {
  server.get('/live', (request, reply) => {
    const last = Number(request.headers['last-event-id'] ?? 0);
    answerLive(reply, (left) => pagesBehind(last, left) as never, pace);
  });
  await server.listen({ port: 0, host: '127.0.0.1' });
  return (server.server.address() as AddressInfo).port;
};

interface Reader {
  readonly socket: Socket;
  readonly ended: Promise<void>;
  text(): string;
}

const open = async (port: number, lastId = 0): Promise<Reader> => {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  let text = '';
  socket.setEncoding('utf8').on('error', () => undefined);
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.write(`GET /live HTTP/1.1\r\nHost: x\r\nLast-Event-ID: ${lastId}\r\n\r\n`);
  // All but what only fills the pages.
  socket.on('data', (chunk: string) => (text += chunk.replaceAll('#', '')));
  await new Promise((resolve) => socket.once('data', resolve));
  return { socket, ended, text: () => text };
};

const idsIn = (text: string): readonly number[] =>
  [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
const until = async (isSo: () => boolean): Promise<void> => {
  for (let look = 0; look < 1_000 && !isSo(); look += 1) await wait(10);
  expect(isSo()).toBe(true);
};

describe('a reader over HTTP that is slow', () => {
  it('is told to begin again and let go, and misses nothing when it does', async () => {
    const port = await serve({ heartbeatMs: 5_000, slowestMs: 300 });
    const slow = await open(port);
    slow.socket.pause();
    await wait(800);
    const held = asked;
    await wait(200);
    // Nothing is fetched for whoever does not read.
    expect(asked).toBe(held);
    expect(held).toBeLessThan(PAGES);
    slow.socket.resume();
    await slow.ended;
    expect(slow.text()).toContain('event: resync\n');
    const first = idsIn(slow.text());
    expect(first).toEqual(first.map((_, index) => index + 1));
    expect(first.length).toBeLessThan(PAGES);
    const heard = [...first];
    // A busy machine may make it slow once more: as a browser does, it begins again as often as it is told.
    for (let turn = 0; turn < 40 && heard.at(-1) !== PAGES; turn += 1) {
      const again = await open(port, heard.at(-1));
      await Promise.race([again.ended, until(() => idsIn(again.text()).at(-1) === PAGES)]);
      heard.push(...idsIn(again.text()));
    }
    expect(heard).toEqual(Array.from({ length: PAGES }, (_, index) => index + 1));
  }, 20_000);

  it('or gone without a word, is not kept for ever', async () => {
    const port = await serve({ heartbeatMs: 50, slowestMs: 100 });
    const gone = await open(port);
    gone.socket.pause();
    await until(() => server.server.listening && asked > 0);
    const connections = () =>
      new Promise<number>((resolve) => server.server.getConnections((_fault, count) => resolve(count)));
    for (let look = 0; look < 300 && (await connections()) > 0; look += 1) await wait(10);
    expect(await connections()).toBe(0);
  });

  it('that has nothing to hear is kept by the comments', async () => {
    const port = await serve({ heartbeatMs: 50, slowestMs: 100 });
    const idle = await open(port, PAGES);
    await wait(600);
    expect(idle.socket.destroyed).toBe(false);
    expect(idle.text().match(/: alive/g)?.length).toBeGreaterThan(3);
  });
});
