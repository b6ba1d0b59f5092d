import fc from 'fast-check';
import request from 'supertest';
import { streamId, type EventStore } from '@leptotrace/event-store';
import { changed, type JsonValue } from '@leptotrace/kernel';
import type { PatientLogAnswer, ReplayAnswer, ReplayChange } from '../../src/replay/replay.answer';
import { EVENT_STORE } from '../../src/store/tokens';
import { startApp, type TestApp } from '../support/app';
import { cytology, lesion, lmDiagnosis, start, study, type Written } from '../support/course';
import { randomCourse, randomDay } from '../support/random-course';

let server: TestApp;
beforeAll(async () => {
  server = await startApp();
});
afterAll(() => server.close());

const to = (patientId: string, path: string) => `/v1/patients/${patientId}/${path}`;
const register = (patientId: string, body: object = {}) =>
  request(server.url)
    .post('/v1/patients')
    .send({ patientId, ...body })
    .expect(201);

/** Records the facts and answers their ids. */
const record = async (patientId: string, facts: readonly Written[]): Promise<readonly string[]> => {
  const { body } = await request(server.url)
    .post(to(patientId, 'facts'))
    .send({ facts: facts.map(({ id: _id, ...fact }) => fact) });
  expect(body.errors ?? []).toEqual([]);
  return body.facts.map(({ factId }: { factId: string }) => factId);
};
const correct = async (patientId: string, factId: string, what: string, body: object) => {
  const history = await request(server.url)
    .get(to(patientId, `facts/${factId}/history`))
    .expect(200);
  await request(server.url)
    .post(to(patientId, `facts/${factId}/${what}`))
    .send({ supersedes: history.body.current, ...body })
    .expect(201);
};
const amend = (patientId: string, factId: string, { id: _id, ...fact }: Written) =>
  correct(patientId, factId, 'amendments', { fact, change: 'corrected', reason: 'read again' });
const retract = (patientId: string, factId: string) =>
  correct(patientId, factId, 'retraction', { reason: 'entered-in-error' });
const reinstate = (patientId: string, factId: string) =>
  correct(patientId, factId, 'reinstatement', { reason: 'it was right' });
const decide = (patientId: string, body: object) =>
  request(server.url)
    .post(to(patientId, 'decisions'))
    .send({ question: 'Go on?', decision: 'Go on.', ...body })
    .expect(201);

const replay = async (patientId: string, query: object): Promise<ReplayAnswer> =>
  (
    await request(server.url)
      .get(to(patientId, 'replay'))
      .query({ on: '2024-12-31', ...query })
      .expect(200)
  ).body as ReplayAnswer;

const brain = (id: string, when: unknown, mm: number): Written =>
  study(id, when, 'brain', { lesions: [lesion('b1', 'brain-parenchyma', mm)] });

