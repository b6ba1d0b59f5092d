import { parse } from 'csv-parse/sync';
import request from 'supertest';
import { aalenJohansen, kaplanMeier, logRank, type Subject } from '@leptotrace/survival';
import type { SurvivalAnswer } from '../../src/cohorts/survival.answer';
import { startApp, type TestApp } from '../support/app';
import { describeWithShared, sharedText } from '../support/field-reports';

const FOLDER = 'field-reports/25-late-entry';

const subjectsOf = (name: string): readonly Required<Subject>[] =>
  parse<Record<string, string>>(sharedText(`${FOLDER}/${name}`), { columns: true }).map(
    ({ entry, time, event }) => ({ entry: Number(entry), time: Number(time), event: event === '1' }),
  );

/** R survival, `Surv(entry, time, event)`: time, at risk, events, survival. */
const EXPECTED = [
  [2, 4, 1, 0.75],
  [3, 5, 2, 0.45],
  [4, 3, 1, 0.3],
  [5, 2, 1, 0.15],
  [6, 1, 1, 0],
] as const;

let server: TestApp;
let position = '';
beforeAll(async () => {
  server = await startApp();
});
afterAll(() => server.close());

const day = (offset: number): string => new Date(Date.UTC(2024, 0, 1 + offset)).toISOString().slice(0, 10);

interface Course {
  readonly patientId: string;
  readonly study: string;
  readonly death: string;
  readonly report?: string | null;
  readonly contact?: string;
}

/** Tissue from the archive of another house, sequenced here. */
const sequenced = (report: string): readonly object[] => [
  { kind: 'SpecimenCollected', specimenId: 'block', specimen: 'tissue', occurredOn: day(-200) },
  {
    kind: 'MolecularReportIssued',
    specimenId: 'block',
    specimen: 'tissue-primary',
    assay: 'panel',
    calls: [],
    occurredOn: report,
  },
];

/** A patient whose leptomeningeal metastasis was found, and treated, on the first of January 2024. */
const record = async ({ patientId, study, death, report, contact }: Course): Promise<void> => {
  await request(server.url).post('/v1/patients').send({ patientId, study }).expect(201);
  const facts = [
    {
      kind: 'DiagnosisRecorded',
      what: 'leptomeningeal-metastasis',
      certainty: 'confirmed',
      occurredOn: day(0),
    },
    { kind: 'TherapyStarted', agent: 'osimertinib', route: 'oral', occurredOn: day(0) },
    { kind: 'DeathRecorded', occurredOn: death },
    ...(report ? sequenced(report) : []),
    ...(contact ? [{ kind: 'ContactRecorded', occurredOn: contact }] : []),
  ];
  const { headers, status, body } = await request(server.url)
    .post(`/v1/patients/${patientId}/facts`)
    .send({ facts });
  if (status !== 201) throw new Error(JSON.stringify(body));
  position = headers['timeline-position'] as string;
};

const survival = async (query: Record<string, string>): Promise<SurvivalAnswer> =>
  (
    await request(server.url)
      .get('/v1/cohorts/survival')
      .query({ paramcd: 'OS', ...query })
      .set('Timeline-Position', position)
      .expect(200)
  ).body as SurvivalAnswer;

