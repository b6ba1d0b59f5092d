import { readFileSync } from 'node:fs';
import request from 'supertest';
import { startApp, type TestApp } from '../support/app';

describe('recording and reading facts', () => {
  let server: TestApp;
  beforeAll(async () => {
    server = await startApp();
  });
  afterAll(() => server.close());

  const api = () => request(server.url);

  const register = async (patientId: string): Promise<void> => {
    await api().post('/v1/patients').send({ patientId, pseudonym: patientId }).expect(201);
  };
  const record = async (patientId: string, ...facts: object[]): Promise<string[]> => {
    const { body } = await api().post(`/v1/patients/${patientId}/facts`).send({ facts }).expect(201);
    return (body.facts as { factId: string }[]).map(({ factId }) => factId);
  };
  const puncture = (specimenId: string, occurredOn: string) => ({
    kind: 'LumbarPuncturePerformed',
    occurredOn,
    specimenId,
  });
  const cytology = (specimenId: string, occurredOn: string, result: string) => ({
    kind: 'CsfCytologyReported',
    occurredOn,
    specimenId,
    result,
  });

  it('registers, records a batch and answers the timeline with its revision', async () => {
    await register('a1');
    const ids = await record('a1', puncture('lp1', '2024-03-01'), cytology('lp1', '2024-03-01', 'positive'));
    expect(ids).toHaveLength(2);
    const { body, headers } = await api().get('/v1/patients/a1/timeline?on=2024-03-01').expect(200);
    expect(headers['etag']).toBe('"r2"');
    expect(body.state.cytology.latest).toBe('positive');
    expect(body.facts).toHaveLength(2);
  });

  it('records a repeated request once, and refuses its key for another', async () => {
    await register('a2');
    const send = (occurredOn: string) =>
      api()
        .post('/v1/patients/a2/facts')
        .set('Idempotency-Key', 'k-1')
        .send({ facts: [puncture('lp', occurredOn)] });
    const first = await send('2024-01-02').expect(201);
    const second = await send('2024-01-02').expect(201);
    expect(second.body).toEqual(first.body);
    const other = await send('2024-01-03').expect(422);
    expect(other.body.type).toBe('urn:leptotrace:problem:command-id-reused');
    const { body } = await api().get('/v1/patients/a2/timeline').expect(200);
    expect(body.facts).toHaveLength(1);
  });

  it('amends, retracts and reinstates with a reason, and refuses to correct an older statement', async () => {
    await register('a3');
    const [, factId] = await record(
      'a3',
      puncture('lp', '2024-03-01'),
      cytology('lp', '2024-03-01', 'negative'),
    );
    const amendment = {
      supersedes: 2,
      change: 'corrected',
      reason: 'second reading',
      fact: cytology('lp', '2024-03-01', 'positive'),
    };
    await api().post(`/v1/patients/a3/facts/${factId}/amendments`).send(amendment).expect(201);
    const stale = await api().post(`/v1/patients/a3/facts/${factId}/amendments`).send(amendment).expect(409);
    expect(stale.body).toMatchObject({ type: 'urn:leptotrace:problem:superseded', current: 3 });
    await api()
      .post(`/v1/patients/a3/facts/${factId}/retraction`)
      .send({ supersedes: 3, reason: 'entered-in-error' })
      .expect(201);
    await api()
      .post(`/v1/patients/a3/facts/${factId}/reinstatement`)
      .send({ supersedes: 4, reason: 'it was right' })
      .expect(201);

    const at = async (asOf: string) =>
      (await api().get(`/v1/patients/a3/timeline?asOf=${asOf}`).expect(200)).body;
    expect((await at('r2')).state.cytology.latest).toBe('negative');
    expect((await at('r3')).state.cytology.latest).toBe('positive');
    expect((await at('r4')).state.cytology.latest).toBe('not-tested');
    expect((await at('r4')).retracted[0].marks).toContain('retracted');
    expect((await at('r5')).facts[1].marks).toEqual(expect.arrayContaining(['amended', 'reinstated']));

    const { body } = await api().get(`/v1/patients/a3/facts/${factId}/history`).expect(200);
    expect(body.statements.map((s: { statement: string }) => s.statement)).toEqual([
      'recorded',
      'amended',
      'retracted',
      'reinstated',
    ]);
  });

  it('answers 412 when the patient has changed since the revision that If-Match names', async () => {
    await register('a4');
    const send = (etag: string) =>
      api()
        .post('/v1/patients/a4/facts')
        .set('If-Match', etag)
        .send({ facts: [puncture('x', '2024-01-01')] });
    await send('"r0"').expect(201);
    const late = await send('"r0"').expect(412);
    expect(late.body.current).toBe(1);
  });

  it('pins what a board knew and suggests a review when a late fact touches it', async () => {
    await register('a5');
    await record('a5', puncture('lp', '2024-03-01'));
    const { body: made } = await api()
      .post('/v1/patients/a5/decisions')
      .send({ on: '2024-03-05', question: 'Intrathecal therapy?', decision: 'Wait for cytology.' })
      .expect(201);
    expect(made.knownRevision).toBe(1);
    const before = await api().get(`/v1/patients/a5/decisions/${made.decisionId}`).expect(200);
    expect(before.body.review).toBeNull();
    const [factId] = await record('a5', cytology('lp', '2024-03-01', 'positive'));
    const after = await api().get(`/v1/patients/a5/decisions/${made.decisionId}`).expect(200);
    expect(after.body.review).toMatchObject({
      type: 'DecisionReviewSuggested',
      because: [{ factId, why: 'recorded-late', kind: 'CsfCytologyReported' }],
    });
    expect(after.body.knowledge.facts).toHaveLength(1);
    await record('a5', { kind: 'ContactRecorded', occurredOn: '2024-06-01' });
    const unrelated = await api().get(`/v1/patients/a5/decisions/${made.decisionId}`).expect(200);
    expect(unrelated.body.review.because).toHaveLength(1);
  });

  it('moves a fact of the wrong patient as two linked statements, once', async () => {
    await register('a6');
    await register('a7');
    const [factId] = await record('a6', {
      kind: 'PerformanceStatusRecorded',
      occurredOn: '2024-01-05',
      instrument: 'ECOG',
      value: 1,
    });
    const move = () =>
      api()
        .post(`/v1/patients/a6/facts/${factId}/move`)
        .set('Idempotency-Key', 'move-1')
        .send({ toPatientId: 'a7', supersedes: 1 });
    const first = await move().expect(201);
    const again = await move().expect(201);
    expect(again.body.to).toEqual(first.body.to);
    const here = await api().get('/v1/patients/a6/timeline').expect(200);
    const there = await api().get('/v1/patients/a7/timeline').expect(200);
    expect(here.body.retracted[0].retraction.reason).toBe('wrong-patient');
    expect(there.body.facts.map((fact: { factId: string }) => fact.factId)).toEqual([first.body.to.factId]);
    const histories = await Promise.all(
      [`a6/facts/${factId}`, `a7/facts/${first.body.to.factId}`].map(
        async (path) =>
          (await api().get(`/v1/patients/${path}/history`)).body.statements.at(-1).correlationId,
      ),
    );
    expect(histories[0]).toBe(histories[1]);
  });

  it('lists patients page by page and waits for a write that must be there', async () => {
    const { headers } = await api().post('/v1/patients').send({ patientId: 'zz' }).expect(201);
    const { body } = await api()
      .get('/v1/patients?limit=200')
      .set('Timeline-Position', headers['timeline-position'] as string)
      .expect(200);
    expect(body.patients.at(-1).patientId).toBe('zz');
    const page = await api().get('/v1/patients?limit=2').expect(200);
    expect(page.body.next).toBe('a2');
    const next = await api().get('/v1/patients?limit=2&cursor=a2').expect(200);
    expect(next.body.patients[0].patientId).toBe('a3');
  });

  it('compares two cuts', async () => {
    const { body } = await api().get('/v1/patients/a3/compare?from=r2&to=r3&on=2024-12-31').expect(200);
    expect(body.facts).toMatchObject([{ changes: ['corrected'] }]);
    expect(body.summary.map(({ part }: { part: string }) => part)).toEqual(['cytology']);
  });

  it('serves its contract, liveness and readiness', async () => {
    await api().get('/health/live').expect(200);
    await api().get('/health/ready').expect(200);
    const { body } = await api().get('/docs-json').expect(200);
    // What is published is what is served: `npm run docs:api` writes it.
    expect(JSON.parse(readFileSync('docs/openapi.json', 'utf8'))).toEqual(body);
    expect(Object.keys(body.components.schemas)).toContain('CsfCytologyReportedDto');
    expect(body.components.schemas.CsfCytologyReportedDto.properties.occurredOn.oneOf).toHaveLength(2);
    expect(body.components.schemas.CsfCytologyReportedDto.required).toEqual(['kind', 'specimenId', 'result']);
  });
});
