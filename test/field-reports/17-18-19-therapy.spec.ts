import request from 'supertest';
import { startApp, type TestApp } from '../support/app';
import { describeWithShared, sendReport } from '../support/field-reports';
import { POPPLER, sheetOf, textOf } from '../support/pdf';
import type { EndpointsAnswer } from '../../src/derivations/endpoints.answer';
import type { StatusAnswer } from '../../src/derivations/status.answer';
import type { ReplayAnswer } from '../../src/replay/replay.answer';
import type { TimelineAnswer } from '../../src/timelines/timeline.answer';

let server: TestApp;
beforeAll(async () => {
  server = await startApp();
});
afterAll(() => server.close());

const ask = async <T>(patientId: string, what: string, on: string, more: object = {}): Promise<T> =>
  (
    await request(server.url)
      .get(`/v1/patients/${patientId}/${what}`)
      .query({ on, ...more })
      .expect(200)
  ).body as T;

const sheet = async (patientId: string, on: string): Promise<string> =>
  textOf(await sheetOf(server.url, patientId, { on }));

const send = async (patientId: string, facts: readonly object[]): Promise<readonly string[]> => {
  await request(server.url).post('/v1/patients').send({ patientId }).expect(201);
  const { body } = await request(server.url)
    .post(`/v1/patients/${patientId}/facts`)
    .send({ facts })
    .expect(201);
  return (body as { readonly facts: readonly { readonly factId: string }[] }).facts.map(
    ({ factId }) => factId,
  );
};

const start = (occurredOn: string, agent: string, more: object = {}): object => ({
  kind: 'TherapyStarted',
  occurredOn,
  agent,
  route: agent === 'osimertinib' ? 'oral' : 'intravenous',
  ...more,
});

const scan = (occurredOn: string, longest: number): object => ({
  kind: 'ImagingStudyReported',
  occurredOn,
  modality: 'ct',
  regions: ['chest', 'abdomen'],
  contrast: true,
  sliceThickness: { value: 5, unit: 'mm' },
  lesions: [
    {
      lesionId: 'a',
      site: 'lung',
      kind: 'non-nodal',
      role: 'target',
      state: 'measured',
      longestDiameter: { value: longest, unit: 'mm' },
    },
  ],
});

const endpoint = ({ endpoints }: EndpointsAnswer, paramcd: string) =>
  endpoints.find((found) => found.paramcd === paramcd);

describeWithShared(
  'field-reports',
  'nobody recorded that the drug was stopped, the patient died (17)',
  () => {
    beforeAll(() => sendReport(server.url, '17-therapy-after-death'));

    it.each(['2024-05-15', '2024-12-31', '2026-01-01'])('END-R3-death: nothing runs on %s', async (on) => {
      const therapy = (await ask<TimelineAnswer>('fr-17', 'timeline', on)).state.therapy;
      expect(therapy.running).toEqual([]);
      expect(therapy.stopped).toMatchObject([
        { stoppedOn: '2024-05-15', ended: { rule: 'END-R3-death', reason: 'death', inferred: true } },
      ]);
      const status = await ask<StatusAnswer>('fr-17', 'status', on);
      expect(status.therapy).toEqual(therapy);
      expect(status.lines).toMatchObject([{ days: 134, to: '2024-05-15' }]);
      const replay = await ask<ReplayAnswer>('fr-17', 'replay', on);
      expect(replay.status.therapy.running).toEqual([]);
      expect(replay.status.lines).toMatchObject([{ days: 134 }]);
    });

    (POPPLER ? it : it.skip)('END-R3-death: and the sheet says so', async () => {
      const text = await sheet('fr-17', '2024-12-31');
      expect(text).toContain('no anticancer therapy recorded as running');
      expect(text).toContain('134 d');
      expect(text).toContain('inferred: death');
    });
  },
);

