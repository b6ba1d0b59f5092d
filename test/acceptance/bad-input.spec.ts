import fc from 'fast-check';
import request from 'supertest';
import { FACT_KIND_NAMES } from '@leptotrace/clinical';
import { startApp, type TestApp } from '../support/app';

let server: TestApp;
let factId: string;
beforeAll(async () => {
  server = await startApp({ BODY_LIMIT_BYTES: '20000' });
  await request(server.url).post('/v1/patients').send({ patientId: 'p' }).expect(201);
  const { body } = await request(server.url)
    .post('/v1/patients/p/facts')
    .send({ facts: [{ kind: 'LumbarPuncturePerformed', occurredOn: '2024-01-01', specimenId: 'lp' }] })
    .expect(201);
  factId = body.facts[0].factId as string;
});
afterAll(() => server.close());

const head = async (): Promise<number> =>
  (await request(server.url).get('/v1/patients/p/timeline').expect(200)).body.revision as number;

const cytology = {
  kind: 'CsfCytologyReported',
  occurredOn: '2024-01-01',
  specimenId: 'lp',
  result: 'positive',
};
const imaging = {
  kind: 'ImagingStudyReported',
  occurredOn: '2024-01-01',
  modality: 'mri',
  regions: ['brain'],
};
const started = { kind: 'TherapyStarted', occurredOn: '2024-01-01', agent: 'osimertinib', route: 'oral' };
const lesion = { lesionId: 'l1', site: 'brain-parenchyma', kind: 'non-nodal', state: 'measured' };

/** A fact that is refused, and the path that the answer names. */
const BAD_FACTS: readonly [string, unknown, string][] = [
  ['an unknown kind', { ...cytology, kind: 'CsfCytology' }, '/facts/0/kind'],
  ['no kind', { occurredOn: '2024' }, '/facts/0/kind'],
  ['an unknown field', { ...cytology, colour: 'red' }, '/facts/0/colour'],
  [
    'an unknown nested field',
    { ...cytology, volume: { value: 5, unit: 'mL', of: 'CSF' } },
    '/facts/0/volume/of',
  ],
  ['a wrong code', { ...cytology, result: 'malignant' }, '/facts/0/result'],
  ['a code of another case', { ...cytology, result: 'Positive' }, '/facts/0/result'],
  ['null for a value', { ...cytology, volume: null }, '/facts/0/volume'],
  ['a text for a number', { ...cytology, volume: { value: '5', unit: 'mL' } }, '/facts/0/volume/value'],
  ['a quantity without a unit', { ...cytology, volume: { value: 5 } }, '/facts/0/volume/unit'],
  ['an unknown unit', { ...cytology, volume: { value: 5, unit: 'cc' } }, '/facts/0/volume/unit'],
  ['a unit of another dimension', { ...cytology, volume: { value: 5, unit: 'mg' } }, '/facts/0/volume/unit'],
  ['a bare number for a quantity', { ...cytology, volume: 5 }, '/facts/0/volume'],
  ['a negative volume', { ...cytology, volume: { value: -1, unit: 'mL' } }, '/facts/0/volume/value'],
  ['a month that is not there', { ...cytology, occurredOn: '2024-13' }, '/facts/0/occurredOn'],
  ['a day that is not there', { ...cytology, occurredOn: '2023-02-29' }, '/facts/0/occurredOn'],
  ['a date of another form', { ...cytology, occurredOn: '01/02/2024' }, '/facts/0/occurredOn'],
  ['an instant for a day', { ...cytology, occurredOn: '2024-01-01T00:00:00Z' }, '/facts/0/occurredOn'],
  ['no date', { ...cytology, occurredOn: undefined }, '/facts/0/occurredOn'],
  [
    'a range that ends before it starts',
    { ...cytology, occurredOn: { earliest: '2024-02', latest: '2024-01' } },
    '/facts/0/occurredOn',
  ],
  ['half a range', { ...cytology, occurredOn: { earliest: '2024-02' } }, '/facts/0/occurredOn'],
  ['a clock time of 25 hours', { ...cytology, timeOfDay: '25:00' }, '/facts/0/timeOfDay'],
  ['an assertion at no time', { ...cytology, assertedAt: 'yesterday' }, '/facts/0/assertedAt'],
  ['a result without a specimen', { ...cytology, specimenId: undefined }, '/facts/0/specimenId'],
  ['a result of an unknown specimen', { ...cytology, specimenId: 'lp9' }, '/facts/0/specimenId'],
  [
    'a stop of an unknown start',
    { kind: 'TherapyStopped', occurredOn: '2024', startId: 'x', reason: 'toxicity' },
    '/facts/0/startId',
  ],
  [
    'an anchor that is not there',
    { ...started, relativeTo: { factId: 'x', offset: 'P1W' } },
    '/facts/0/relativeTo/factId',
  ],
  [
    'words for an offset, and no date',
    { ...started, occurredOn: undefined, relativeTo: { factId: 'x', offset: 'later' } },
    '/facts/0/occurredOn',
  ],
  ['an unknown agent', { ...started, agent: 'osimertinb' }, '/facts/0/agent'],
  ['an agent that nobody names', { ...started, agent: 'other', anticancer: true }, '/facts/0/printedName'],
  [
    'an agent that may be anticancer',
    { ...started, agent: 'other', printedName: 'x' },
    '/facts/0/anticancer',
  ],
  ['a route that is none', { ...started, route: 'by mouth' }, '/facts/0/route'],
  [
    'radiotherapy that ends before it starts',
    {
      kind: 'RadiotherapyDelivered',
      occurredOn: '2024',
      technique: 'wbrt',
      target: 'brain',
      period: { start: '2024-02', end: '2024-01' },
    },
    '/facts/0/period',
  ],
  [
    'ECOG 7',
    { kind: 'PerformanceStatusRecorded', occurredOn: '2024', instrument: 'ECOG', value: 7 },
    '/facts/0/value',
  ],
  [
    'KPS 75',
    { kind: 'PerformanceStatusRecorded', occurredOn: '2024', instrument: 'KPS', value: 75 },
    '/facts/0/value',
  ],
  [
    'a pressure in no known unit',
    {
      kind: 'IntracranialPressureMeasured',
      occurredOn: '2024',
      method: 'lumbar-puncture',
      pressure: { value: 18, unit: 'cmH2O' },
    },
    '/facts/0/pressure/unit',
  ],
  ['a measured lesion without a size', { ...imaging, lesions: [lesion] }, '/facts/0/lesions/0'],
  [
    'a size finer than the scanner',
    { ...imaging, lesions: [{ ...lesion, longestDiameter: { value: 10.123, unit: 'mm' } }] },
    '/facts/0/lesions/0/longestDiameter/value',
  ],
  [
    'an absent lesion with a size',
    { ...imaging, lesions: [{ ...lesion, state: 'absent', longestDiameter: { value: 1, unit: 'mm' } }] },
    '/facts/0/lesions/0',
  ],
  ['a lesion that is a text', { ...imaging, lesions: ['l1'] }, '/facts/0/lesions/0'],
  ['no region', { ...imaging, regions: [] }, '/facts/0/regions'],
  [
    'a graded narrative',
    {
      kind: 'NeurologicalExamRecorded',
      occurredOn: '2024',
      instrument: 'narrative',
      domains: [{ domain: 'gait', grade: 1 }],
    },
    '/facts/0/domains/0/grade',
  ],
  ['a note of 5,000 characters', { ...cytology, note: 'x'.repeat(5000) }, '/facts/0/note'],
  [
    'a gene in lower case',
    {
      kind: 'MolecularReportIssued',
      occurredOn: '2024',
      specimenId: 'lp',
      specimen: 'csf-cells',
      assay: 'x',
      calls: [{ gene: 'egfr', alteration: 'T790M', status: 'detected' }],
    },
    '/facts/0/calls/0/gene',
  ],
  [
    'a recorded time of the caller’s',
    { ...cytology, recordedAt: '2020-01-01T00:00:00Z' },
    '/facts/0/recordedAt',
  ],
];

