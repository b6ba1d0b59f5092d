import request from 'supertest';
import { startApp, type TestApp } from '../support/app';
import { describeWithShared, sendReport } from '../support/field-reports';

interface Reading {
  readonly reading: string;
  readonly adt: string | null;
  readonly cnsr: number | null;
}
interface Endpoint {
  readonly paramcd: string;
  readonly determinacy: string;
  readonly contradicting: readonly string[];
  readonly flags: readonly { readonly flag: string }[];
  readonly readings: readonly Reading[];
}

let server: TestApp;
beforeAll(async () => {
  server = await startApp();
});
afterAll(async () => {
  await server.close();
});

const endpointsOf = async (patientId: string): Promise<readonly Endpoint[]> =>
  (
    (await request(server.url).get(`/v1/patients/${patientId}/endpoints?on=2024-12-31`)).body as {
      endpoints: Endpoint[];
    }
  ).endpoints;
const find = (endpoints: readonly Endpoint[], paramcd: string) =>
  endpoints.find((each) => each.paramcd === paramcd) as Endpoint;
const told = ({ readings }: Endpoint) => readings.map(({ reading, adt, cnsr }) => [reading, adt, cnsr]);

const record = async (patientId: string, facts: readonly object[]): Promise<void> => {
  await request(server.url).post('/v1/patients').send({ patientId, pseudonym: patientId }).expect(201);
  await request(server.url).post(`/v1/patients/${patientId}/facts`).send({ facts }).expect(201);
};
const DOSE = { kind: 'TherapyStarted', occurredOn: '2024-01-01', agent: 'osimertinib', route: 'oral' };

describeWithShared(
  'field-reports/16-alive-after-death',
  'seen in the clinic after the recorded death',
  () => {
    it('ENDP-R6-reading: every value is contradicted, names the facts, and stands under either reading', async () => {
      await sendReport(server.url, '16-alive-after-death');
      const endpoints = await endpointsOf('fr-16');
      for (const each of endpoints) {
        expect(each.determinacy).toBe('contradicted');
        expect(each.contradicting).toHaveLength(3);
        expect(each.flags.map(({ flag }) => flag)).toContain('CONTRADICTED');
      }
      expect(told(find(endpoints, 'OS'))).toEqual([
        ['death-stands', '2024-03-15', 0],
        ['alive-after-death', '2024-05-01', 8],
      ]);
      for (const paramcd of ['PFS', 'NCNSPFS', 'BIPFS'])
        expect(told(find(endpoints, paramcd))).toEqual([
          ['death-stands', '2024-03-15', 0],
          ['alive-after-death', '2024-05-01', 0],
        ]);
    });
  },
);

describe('one reading for each way in which the statements may be right', () => {
  it('two deaths of two days, and a contact after the second', async () => {
    await record('either-1', [
      DOSE,
      { kind: 'DeathRecorded', occurredOn: '2024-03-15' },
      { kind: 'DeathRecorded', occurredOn: '2024-04-02' },
      { kind: 'ContactRecorded', occurredOn: '2024-06-01', status: 'seen' },
    ]);
    expect(told(find(await endpointsOf('either-1'), 'OS'))).toEqual([
      ['death-stands', '2024-03-15', 0],
      ['death-stands', '2024-04-02', 0],
      ['alive-after-death', '2024-06-01', 8],
    ]);
  });

  it('one death told twice, and a death in a month that a contact of that month does not exclude', async () => {
    await record('either-2', [
      DOSE,
      { kind: 'DeathRecorded', occurredOn: '2024-03-15' },
      { kind: 'DeathRecorded', occurredOn: '2024-03' },
    ]);
    await record('either-3', [
      DOSE,
      { kind: 'DeathRecorded', occurredOn: '2024-03' },
      { kind: 'ContactRecorded', occurredOn: '2024-03-20', status: 'seen' },
    ]);
    for (const patientId of ['either-2', 'either-3'])
      for (const { readings, determinacy } of await endpointsOf(patientId)) {
        expect(readings).toEqual([]);
        expect(determinacy).not.toBe('contradicted');
      }
  });
});
