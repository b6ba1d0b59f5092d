import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';

const BIN = join(process.cwd(), 'bin/leptotrace.cjs');
const WRITES = 1_000;

interface Served {
  readonly url: string;
  readonly child: ChildProcess;
}

const serve = (dataDir: string): Promise<Served> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [BIN, 'serve'], {
      env: { ...process.env, DATA_DIR: dataDir, PORT: '0' },
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const url = /http:\/\/[\d.]+:\d+/.exec(output)?.[0];
      if (url) resolve({ url, child });
    });
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('exit', () => reject(new Error(output)));
  });

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => child.once('exit', () => resolve()));

const run = (args: readonly string[]): Promise<{ code: number | null; output: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [BIN, ...args]);
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('exit', (code) => resolve({ code, output }));
  });

// The served build is what is killed: dist/ is made by `npm test` before the tests.
const whenBuilt = existsSync(join(process.cwd(), 'dist/src/cli/main.js')) ? describe : describe.skip;

whenBuilt('a server killed in the middle of 1,000 concurrent writes', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'leptotrace-kill-'));
  const children: ChildProcess[] = [];
  afterAll(() => {
    children.forEach((child) => child.kill('SIGKILL'));
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('has every acknowledged write after the restart, none by half, and an intact chain', async () => {
    const first = await serve(dataDir);
    children.push(first.child);
    const patients = Array.from({ length: 10 }, (_, index) => `k${index}`);
    for (const patientId of patients)
      await request(first.url).post('/v1/patients').send({ patientId }).expect(201);
    const acknowledged = new Map<string, string[]>(patients.map((id) => [id, []]));
    let count = 0;
    const write = async (index: number): Promise<void> => {
      const patientId = `k${index % 10}`;
      const pair = ['ECOG', 'KPS'].map((instrument) => ({
        kind: 'PerformanceStatusRecorded',
        occurredOn: '2024-01-01',
        instrument,
        value: 0,
        sequence: index,
      }));
      try {
        const { status, body } = await request(first.url)
          .post(`/v1/patients/${patientId}/facts`)
          .send({ facts: pair });
        if (status !== 201) return;
        acknowledged
          .get(patientId)
          ?.push(...(body.facts as { factId: string }[]).map(({ factId }) => factId));
        count += 1;
        if (count === WRITES / 4) first.child.kill('SIGKILL');
      } catch {
        // The connection died with the server: not acknowledged.
      }
    };
    const death = ended(first.child);
    await Promise.all(Array.from({ length: WRITES }, (_, index) => write(index)));
    expect(first.child.killed).toBe(true);
    await death;
    expect(count).toBeGreaterThanOrEqual(WRITES / 4);
    expect(count).toBeLessThan(WRITES);

    const second = await serve(dataDir);
    children.push(second.child);
    for (const patientId of patients) {
      const { body } = await request(second.url).get(`/v1/patients/${patientId}/timeline`).expect(200);
      const facts = body.facts as { factId: string; fact: { sequence: number } }[];
      const stored = new Set(facts.map(({ factId }) => factId));
      expect(acknowledged.get(patientId)?.filter((factId) => !stored.has(factId))).toEqual([]);
      const bySequence = new Map<number, number>();
      for (const { fact } of facts) bySequence.set(fact.sequence, (bySequence.get(fact.sequence) ?? 0) + 1);
      expect([...bySequence.values()].every((halves) => halves === 2)).toBe(true);
    }
    const stopped = ended(second.child);
    second.child.kill('SIGINT');
    await stopped;

    const verified = await run(['verify', '--data-dir', dataDir, '--json']);
    expect(verified.code).toBe(0);
  }, 60_000);
});
