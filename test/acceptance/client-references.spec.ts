import request from 'supertest';
import { startApp, type TestApp } from '../support/app';

let server: TestApp;
beforeAll(async () => {
  server = await startApp();
});
afterAll(() => server.close());

let count = 0;
const patient = async (): Promise<string> => {
  const patientId = `p${(count += 1)}`;
  await request(server.url).post('/v1/patients').send({ patientId }).expect(201);
  return patientId;
};
const record = (patientId: string, facts: readonly object[], key?: string) => {
  const call = request(server.url).post(`/v1/patients/${patientId}/facts`);
  return (key === undefined ? call : call.set('idempotency-key', key)).send({ facts });
};
const factsOf = async (patientId: string) =>
  (
    await request(server.url)
      .get(`/v1/patients/${patientId}/timeline`)
      .query({ on: '2025-01-01' })
      .expect(200)
  ).body.facts as readonly { factId: string; fact: Record<string, unknown> }[];

const started = { kind: 'TherapyStarted', occurredOn: '2024-01-01', agent: 'osimertinib', route: 'oral' };
const stopped = { kind: 'TherapyStopped', occurredOn: '2024-05-01', reason: 'progression' };
const scan = { kind: 'ImagingStudyReported', modality: 'mri', regions: ['brain'] };

describe('facts of one request point to each other by name', () => {
  it('a start and its stop, a scan and its comparator and an anchored date go in one request, in any order', async () => {
    const id = await patient();
    const { body } = await record(id, [
      { ...stopped, startId: 'ref:s' },
      { ...started, ref: 's' },
      { ...scan, ref: 'base', occurredOn: '2023-12-20' },
      { ...scan, relativeTo: { factId: 'ref:s', offset: 'P8W' }, comparator: 'ref:base' },
      { kind: 'InductionCompleted', occurredOn: '2024-02-01', startIds: ['ref:s'], induction: 'systemic' },
    ]).expect(201);
    const [, start, base] = body.facts as readonly { factId: string }[];
    const facts = (await factsOf(id)).map(({ fact }) => fact);
    expect(facts).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'TherapyStopped', startId: start?.factId }),
        expect.objectContaining({
          comparator: base?.factId,
          relativeTo: { factId: start?.factId, offset: 'P8W' },
        }),
        expect.objectContaining({ startIds: [start?.factId] }),
      ]),
    );
    expect(JSON.stringify(facts)).not.toContain('ref');
  });

  it('a replay names the same facts', async () => {
    const id = await patient();
    const facts = [
      { ...started, ref: 's' },
      { ...stopped, startId: 'ref:s' },
    ];
    const first = await record(id, facts, 'once').expect(201);
    const again = await record(id, facts, 'once').expect(201);
    expect(again.body.facts).toEqual(first.body.facts);
    expect(await factsOf(id)).toHaveLength(2);
  });

  it.each([
    [
      'a name that no fact of the request has',
      [{ ...stopped, startId: 'ref:x' }],
      '/facts/0/startId',
      '"ref": "x"',
    ],
    [
      'a name of a fact of another kind',
      [
        { ...scan, occurredOn: '2024', ref: 's' },
        { ...stopped, startId: 'ref:s' },
      ],
      '/facts/1/startId',
      'Name a TherapyStarted',
    ],
    [
      'a name given twice',
      [
        { ...started, ref: 's' },
        { ...started, ref: 's' },
      ],
      '/facts/1/ref',
      'ref of its own',
    ],
    ['a name that is none', [{ ...started, ref: '' }], '/facts/0/ref', '1 to 64'],
    [
      'anchors that lead back',
      [
        { ...started, occurredOn: undefined, ref: 'a', relativeTo: { factId: 'ref:b', offset: 'P1W' } },
        { ...started, occurredOn: undefined, ref: 'b', relativeTo: { factId: 'ref:a', offset: 'P1W' } },
      ],
      '/facts/0/relativeTo/factId',
      'date of its own',
    ],
    [
      'an anchor that is the fact itself',
      [{ ...started, ref: 'a', relativeTo: { factId: 'ref:a', offset: 'P1W' } }],
      '/facts/0/relativeTo/factId',
      'date of its own',
    ],
  ])('refuses %s with its place and the mend', async (_name, facts, path, mend) => {
    const { body } = await record(await patient(), facts).expect(400);
    expect(body.errors[0]).toMatchObject({ path, mend: expect.stringContaining(mend) });
  });

  it('an amendment takes no name, and makes no circle of anchors', async () => {
    const id = await patient();
    const { body } = await record(id, [
      { ...started, ref: 'a' },
      { ...started, ref: 'b', relativeTo: { factId: 'ref:a', offset: 'P1W' } },
    ]).expect(201);
    const [a, b] = body.facts as readonly { factId: string }[];
    const amend = (fact: object) =>
      request(server.url)
        .post(`/v1/patients/${id}/facts/${a?.factId}/amendments`)
        .send({ supersedes: 1, change: 'corrected', reason: 'r', fact });
    const named = await amend({ ...started, ref: 'a' }).expect(400);
    expect(named.body.errors[0].path).toBe('/fact/ref');
    const circle = await amend({ ...started, relativeTo: { factId: b?.factId, offset: 'P1W' } }).expect(400);
    expect(circle.body.errors[0].path).toBe('/fact/relativeTo/factId');
  });

  it('suppositions point to each other too, and are refused at their own place', async () => {
    const id = await patient();
    await record(id, [{ kind: 'ContactRecorded', occurredOn: '2024-01-01' }]).expect(201);
    const suppose = (...facts: readonly object[]) =>
      request(server.url)
        .post(`/v1/patients/${id}/what-if`)
        .send({ suppositions: facts.map((fact) => ({ statement: 'recorded', fact })) });
    await suppose({ ...started, ref: 's' }, { ...stopped, startId: 'ref:s' }).expect(200);
    const { body } = await suppose({ ...started }, { ...stopped, startId: 'ref:s' }).expect(400);
    expect(body.errors[0].path).toBe('/suppositions/1/fact/startId');
  });

  it('the API describes the name', async () => {
    const { body } = await request(server.url).get('/docs-json').expect(200);
    expect(body.components.schemas.TherapyStartedDto.properties.ref).toMatchObject({ type: 'string' });
    expect(body.components.schemas.TherapyStartedDto.required ?? []).not.toContain('ref');
  });
});
