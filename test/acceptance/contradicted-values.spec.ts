import request from 'supertest';
import { startApp, type TestApp } from '../support/app';
import { signalsSettled } from '../support/signals-settled';

let server: TestApp;
beforeAll(async () => {
  server = await startApp();
});
afterAll(() => server.close());

const scan = (occurredOn: string, ...sizes: readonly number[]) => ({
  kind: 'ImagingStudyReported',
  occurredOn,
  modality: 'ct',
  regions: ['chest'],
  lesions: sizes.map((value) => ({
    lesionId: 'a',
    site: 'lung',
    kind: 'non-nodal',
    role: 'target',
    state: 'measured',
    longestDiameter: { value, unit: 'mm' },
  })),
});
const BASE = [
  scan('2023-12-20', 30),
  { kind: 'TherapyStarted', occurredOn: '2024-01-01', agent: 'osimertinib', route: 'oral' },
];

const record = async (patientId: string, facts: readonly object[]): Promise<string> => {
  await request(server.url).post('/v1/patients').send({ patientId, study: 'S' }).expect(201);
  const { headers } = await request(server.url)
    .post(`/v1/patients/${patientId}/facts`)
    .send({ facts: [...BASE, ...facts] })
    .expect(201);
  return headers['timeline-position'] as string;
};

describe('values that rest on statements that cannot all be so', () => {
  let position = '';
  beforeAll(async () => {
    await record('plain', [scan('2024-03-05', 40)]);
    await record('month', [scan('2024-03-05', 20), { kind: 'DeathRecorded', occurredOn: '2024-05' }]);
    await record('sized-twice', [scan('2024-03-05', 40, 12)]);
    position = await record('alive-after-death', [
      { kind: 'DeathRecorded', occurredOn: '2024-03-15' },
      { kind: 'ContactRecorded', occurredOn: '2024-05-01', status: 'seen' },
    ]);
  });

  it.each([
    ['OS', 2, 1],
    ['NCNSPFS', 3, 2],
  ])('are counted in the survival of a cohort: %s', async (paramcd, notExact, contradicted) => {
    const { body } = await request(server.url)
      .get(`/v1/cohorts/survival?paramcd=${paramcd}&study=S`)
      .set('Timeline-Position', position)
      .expect(200);
    expect(body.groups).toMatchObject([{ n: 4 }]);
    expect(body).toMatchObject({ notExact, contradicted, withoutValue: 0 });
  });

  it('are told as provisional by a signal, and those that do not as confirmed', async () => {
    await signalsSettled(server.url);
    const { body } = await request(server.url).get('/v1/signals?limit=200').expect(200);
    const told = (body.signals as { type: string; data: { patientId: string; key: string; now: object } }[])
      .filter(
        ({ type, data }) =>
          type === 'org.leptotrace.progression-detected.v1' && data.key === 'progression:non-cns',
      )
      .map(({ data }) => [data.patientId, data.now]);
    expect(Object.fromEntries(told)).toEqual({
      plain: expect.objectContaining({ date: '2024-03-05', confirmation: 'confirmed' }),
      'sized-twice': expect.objectContaining({ date: '2024-03-05', confirmation: 'provisional' }),
    });
  });
});
