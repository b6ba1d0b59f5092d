import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import request from 'supertest';
import { openSqliteLog } from '../../src/store/open';
import { brainMri } from '../support/brain-mri';
import { startReceiver, type TestReceiver } from '../support/webhook-receiver';

const RUN_TS = join(process.cwd(), 'test/support/run-ts.cjs');
const SERVE = join(process.cwd(), 'test/acceptance/children/serve-dying.ts');

let dataDir: string;
let child: ChildProcess;
let receiver: TestReceiver;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'leptotrace-killed-before-post-'));
  receiver = await startReceiver((response, _posted, number) => {
    // The first try is cut off too: then the same has to be said again.
    if (number === 0) child.kill('SIGKILL');
    else response.writeHead(204).end();
  });
});
afterEach(async () => {
  child.kill('SIGKILL');
  await receiver.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const serve = (moment: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const env = { ...process.env, DATA_DIR: dataDir, PORT: '0', WEBHOOK_NETWORKS: '127.0.0.0/8' };
    child = spawn(process.execPath, [RUN_TS, SERVE, moment], { env });
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

const died = async (): Promise<void> => {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
};

/** Read from the log itself: no instance is there to ask. */
const signalsInLog = async (): Promise<readonly string[]> => {
  const log = openSqliteLog(dataDir);
  const { events } = await log.readLog({ after: null, filter: { categories: ['signals'] }, limit: 100 });
  await log.close();
  return events.map(({ eventId }) => eventId);
};

const start = { kind: 'TherapyStarted', occurredOn: '2024-01-10', lineId: 'l1', agent: 'osimertinib' };

describe('a sender killed with -9 before it posted anything', () => {
  it.each([
    ['at the moment the signal is in the log', 'append'],
    ['with the signal read and not yet sent', 'read'],
  ])(
    '%s: the next one delivers it, the same at each try',
    async (_name, moment) => {
      const url = await serve(moment);
      await request(url).post('/v1/webhooks').send({ url: receiver.url, after: null }).expect(201);
      await request(url).post('/v1/patients').send({ patientId: 'p1' }).expect(201);
      const facts = [{ ...start, route: 'oral' }, brainMri('2024-01-05', 20), brainMri('2024-03-01', 30)];
      // It may be dead before it has answered.
      await request(url)
        .post('/v1/patients/p1/facts')
        .send({ facts })
        .catch(() => undefined);
      await died();
      const signals = await signalsInLog();
      expect(signals.length).toBeGreaterThan(1);
      await wait(200);
      expect(receiver.posted).toEqual([]);

      await serve('never');
      await died();
      expect(receiver.ids()).toEqual([signals[0]]);

      await serve('never');
      await receiver.until(() => signals.every((id) => receiver.ids().slice(1).includes(id)));
      await wait(1_200);
      expect([...new Set(receiver.ids())]).toEqual(signals);
      const bodies = new Set(
        receiver.posted.map(({ headers, body }) => `${String(headers['webhook-id'])} ${body}`),
      );
      expect(bodies.size).toBe(signals.length);
      expect(await signalsInLog()).toEqual(signals);
    },
    60_000,
  );
});
