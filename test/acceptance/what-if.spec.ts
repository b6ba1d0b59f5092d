import request from 'supertest';
import type { EndpointAnswer, EndpointsAnswer } from '../../src/derivations/endpoints.answer';
import { EVENT_STORE } from '../../src/store/tokens';
import type { WhatIfAnswer } from '../../src/what-if/what-if.answer';
import { startApp, type TestApp } from '../support/app';
import { lesion, start, study, type Written } from '../support/course';

const brain = (id: string, when: unknown, mm: number): Written =>
  study(id, when, 'brain', { lesions: [lesion('b1', 'brain-parenchyma', mm)] });
const factOf = ({ id: _id, ...fact }: Written): object => fact;

const P = '/v1/patients/p-1';
const ON = '2025-01-31';
let server: TestApp;
const ids: string[] = [];
const api = () => request(server.url);

beforeAll(async () => {
  server = await startApp();
  await api().post('/v1/patients').send({ patientId: 'p-1' }).expect(201);
  const course = [
    brain('mri0', '2024-02-20', 20),
    start('rx', '2024-03-01', 'osimertinib'),
    brain('mri1', '2024-04-12', 14),
    brain('mri2', '2024-06-01', 14),
    brain('mri3', '2024-07-20', 22),
  ];
  const { body } = await api()
    .post(`${P}/facts`)
    .send({ facts: course.map(factOf) })
    .expect(201);
  ids.push(...(body.facts as { factId: string }[]).map(({ factId }) => factId));
});
afterAll(() => server.close());

const ask = (suppositions: unknown, query: object = {}) =>
  api()
    .post(`${P}/what-if`)
    .query({ on: ON, ...query })
    .send({ suppositions });
const tried = async (suppositions: readonly object[], query: object = {}): Promise<WhatIfAnswer> => {
  const { body, status } = await ask(suppositions, query);
  expect({ status, errors: body.errors }).toEqual({ status: 200, errors: undefined });
  return body as WhatIfAnswer;
};
const refused = async (suppositions: unknown, query: object = {}) => {
  const { body, status, headers } = await ask(suppositions, query);
  expect(headers['content-type']).toContain('application/problem+json');
  return { status, type: body.type as string, errors: body.errors as { path: string; mend: string }[] };
};
const change = (answer: WhatIfAnswer, what: string) => answer.values.find((value) => value.what === what);
const fact = (at: number): string => ids[at] as string;

