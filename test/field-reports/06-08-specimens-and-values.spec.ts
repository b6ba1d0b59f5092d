import request from 'supertest';
import { startApp, type TestApp } from '../support/app';
import { describeWithShared, sendReport, sharedJson } from '../support/field-reports';

interface Issue {
  readonly path: string;
  readonly message: string;
  readonly mend: string;
}
interface Found {
  readonly factId: string;
  readonly fact: { readonly kind: string };
  readonly warnings: readonly { readonly check: string; readonly accepted?: string }[];
}

let server: TestApp;
beforeAll(async () => {
  server = await startApp();
});
afterAll(() => server.close());

const CSF = { kind: 'SpecimenCollected', occurredOn: '2024-03-01', specimenId: 'csf-1', specimen: 'csf' };
const BLOOD = {
  kind: 'SpecimenCollected',
  occurredOn: '2024-03-01',
  specimenId: 'blood-1',
  specimen: 'plasma',
};

const patient = async (patientId: string, ...facts: readonly object[]): Promise<readonly string[]> => {
  await request(server.url).post('/v1/patients').send({ patientId }).expect(201);
  const { body } = await record(patientId, ...facts).expect(201);
  return (body as { facts: readonly { factId: string }[] }).facts.map(({ factId }) => factId);
};

const record = (patientId: string, ...facts: readonly object[]) =>
  request(server.url).post(`/v1/patients/${patientId}/facts`).send({ facts });

const get = async (path: string): Promise<Record<string, unknown>> =>
  (await request(server.url).get(`/v1/patients/${path}`).expect(200)).body as Record<string, unknown>;

const issuesOf = (body: unknown): readonly Issue[] => (body as { errors: readonly Issue[] }).errors;
const codesIn = (checks: unknown): readonly string[] =>
  (checks as readonly { code: string }[]).map(({ code }) => code);

describeWithShared('field-reports', 'a CSF cytology that points to a plasma specimen (06)', () => {
  it('is refused, and drives nothing', async () => {
    const answers = await sendReport(server.url, '06-result-of-another-specimen');
    expect(answers[2]?.status).toBe(400);
    expect(issuesOf(answers[2]?.body)).toMatchObject([{ path: '/facts/1/specimenId' }]);
    const { endpoints } = await get('fr-06/endpoints?on=2024-12-31');
    const cns = (endpoints as readonly { paramcd: string; cnsr: number }[]).find(
      ({ paramcd }) => paramcd === 'CNSPFS',
    );
    expect(cns?.cnsr).not.toBe(0);
  });
});

describe('a result that names its fluid twice', () => {
  beforeAll(async () => {
    await patient('fluids', CSF, BLOOD);
  });

  const marker = { kind: 'TumorMarkerReported', analyte: 'CEA', result: { value: 4, unit: 'ng/mL' } };
  const report = { kind: 'MolecularReportIssued', assay: 'panel A', calls: [] };
  it.each([
    [{ ...marker, compartment: 'csf' }, 'csf-1', 'blood-1'],
    [{ ...marker, compartment: 'serum' }, 'blood-1', 'csf-1'],
    [{ ...report, specimen: 'csf-supernatant' }, 'csf-1', 'blood-1'],
    [{ ...report, specimen: 'plasma' }, 'blood-1', 'csf-1'],
    [
      {
        kind: 'CsfChemistryReported',
        analytes: [{ analyte: 'protein', result: { value: 45, unit: 'mg/dL' } }],
      },
      'csf-1',
      'blood-1',
    ],
    [{ kind: 'CsfCytologyReported', result: 'negative' }, 'csf-1', 'blood-1'],
    [
      { kind: 'CirculatingTumorCellsReported', count: 3, volume: { value: 5, unit: 'mL' }, method: 'm' },
      'csf-1',
      'blood-1',
    ],
  ])('%j is taken on its own specimen, and refused on the other', async (fact, own, other) => {
    const dated = { occurredOn: '2024-03-02', ...fact };
    await record('fluids', { ...dated, specimenId: own }).expect(201);
    const { status, body } = await record('fluids', { ...dated, specimenId: other });
    expect({ status, issues: issuesOf(body) }).toMatchObject({
      status: 400,
      issues: [
        { path: '/facts/0/specimenId', mend: expect.stringContaining('Name a specimen of') as string },
      ],
    });
  });

  const positive = {
    kind: 'CsfCytologyReported',
    occurredOn: '2024-03-02',
    specimenId: 'csf-1',
    result: 'positive',
  };

  it('is named, and drives nothing, where its specimen is corrected to another fluid', async () => {
    const [specimenId = '', cytology = ''] = await patient('moved', CSF, positive);
    await request(server.url)
      .post(`/v1/patients/moved/facts/${specimenId}/amendments`)
      .send({
        supersedes: 1,
        change: 'corrected',
        reason: 'it was blood',
        fact: { ...CSF, specimen: 'serum' },
      })
      .expect(201);
    const timeline = await get('moved/timeline?on=2024-12-31');
    expect(timeline['contradictions']).toMatchObject([
      { code: 'result-of-another-specimen', severity: 'error', factIds: [specimenId, cytology] },
    ]);
    expect((timeline['setAside'] as readonly Found[]).map(({ factId }) => factId)).toEqual([cytology]);
    expect(timeline['state']).toMatchObject({ cytology: { latest: 'not-tested' } });
    const status = await get('moved/status?on=2024-12-31');
    const [cns] = status['compartments'] as readonly { determinacy: string; checks: unknown }[];
    expect(cns?.determinacy).toBe('contradicted');
    expect(codesIn(cns?.checks)).toEqual(['result-of-another-specimen']);
  });

  it('is named, and drives nothing, where it is taken over from another log', async () => {
    const line = (statement: object) =>
      JSON.stringify({
        format: 'leptotrace/1',
        patientId: 'taken-over',
        recordedAt: '2024-04-01T10:00:00.000Z',
        actor: 'x',
        ...statement,
      });
    const text = [
      line({ statement: 'registered' }),
      line({ statement: 'recorded', factId: 's', fact: BLOOD }),
      line({ statement: 'recorded', factId: 'c', fact: { ...positive, specimenId: 'blood-1' } }),
    ].join('\n');
    const { body } = await request(server.url)
      .post('/v1/imports')
      .set('content-type', 'application/x-ndjson')
      .send(text);
    expect(body).toMatchObject({
      refused: false,
      patients: [{ checks: [{ code: 'result-of-another-specimen', factIds: ['s', 'c'] }] }],
    });
    expect((await get('taken-over/timeline?on=2024-12-31'))['state']).toMatchObject({
      cytology: { latest: 'not-tested' },
    });
  });
});

