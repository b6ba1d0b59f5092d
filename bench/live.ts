import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, get, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { brainMri } from '../test/support/brain-mri';

/**
 * From the sending of a fact that is a progression to the handlers of subscribers over server-sent events, on
 * loopback: the whole way through append, derivation, signal and stream. Beside it, in turns, a bare server
 * that writes what is posted to it to as many streams: what this machine can do at all at that moment.
 * `node test/support/run-ts.cjs bench/live.ts [signals] [clients...]`
 */
const [signals = 40, ...counts] = process.argv.slice(2).map(Number);
const CLIENTS = counts.length > 0 ? counts : [1, 1_000];
const BETWEEN_MS = 40;

interface Subject {
  readonly url: string;
  readonly child: ChildProcess;
}

const started = (args: readonly string[], env: NodeJS.ProcessEnv): Promise<Subject> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { env: { ...process.env, ...env } });
    let output = '';
    const hear = (chunk: Buffer): void => {
      output += chunk.toString();
      const url = /http:\/\/[\d.]+:\d+/.exec(output)?.[0];
      if (url) resolve({ url, child });
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', () => reject(new Error(output)));
  });

const post = (url: string, body: object): Promise<void> =>
  new Promise((resolve, reject) => {
    const sent = request(
      url,
      { method: 'POST', headers: { 'content-type': 'application/json' } },
      (answer) => {
        answer
          .resume()
          .once('end', () => ((answer.statusCode ?? 500) < 300 ? resolve() : reject(new Error(url))));
      },
    );
    sent.once('error', reject).end(JSON.stringify(body));
  });

/** Runs in a process of its own: the floor to compare with. */
const serveBare = (): void => {
  const open = new Set<ServerResponse>();
  const server = createServer((asked, answer) => {
    if (asked.method === 'GET') {
      open.add(answer);
      answer.writeHead(200, { 'content-type': 'text/event-stream' }).write('retry: 1000\n\n');
      return;
    }
    let body = '';
    asked.on('data', (chunk: Buffer) => (body += chunk.toString()));
    asked.on('end', () => {
      answer.writeHead(201).end('{}');
      for (const one of open) one.write(`id: 1\ndata: ${body}\n\n`);
    });
  });
  server.listen(0, '127.0.0.1', () =>
    console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
  );
};

/** Tells of each message of a stream that names one of the patients that are waited for. */
class Subscribers {
  private heard: ((at: number) => void) | null = null;
  private patientId = '';
  private readonly open: { destroy(): void }[] = [];

  async connect(url: string, count: number): Promise<void> {
    for (let index = 0; index < count; index += 1)
      await new Promise<void>((resolve, reject) => {
        const asked = get(url, { agent: false }, (answer) => {
          let said = new Set<string>();
          answer.on('data', (chunk: Buffer) => {
            resolve();
            const text = chunk.toString();
            if (this.heard === null || said.has(this.patientId) || !text.includes(this.patientId)) return;
            said = new Set([this.patientId]);
            this.heard(performance.now());
          });
        });
        asked.once('error', reject);
        this.open.push(asked);
      });
  }

  /** When each of so many heard of the patient. */
  async hear(patientId: string, count: number, act: () => Promise<void>): Promise<readonly number[]> {
    this.patientId = `"${patientId}"`;
    const at: number[] = [];
    const all = new Promise<void>((resolve) => {
      this.heard = (when) => {
        at.push(when);
        if (at.length === count) resolve();
      };
    });
    await act();
    await Promise.race([
      all,
      wait(30_000, undefined, { ref: false }).then(() => Promise.reject(new Error('not all have heard'))),
    ]);
    return at;
  }

  close(): void {
    for (const one of this.open) one.destroy();
  }
}

const start = {
  kind: 'TherapyStarted',
  occurredOn: '2024-01-10',
  lineId: 'l1',
  agent: 'osimertinib',
  route: 'oral',
};

const quantile = (sorted: readonly number[], q: number): string =>
  (sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0).toFixed(1);

const report = (name: string, all: readonly number[]): void => {
  const sorted = [...all].sort((a, b) => a - b);
  console.log(
    `${name}: p50 ${quantile(sorted, 0.5)} ms, p99 ${quantile(sorted, 0.99)} ms (${sorted.length} heard)`,
  );
};

const measure = async (service: Subject, bare: Subject, clients: number): Promise<void> => {
  const patients = Array.from({ length: signals }, (_, index) => `b${clients}x${index}`);
  for (const patientId of patients) {
    await post(`${service.url}/v1/patients`, { patientId });
    await post(`${service.url}/v1/patients/${patientId}/facts`, {
      facts: [start, brainMri('2024-01-05', 20)],
    });
  }
  await wait(2_000);
  const [ours, floor] = [new Subscribers(), new Subscribers()];
  await ours.connect(`${service.url}/v1/signals/live`, clients);
  await floor.connect(bare.url, clients);
  await wait(1_000);
  const [took, tookBehind, tookBare]: [number[], number[], number[]] = [[], [], []];
  for (const patientId of patients) {
    const fact = { facts: [brainMri('2024-05-01', 32)] };
    const from = performance.now();
    let appended = from;
    const at = await ours.hear(patientId, clients, async () => {
      await post(`${service.url}/v1/patients/${patientId}/facts`, fact);
      appended = performance.now();
    });
    took.push(...at.map((when) => when - from));
    tookBehind.push(...at.map((when) => Math.max(0, when - appended)));
    await wait(BETWEEN_MS);
    const begun = performance.now();
    const atBare = await floor.hear(patientId, clients, () => post(bare.url, { patientId, fact }));
    tookBare.push(...atBare.map((when) => when - begun));
    await wait(BETWEEN_MS);
  }
  report(`${clients} connected, fact sent to handler`, took);
  report(`${clients} connected, append to handler   `, tookBehind);
  report(`${clients} connected, bare server        `, tookBare);
  ours.close();
  floor.close();
};

const main = async (): Promise<void> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'leptotrace-bench-live-'));
  const service = await started([join(process.cwd(), 'bin/leptotrace.cjs'), 'serve'], {
    DATA_DIR: dataDir,
    PORT: '0',
  });
  const bare = await started([join(process.cwd(), 'test/support/run-ts.cjs'), 'bench/live.ts', 'bare'], {});
  try {
    for (const clients of CLIENTS) await measure(service, bare, clients);
  } finally {
    service.child.kill();
    bare.child.kill();
    rmSync(dataDir, { recursive: true, force: true });
  }
};

if (process.argv.includes('bare')) serveBare();
else void main();
