import request from 'supertest';
import type { StatusAnswer } from '../../src/derivations/status.answer';
import type { ReplayAnswer } from '../../src/replay/replay.answer';
import { startApp, type TestApp } from '../support/app';
import { describeWithShared, sendReport } from '../support/field-reports';
import { POPPLER, sheetOf, textOf } from '../support/pdf';

let server: TestApp;
beforeAll(async () => {
  server = await startApp();
});
afterAll(() => server.close());

const status = async (patientId: string, on: string): Promise<StatusAnswer> =>
  (await request(server.url).get(`/v1/patients/${patientId}/status`).query({ on }).expect(200))
    .body as StatusAnswer;

const replay = async (patientId: string, on: string): Promise<ReplayAnswer> =>
  (await request(server.url).get(`/v1/patients/${patientId}/replay`).query({ on }).expect(200))
    .body as ReplayAnswer;

const sheet = async (patientId: string, on: string): Promise<string> =>
  textOf(await sheetOf(server.url, patientId, { on }));

const record = async (patientId: string, facts: readonly object[]): Promise<void> => {
  await request(server.url).post('/v1/patients').send({ patientId }).expect(201);
  await request(server.url).post(`/v1/patients/${patientId}/facts`).send({ facts }).expect(201);
};

const cm = (value: number) => ({ value, unit: 'cm[H2O]' });

describeWithShared('field-reports/26-pressure-before-any-therapy', 'before any therapy', () => {
  it('status, replay and sheet show the raised pressure of fr-26', async () => {
    for (const answer of await sendReport(server.url, '26-pressure-before-any-therapy'))
      expect(answer.status).toBeLessThan(300);
    const expected = { cmH2O: 30, class: 'RAISED', date: '2024-03-01' };
    expect((await status('fr-26', '2024-03-10')).csf.openingPressure).toMatchObject(expected);
    expect((await replay('fr-26', '2024-03-10')).status.csf.openingPressure).toMatchObject(expected);
    if (!POPPLER) return;
    const text = await sheet('fr-26', '2024-03-10');
    expect(text).toContain('30 cmH2O, raised (2024-03-01)');
    expect(text).not.toContain('not measured');
  });
});

describeWithShared('field-reports/09-pressure-of-a-reservoir', 'beside a reservoir', () => {
  it('the puncture of fr-09 is the opening pressure, the reservoir is shown as what it is', async () => {
    for (const answer of await sendReport(server.url, '09-pressure-of-a-reservoir'))
      expect(answer.status).toBeLessThan(300);
    const { csf } = await status('fr-09', '2024-04-01');
    expect(csf.openingPressure).toMatchObject({ cmH2O: 30, class: 'RAISED', date: '2024-03-01' });
    expect(csf.otherPressures).toMatchObject([
      { cmH2O: 14, method: 'ommaya', time: '18:00', date: '2024-03-01', afterDrainage: true },
    ]);
    expect((await replay('fr-09', '2024-04-01')).status.csf).toEqual(csf);
    if (!POPPLER) return;
    const text = (await sheet('fr-09', '2024-04-01')).replace(/ +/g, ' ');
    expect(text).toContain('30 cmH2O, raised (2024-03-01)');
    expect(text).toContain('14 cmH2O at the reservoir, after CSF was let off (2024-03-01 18:00)');
  });
});

describe('pressures of other courses', () => {
  it('dated to the year, without a diagnosis: measured, and shown so', async () => {
    await record('vague', [
      { kind: 'LumbarPuncturePerformed', occurredOn: '2023', specimenId: 'c', openingPressure: cm(28) },
    ]);
    const { csf, evidence } = await status('vague', '2024-02-01');
    expect(csf.openingPressure).toMatchObject({
      cmH2O: 28,
      class: 'RAISED',
      dates: { from: '2023-01-01', to: '2023-12-31' },
    });
    expect(evidence['lumbar-puncture']).toEqual({
      date: null,
      dates: { from: '2023-01-01', to: '2023-12-31' },
      ageDays: null,
      ageRange: { from: 32, to: 396 },
      stale: true,
    });
  });

  it('a monitor before any puncture is no opening pressure', async () => {
    await record('monitor', [
      {
        kind: 'IntracranialPressureMeasured',
        occurredOn: '2024-01-05',
        method: 'monitor',
        pressure: { value: 22, unit: 'mm[Hg]' },
      },
    ]);
    const { csf } = await status('monitor', '2024-02-01');
    expect(csf.openingPressure).toBeNull();
    expect(csf.otherPressures).toMatchObject([{ method: 'monitor', date: '2024-01-05' }]);
  });

  it('years after the baseline window, and with a later normal puncture: the later one counts', async () => {
    await record('long', [
      { kind: 'TherapyStarted', occurredOn: '2024-01-10', agent: 'osimertinib', route: 'oral' },
      { kind: 'LumbarPuncturePerformed', occurredOn: '2022-01-05', openingPressure: cm(30) },
    ]);
    expect((await status('long', '2024-02-01')).csf.openingPressure).toMatchObject({ class: 'RAISED' });
    await request(server.url)
      .post('/v1/patients/long/facts')
      .send({
        facts: [{ kind: 'LumbarPuncturePerformed', occurredOn: '2024-01-20', openingPressure: cm(12) }],
      })
      .expect(201);
    expect((await status('long', '2024-02-01')).csf.openingPressure).toMatchObject({ class: 'NORMAL' });
  });
});

describe('the age of evidence', () => {
  const facts = [
    { kind: 'SpecimenCollected', occurredOn: '2024-01-02', specimenId: 'c', specimen: 'csf' },
    { kind: 'CsfCytologyReported', occurredOn: '2024-02-20', specimenId: 'c', result: 'negative' },
    { kind: 'ImagingStudyReported', occurredOn: '2024-01', modality: 'mri', regions: ['brain'] },
    { kind: 'PerformanceStatusRecorded', occurredOn: '2024-02-27', instrument: 'ECOG', value: 2 },
  ];

  it('is that of the specimen, not of its report; a range where the date is one', async () => {
    await record('ages', facts);
    const { evidence } = await status('ages', '2024-02-27');
    expect(evidence['lumbar-puncture']).toMatchObject({ date: '2024-01-02', ageDays: 56, stale: false });
    expect(evidence['mri-neuraxis']).toMatchObject({
      ageDays: null,
      ageRange: { from: 27, to: 57 },
      stale: true,
    });
    expect(evidence['performance-status']).toMatchObject({ ageDays: 0 });
    expect((await status('ages', '2024-02-28')).evidence['lumbar-puncture']).toMatchObject({
      ageDays: 57,
      stale: true,
    });
  });

  it('stops at the death', async () => {
    await record('dead', [...facts, { kind: 'DeathRecorded', occurredOn: '2024-03-01' }]);
    for (const on of ['2024-03-01', '2024-12-31'])
      expect((await status('dead', on)).evidence['performance-status']).toMatchObject({
        ageDays: 3,
        stale: false,
      });
  });
});
