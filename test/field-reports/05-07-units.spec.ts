import request from 'supertest';
import { inBaseUnit, UNITS, type Dimension, type UnitCode } from '@leptotrace/clinical';
import { startApp, type TestApp } from '../support/app';
import { describeWithShared, sendReport, sharedJson } from '../support/field-reports';

interface Issue {
  readonly path: string;
  readonly mend: string;
}

let server: TestApp;
beforeAll(async () => {
  server = await startApp();
});
afterAll(() => server.close());

const patient = async (patientId: string): Promise<void> => {
  await request(server.url).post('/v1/patients').send({ patientId }).expect(201);
  const puncture = { kind: 'LumbarPuncturePerformed', occurredOn: '2024-03-01', specimenId: 'csf-1' };
  await request(server.url)
    .post(`/v1/patients/${patientId}/facts`)
    .send({ facts: [puncture] })
    .expect(201);
};

const record = (patientId: string, ...facts: readonly object[]) =>
  request(server.url)
    .post(`/v1/patients/${patientId}/facts`)
    .send({ facts: facts.map((fact) => ({ occurredOn: '2024-03-01', ...fact })) });

const issuesOf = (body: unknown): readonly Issue[] => (body as { readonly errors: readonly Issue[] }).errors;

describeWithShared('field-reports', 'a count in milligrams, a mass in cells (05)', () => {
  it('is refused, analyte by analyte, with the units that each may have', async () => {
    const [, , refused] = await sendReport(server.url, '05-unit-of-another-kind');
    expect(refused?.status).toBe(400);
    expect(issuesOf(refused?.body)).toEqual([
      expect.objectContaining({
        path: '/facts/0/analytes/0/result/unit',
        mend: expect.stringContaining('"/uL"'),
      }),
      expect.objectContaining({
        path: '/facts/0/analytes/1/result/unit',
        mend: expect.stringContaining('"mg/dL"'),
      }),
      expect.objectContaining({
        path: '/facts/0/analytes/2/result/unit',
        mend: expect.stringContaining('"mmol/L"'),
      }),
    ]);
  });
});

describe('units of another kind, as others send them', () => {
  const marker = { kind: 'TumorMarkerReported', specimenId: 'csf-1', compartment: 'csf' };
  beforeAll(() => patient('kinds'));

  it.each([
    [{ ...marker, analyte: 'CEA', result: { value: 4, unit: '[IU]/mL' } }, ['/facts/0/result/unit']],
    [{ ...marker, analyte: 'CA125', result: { value: 35, unit: 'ng/ml' } }, ['/facts/0/result/unit']],
    [
      {
        ...marker,
        analyte: 'CEA',
        result: { value: 4, unit: 'ng/ml' },
        upperLimitOfNormal: { value: 5, unit: 'U/mL' },
      },
      ['/facts/0/upperLimitOfNormal/unit'],
    ],
    [
      {
        kind: 'CsfChemistryReported',
        specimenId: 'csf-1',
        analytes: [{ analyte: 'lactate', result: { value: 2, unit: '{cells}/uL' } }],
      },
      ['/facts/0/analytes/0/result/unit'],
    ],
  ])('%j is refused', async (fact, paths) => {
    const { status, body } = await record('kinds', fact);
    expect({ status, paths: issuesOf(body).map(({ path }) => path) }).toEqual({ status: 400, paths });
  });
});

/** One field for each dimension that a unit of the reports may stand in. */
const IN_A_FACT: Readonly<Partial<Record<Dimension, (unit: string, value: number) => object>>> = {
  'cell-concentration': (unit, value) => ({
    kind: 'CsfChemistryReported',
    specimenId: 'csf-1',
    analytes: [{ analyte: 'white-cells', result: { value, unit } }],
  }),
  'mass-concentration': (unit, value) => ({
    kind: 'CsfChemistryReported',
    specimenId: 'csf-1',
    analytes: [{ analyte: 'protein', result: { value, unit } }],
  }),
  'substance-concentration': (unit, value) => ({
    kind: 'CsfChemistryReported',
    specimenId: 'csf-1',
    analytes: [{ analyte: 'glucose', result: { value, unit } }],
  }),
  'activity-concentration': (unit, value) => ({
    kind: 'TumorMarkerReported',
    specimenId: 'csf-1',
    compartment: 'csf',
    analyte: 'CA125',
    result: { value, unit },
  }),
  pressure: (unit, value) => ({
    kind: 'IntracranialPressureMeasured',
    method: 'monitor',
    pressure: { value, unit },
  }),
  length: (unit, value) => ({
    kind: 'ImagingStudyReported',
    modality: 'ct',
    regions: ['chest'],
    sliceThickness: { value, unit },
  }),
};

const factWith = (dimension: Dimension, unit: string, value = 1): object => {
  const build = IN_A_FACT[dimension];
  if (!build) throw new Error(`no field in the test for ${dimension}`);
  return build(unit, value);
};

describeWithShared('field-reports', 'units that are UCUM, only not in the list (07)', () => {
  const units = sharedJson<readonly { unit: string; same: UnitCode; factor: number }[]>(
    'field-reports/07-ucum-by-other-spelling/units.json',
  );
  beforeAll(() => patient('spelling'));

  it.each(units)('$unit is taken where $same is, kept as sent, and $factor times as much', async (row) => {
    const { unit, same, factor } = row;
    const { body } = await record('spelling', factWith(UNITS[same].dimension, unit, 12)).expect(201);
    const { factId } = (body as { facts: readonly { factId: string }[] }).facts[0] ?? { factId: '' };
    const timeline = await request(server.url)
      .get('/v1/patients/spelling/timeline?on=2024-12-31')
      .expect(200);
    const { facts } = timeline.body as { facts: readonly { factId: string; fact: object }[] };
    expect(JSON.stringify(facts.find((fact) => fact.factId === factId)?.fact)).toContain(
      `"value":12,"unit":"${unit}"`,
    );
    expect(inBaseUnit(1, unit) / inBaseUnit(1, same) / factor).toBeCloseTo(1, 5);
  });
});

describe('spellings that are no UCUM', () => {
  beforeAll(() => patient('refused'));

  it.each<[string, Dimension, string]>([
    ['mmHg', 'pressure', 'mm[Hg]'],
    ['cmH2O', 'pressure', 'cm[H2O]'],
    ['cells/uL', 'cell-concentration', '/uL'],
    ['K/uL', 'cell-concentration', '10*3/uL'],
    ['mg%', 'mass-concentration', 'mg/dL'],
    ['IU/mL', 'activity-concentration', '[IU]/mL'],
    ['px', 'length', 'mm'],
    ['µL-1', 'cell-concentration', '/uL'],
    ['MMOL/L', 'substance-concentration', 'mmol/L'],
    ['', 'length', 'mm'],
  ])('%s is refused, and the mend says %s', async (unit, dimension, meant) => {
    const { status, body } = await record('refused', factWith(dimension, unit));
    expect(status).toBe(400);
    expect(issuesOf(body)).toEqual([
      expect.objectContaining({
        path: expect.stringMatching(/\/unit$/),
        mend: expect.stringContaining(`"${meant}"`),
      }),
    ]);
  });

  it('a value without a unit is refused', async () => {
    const fact = { kind: 'IntracranialPressureMeasured', method: 'monitor', pressure: { value: 12 } };
    const { status, body } = await record('refused', fact);
    expect(status).toBe(400);
    expect(issuesOf(body)).toMatchObject([{ path: '/facts/0/pressure/unit' }]);
  });
});
