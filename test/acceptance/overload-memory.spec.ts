import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import request from 'supertest';

const MOST_MB = 600;
const SLOW_CLIENTS = 2_000;
const UNFINISHED_IMPORTS = 60;
const UNREAD_EXPORTS = 40;
const IMPORT_BYTES = 33_000_000;

const BIN = join(process.cwd(), 'bin/leptotrace.cjs');
const folder = mkdtempSync(join(tmpdir(), 'leptotrace-memory-'));
const sockets: Socket[] = [];
let child: ChildProcess;
let port: number;

const whenBuilt =
  existsSync(join(process.cwd(), 'dist/src/cli/main.js')) && existsSync('/proc/self/status')
    ? describe
    : describe.skip;

const open = async (text: string): Promise<Socket> => {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => undefined).pause();
  await once(socket, 'connect');
  socket.write(text);
  return socket;
};

/** Resident memory of the service, at its highest so far. */
const highest = (): number => {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]) / 1_024;
};

whenBuilt('a service that is held by many at once', () => {
  beforeAll(async () => {
    child = spawn(process.execPath, [BIN, 'serve', '--data-dir', folder], {
      env: { ...process.env, PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
    port = Number(/:(\d+)/.exec(said.toString().replace('http:', ''))?.[1]);
  }, 60_000);
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  it(`stays within ${MOST_MB} MB, and answers everyone else`, async () => {
    const url = `http://127.0.0.1:${port}`;
    await request(url).post('/v1/patients').send({ patientId: 'long' }).expect(201);
    const fact = { kind: 'ContactRecorded', occurredOn: '2024-01-01', note: 'n'.repeat(3_000) };
    const facts = Array.from({ length: 200 }, () => fact);
    for (let batch = 0; batch < 10; batch += 1)
      await request(url).post('/v1/patients/long/facts').send({ facts }).expect(201);

    const body = (path: string, type: string, bytes: number): string =>
      `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${type}\r\nContent-Length: ${bytes}\r\n\r\n`;
    const slow = `${body('/v1/patients', 'application/json', 1_000_000)}{"patientId":"${'x'.repeat(20_000)}`;
    for (let number = 0; number < SLOW_CLIENTS; number += 100)
      await Promise.all(Array.from({ length: 100 }, () => open(slow)));
    const started = body('/v1/imports', 'application/x-ndjson', IMPORT_BYTES) + 'x'.repeat(8_000_000);
    for (let number = 0; number < UNFINISHED_IMPORTS; number += 1) await open(started);
    for (let number = 0; number < UNREAD_EXPORTS; number += 1)
      await open('GET /v1/exports/leptotrace.ndjson?patientId=long HTTP/1.1\r\nHost: localhost\r\n\r\n');

    for (let number = 0; number < 20; number += 1) {
      await request(url).get('/health/live').expect(200);
      await request(url)
        .post('/v1/patients')
        .send({ patientId: `p${number}` })
        .expect(201);
      await request(url).get(`/v1/patients/p${number}/timeline`).expect(200);
      await wait(100);
    }
    expect(highest()).toBeLessThan(MOST_MB);
  }, 180_000);
});
