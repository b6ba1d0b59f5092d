import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import request from 'supertest';
import { startReceiver, type Behaviour, type TestReceiver } from '../support/webhook-receiver';

const BIN = join(process.cwd(), 'bin/leptotrace.cjs');
const COURSE = join(process.cwd(), 'data/published-courses/cantemist-cc_onco729.json');
const whenBuilt = existsSync(join(process.cwd(), 'dist/src/cli/main.js')) ? describe : describe.skip;

whenBuilt('a sender killed with -9', () => {
  let dataDir: string;
  let child: ChildProcess;
  let receiver: TestReceiver;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'leptotrace-webhooks-kill-'));
  });
  afterEach(async () => {
    child.kill('SIGKILL');
    await receiver.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const serve = (): Promise<string> =>
    new Promise((resolve, reject) => {
      const env = { ...process.env, DATA_DIR: dataDir, PORT: '0', WEBHOOK_NETWORKS: '127.0.0.0/8' };
      child = spawn(process.execPath, [BIN, 'serve'], { env });
      let output = '';
      const hear = (chunk: Buffer): void => {
        output += chunk.toString();
        const url = /http:\/\/[\d.]+:\d+/.exec(output)?.[0];
        if (url) resolve(url);
      };
      child.stdout?.on('data', hear);
      child.stderr?.on('data', hear);
      child.once('exit', () => reject(new Error(output)));
    });
  const kill = (): void => void child.kill('SIGKILL');
  const signalsOf = async (url: string): Promise<readonly { id: string; subject: string }[]> =>
    (await request(url).get('/v1/signals?limit=200')).body.signals;
  const importCourse = (): Promise<unknown> =>
    new Promise((resolve) => {
      const importing = spawn(process.execPath, [BIN, 'import', COURSE, '--data-dir', dataDir]);
      importing.once('exit', resolve);
    });

  /** Every signal, at least once, the same bytes each time, the patient's order in what came first. */
  const expectAll = (signals: readonly { id: string }[]): void => {
    expect([...new Set(receiver.ids())]).toEqual(signals.map(({ id }) => id));
    const bodies = new Map<string, Set<string>>();
    for (const { headers, body } of receiver.posted) {
      const id = String(headers['webhook-id']);
      bodies.set(id, (bodies.get(id) ?? new Set()).add(body));
    }
    expect([...bodies.values()].every(({ size }) => size === 1)).toBe(true);
  };

  const through = async (behaviour: Behaviour): Promise<void> => {
    receiver = await startReceiver(behaviour);
    const url = await serve();
    await request(url).post('/v1/webhooks').send({ url: receiver.url, after: null }).expect(201);
    const died = new Promise((resolve) => child.once('exit', resolve));
    await importCourse();
    await died;
    const again = await serve();
    await receiver.until(async () => {
      const signals = await signalsOf(again);
      return signals.length > 1 && signals.every(({ id }) => receiver.ids().includes(id));
    }, 40_000);
    await wait(1_500);
    expectAll(await signalsOf(again));
  };

  it('between the signal and its delivery: it is delivered by the next one', async () => {
    await through((response, _posted, number) => {
      // Nothing was answered: nobody knows whether it was taken.
      if (number === 0) kill();
      else response.writeHead(204).end();
    });
  }, 60_000);

  it('between a delivery and writing it down: it is delivered again, the same', async () => {
    await through((response, _posted, number) => {
      response.writeHead(204).end(() => {
        if (number === 1) kill();
      });
    });
    expect(receiver.ids().length).toBeGreaterThan(new Set(receiver.ids()).size);
  }, 60_000);
});
