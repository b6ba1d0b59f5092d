import request from 'supertest';
import { startApp, type TestApp } from '../support/app';
import { cytology, lesion, lmDiagnosis, start, study, type Written } from '../support/course';

let server: TestApp;
beforeAll(async () => {
  server = await startApp();
});
afterAll(() => server.close());

/** The day that the source gives to what could not be read. */
const DAY = '2024-04-02';
const BEFORE = '2024-04-01';

const ENDPOINTS = ['BIPFS', 'CNSPFS', 'CNSTTP', 'NCNSPFS', 'NCNSTTP', 'OS', 'PFS', 'TTP'] as const;
type Value = (typeof ENDPOINTS)[number] | 'status cns' | 'status non-cns' | 'resistance';
const VALUES: readonly Value[] = [...ENDPOINTS, 'resistance', 'status cns', 'status non-cns'];
const except = (...others: readonly Value[]): readonly Value[] =>
  VALUES.filter((value) => !others.includes(value));

const OF_CNS: readonly Value[] = except('NCNSPFS', 'NCNSTTP', 'OS', 'resistance', 'status non-cns');
const OF_BOTH: readonly Value[] = except('OS', 'resistance');
const OF_LIFE: readonly Value[] = except('resistance', 'status cns', 'status non-cns');
const OF_THERAPY: readonly Value[] = except('OS', 'status cns', 'status non-cns');

/** What could have been changed, by what the source would have said. */
const COULD_CHANGE: readonly (readonly [wouldBe: string, values: readonly Value[]])[] = [
  ['DeathRecorded', OF_LIFE],
  ['ImagingStudyReported', OF_BOTH],
  ['ResponseStated', OF_BOTH],
  ['ProgressionStated', OF_BOTH],
  ['CsfCytologyReported', OF_CNS],
  ['NeurologicalExamRecorded', OF_CNS],
  ['TherapyStarted', OF_THERAPY],
  ['TherapyStopped', OF_THERAPY],
  ['RadiotherapyDelivered', OF_THERAPY.filter((value) => value !== 'resistance')],
  ['MolecularReportIssued', ['resistance']],
  ['TumorMarkerReported', except('CNSPFS', 'CNSTTP', 'OS', 'resistance', 'status cns')],
];

const COURSE: readonly Written[] = [
  lmDiagnosis('lm', '2023-12-01'),
  ...cytology('c0', '2023-12-01', 'positive'),
  study('b0', '2023-12-20', 'neuraxis', { lesions: [lesion('b', 'brain-parenchyma', 20)] }),
  study('c1', '2023-12-20', 'chest', { lesions: [lesion('a', 'lung', 30)] }),
  start('rx', '2024-01-01'),
  study('b1', '2024-03-05', 'neuraxis', { lesions: [lesion('b', 'brain-parenchyma', 20)] }),
  study('c2', '2024-03-05', 'chest', { lesions: [lesion('a', 'lung', 30)] }),
];

interface Checked {
  readonly determinacy: string;
  readonly checks: readonly { readonly code: string }[];
}
type Endpoint = Checked & { readonly paramcd: string; readonly flags: readonly { readonly flag: string }[] };

/** Every value of a patient on a day, with how far it can be relied on. */
const valuesOf = async (patientId: string, on: string): Promise<ReadonlyMap<string, Checked>> => {
  const get = async (path: string) =>
    (await request(server.url).get(`/v1/patients/${patientId}/${path}?on=${on}`).expect(200)).body;
  const { endpoints } = (await get('endpoints')) as { endpoints: readonly Endpoint[] };
  const { compartments } = (await get('status')) as {
    compartments: readonly (Checked & { compartment: string })[];
  };
  for (const { checks, flags } of endpoints)
    expect(flags.some(({ flag }) => flag === 'UNREAD_EVIDENCE')).toBe(
      checks.some(({ code }) => code === 'unread'),
    );
  return new Map<string, Checked>([
    ...endpoints.map((each) => [each.paramcd, each] as const),
    ...compartments.map((each) => [`status ${each.compartment}`, each] as const),
    ['resistance', (await get('resistance')) as Checked],
  ]);
};

const flaggedOn = async (patientId: string, on: string): Promise<readonly string[]> =>
  [...(await valuesOf(patientId, on))]
    .filter(([, { checks }]) => checks.some(({ code }) => code === 'unread'))
    .map(([name]) => name)
    .sort();

describe('what could not be read', () => {
  it.each(COULD_CHANGE)(
    'as a %s leaves no value exact that it could have changed, from its day on',
    async (wouldBe, values) => {
      const patientId = `unread-${wouldBe}`;
      const unread = {
        kind: 'OtherFactRecorded',
        occurredOn: DAY,
        label: 'row-7',
        unread: { wouldBe, reason: 'no such code' },
      };
      const facts = [...COURSE.map(({ id: _id, ...fact }) => fact), unread];
      await request(server.url).post('/v1/patients').send({ patientId }).expect(201);
      await request(server.url).post(`/v1/patients/${patientId}/facts`).send({ facts }).expect(201);
      const after = await valuesOf(patientId, DAY);
      expect([...after.keys()].sort()).toEqual([...VALUES].sort());
      expect(await flaggedOn(patientId, BEFORE)).toEqual([]);
      expect(await flaggedOn(patientId, DAY)).toEqual([...values].sort());
      for (const value of values) expect(after.get(value)?.determinacy).toBe('undetermined');
    },
  );

  it.each<readonly [string, readonly Value[]]>([
    ['cns', OF_CNS],
    ['non-cns', except('CNSPFS', 'CNSTTP', 'OS', 'resistance', 'status cns')],
    ['both', OF_BOTH],
    ['not-stated', OF_BOTH],
  ])(
    'a response of %s in a word that no criterion has is stated, and may be a progression',
    async (compartment, values) => {
      const patientId = `word-${compartment}`;
      const said = { kind: 'ResponseStated', occurredOn: DAY, compartment, category: 'OTHER' };
      const facts = [...COURSE.map(({ id: _id, ...fact }) => fact), said];
      await request(server.url).post('/v1/patients').send({ patientId }).expect(201);
      await request(server.url).post(`/v1/patients/${patientId}/facts`).send({ facts }).expect(201);
      expect(await flaggedOn(patientId, BEFORE)).toEqual([]);
      expect(await flaggedOn(patientId, DAY)).toEqual([...values].sort());
    },
  );
});
