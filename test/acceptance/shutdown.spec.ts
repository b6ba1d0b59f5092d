import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const LONGEST_MS = 10_000;
const folder = mkdtempSync(join(tmpdir(), 'leptotrace-shutdown-'));
const children: ChildProcess[] = [];
const sockets: Socket[] = [];

afterAll(() => {
  for (const socket of sockets) socket.destroy();
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

interface Served {
  readonly port: number;
  readonly child: ChildProcess;
}

const serve = async (dataDir: string): Promise<Served> => {
  const child = spawn(
    process.execPath,
    [resolve('test/support/run-ts.cjs'), 'src/cli/main.ts', 'serve', '--data-dir', dataDir],
    { env: { ...process.env, PORT: '0' }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  children.push(child);
  let said = '';
  for (;;) {
    const [text] = (await once(child.stdout, 'data')) as [Buffer];
    said += text.toString();
    const port = /listens on http:\/\/[\d.]+:(\d+)/.exec(said)?.[1];
    if (port) return { port: Number(port), child };
  }
};

const stopped = async (child: ChildProcess): Promise<{ code: number | null; ms: number }> => {
  const from = performance.now();
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const [code] = (await ended) as [number | null];
  return { code, ms: performance.now() - from };
};

const open = (port: number, text: string): Socket => {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined).write(text);
  sockets.push(socket);
  return socket;
};

const POST = (length: number): string =>
  `POST /v1/patients HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;

describe('told to stop', () => {
  it('it ends in time, whatever is held open: rest, a body that never ends, a live feed', async () => {
    const { port, child } = await serve(join(folder, 'held'));
    const agent = new Agent({ keepAlive: true });
    const [answer] = await once(get({ port, path: '/v1/patients', agent }), 'response');
    answer.resume();
    await once(answer, 'end');
    open(port, `${POST(100)}{"patientId":`);
    const live = open(port, 'GET /v1/signals/live HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await once(live, 'data');
    live.pause();
    const { code, ms } = await stopped(child);
    agent.destroy();
    expect(ms).toBeLessThan(LONGEST_MS);
    expect(code).toBe(0);
  }, 60_000);

  it('a request under way gets its answer, and what was answered is there', async () => {
    const dataDir = join(folder, 'under-way');
    const { port, child } = await serve(dataDir);
    const body = '{"patientId":"late"}';
    const socket = open(port, `${POST(body.length)}${body.slice(0, 8)}`);
    await wait(300);
    const end = stopped(child);
    await wait(500);
    const answered = once(socket, 'data');
    socket.write(body.slice(8));
    expect(String((await answered)[0])).toMatch(/^HTTP\/1\.1 201 /);
    expect(await end).toMatchObject({ code: 0 });
    const again = await serve(dataDir);
    const found = await fetch(`http://127.0.0.1:${again.port}/v1/patients/late/timeline`);
    expect(found.status).toBe(200);
    for (const name of ['', 'events.db', 'events.db-wal', 'read-models.db'])
      expect([name, statSync(join(dataDir, name)).mode & 0o077]).toEqual([name, 0]);
    expect((await stopped(again.child)).code).toBe(0);
  }, 60_000);
});
