import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import { progressionsHeld, receive, type SentSignal, type Subject } from '@leptotrace/signals';
import { startApp, type TestApp } from '../support/app';
import { signalsSettled } from '../support/signals-settled';

const FOLDER = join(process.cwd(), 'data/published-courses');
let server: TestApp;
beforeAll(async () => {
  server = await startApp();
});
afterAll(() => server.close());

const api = () => request(server.url);

interface Received {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly sequence: string;
  readonly time: string;
  readonly data: SentSignal & { readonly patientId: string };
}

const feed = async (limit = 200): Promise<readonly Received[]> => {
  const all: Received[] = [];
  let after: string | null = null;
  for (;;) {
    const query: string = `limit=${limit}${after ? `&after=${after}` : ''}`;
    const { body } = await api().get(`/v1/signals?${query}`).expect(200);
    all.push(...body.signals);
    if (body.signals.length === 0) return all;
    after = body.next;
  }
};

const asSent = ({ id, data }: Received): SentSignal => ({ ...data, signalId: id });

const endpointProgressions = async (patientId: string): Promise<unknown> => {
  const { body } = await api().get(`/v1/patients/${patientId}/endpoints`).expect(200);
  return [
    ['CNSPFS', 'cns'],
    ['NCNSPFS', 'non-cns'],
    ['BIPFS', 'both'],
  ].flatMap(([paramcd, compartment]) => {
    const found = body.endpoints.find((one: { paramcd: string }) => one.paramcd === paramcd);
    return found?.cnsr === 0 && found.cause !== 'DEATH' ? [{ compartment, date: found.adt }] : [];
  });
};

const dimension = (value: number) => ({
  lesionId: 't1',
  site: 'brain-parenchyma',
  kind: 'non-nodal',
  role: 'target',
  state: 'measured',
  longestDiameter: { value, unit: 'mm' },
  perpendicularDiameter: { value: Math.round(value / 2), unit: 'mm' },
});
const mri = (occurredOn: string, value: number) => ({
  kind: 'ImagingStudyReported',
  occurredOn,
  modality: 'mri',
  regions: ['brain'],
  contrast: true,
  lesions: [dimension(value)],
});

const record = async (patientId: string, ...facts: object[]): Promise<readonly string[]> => {
  const { body } = await api().post(`/v1/patients/${patientId}/facts`).send({ facts }).expect(201);
  return body.facts.map(({ factId }: { factId: string }) => factId);
};

describe('signals of a course that is corrected', () => {
  const patientId = 's1';
  let studies: readonly string[];

  const progressions = async () =>
    (await feed()).filter(({ subject, type }) => subject === patientId && type.includes('progression'));

  it('a progression is detected, with the facts that decide and both times', async () => {
    await api().post('/v1/patients').send({ patientId }).expect(201);
    await record(patientId, {
      kind: 'TherapyStarted',
      occurredOn: '2024-01-10',
      lineId: 'l1',
      agent: 'osimertinib',
      route: 'oral',
      intent: 'palliative',
    });
    studies = await record(patientId, mri('2024-01-05', 20), mri('2024-03-01', 20), mri('2024-05-01', 30));
    await signalsSettled(server.url);
    const found = await progressions();
    expect(found.map(({ type }) => type)).toContain('org.leptotrace.progression-detected.v1');
    const cns = found.find(({ data }) => data.key === 'progression:cns');
    expect(cns).toMatchObject({
      specversion: '1.0',
      time: '2024-05-01T00:00:00.000Z',
      dataschema: 'urn:leptotrace:schema:ProgressionDetected:2',
      data: { now: { date: '2024-05-01', confirmation: 'confirmed' }, before: null, supersedes: null },
    });
    expect(cns?.data.now?.facts).toContain(studies[2]);
  });

  it('a late study that shows it earlier moves it: revised, naming what it supersedes', async () => {
    const before = (await progressions()).find(({ data }) => data.key === 'progression:cns');
    const [late] = await record(patientId, mri('2024-04-01', 29));
    studies = [...studies, late ?? ''];
    await signalsSettled(server.url);
    const revised = (await progressions()).filter(({ data }) => data.key === 'progression:cns').at(-1);
    expect(revised).toMatchObject({
      type: 'org.leptotrace.progression-revised.v1',
      data: { now: { date: '2024-04-01' }, before: { date: '2024-05-01' }, supersedes: before?.id },
    });
  });

  it('retracted studies take it away: withdrawn', async () => {
    for (const [at, revision] of [
      [2, 4],
      [3, 5],
    ] as const)
      await api()
        .post(`/v1/patients/${patientId}/facts/${studies[at]}/retraction`)
        .send({ supersedes: revision, reason: 'wrong-patient' })
        .expect(201);
    await signalsSettled(server.url);
    const last = (await progressions()).filter(({ data }) => data.key === 'progression:cns').at(-1);
    expect(last).toMatchObject({ type: 'org.leptotrace.progression-withdrawn.v1', data: { now: null } });
  });

  it('a receiver that applies all of them holds what endpoints answers, for the published courses too', async () => {
    for (const name of readdirSync(FOLDER).filter((file) => file.endsWith('.json')))
      await api()
        .post('/v1/imports')
        .set('content-type', 'application/json')
        .send(readFileSync(join(FOLDER, name), 'utf8'))
        .expect(200);
    await signalsSettled(server.url);
    const all = await feed();
    const { body } = await api().get('/v1/patients').expect(200);
    for (const listed of body.patients) {
      const own = all.filter(({ subject }) => subject === listed.patientId).map(asSent);
      const held = progressionsHeld(receive(own)).map(({ compartment, date }) => ({ compartment, date }));
      expect({ id: listed.patientId, held }).toEqual({
        id: listed.patientId,
        held: expect.arrayContaining((await endpointProgressions(listed.patientId)) as object[]),
      });
      expect(held).toHaveLength(((await endpointProgressions(listed.patientId)) as object[]).length);
    }
  });
});