interface Values {
  readonly impossible: readonly { readonly why: string; readonly fact: object }[];
  readonly implausible: readonly { readonly why: string; readonly fact: object }[];
}

describeWithShared('field-reports', 'values that cannot be, and values that are hardly meant (08)', () => {
  const { impossible, implausible } = sharedJson<Values>(
    'field-reports/08-impossible-and-implausible-values/facts.json',
  );
  beforeAll(async () => {
    await patient('values', CSF);
  });

  it.each(impossible)('$why is refused, with the bound', async ({ fact }) => {
    const { status, body } = await record('values', fact);
    expect({ status, issues: issuesOf(body) }).toMatchObject({
      status: 400,
      issues: [{ mend: expect.stringMatching(/100 %|500 mL/) as string }],
    });
  });

  it.each(implausible)('$why is recorded with a warning, which the timeline carries', async ({ fact }) => {
    const { body } = await record('values', fact).expect(201);
    const { facts, warnings } = body as {
      facts: readonly { factId: string }[];
      warnings: readonly { path: string }[];
    };
    expect(warnings).toEqual([
      {
        check: expect.stringMatching(/outside-usual|detection-limit|day-after-recording/) as string,
        path: expect.stringMatching(/^\/facts\/0\//) as string,
        value: expect.stringMatching(/\d/) as string,
        usual: expect.stringMatching(/\d/) as string,
        slip: expect.stringMatching(/meant/) as string,
        mend: expect.stringMatching(/source|report/) as string,
      },
    ]);
    const timeline = await get('values/timeline?on=2200-01-01');
    const found = (timeline['facts'] as readonly Found[]).find(({ factId }) => factId === facts[0]?.factId);
    expect(found?.warnings).toEqual([{ ...warnings[0], path: warnings[0]?.path.slice('/facts/0'.length) }]);
  });
});

describe('values that are hardly meant', () => {
  const lesion = (mm: number) => ({
    lesionId: 'a',
    site: 'lung',
    kind: 'non-nodal',
    state: 'measured',
    longestDiameter: { value: mm, unit: 'mm' },
  });
  const scan = (occurredOn: string, mm: number) => ({
    kind: 'ImagingStudyReported',
    occurredOn,
    modality: 'ct',
    regions: ['chest'],
    lesions: [lesion(mm)],
  });

  it('tell a length that has more than trebled since the last', async () => {
    await patient('trebled', scan('2024-01-01', 10));
    expect((await record('trebled', scan('2024-03-01', 30)).expect(201)).body).toMatchObject({
      warnings: [],
    });
    expect((await record('trebled', scan('2024-05-01', 91)).expect(201)).body).toMatchObject({
      warnings: [{ check: 'length-more-than-trebled', usual: 'at most 3 times the 30 mm before' }],
    });
  });

  it('are accepted with a reason that stays with the fact', async () => {
    await patient('accepted', CSF);
    const acceptedWarnings = [{ check: 'pressure-outside-usual', reason: 'read twice on the monitor' }];
    const { body } = await record('accepted', {
      kind: 'IntracranialPressureMeasured',
      occurredOn: '2024-03-01',
      method: 'monitor',
      pressure: { value: 95, unit: 'cm[H2O]' },
      acceptedWarnings,
    }).expect(201);
    expect(body).toMatchObject({
      warnings: [{ check: 'pressure-outside-usual', accepted: 'read twice on the monitor' }],
    });
    const { checks } = await get('accepted/timeline?on=2024-12-31');
    expect(checks).toMatchObject([{ code: 'pressure-outside-usual', severity: 'hint' }]);
  });
});
