import request from 'supertest';
import { startApp, type TestApp } from '../support/app';
import { describeWithShared, sendReport } from '../support/field-reports';

interface Point {
  readonly value: string;
  readonly date: string;
  readonly flags: readonly { readonly flag: string }[];
}
interface Status {
  readonly compartments: readonly {
    readonly compartment: string;
    readonly criteria: readonly { readonly criterion: string; readonly timePoints: readonly Point[] }[];
  }[];
}
interface Answer {
  readonly responses: readonly {
    readonly criterion: string;
    readonly cbor: { readonly value: string; readonly date: string };
  }[];
  readonly endpoints: readonly {
    readonly paramcd: string;
    readonly adt: string;
    readonly determinacy: string;
  }[];
}

let server: TestApp;
beforeAll(async () => {
  server = await startApp();
});
afterAll(async () => {
  await server.close();
});

const get = async <T>(patientId: string, path: string): Promise<T> =>
  (await request(server.url).get(`/v1/patients/${patientId}/${path}?on=2024-12-31`).expect(200)).body as T;
const recist = async (patientId: string): Promise<readonly Point[]> =>
  (await get<Status>(patientId, 'status')).compartments
    .find(({ compartment }) => compartment === 'non-cns')
    ?.criteria.find(({ criterion }) => criterion === 'RECIST_1_1')?.timePoints ?? [];
const told = (points: readonly Point[]) => points.map(({ date, value }) => [date, value]);

const lesion = (size: number | null, state = 'measured') => ({
  lesionId: 'a',
  site: 'lung',
  kind: 'non-nodal',
  role: 'target',
  state,
  ...(size === null ? {} : { longestDiameter: { value: size, unit: 'mm' } }),
});
const scan = (occurredOn: string, lesions: readonly object[], more: object = {}) => ({
  kind: 'ImagingStudyReported',
  occurredOn,
  modality: 'ct',
  regions: ['chest', 'abdomen'],
  sliceThickness: { value: 5, unit: 'mm' },
  lesions,
  ...more,
});
const DOSE = { kind: 'TherapyStarted', occurredOn: '2024-01-01', agent: 'osimertinib', route: 'oral' };
const course = async (patientId: string, facts: readonly object[]): Promise<readonly Point[]> => {
  await request(server.url).post('/v1/patients').send({ patientId, pseudonym: patientId }).expect(201);
  const all = [scan('2023-12-20', [lesion(30)]), DOSE, ...facts];
  await request(server.url).post(`/v1/patients/${patientId}/facts`).send({ facts: all }).expect(201);
  return recist(patientId);
};

describeWithShared('field-reports/10-two-visits-on-one-date', 'one date under two visit names', () => {
  it('is one time point, so that one NE lies between the two responses', async () => {
    await sendReport(server.url, '10-two-visits-on-one-date');
    expect(told(await recist('fr-10'))).toEqual([
      ['2024-02-12', 'PR'],
      ['2024-03-25', 'NE'],
      ['2024-05-06', 'PR'],
    ]);
    const { responses } = await get<Answer>('fr-10', 'endpoints');
    const { cbor } = responses.find(
      ({ criterion }) => criterion === 'RECIST_1_1',
    ) as Answer['responses'][number];
    expect(cbor).toMatchObject({ value: 'PR', date: '2024-02-12' });
  });
});

describe('visits', () => {
  it('a value of the same date is never a nadir: the worse of the two visits of one day stands', async () => {
    const points = await course('visit-1', [
      scan('2024-02-12', [lesion(20)], { visit: 'WEEK 6' }),
      scan('2024-02-12', [lesion(26)], { visit: 'UNSCHEDULED' }),
      scan('2024-03-25', [lesion(25)], { visit: 'WEEK 12' }),
    ]);
    expect(told(points)).toEqual([
      ['2024-02-12', 'SD'],
      ['2024-03-25', 'PD'],
    ]);
  });

  it('two unscheduled scans 87 days apart are two visits', async () => {
    const points = await course('visit-2', [
      scan('2024-02-12', [lesion(12)], { visit: 'UNSCHEDULED' }),
      scan('2024-05-09', [lesion(40)], { visit: 'UNSCHEDULED' }),
    ]);
    expect(told(points)).toEqual([
      ['2024-02-12', 'PR'],
      ['2024-05-09', 'PD'],
    ]);
  });
});

describe('two statements about one lesion', () => {
  const WHEN = '2024-03-05';
  const VARIANTS: readonly (readonly [string, readonly object[], string])[] = [
    ['listed twice in one study', [scan(WHEN, [lesion(12), lesion(40)])], 'PD'],
    ['listed twice the other way round', [scan(WHEN, [lesion(40), lesion(12)])], 'PD'],
    ['by two studies of the day', [scan(WHEN, [lesion(12)]), scan(WHEN, [lesion(40)])], 'PD'],
    ['a number beside not evaluable', [scan(WHEN, [lesion(12), lesion(null, 'not-evaluable')])], 'NE'],
    ['a number beside absent', [scan(WHEN, [lesion(null, 'absent'), lesion(12)])], 'NE'],
  ];
  it.each(VARIANTS)('%s: the answer is flagged and not exact', async (name, facts, value) => {
    const patientId = `two-${VARIANTS.findIndex(([each]) => each === name)}`;
    // OS rests on the contact, and not on the scan whose sizes are in doubt.
    const seen = { kind: 'ContactRecorded', occurredOn: '2024-06-01', status: 'seen in clinic' };
    const [point] = await course(patientId, [...facts, seen]);
    expect(point).toMatchObject({ value, date: WHEN });
    expect(point?.flags.map(({ flag }) => flag)).toContain('CONFLICTING_SIZES');
    const { endpoints } = await get<Answer>(patientId, 'endpoints');
    const found = endpoints.filter(({ paramcd }) => ['PFS', 'NCNSPFS', 'BIPFS'].includes(paramcd));
    for (const { determinacy } of found) expect(determinacy).toBe('contradicted');
    expect(endpoints.find(({ paramcd }) => paramcd === 'OS')?.determinacy).toBe('exact');
  });
});