const CERTAINTY: Readonly<Record<string, readonly unknown[]>> = {
  progression: ['confirmed', 'provisional'],
  resistance: ['confirmed', 'provisional'],
  response: ['confirmed', 'provisional', null],
};

const expectWhole = (subject: Subject | null): void => {
  expect(subject).not.toBeNull();
  const { what, facts, confirmation, criterion, value, ...more } = subject as Subject & {
    confirmation?: unknown;
    criterion?: string;
    value?: string;
    criteria?: readonly string[];
  };
  if (what === 'review') return;
  expect(CERTAINTY[what]).toContain(confirmation);
  expect([...(more.criteria ?? []), criterion].filter(Boolean)).not.toEqual([]);
  // Where nothing could be judged, nothing decided.
  if (value !== 'NE') expect(facts).not.toEqual([]);
};

describe('what every signal carries', () => {
  it('ruleset, day, revision, deciding facts, criterion, certainty, both times, cause and course', async () => {
    const all = await feed();
    const { body } = await api().get('/v1/rulesets').expect(200);
    const digests = (body.rulesets as { digest: string }[]).map(({ digest }) => digest);
    for (const signal of all) {
      expect(signal).toMatchObject({
        specversion: '1.0',
        source: '/v1/signals',
        time: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T00:00:00.000Z$/),
        recordedtime: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T.+Z$/),
        causationid: expect.stringMatching(/.+/),
        correlationid: expect.stringMatching(/.+/),
        dataschema: expect.stringMatching(/^urn:leptotrace:schema:[A-Z][A-Za-z]+:2$/),
        data: { on: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/), asOf: expect.any(Number) },
      });
      expect(digests).toContain(signal.data.ruleset.digest);
      expectWhole(signal.data.now ?? signal.data.before);
    }
  });

  it('a response is provisional until a second one four weeks later confirms it', async () => {
    const patientId = 's2';
    await api().post('/v1/patients').send({ patientId }).expect(201);
    const start = { kind: 'TherapyStarted', occurredOn: '2024-01-10', lineId: 'l1', agent: 'osimertinib' };
    await record(patientId, { ...start, route: 'oral' }, mri('2024-01-05', 20));
    // 27 days after the first, then 28.
    for (const day of ['2024-03-01', '2024-03-28', '2024-03-29']) await record(patientId, mri(day, 10));
    await signalsSettled(server.url);
    const said = (await feed())
      .filter(({ subject, data }) => subject === patientId && data.key === 'response:cns:RANO_BM_2015')
      .map(({ data }) => data);
    expect(said.at(-2)).toMatchObject({
      now: { value: 'PR', confirmation: 'provisional', date: '2024-03-01' },
    });
    expect(said.at(-1)).toMatchObject({
      now: { value: 'PR', confirmation: 'confirmed', date: '2024-03-29' },
      before: { value: 'PR', confirmation: 'provisional' },
    });
    const { body } = await api().get(`/v1/patients/${patientId}/status`).expect(200);
    const cns = body.compartments.find(({ compartment }: { compartment: string }) => compartment === 'cns');
    const brain = cns.criteria.find(({ criterion }: { criterion: string }) => criterion === 'RANO_BM_2015');
    expect(brain).toMatchObject({ value: 'PR', confirmation: 'confirmed' });
  });
});