describe('what would change', () => {
  it('if a scan had shown another size', async () => {
    const amended = { statement: 'amended', factId: fact(4), fact: factOf(brain('mri3', '2024-07-20', 15)) };
    const answer = await tried([amended]);
    expect(change(answer, 'endpoint CNSPFS')).toMatchObject({
      group: 'endpoint',
      before: { aval: 142, cnsr: 0, adt: '2024-07-20' },
      after: { cnsr: expect.any(Number), adt: '2024-07-20' },
    });
    expect(change(answer, 'endpoint CNSPFS')?.after['cnsr']).not.toBe(0);
    expect(change(answer, 'endpoint OS')).toBeUndefined();
    expect(answer.unchanged).toBeGreaterThan(0);
    expect(answer.before).toMatchObject({ patientId: 'p-1', revision: 5, on: ON });
    expect(answer.notice).toContain('Research use only');
  });

  it('is what recording the same statements does change', async () => {
    await api().post('/v1/patients').send({ patientId: 'p-2' }).expect(201);
    const course = [brain('mri0', '2024-02-20', 20), start('rx', '2024-03-01')];
    await api()
      .post('/v1/patients/p-2/facts')
      .send({ facts: course.map(factOf) })
      .expect(201);
    const endpoints = async () => {
      const { body } = await api().get('/v1/patients/p-2/endpoints').query({ on: ON }).expect(200);
      return (body as EndpointsAnswer).endpoints;
    };
    const facts = [brain('mri1', '2024-04-12', 14), brain('mri2', '2024-06-01', 30)].map(factOf);
    const before = await endpoints();
    const { body: answer } = await api()
      .post('/v1/patients/p-2/what-if')
      .query({ on: ON })
      .send({ suppositions: facts.map((each) => ({ statement: 'recorded', fact: each })) })
      .expect(200);
    await api().post('/v1/patients/p-2/facts').send({ facts }).expect(201);
    const shown = ({ aval, cnsr, adt, cause, evntdesc, determinacy }: EndpointAnswer) => ({
      aval,
      cnsr,
      adt,
      cause,
      event: evntdesc,
      determinacy,
    });
    const after = await endpoints();
    let changes = 0;
    for (const [at, was] of before.entries()) {
      const [left, right] = [shown(was), shown(after[at] as EndpointAnswer)];
      const found = change(answer as WhatIfAnswer, `endpoint ${was.paramcd}`);
      if (found) changes += 1;
      expect(found ?? 'the same').toEqual(
        JSON.stringify(left) === JSON.stringify(right)
          ? 'the same'
          : expect.objectContaining({
              before: expect.objectContaining(left),
              after: expect.objectContaining(right),
            }),
      );
    }
    expect(changes).toBeGreaterThan(0);
  });

  it('is told for several statements one after the other', async () => {
    const suppositions: readonly object[] = [
      { statement: 'retracted', factId: fact(4) },
      { statement: 'reinstated', factId: fact(4) },
    ];
    expect((await tried(suppositions)).values).toEqual([]);
    const [first] = suppositions;
    expect(change(await tried([first as object]), 'endpoint CNSPFS')?.after).toMatchObject({
      adt: '2024-06-01',
    });
  });

  it('counts a date that becomes less certain', async () => {
    const fuzzy = { statement: 'amended', factId: fact(4), fact: factOf(brain('mri3', '2024-07', 22)) };
    expect(change(await tried([fuzzy]), 'endpoint CNSPFS')).toMatchObject({
      before: { determinacy: 'exact' },
      after: { determinacy: 'imputed', range: '2024-07-01/2024-07-31' },
    });
  });

  it('is asked of the knowledge of any moment', async () => {
    const earlier = await tried([{ statement: 'retracted', factId: fact(3) }], { asOf: 'r4' });
    expect(earlier.before.revision).toBe(4);
    expect((await refused([{ statement: 'retracted', factId: fact(4) }], { asOf: 'r4' })).type).toBe(
      'urn:leptotrace:problem:unknown-fact',
    );
  });

  it('lets facts of one list share a specimen', async () => {
    const cytology = { kind: 'CsfCytologyReported', occurredOn: '2024-03-05', specimenId: 's9' };
    const suppositions = [
      { statement: 'recorded', fact: { ...cytology, result: 'positive' } },
      {
        statement: 'recorded',
        fact: { kind: 'LumbarPuncturePerformed', occurredOn: '2024-03-05', specimenId: 's9' },
      },
    ];
    await tried(suppositions);
    const alone = await refused(suppositions.slice(0, 1));
    expect(alone).toMatchObject({ status: 400, errors: [{ path: '/suppositions/0/fact/specimenId' }] });
  });
});

