import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import request from 'supertest';
import { verifyLog, type EventToAppend, type StreamId } from '@leptotrace/event-store';
import { openSqliteLog } from '../../src/store/open';
import { startApp, type TestApp } from '../support/app';
import { brainMri } from '../support/brain-mri';
import { signalsSettled } from '../support/signals-settled';

// A log as it was written when signals were in their first version: patients and what was said of them.
const GOLDEN = readFileSync(join(process.cwd(), 'test/golden/signals-v1.ndjson'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as EventToAppend & { readonly streamId: StreamId });
const TOLD = GOLDEN.filter(({ streamId }) => streamId.startsWith('signals-'));

interface Received {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly dataschema: string;
  readonly data: {
    readonly key: string;
    readonly now: object | null;
    readonly before: object | null;
    readonly supersedes: string | null;
  };
}

let dataDir: string;
let server: TestApp;
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'leptotrace-signals-v1-'));
  const log = openSqliteLog(dataDir);
  const heads = new Map<StreamId, number>();
  for (const { streamId, ...event } of GOLDEN) {
    const head = heads.get(streamId);
    const { kind } = await log.append(streamId, head ?? 'no-stream', [event]);
    expect(kind).toBe('appended');
    heads.set(streamId, (head ?? -1) + 1);
  }
  await log.close();
  server = await startApp({ DATA_DIR: dataDir });
});
afterAll(async () => {
  await server.app.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const api = () => request(server.url);

const feed = async (): Promise<readonly Received[]> =>
  (await api().get('/v1/signals?limit=200').expect(200)).body.signals;

const record = (patientId: string, ...facts: object[]) =>
  api().post(`/v1/patients/${patientId}/facts`).send({ facts }).expect(201);

describe('a log that holds signals of version 1', () => {
  it('is whole, is read, and the reactor says nothing of it again', async () => {
    await signalsSettled(server.url);
    const found = await feed();
    const again = found.slice(TOLD.length);
    expect(found.slice(0, TOLD.length).map(({ id }) => id)).toEqual(TOLD.map(({ eventId }) => eventId));
    TOLD.forEach((told, at) => expect(found[at]?.data).toMatchObject(told.data));
    // Two of the patients never had LM suspected: what RANO-LM said of them is taken back, and nothing else.
    expect(again.map(({ subject, data }) => [subject, data.key, data.now])).toEqual([
      ['moved', 'response:cns:RANO_LM_2017', null],
      ['shrunk', 'response:cns:RANO_LM_2017', null],
    ]);
  });

  it('is served as the schemas that are served say', async () => {
    const ajv = addFormats(new Ajv({ strict: false }));
    for (const { type, dataschema, data } of await feed()) {
      const name = dataschema.split(':').at(-2);
      const { body: schema } = await api().get(`/v1/signals/schemas/${name}`).expect(200);
      expect(schema.$id).toBe(dataschema);
      const validate = ajv.getSchema(schema.$id) ?? ajv.compile(schema);
      expect({ type, valid: validate(data), errors: validate.errors }).toEqual({
        type,
        valid: true,
        errors: null,
      });
    }
  });

  it('what is said of nothing new stays unsaid; a second response tells that it confirms the first', async () => {
    const before = await feed();
    for (const patientId of ['moved', 'shrunk', 'resistant', 'cleared'])
      await record(patientId, { kind: 'ContactRecorded', occurredOn: '2024-08-01' });
    await signalsSettled(server.url);
    expect(await feed()).toEqual(before);
    await record('shrunk', brainMri('2024-04-01', 10));
    await signalsSettled(server.url);
    const last = before.findLast(
      ({ subject, data }) => subject === 'shrunk' && data.key === 'response:cns:RANO_BM_2015',
    );
    const news = (await feed()).slice(before.length);
    expect(news.map(({ data }) => data.key)).toEqual(['response:cns:RANO_BM_2015']);
    expect(news[0]?.data).toMatchObject({
      before: { value: 'PR', confirmation: null },
      now: { value: 'PR', confirmation: 'confirmed', date: '2024-04-01' },
      supersedes: last?.id,
    });
  });

  it('holds its chain: what was stored is not touched', async () => {
    await server.app.close();
    const log = openSqliteLog(dataDir);
    const { events } = await log.readLog({ after: null, limit: GOLDEN.length });
    expect(events.map(({ data, schemaVersion }) => ({ data, schemaVersion }))).toEqual(
      GOLDEN.map(({ data, schemaVersion }) => ({ data, schemaVersion })),
    );
    expect(await verifyLog(log)).toMatchObject({ intact: true });
    await log.close();
    server = await startApp({ DATA_DIR: dataDir });
  });
});
