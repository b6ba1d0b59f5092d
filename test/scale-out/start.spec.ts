import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeEventStoreDb } from '../../libs/event-store-eventstoredb/testing/fake-server';
import { ask, startInstance, until } from './support/fleet';

describe('starting on EventStoreDB', () => {
  const folder = mkdtempSync(join(tmpdir(), 'leptotrace-start-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('before the server is there: not ready until it comes, then served', async () => {
    const server = new FakeEventStoreDb();
    await server.reserve();
    const env = { EVENT_STORE: 'eventstoredb', EVENTSTORE_URL: server.url, LEASE_MS: '1000' };
    const instance = await startInstance(env, join(folder, 'early'));
    try {
      expect(await ask(instance, '/health/ready')).toMatchObject({
        status: 503,
        body: { status: 'unavailable' },
      });
      expect((await ask(instance, '/v1/patients/x/timeline')).status).toBe(503);
      await server.start();
      await until(async () => (await ask(instance, '/health/ready')).status === 200);
      expect((await ask(instance, '/v1/patients', { post: { patientId: 'x' } })).status).toBe(201);
      await until(async () => (await ask(instance, '/v1/patients')).body.patients?.length === 1);
    } finally {
      await instance.kill();
      await server.stop();
    }
  });

  const outcomeOf = async (env: Record<string, string>): Promise<{ code: number | null; output: string }> => {
    const child = spawn(process.execPath, ['bin/leptotrace.cjs', 'serve'], {
      env: {
        ...process.env,
        PORT: '0',
        DATA_DIR: join(folder, 'refused'),
        EVENT_STORE: 'eventstoredb',
        ...env,
      },
    });
    let output = '';
    child.stderr.on('data', (text: Buffer) => (output += text.toString()));
    const code = await new Promise<number | null>((done) => child.once('close', done));
    return { code, output };
  };

  it('as a user who may not read $all: says so, and does not start', async () => {
    const server = await new FakeEventStoreDb().start();
    server.faults.deniesAll = true;
    const { code, output } = await outcomeOf({ EVENTSTORE_URL: server.url });
    expect({ code, output }).toEqual({ code: 2, output: expect.stringContaining('may not read $all') });
    expect(output).toContain('$ops');
    await server.stop();
  });

  it.each([
    [{ EVENTSTORE_URL: '' }, 'set EVENTSTORE_URL'],
    [{ EVENTSTORE_URL: 'postgres//x' }, 'not a connection string'],
    [{ EVENTSTORE_URL: 'esdb://h:2113' }, 'names no user'],
    [{ EVENTSTORE_URL: 'esdb://h:2113?tls=false', EVENTSTORE_PREFIX: 'Ward-7' }, 'a prefix is small letters'],
  ])('with %j: says what to change', async (env, message) => {
    const { code, output } = await outcomeOf(env);
    expect({ code, output }).toEqual({ code: 2, output: expect.stringContaining(message) });
  });
});