/** Requests that are refused as a whole. */
const BAD_REQUESTS: readonly [string, () => request.Test, number, string][] = [
  ['an empty list', () => post('/p/facts', { facts: [] }), 400, 'invalid-request'],
  ['no list', () => post('/p/facts', {}), 400, 'invalid-request'],
  ['a list that is none', () => post('/p/facts', { facts: 'x' }), 400, 'invalid-request'],
  ['null in the list', () => post('/p/facts', { facts: [null] }), 400, 'invalid-request'],
  ['a number in the list', () => post('/p/facts', { facts: [7] }), 400, 'invalid-request'],
  ['a body that is a list', () => post('/p/facts', []), 400, 'invalid-request'],
  [
    'JSON that is none',
    () => request(server.url).post('/v1/patients/p/facts').type('json').send('{"facts":['),
    400,
    'invalid-request',
  ],
  [
    'another media type',
    () => request(server.url).post('/v1/patients/p/facts').type('text/plain').send('x'),
    415,
    'unsupported-media-type',
  ],
  [
    'a body over the limit',
    () => post('/p/facts', { facts: [{ ...cytology, note: 'x'.repeat(30_000) }] }),
    413,
    'too-large',
  ],
  ['an unknown patient', () => post('/nobody/facts', { facts: [imaging] }), 404, 'unknown-patient'],
  ['a patient id with a blank', () => post('/a%20b/facts', { facts: [imaging] }), 400, 'invalid-request'],
  [
    'an unknown fact',
    () => post('/p/facts/x/retraction', { supersedes: 1, reason: 'duplicate' }),
    404,
    'unknown-fact',
  ],
  [
    'an old revision',
    () => post(`/p/facts/${factId}/retraction`, { supersedes: 0, reason: 'duplicate' }),
    409,
    'superseded',
  ],
  ['no reason', () => post(`/p/facts/${factId}/retraction`, { supersedes: 1 }), 400, 'invalid-request'],
  [
    'a reason that is none',
    () => post(`/p/facts/${factId}/retraction`, { supersedes: 1, reason: 'why not' }),
    400,
    'invalid-request',
  ],
  [
    'an amendment of another kind',
    () =>
      post(`/p/facts/${factId}/amendments`, {
        supersedes: 1,
        change: 'corrected',
        reason: 'x',
        fact: imaging,
      }),
    400,
    'invalid-request',
  ],
  [
    'an amendment without a fact',
    () => post(`/p/facts/${factId}/amendments`, { supersedes: 1, change: 'corrected', reason: 'x' }),
    400,
    'invalid-request',
  ],
  [
    'a reinstatement of what is in force',
    () => post(`/p/facts/${factId}/reinstatement`, { supersedes: 1, reason: 'x' }),
    409,
    'not-retracted',
  ],
  [
    'a patient twice',
    () => request(server.url).post('/v1/patients').send({ patientId: 'p' }),
    409,
    'already-registered',
  ],
  ['a name', () => request(server.url).post('/v1/patients').send({ name: 'Jane' }), 400, 'invalid-request'],
  [
    'an If-Match that is none',
    () => post('/p/facts', { facts: [imaging] }).set('If-Match', '17'),
    400,
    'invalid-request',
  ],
  ['a day that is none', () => get('/p/timeline?on=tomorrow'), 400, 'invalid-request'],
  ['a knowledge that is none', () => get('/p/timeline?asOf=17'), 400, 'invalid-request'],
  ['a revision to come', () => get('/p/timeline?asOf=r999'), 400, 'invalid-request'],
  ['an unknown parameter', () => get('/p/timeline?date=2024'), 400, 'invalid-request'],
  ['a parameter twice', () => get('/p/timeline?on=2024&on=2025'), 400, 'invalid-request'],
  ['an unknown decision', () => get('/p/decisions/x'), 404, 'unknown-decision'],
  ['an address that is none', () => get('/p/nothing'), 404, 'not-found'],
  ['a page of 0', () => request(server.url).get('/v1/patients?limit=0'), 400, 'invalid-request'],
  [
    'an import of nothing',
    () => request(server.url).post('/v1/imports').type('application/x-ndjson').send(' '),
    400,
    'invalid-request',
  ],
  [
    'an import of another format',
    () => request(server.url).post('/v1/imports').send({ format: 'x' }),
    400,
    'invalid-request',
  ],
  ['another host', () => get('/p/timeline').set('Host', 'evil.example'), 421, 'wrong-host'],
];