describe('a replay', () => {
  it('has the parts that the single calls answer, byte for byte, whatever is asked', async () => {
    let patients = 0;
    const question = fc.record({
      on: fc.oneof(
        randomDay,
        randomDay.map((day) => day.slice(0, 7)),
        randomDay.map((day) => day.slice(0, 4)),
      ),
      known: fc.nat(40),
      ruleset: fc.constantFrom('lm', 'lm-ema', 'seed-literal', 'as-stated'),
      origin: fc.constantFrom('first-dose', 'current-line', 'lm-diagnosis'),
      mode: fc.constantFrom('FDA', 'EMA'),
    });
    await fc.assert(
      fc.asyncProperty(
        randomCourse,
        fc.array(question, { minLength: 1, maxLength: 4 }),
        async (facts, asked) => {
          const patientId = `any-${(patients += 1)}`;
          await register(patientId);
          await record(patientId, facts);
          for (const { known, ...rest } of asked) {
            const query = { ...rest, asOf: `r${Math.min(known, facts.length)}` };
            const body = await replay(patientId, query);
            for (const part of ['timeline', 'status', 'endpoints', 'resistance'] as const) {
              const { on, asOf } = query;
              const single = await request(server.url)
                .get(to(patientId, part))
                .query(part === 'timeline' ? { on, asOf } : query)
                .expect(200);
              expect(JSON.stringify(body[part])).toBe(single.text);
            }
          }
        },
      ),
      { numRuns: 12 },
    );
  });

  const changeFrom = async (patientId: string, query: object): Promise<ReplayChange> =>
    (await request(server.url).get(to(patientId, 'replay/change')).query(query).expect(200))
      .body as ReplayChange;

  it('of another day can be had as what is different from one that is held, whatever is asked', async () => {
    let patients = 0;
    const rules = fc.record({
      ruleset: fc.constantFrom('lm', 'lm-ema', 'seed-literal', 'as-stated'),
      mode: fc.constantFrom('FDA', 'EMA'),
      asOf: fc.constantFrom('r2', 'r40'),
    });
    const day = fc.oneof(
      randomDay,
      randomDay.map((text) => text.slice(0, 4)),
    );
    await fc.assert(
      fc.asyncProperty(randomCourse, rules, day, day, async (facts, { asOf, ...rest }, first, second) => {
        const patientId = `step-${(patients += 1)}`;
        await register(patientId);
        await record(patientId, facts);
        const question = { ...rest, asOf: `r${Math.min(Number(asOf.slice(1)), facts.length)}` };
        const held = await replay(patientId, { ...question, on: first });
        const wanted = await replay(patientId, { ...question, on: second });
        const { change, head } = await changeFrom(patientId, { ...question, on: second, from: held.token });
        expect(changed(held as unknown as JsonValue, change)).toEqual(wanted);
        expect(head).toBe(wanted.head);
      }),
      { numRuns: 30 },
    );
  });

  it('is told whole where the one that is held is of another state of knowledge, other rules, or nobody’s', async () => {
    await register('whole');
    await record('whole', [lmDiagnosis('lm', '2024-02-01'), start('rx', '2024-03-01')]);
    const held = await replay('whole', {});
    const near = await changeFrom('whole', { on: '2024-12-30', from: held.token });
    expect(near.change).toHaveProperty('of');
    expect(JSON.stringify(near).length).toBeLessThan(JSON.stringify(held).length / 4);
    const forged = `2024-12-31.${'0'.repeat(32)}`;
    for (const query of [
      { from: held.token, asOf: 'r1' },
      { from: held.token, ruleset: 'as-stated' },
      { from: held.token, mode: 'EMA' },
      { from: forged },
    ]) {
      const { change } = await changeFrom('whole', { on: '2024-12-30', ...query });
      const { from: _from, ...question } = query;
      expect(change).toEqual({ is: await replay('whole', { on: '2024-12-30', ...question }) });
    }
    await record('whole', [brain('mri', '2024-04-01', 20)]);
    const after = await changeFrom('whole', { on: '2024-12-30', from: held.token });
    expect(after.change).toEqual({ is: await replay('whole', { on: '2024-12-30' }) });
  });

  it.each([{}, { from: 'r17' }, { from: ['a', 'b'] }])('refuses to change from %j', async (query) => {
    const { body } = await request(server.url).get(to('whole', 'replay/change')).query(query).expect(400);
    expect(body.errors[0].path).toBe('/query/from');
  });

  it('names what was recorded and corrected since, and nothing of later days', async () => {
    await register('since');
    const [lm = '', mri0 = '', mri1 = '', far = ''] = await record('since', [
      lmDiagnosis('lm', '2024-02-01'),
      brain('mri0', '2024-02-20', 20),
      brain('mri1', '2024-04-20', 20),
      brain('far', '2024-11-01', 20),
    ]);
    const [late = '', partial = '', mistaken = ''] = await record('since', [
      start('late', '2024-03-01'),
      brain('partial', '2024', 22),
      brain('mistaken', '2024-03-03', 23),
      brain('later', '2024-12-01', 24),
    ]);
    await amend('since', mri0, brain('mri0', '2024-02-20', 12));
    await amend('since', far, brain('far', '2024-11-01', 21));
    await amend('since', mri1, brain('mri1', '2024-08-20', 20));
    await retract('since', mistaken);
    await retract('since', lm);
    await reinstate('since', lm);
    await amend('since', late, start('late', '2024-03-02'));

    const seen = await replay('since', { on: '2024-06-30', asOf: 'r4' });
    expect(seen).toMatchObject({ revision: 4, head: 15 });
    // What was retracted again is not missing, and a late fact is there as it is believed now.
    expect(seen.since.notYetRecorded.map(({ factId }) => factId)).toEqual([partial, late]);
    expect(seen.since.notYetRecorded[1]).toMatchObject({
      fact: { occurredOn: '2024-03-02' },
      marks: expect.arrayContaining(['amended']),
    });
    // The follow-up was moved out of the day: it lay in it then. The study of November never did.
    expect(seen.since.corrections.map(({ factId, what, revision }) => [factId, what, revision])).toEqual([
      [mri0, 'amended', 9],
      [mri1, 'amended', 11],
      [lm, 'retracted', 13],
      [lm, 'reinstated', 14],
    ]);
    const head = await replay('since', { on: '2024-06-30' });
    expect(head.since).toEqual({ notYetRecorded: [], corrections: [] });
    expect(head.head).toBe(head.revision);
    const names = (facts: readonly { factId: string }[]) => facts.map(({ factId }) => factId);
    expect(names(head.timeline.facts)).toEqual([lm, mri0, late]);
    expect(names(head.timeline.undetermined)).toEqual([partial]);
    expect(names(head.timeline.retracted)).toEqual([mistaken]);
  });

  it('before the patient was registered: nothing is known, and all is still to come', async () => {
    await register('early');
    const ids = await record('early', [
      lmDiagnosis('lm', '2024-02-01'),
      brain('mri0', '2024-02-20', 20),
      start('rx', '2024-03-01'),
      ...cytology('csf', '2024-03-02', 'positive'),
    ]);
    await decide('early', { on: '2024-03-05' });
    const seen = await replay('early', { asOf: '2020-01-01' });
    expect(seen).toMatchObject({ revision: -1, head: 6, decisions: [] });
    expect(seen.timeline).toMatchObject({ revision: -1, asOf: null, facts: [], undetermined: [] });
    expect(seen.since.notYetRecorded.map(({ factId }) => factId)).toEqual(ids);
    expect(seen.since.corrections).toEqual([]);
    expect(seen.status).toMatchObject({
      revision: -1,
      asOf: null,
      origin: null,
      lm: { certainty: 'none' },
      compartments: [
        { compartment: 'cns', progression: 'not-evaluable', since: null, criteria: [] },
        { compartment: 'non-cns', progression: 'not-evaluable', since: null, criteria: [] },
      ],
    });
    expect(seen.endpoints.endpoints).toHaveLength(8);
    for (const endpoint of seen.endpoints.endpoints)
      expect(endpoint).toMatchObject({ aval: null, adt: null, cnsr: null, facts: [] });
    expect(seen.resistance.alterations).toEqual([]);
  });

  it('of a patient without a fact is an answer', async () => {
    await register('empty');
    const seen = await replay('empty', {});
    expect(seen).toMatchObject({
      revision: 0,
      head: 0,
      timeline: { facts: [] },
      decisions: [],
      since: { notYetRecorded: [], corrections: [] },
      notice: 'Research use only. No treatment recommendation.',
    });
  });

  it('holds the decisions that were there, each with the review that the head suggests', async () => {
    await register('board');
    await record('board', [lmDiagnosis('lm', '2024-02-01'), start('rx', '2024-03-01')]);
    await decide('board', { on: '2024-04-01', question: 'first' });
    await decide('board', { on: '2024-09', question: 'second' });
    const [late] = await record('board', [brain('mri', '2024-03-20', 20)]);
    await decide('board', { on: '2024-05-01', question: 'third' });
    const questions = async (query: object) =>
      (await replay('board', query)).decisions.map(({ question }) => question);
    expect(await questions({})).toEqual(['first', 'second', 'third']);
    expect(await questions({ asOf: 'r3' })).toEqual(['first']);
    expect(await questions({ on: '2024-08-31' })).toEqual(['first', 'third']);
    // The day of the second may have come.
    expect(await questions({ on: '2024-09-10' })).toEqual(['first', 'second', 'third']);
    const [first] = (await replay('board', { asOf: 'r3' })).decisions;
    expect(first?.review).toMatchObject({ asOf: 6, because: [{ factId: late, why: 'recorded-late' }] });
    const listed = await request(server.url).get(to('board', 'decisions')).expect(200);
    expect((await replay('board', {})).decisions).toEqual(listed.body.decisions);
  });

  it('on a day that is only partly known uses what is sure, and says what is not', async () => {
    await register('partly');
    const [sure, unsure] = await record('partly', [
      brain('sure', '2024-05', 20),
      brain('unsure', '2024-06-15', 20),
    ]);
    const seen = await replay('partly', { on: '2024-06' });
    expect(seen.on).toBe('2024-06-01/2024-06-30');
    expect(seen.timeline.facts.map(({ factId }) => factId)).toEqual([sure]);
    expect(seen.timeline.undetermined.map(({ factId }) => factId)).toEqual([unsure]);
    const then = await replay('partly', { on: '2024-06', asOf: 'r0' });
    expect(then.since.notYetRecorded.map(({ factId }) => factId)).toEqual([sure, unsure]);
  });

  it('states the head as its tag: what was said since is part of it', async () => {
    await register('tag');
    await record('tag', [lmDiagnosis('lm', '2024-02-01')]);
    const { headers } = await request(server.url).get(to('tag', 'replay?asOf=r0&on=2024-03-01')).expect(200);
    expect(headers['etag']).toBe('"r1"');
  });

  it.each([
    ['on=yesterday', '/query/on'],
    ['asOf=r999', '/query/asOf'],
    ['ruleset=none', '/query/ruleset'],
    ['origin=birth', '/query/origin'],
    ['mode=XYZ', '/query/mode'],
    ['parts=all', '/query/parts'],
    ['on=2024&on=2025', '/query/on'],
  ])('refuses %s with the path and the mend', async (query, path) => {
    await request(server.url).post('/v1/patients').send({ patientId: 'refusing' });
    const { body } = await request(server.url)
      .get(to('refusing', `replay?${query}`))
      .expect(400);
    expect(body.errors).toMatchObject([{ path, mend: expect.any(String) }]);
  });

  it('there is none of a patient who is unknown or erased', async () => {
    await register('gone');
    const log = server.app.get<EventStore>(EVENT_STORE);
    await log.seal(streamId('patient', 'gone'), 0);
    for (const patientId of ['nobody', 'gone'])
      for (const path of ['replay', 'log']) {
        const { body } = await request(server.url).get(to(patientId, path)).expect(404);
        expect(body.type).toBe('urn:leptotrace:problem:unknown-patient');
      }
  });
});

