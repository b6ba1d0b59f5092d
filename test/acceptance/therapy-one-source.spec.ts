import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { startApp, type TestApp } from '../support/app';

const OWN = {
  format: 'leptotrace-ruleset/1',
  name: 'own',
  version: '1.0.0',
  title: 'Own',
  configuration: { staleTherapyDaysOral: 30 },
};

const folder = mkdtempSync(join(tmpdir(), 'leptotrace-rulesets-'));
let server: TestApp;
beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'own.json'), JSON.stringify(OWN));
  server = await startApp({ RULESETS_DIR: folder, RULESET: 'own@1.0.0' });
  await request(server.url).post('/v1/patients').send({ patientId: 'p' }).expect(201);
  const fact = { kind: 'TherapyStarted', occurredOn: '2024-01-01', agent: 'osimertinib', route: 'oral' };
  await request(server.url)
    .post('/v1/patients/p/facts')
    .send({ facts: [fact] })
    .expect(201);
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const ask = async (path: string) =>
  (await request(server.url).get(`/v1/patients/p/${path}`).expect(200)).body as never;
const counts = ({ running, mayHaveEnded }: { running: unknown[]; mayHaveEnded: unknown[] }) => [
  running.length,
  mayHaveEnded.length,
];

it.each([
  ['2024-01-31', [1, 0]],
  ['2024-02-01', [0, 1]],
])('END-R3-stale: every answer takes the parameters of the preset ruleset, on %s', async (on, expected) => {
  const timeline = await ask(`timeline?on=${on}`);
  const status = await ask(`status?on=${on}`);
  const replay = await ask(`replay?on=${on}`);
  expect(counts(timeline['state']['therapy'])).toEqual(expected);
  expect(counts(status['therapy'])).toEqual(expected);
  expect(counts(replay['status']['therapy'])).toEqual(expected);
});