const post = (path: string, body: unknown): request.Test =>
  request(server.url)
    .post(`/v1/patients${path}`)
    .send(body as object);
const get = (path: string): request.Test => request(server.url).get(`/v1/patients${path}`);

describe('bad input', () => {
  it.each(BAD_FACTS)('a fact with %s is refused, with path and mend', async (_what, fact, path) => {
    const before = await head();
    const { body, headers } = await post('/p/facts', { facts: [fact] }).expect(400);
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
    const errors = body.errors as { path: string; mend: string }[];
    expect(errors.map((error) => error.path)).toContain(path);
    expect(errors.every(({ mend }) => mend.length > 5)).toBe(true);
    expect(await head()).toBe(before);
  });

  it.each(BAD_REQUESTS)('%s is refused as a problem', async (_what, send, status, type) => {
    const before = await head();
    const { body, headers } = await send().expect(status);
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(body).toMatchObject({ type: `urn:leptotrace:problem:${type}`, status });
    expect(body.detail.length).toBeGreaterThan(5);
    expect(await head()).toBe(before);
  });

  it('one bad fact refuses the batch', async () => {
    const before = await head();
    await post('/p/facts', { facts: [cytology, { ...cytology, result: 'x' }] }).expect(400);
    expect(await head()).toBe(before);
  });

  it('no body brings the server down: a fuzz over the facts', async () => {
    const anything = fc.object({
      maxDepth: 3,
      key: fc.constantFrom('kind', 'occurredOn', 'lesions', 'calls', 'value', 'unit', 'x'),
      withNullPrototype: false,
    });
    const nearly = fc
      .record({
        kind: fc.constantFrom(...FACT_KIND_NAMES),
        occurredOn: fc.oneof(fc.constant('2024'), fc.string(), fc.jsonValue()),
      })
      .chain((base) => anything.map((rest) => ({ ...rest, ...base })));
    const fact = fc.oneof(fc.jsonValue(), anything, nearly);
    await fc.assert(
      fc.asyncProperty(fc.array(fact, { maxLength: 3 }), async (facts) => {
        const { status, body } = await post('/p/facts', { facts });
        expect(status).toBeLessThan(500);
        if (status !== 201) expect(body.errors?.length ?? 1).toBeGreaterThan(0);
      }),
      { numRuns: 400 },
    );
  }, 60_000);
});