describeWithShared(FOLDER, 'patients who come under observation late (25)', () => {
  it('STAT-9.2-left-truncation: entry.csv as R survival has it', () => {
    const { points, neverAtRisk } = kaplanMeier(subjectsOf('entry.csv'));
    expect(points.map(({ time, atRisk, events }) => [time, atRisk, events])).toEqual(
      EXPECTED.map(([time, atRisk, events]) => [time, atRisk, events]),
    );
    points.forEach(({ survival: found }, at) => expect(found).toBeCloseTo(EXPECTED[at]?.[3] as number, 12));
    expect(neverAtRisk).toBe(0);
  });

  it('STAT-9.2-never-at-risk: the subject of entry-equals-exit.csv is no event among none', () => {
    const subjects = subjectsOf('entry-equals-exit.csv');
    const curve = kaplanMeier(subjects);
    expect(curve.neverAtRisk).toBe(1);
    expect(curve.points).toMatchObject([{ time: 2, atRisk: 1, events: 0, survival: 1 }]);
    const causes = subjects.map(({ event, ...rest }) => ({ ...rest, cause: event ? 'CNS' : null }));
    expect(aalenJohansen(causes)).toMatchObject({ neverAtRisk: 1, causes: [], points: [{ survival: 1 }] });
    const groups = subjects.map((subject, at) => ({ ...subject, group: `${at % 2}` }));
    // The group of the one who was never at risk is none: there is nothing to compare.
    expect(logRank(groups)).toBeNull();
  });

  it('entry.csv as a cohort, each unit ten days: entered at the first report', async () => {
    for (const [at, { entry, time }] of subjectsOf('entry.csv').entries())
      await record({
        patientId: `late-${at}`,
        study: 'late',
        death: day(10 * time),
        report: day(10 * entry),
      });
    const { entry, groups, neverAtRisk } = await survival({ study: 'late', entry: 'first-report' });
    expect(entry).toMatchObject({ rule: 'first-report', late: 4, notExact: 0, withoutEntry: 0 });
    expect(neverAtRisk).toBe(0);
    const points = groups[0]?.points ?? [];
    expect(points.map(({ time, atRisk, events }) => [(time - 1) / 10, atRisk, events])).toEqual(
      EXPECTED.map(([time, atRisk, events]) => [time, atRisk, events]),
    );
    points.forEach(({ survival: found }, at) => expect(found).toBeCloseTo(EXPECTED[at]?.[3] as number, 12));
  });

  it('without an entry all are at risk from the start of the clock, and the answer says so', async () => {
    const { entry, groups } = await survival({ study: 'late' });
    expect(entry).toMatchObject({ rule: 'none', late: 0, withoutEntry: 0 });
    expect(entry.says).toContain('from the start of the clock');
    expect(groups[0]?.points[0]).toMatchObject({ atRisk: 6, events: 1 });
  });
});

describe('when observation began', () => {
  beforeAll(async () => {
    const of = { study: 'own', death: day(40) };
    await record({ ...of, patientId: 'own-early', report: day(-30), contact: day(-3) });
    await record({ ...of, patientId: 'own-late', report: day(10), contact: day(20) });
    await record({ ...of, patientId: 'own-same-day', report: day(40), contact: day(39) });
    await record({ ...of, patientId: 'own-after-death', report: day(55) });
    await record({ ...of, patientId: 'own-month', report: '2024-01', contact: day(0) });
    await record({ ...of, patientId: 'own-never' });
  });

  it('STAT-9.2-entry: with the first report; who left by then was never at risk', async () => {
    const { entry, groups, neverAtRisk } = await survival({ study: 'own', entry: 'first-report' });
    // A report of some day in January may be of its last one.
    expect(entry).toMatchObject({ late: 4, notExact: 1, withoutEntry: 1 });
    expect(neverAtRisk).toBe(2);
    expect(groups).toMatchObject([
      { n: 3, events: 3, neverAtRisk: 2, points: [{ time: 41, atRisk: 3, events: 3, survival: 0 }] },
    ]);
  });

  it('STAT-9.2-entry: with the first fact that a visit leaves behind, which a diagnosis is not', async () => {
    const { entry, groups } = await survival({ study: 'own', entry: 'first-fact' });
    expect(entry).toMatchObject({ rule: 'first-fact', late: 2, notExact: 0, withoutEntry: 2 });
    expect(groups).toMatchObject([{ n: 4, events: 4, neverAtRisk: 0 }]);
  });

  it('groups count their own who were never at risk', async () => {
    const { groups } = await survival({ by: 'study', study: 'own', entry: 'first-report' });
    expect(groups).toMatchObject([{ group: 'own', n: 3, neverAtRisk: 2 }]);
  });

  it.each(['registration', 'recordedAt', ''])('refuses %p with what can be asked', async (entry) => {
    const { body } = await request(server.url)
      .get('/v1/cohorts/survival')
      .query({ paramcd: 'OS', entry })
      .expect(400);
    expect(body.errors[0]).toMatchObject({ path: '/query/entry' });
    expect(JSON.stringify(body.errors[0])).toContain('first-report, first-fact');
  });
});