describe('the log of a patient', () => {
  const lines = async (patientId: string): Promise<PatientLogAnswer> =>
    (await request(server.url).get(to(patientId, 'log')).expect(200)).body as PatientLogAnswer;

  it('is every statement in recorded order, without content, and the registration', async () => {
    await register('told', { study: 'S-1', site: 'K', sex: 'female', yearOfBirth: 1958 });
    const [mri = ''] = await record('told', [brain('mri', '2024-05-01', 20)]);
    await amend('told', mri, brain('mri', '2024-05-02', 21));
    await retract('told', mri);
    await reinstate('told', mri);
    await decide('told', { on: '2024-06-01' });
    const answer = await lines('told');
    expect(answer).toMatchObject({
      patientId: 'told',
      revision: 5,
      registration: {
        study: 'S-1',
        site: 'K',
        pseudonym: null,
        sex: 'female',
        yearOfBirth: 1958,
        ageAtDiagnosis: null,
        attribution: null,
      },
      notice: 'Research use only. No treatment recommendation.',
    });
    const kind = 'ImagingStudyReported';
    expect(answer.statements).toMatchObject([
      { revision: 0, statement: 'registered', factId: null, kind: null, reason: null, actor: 'local' },
      { revision: 1, statement: 'recorded', factId: mri, kind, reason: null, imported: false },
      { revision: 2, statement: 'amended', factId: mri, kind, reason: 'read again' },
      { revision: 3, statement: 'retracted', factId: mri, kind, reason: 'entered-in-error' },
      { revision: 4, statement: 'reinstated', factId: mri, kind, reason: 'it was right' },
      { revision: 5, statement: 'decided', factId: null, kind: null, decisionId: expect.any(String) },
    ]);
    for (const line of answer.statements)
      expect(Object.keys(line)).toEqual([
        'revision',
        'recordedAt',
        'actor',
        'statement',
        'factId',
        'decisionId',
        'kind',
        'reason',
        'imported',
      ]);
  });

  it('tells what was taken in from elsewhere', async () => {
    const { text } = await request(server.url).get('/v1/exports/leptotrace.ndjson').expect(200);
    expect(text).toContain('told');
    const other = await startApp();
    await request(other.url)
      .post('/v1/imports')
      .set('content-type', 'application/x-ndjson')
      .send(text)
      .expect(200);
    const { body } = await request(other.url).get(to('told', 'log')).expect(200);
    await other.close();
    expect(body.statements.length).toBeGreaterThan(1);
    expect(new Set(body.statements.map(({ imported }: { imported: boolean }) => imported))).toEqual(
      new Set([true]),
    );
  });

  it('takes no parameter, and states its head', async () => {
    await register('plain');
    const { headers } = await request(server.url).get(to('plain', 'log')).expect(200);
    expect(headers['etag']).toBe('"r0"');
    const { body } = await request(server.url).get(to('plain', 'log?on=2024')).expect(400);
    expect(body.errors).toMatchObject([{ path: '/query/on', mend: expect.any(String) }]);
  });
});