describe('what was signalled', () => {
  it('is never said again, nor otherwise, when every read model and checkpoint is lost', async () => {
    const before = await feed();
    const { dataDir } = server;
    await server.app.close();
    for (const name of readdirSync(dataDir).filter((file) => file.startsWith('read-models.db')))
      rmSync(join(dataDir, name));
    const again = await startApp({ DATA_DIR: dataDir });
    server = { ...again, dataDir };
    await signalsSettled(server.url);
    expect(await feed()).toEqual(before);
  });

  const heldBy = (all: readonly Received[], patientId: string) =>
    progressionsHeld(receive(all.filter(({ subject }) => subject === patientId).map(asSent)))
      .map(({ compartment, date }) => ({ compartment, date }))
      .sort((a, b) => (a.compartment < b.compartment ? -1 : 1));
  const answeredTo = async (patientId: string) =>
    [...((await endpointProgressions(patientId)) as { compartment: string }[])].sort((a, b) =>
      a.compartment < b.compartment ? -1 : 1,
    );
  const expectOfToday = async (): Promise<void> => {
    const { body } = await api().get('/v1/patients?limit=200').expect(200);
    const ids = (body.patients as { patientId: string }[]).map(({ patientId }) => patientId);
    const until = Date.now() + 15_000;
    for (const id of ids) {
      while (Date.now() < until) {
        if (JSON.stringify(heldBy(await feed(), id)) === JSON.stringify(await answeredTo(id))) break;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      expect([id, heldBy(await feed(), id)]).toEqual([id, await answeredTo(id)]);
    }
  };

  it('stays as it was under another ruleset that reads the log from its beginning, which speaks of today alone', async () => {
    const before = await feed();
    const { dataDir } = server;
    await server.app.close();
    for (const name of readdirSync(dataDir).filter((file) => file.startsWith('read-models.db')))
      rmSync(join(dataDir, name));
    const rulesets = join(dataDir, 'rulesets');
    mkdirSync(rulesets);
    const configuration = { originEvent: 'lmDiagnosis', pfsMode: 'EMA' };
    const own = {
      format: 'leptotrace-ruleset/1',
      name: 'own',
      version: '1.0.0',
      title: 'Own',
      configuration,
    };
    writeFileSync(join(rulesets, 'own.json'), JSON.stringify(own));
    const again = await startApp({ DATA_DIR: dataDir, RULESETS_DIR: rulesets, RULESET: 'own@1.0.0' });
    server = { ...again, dataDir };
    await signalsSettled(server.url);
    const after = await feed();
    expect(after.slice(0, before.length)).toEqual(before);
    const { body } = await api().get('/v1/patients?limit=200').expect(200);
    const heads = new Map(
      (body.patients as { patientId: string; revision: number }[]).map((one) => [
        one.patientId,
        one.revision,
      ]),
    );
    const more = after.slice(before.length);
    expect(more.length).toBeGreaterThan(0);
    for (const { subject, data } of more)
      expect([data.asOf, data.ruleset.id]).toEqual([heads.get(subject), 'own@1.0.0']);
    expect(new Set(more.map(({ subject, data }) => `${subject} ${data.key}`)).size).toBe(more.length);
    await expectOfToday();
  });

  it('is brought up to today by whatever derives otherwise, from the rows that are there, with ids of its own', async () => {
    const before = await feed();
    const { dataDir } = server;
    await server.app.close();
    server = { ...(await startApp({ DATA_DIR: dataDir })), dataDir };
    await signalsSettled(server.url);
    await expectOfToday();
    const after = await feed();
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.length).toBeGreaterThan(before.length);
    expect(new Set(after.map(({ id }) => id)).size).toBe(after.length);
  });
});

describe('the pull feed', () => {
  it('gives the same from any sequence and in any page size, in order, each once', async () => {
    const all = await feed();
    expect(all.length).toBeGreaterThan(3);
    expect(all.map(({ sequence }) => sequence)).toEqual(all.map(({ sequence }) => sequence).sort());
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(await feed(1)).toEqual(all);
    const middle = all[1]?.sequence ?? '';
    const { body } = await api().get(`/v1/signals?after=${middle}`).expect(200);
    expect(body.signals).toEqual(all.slice(2));
  });

  it('stays where it is when there is nothing more', async () => {
    const all = await feed();
    const last = all.at(-1)?.sequence ?? '';
    const { body } = await api().get(`/v1/signals?after=${last}`).expect(200);
    expect(body).toEqual({ signals: [], next: last });
  });

  it('refuses what is no sequence', async () => {
    await api().get('/v1/signals?after=7').expect(400);
    await api().get('/v1/signals/schemas/Nonsense').expect(404);
  });

  it('serves the schema that signals are checked with', async () => {
    const { body } = await api().get('/v1/signals/schemas/ProgressionRevised').expect(200);
    expect(body).toMatchObject({ title: 'ProgressionRevised', type: 'object', additionalProperties: false });
    expect(Object.keys(body.properties)).toEqual([
      'patientId',
      'revision',
      'key',
      'now',
      'before',
      'supersedes',
      'on',
      'asOf',
      'ruleset',
    ]);
  });
});
