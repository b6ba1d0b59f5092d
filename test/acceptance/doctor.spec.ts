import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { FakeEventStoreDb } from '../../libs/event-store-eventstoredb/testing/fake-server';
import { doctor } from '../../src/cli/doctor.command';
import { startApp } from '../support/app';

describe('What stands between an instance and its log', () => {
  const folder = mkdtempSync(join(tmpdir(), 'leptotrace-doctor-'));
  const before = { ...process.env };
  afterEach(() => {
    process.env = { ...before };
    jest.restoreAllMocks();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const said = async (env: Record<string, string>): Promise<{ code: number; text: string }> => {
    Object.assign(process.env, env);
    let text = '';
    jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
      text += String(chunk);
      return true;
    });
    const code = await doctor({ dataDir: folder });
    return { code, text };
  };

  it('is said by the doctor, with the mend', async () => {
    const server = new FakeEventStoreDb();
    await server.start();
    const env = { EVENT_STORE: 'eventstoredb', EVENTSTORE_URL: server.url };
    expect(await said(env)).toEqual({ code: 0, text: expect.stringContaining('ok   event log') });
    await server.stop();
    const refused = await said({ ...env, EVENTSTORE_URL: 'esdb://127.0.0.1:1?tls=false' });
    expect(refused).toEqual({ code: 1, text: expect.stringMatching(/FAIL event log: .*nothing listens/) });
    expect(await said({ EVENT_STORE: 'sqlite' })).toMatchObject({ code: 0 });
  });

  it('is said by readiness', async () => {
    const server = await startApp({
      EVENT_STORE: 'eventstoredb',
      EVENTSTORE_URL: 'esdb://127.0.0.1:1?tls=false',
    });
    const { body } = await request(server.url).get('/health/ready').expect(503);
    expect(body.log).toEqual({
      up: false,
      head: null,
      why: expect.stringContaining('nothing listens there'),
    });
    await server.close();
  });
});
