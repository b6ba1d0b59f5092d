import fc from 'fast-check';
import request from 'supertest';
import { startApp, type TestApp } from '../support/app';

interface Head {
  readonly reader: string;
}
interface Status extends Head {
  readonly compartments: readonly {
    readonly compartment: string;
    readonly criteria: readonly {
      readonly criterion: string;
      readonly timePoints: readonly { readonly value: string; readonly date: string }[];
    }[];
  }[];
  readonly readers?: readonly Status[];
}

let server: TestApp;
beforeAll(async () => {
  server = await startApp();
});
afterAll(async () => {
  await server.close();
});

let patients = 0;
const patientWith = async (facts: readonly object[]): Promise<string> => {
  const patientId = `reader-${(patients += 1)}`;
  await request(server.url).post('/v1/patients').send({ patientId, pseudonym: patientId }).expect(201);
  await request(server.url).post(`/v1/patients/${patientId}/facts`).send({ facts }).expect(201);
  return patientId;
};
const ask = (patientId: string, reader?: string) =>
  request(server.url)
    .get(`/v1/patients/${patientId}/status`)
    .query({ on: '2024-12-31', ...(reader === undefined ? {} : { reader }) });
const points = ({ compartments }: Status, criterion: string) =>
  compartments
    .find(({ compartment }) => compartment === 'non-cns')
    ?.criteria.find((each) => each.criterion === criterion)
    ?.timePoints.map(({ date, value }) => [date, value]);

const DOSE = { kind: 'TherapyStarted', occurredOn: '2024-01-01', agent: 'osimertinib', route: 'oral' };
const scan = (occurredOn: string, size: number, by: object, lesionId = 'a') => ({
  kind: 'ImagingStudyReported',
  occurredOn,
  modality: 'ct',
  regions: ['chest'],
  sliceThickness: { value: 5, unit: 'mm' },
  lesions: [
    {
      lesionId,
      site: 'lung',
      kind: 'non-nodal',
      role: 'target',
      state: 'measured',
      longestDiameter: { value: size, unit: 'mm' },
    },
  ],
  ...by,
});
const R1 = { reader: 'R1', accepted: true };
const R2 = { reader: 'R2', accepted: false };
const read = (by: object, sizes: readonly [number, number], lesionId: string) => [
  scan('2023-12-20', sizes[0], by, lesionId),
  scan('2024-02-12', sizes[1], by, lesionId),
];

describe('readers', () => {
  it('the accepted reader’s targets by default, each reader apart, and several side by side', async () => {
    const patientId = await patientWith([DOSE, ...read(R1, [30, 20], 'a'), ...read(R2, [30, 45], 'b')]);
    const answer = (await ask(patientId, 'accepted,R2')).body as Status;
    expect(answer.reader).toBe('accepted');
    expect(answer.readers?.map((each) => [each.reader, points(each, 'RECIST_1_1')])).toEqual([
      ['accepted', [['2024-02-12', 'PR']]],
      ['R2', [['2024-02-12', 'PD']]],
    ]);
    const alone = (await ask(patientId)).body as Status;
    expect(points(alone, 'RECIST_1_1')).toEqual([['2024-02-12', 'PR']]);
    expect(points((await ask(patientId, 'R2')).body as Status, 'RECIST_1_1')).toEqual([['2024-02-12', 'PD']]);
  });

  it('refuses a reader who has read nothing, and names those who have', async () => {
    const patientId = await patientWith([DOSE, ...read(R1, [30, 20], 'a')]);
    const { status, body } = await ask(patientId, 'R9');
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toContain('accepted, investigator, R1');
  });

  it('TP-0.4-stated-accepted: of stated records the accepted one of each visit, whoever read it', async () => {
    const said = (occurredOn: string, category: string, by: object) => ({
      kind: 'ResponseStated',
      occurredOn,
      compartment: 'non-cns',
      criterion: 'RECIST 1.1',
      category,
      ...by,
    });
    const patientId = await patientWith([
      DOSE,
      said('2024-02-12', 'PR', { reader: 'R1', accepted: true }),
      said('2024-02-12', 'PD', { reader: 'R2', accepted: false }),
      said('2024-04-12', 'PR', { reader: 'R1', accepted: false }),
      said('2024-04-12', 'SD', { reader: 'R2', accepted: true }),
      said('2024-06-12', 'PD', { reader: 'R1' }),
      said('2024-06-12', 'SD', { reader: 'investigator' }),
    ]);
    const stated = async (reader?: string) => points((await ask(patientId, reader)).body as Status, 'STATED');
    expect(await stated()).toEqual([
      ['2024-02-12', 'PR'],
      ['2024-04-12', 'SD'],
      ['2024-06-12', 'SD'],
    ]);
    expect(await stated('R2')).toEqual([
      ['2024-02-12', 'PD'],
      ['2024-04-12', 'SD'],
    ]);
    expect(await stated('investigator')).toEqual([['2024-06-12', 'SD']]);
  });

  it('a second reader never changes the accepted reader’s result', async () => {
    const alone = (await ask(await patientWith([DOSE, ...read(R1, [30, 20], 'a')]))).body as Status;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 90 }), fc.constantFrom('a', 'b'), async (size, lesionId) => {
        const facts = [...read(R2, [30, size], lesionId), DOSE, ...read(R1, [30, 20], 'a')];
        const found = (await ask(await patientWith(facts))).body as Status;
        expect(points(found, 'RECIST_1_1')).toEqual(points(alone, 'RECIST_1_1'));
      }),
      { numRuns: 6 },
    );
  });
});
