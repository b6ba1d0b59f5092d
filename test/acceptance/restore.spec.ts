import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { brainMri } from '../support/brain-mri';
import { startApp, type TestApp } from '../support/app';
import { signalsSettled } from '../support/signals-settled';

const OSIMERTINIB = {
  kind: 'TherapyStarted',
  occurredOn: '2024-01-10',
  lineId: 'l1',
  agent: 'osimertinib',
  route: 'oral',
  intent: 'palliative',
};

describe('a backup that is put back beside read models of later', () => {
  let folder: string;
  let server: TestApp;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'leptotrace-restore-'));
  });
  afterEach(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const start = async (env: Record<string, string> = {}): Promise<void> => {
    server = await startApp({ DATA_DIR: folder, LEASE_MS: '600', ...env });
  };
  const register = (patientId: string) =>
    request(server.url).post('/v1/patients').send({ patientId }).expect(201);
  const record = (patientId: string, ...facts: object[]) =>
    request(server.url).post(`/v1/patients/${patientId}/facts`).send({ facts }).expect(201);
  const lists = async (): Promise<readonly string[] | number> => {
    const { status, body } = await request(server.url).get('/v1/patients');
    if (status !== 200) return status;
    return (body as { patients: { patientId: string }[] }).patients.map(({ patientId }) => patientId);
  };
  const signals = async (): Promise<readonly { id: string; subject: string; type: string }[]> =>
    (await request(server.url).get('/v1/signals?limit=200').expect(200)).body.signals;
  const status = async (): Promise<string> =>
    (await request(server.url).get('/health/ready')).body.status as string;

  /** Every signal is sent and every list can be read. */
  const settled = async (): Promise<void> => {
    await signalsSettled(server.url);
    const until = Date.now() + 15_000;
    while ((await status()) !== 'ready' && Date.now() < until)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await status()).toBe('ready');
  };

  /** As docs/operations.md says it. */
  const backUp = (): void => {
    mkdirSync(join(folder, 'backup'));
    const script =
      "require('better-sqlite3')(process.argv[1], { readonly: true }).backup(process.argv[2]).then(() => process.exit())";
    const files = [join(folder, 'events.db'), join(folder, 'backup', 'events.db')];
    expect(spawnSync(process.execPath, ['-e', script, ...files], { cwd: process.cwd() }).status).toBe(0);
  };
  const putBack = (): void => {
    for (const end of ['', '-wal', '-shm']) rmSync(join(folder, `events.db${end}`), { force: true });
    copyFileSync(join(folder, 'backup', 'events.db'), join(folder, 'events.db'));
  };

  /** Two patients; one is known to the backup. */
  const backedUpAndGoneOn = async (): Promise<void> => {
    await start();
    await register('kept');
    await record('kept', OSIMERTINIB, brainMri('2024-01-05', 20));
    await signalsSettled(server.url);
    backUp();
    await register('phantom');
    await record('kept', brainMri('2024-03-10', 10));
    await settled();
    expect(await lists()).toEqual(['kept', 'phantom']);
    await server.close();
    putBack();
  };

  it('shows no patient that is not in the log, and is ready when its rows are of it', async () => {
    await backedUpAndGoneOn();
    await start();
    const seen = [];
    const until = Date.now() + 15_000;
    for (;;) {
      const isReady = (await status()) === 'ready';
      const found = await lists();
      seen.push(found);
      if (isReady) expect(found).toEqual(['kept']);
      if (isReady || Date.now() > until) break;
    }
    expect(seen.at(-1)).toEqual(['kept']);
    expect(seen.flat()).not.toContain('phantom');
  });

  it('gives what is said in the place of what was lost other ids: a receiver that remembers takes it', async () => {
    await start();
    await register('kept');
    await record('kept', OSIMERTINIB, brainMri('2024-01-05', 20));
    await signalsSettled(server.url);
    backUp();
    await record('kept', brainMri('2024-03-10', 10));
    await settled();
    const remembered = await signals();
    await server.close();
    putBack();
    await start();
    // The same revision, another word.
    await record('kept', brainMri('2024-03-10', 40));
    await settled();
    const told = await signals();
    const known = new Set(remembered.map(({ id }) => id));
    const common = told.filter(({ id }) => known.has(id));
    const inBackup = remembered.slice(0, common.length);
    expect(common).toEqual(inBackup);
    expect(told.slice(common.length).length).toBeGreaterThan(0);
    expect(remembered.length).toBeGreaterThan(common.length);
    expect(told.slice(common.length).map(({ type }) => type)).toContain(
      'org.leptotrace.progression-detected.v1',
    );
  });

  it('tells what is recorded in the place of what was lost', async () => {
    await backedUpAndGoneOn();
    // Nobody projects while the log grows beyond the places that the rows had reached.
    await start({ PROJECTIONS: 'off' });
    await record('kept', brainMri('2024-03-10', 40), brainMri('2024-05-10', 50));
    for (const patientId of ['new-1', 'new-2', 'new-3', 'new-4']) await register(patientId);
    expect(await status()).toBe('starting');
    expect(await lists()).toBe(503);
    await server.close();

    await start();
    await settled();
    expect(await lists()).toEqual(['kept', 'new-1', 'new-2', 'new-3', 'new-4']);
    const told = await signals();
    expect(told.filter(({ subject }) => subject === 'phantom')).toEqual([]);
    expect(told.some(({ subject, type }) => subject === 'kept' && type.includes('progression'))).toBe(true);

    // The same as from rows that never knew anything else.
    const rows = (await request(server.url).get('/v1/patients').expect(200)).body;
    await server.close();
    for (const end of ['', '-wal', '-shm']) rmSync(join(folder, `read-models.db${end}`), { force: true });
    await start();
    await settled();
    expect(await signals()).toEqual(told);
    expect((await request(server.url).get('/v1/patients').expect(200)).body).toEqual(rows);
  });
});