describe('variants: a death, a hospice, a silence', () => {
  it('END-R3-death: a steroid and an infusion end as well; weeks since LM stop', async () => {
    await send('v-17', [
      {
        kind: 'DiagnosisRecorded',
        occurredOn: '2024-01-01',
        what: 'leptomeningeal-metastasis',
        certainty: 'confirmed',
      },
      start('2024-03-01', 'docetaxel'),
      start('2024-03-01', 'dexamethasone'),
      { kind: 'DeathRecorded', occurredOn: '2024-04-01' },
    ]);
    const { therapy } = (await ask<TimelineAnswer>('v-17', 'timeline', '2025-01-01')).state;
    expect([therapy.running.length, therapy.mayHaveEnded.length, therapy.stopped.length]).toEqual([0, 0, 2]);
    if (POPPLER) expect(await sheet('v-17', '2025-01-01')).toContain('13 wk ago');
  });

  it('END-R3-stale: never running since 2011', async () => {
    await send('v-17b', [start('2011-03-01', 'paclitaxel')]);
    const status = await ask<StatusAnswer>('v-17b', 'status', '2024-12-31');
    expect(status.therapy.running).toEqual([]);
    expect(status.therapy.mayHaveEnded).toMatchObject([{ agent: 'paclitaxel', shownOn: '2011-03-01' }]);
    expect(status.lines).toMatchObject([{ days: null, mayHaveEnded: true, shown: '2011-03-01' }]);
  });
});

describeWithShared('field-reports', 'pemetrexed goes on as maintenance (18)', () => {
  it('LINE-R3-recorded-twice: and ends no PFS', async () => {
    await sendReport(server.url, '18-maintenance-is-no-new-therapy');
    const answer = await ask<EndpointsAnswer>('fr-18', 'endpoints', '2024-12-31', { mode: 'FDA' });
    for (const paramcd of ['PFS', 'NCNSPFS'])
      expect(endpoint(answer, paramcd)).toMatchObject({ aval: 169, adt: '2024-06-17', cnsr: 0 });
    const recist = answer.responses.find(({ criterion }) => criterion === 'RECIST_1_1');
    expect(recist).toMatchObject({
      cbor: { value: 'PR', date: '2024-02-12' },
      dor: { aval: 127, cnsr: 0 },
    });
  });
});

describeWithShared('field-reports', 'two drugs of one plan, begun two days apart (19)', () => {
  it('LINE-R3-regimen: are one line', async () => {
    await sendReport(server.url, '19-second-drug-two-days-later');
    const answer = await ask<EndpointsAnswer>('fr-19', 'endpoints', '2024-12-31');
    expect(endpoint(answer, 'PFS')).toMatchObject({ aval: 169, cnsr: 0 });
    const { lines } = await ask<StatusAnswer>('fr-19', 'status', '2024-12-31');
    expect(lines).toMatchObject([
      {
        treatments: ['osimertinib', 'pemetrexed'],
        drugs: [{ rule: 'LINE-R3-first' }, { rule: 'LINE-R3-regimen' }],
      },
    ]);
  });
});

describe('variants: what is new therapy, and what is not', () => {
  const scans = [
    scan('2023-12-20', 50),
    scan('2024-02-12', 30),
    scan('2024-03-25', 28),
    scan('2024-05-06', 27),
    scan('2024-06-17', 40),
  ];
  const pfs = async (patientId: string, facts: readonly object[]) => {
    await send(patientId, [...scans, ...facts]);
    return endpoint(await ask<EndpointsAnswer>(patientId, 'endpoints', '2024-12-31', { mode: 'FDA' }), 'PFS');
  };

  it.each([
    [
      'the same drug by its brand',
      start('2024-04-08', 'other', { printedName: 'Taxotere', anticancer: true }),
      169,
      0,
    ],
    ['a maintenance with another drug', start('2024-04-08', 'pemetrexed', { intent: 'maintenance' }), 169, 0],
    ['a second drug after 28 days', start('2024-01-29', 'gemcitabine'), 169, 0],
    ['a second drug after 29 days', start('2024-01-30', 'gemcitabine'), 1, 4],
    ['another drug', start('2024-04-08', 'gemcitabine'), 85, 4],
  ])('LINE-R3-regimen, LINE-R3-maintenance: %s', async (name, fact, aval, cnsr) => {
    const id = `v-18-${name.replaceAll(' ', '-')}`;
    expect(await pfs(id, [start('2024-01-01', 'docetaxel'), fact])).toMatchObject({ aval, cnsr });
  });
});