describe('what a recording would refuse', () => {
  const start0 = { kind: 'TherapyStopped', occurredOn: '2024-05-01', reason: 'toxicity' };
  const ofKind = (statement: object) => refused([{ statement: 'retracted', factId: fact(3) }, statement]);

  it.each<[string, () => object, string, string]>([
    [
      'a field that is wrong',
      () => ({ statement: 'recorded', fact: { ...start0, startId: fact(1), reason: 'boredom' } }),
      '400 invalid-request',
      '/suppositions/1/fact/reason',
    ],
    [
      'a field that is unknown',
      () => ({ statement: 'recorded', fact: { ...start0, startId: fact(1), mood: 'good' } }),
      '400 invalid-request',
      '/suppositions/1/fact/mood',
    ],
    [
      'a reference to another kind',
      () => ({ statement: 'recorded', fact: { ...start0, startId: fact(0) } }),
      '400 invalid-request',
      '/suppositions/1/fact/startId',
    ],
    [
      'an amendment of the kind',
      () => ({ statement: 'amended', factId: fact(0), fact: factOf(start('rx', '2024-03-01')) }),
      '400 invalid-request',
      '/suppositions/1/fact/kind',
    ],
    [
      'a retraction of a retracted fact',
      () => ({ statement: 'retracted', factId: fact(3) }),
      '409 already-retracted',
      '/suppositions/1/factId',
    ],
    [
      'a reinstatement of a fact in force',
      () => ({ statement: 'reinstated', factId: fact(0) }),
      '409 not-retracted',
      '/suppositions/1/factId',
    ],
    [
      'a fact that is not there',
      () => ({ statement: 'retracted', factId: 'nobody' }),
      '404 unknown-fact',
      '/suppositions/1/factId',
    ],
    [
      'a statement that is none',
      () => ({ statement: 'decided', factId: fact(0) }),
      '400 invalid-request',
      '/suppositions/1/statement',
    ],
    [
      'a fact with a retraction',
      () => ({ statement: 'retracted', factId: fact(0), fact: {} }),
      '400 invalid-request',
      '/suppositions/1/fact',
    ],
    [
      'an amendment without a fact',
      () => ({ statement: 'amended', factId: fact(0) }),
      '400 invalid-request',
      '/suppositions/1/fact',
    ],
  ])('%s', async (_what, statement, problem, path) => {
    const answer = await ofKind(statement());
    expect(`${answer.status} ${answer.type}`).toBe(problem.replace(' ', ' urn:leptotrace:problem:'));
    expect(answer.errors.map((error) => error.path)).toEqual([path]);
    expect(answer.errors[0]?.mend).toMatch(/\w/);
  });

  it('with the sentences of a recording', async () => {
    const wrong = { ...factOf(brain('x', '2024-13', 10)), contrast: 'yes' };
    const recording = await api()
      .post(`${P}/facts`)
      .send({ facts: [wrong] })
      .expect(400);
    const { errors } = await refused([{ statement: 'recorded', fact: wrong }]);
    expect(errors).toEqual(
      (recording.body.errors as { path: string }[]).map((error) => ({
        ...error,
        path: error.path.replace('/facts/0', '/suppositions/0/fact'),
      })),
    );
  });

  it.each<[unknown, string]>([
    [[], '/suppositions'],
    [Array.from({ length: 501 }, () => ({ statement: 'retracted', factId: 'x' })), '/suppositions'],
    [undefined, '/suppositions'],
    [[7], ''],
    [[null], ''],
  ])('a list like %j', async (suppositions, path) => {
    const { status, errors } = await refused(suppositions);
    expect(status).toBe(400);
    expect(errors[0]?.path.startsWith(path)).toBe(true);
  });

  it('a question that cannot be read, a patient who is not there, another media type', async () => {
    const retraction = [{ statement: 'retracted', factId: fact(0) }];
    expect((await refused(retraction, { form: 'full' })).errors[0]?.path).toBe('/query/form');
    expect((await refused(retraction, { mode: 'XYZ' })).errors[0]?.path).toBe('/query/mode');
    await api().post('/v1/patients/p-none/what-if').send({ suppositions: retraction }).expect(404);
    await api().post(`${P}/what-if`).set('content-type', 'text/plain').send('{}').expect(415);
  });
});

describe('a trial', () => {
  it('records nothing: log, head, read models and signals stay as they are', async () => {
    const store = server.app.get(EVENT_STORE);
    const log = async () => JSON.stringify(await store.readLog({ after: null, limit: 1_000 }));
    const seen = async () => {
      const patients = await api().get('/v1/patients').expect(200);
      const signals = await api().get('/v1/signals').expect(200);
      const endpoints = await api().get(`${P}/endpoints`).query({ on: ON }).expect(200);
      return {
        log: await log(),
        patients: patients.text,
        position: patients.headers['timeline-position'],
        signals: signals.text,
        endpoints: endpoints.text,
      };
    };
    const before = await seen();
    await tried([
      { statement: 'amended', factId: fact(4), fact: factOf(brain('mri3', '2024-07-20', 15)) },
      { statement: 'recorded', fact: { kind: 'DeathRecorded', occurredOn: '2024-12-01' } },
    ]);
    await refused([{ statement: 'retracted', factId: 'nobody' }]);
    expect(await seen()).toEqual(before);
  });

  it('answers the same bytes again', async () => {
    const suppositions = [{ statement: 'retracted', factId: fact(2) }];
    expect((await ask(suppositions)).text).toBe((await ask(suppositions)).text);
  });
});
