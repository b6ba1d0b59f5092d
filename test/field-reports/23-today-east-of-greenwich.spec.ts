import type { Instant } from '@leptotrace/kernel';
import request from 'supertest';
import { readConfig } from '../../src/config/config';
import { startApp, type TestApp } from '../support/app';
import { describeWithShared, sharedJson } from '../support/field-reports';

interface Steps {
  readonly clock: Instant;
  readonly zone: string;
  readonly requests: readonly { readonly path: string; readonly body: object }[];
}

const FACTS = [
  { kind: 'LumbarPuncturePerformed', occurredOn: '2026-11-29', specimenId: 'csf-1' },
  { kind: 'CsfCytologyReported', occurredOn: '2026-11-29', specimenId: 'csf-1', result: 'positive' },
];

let server: TestApp;
afterEach(() => server.close());

const get = async (path: string, headers: Record<string, string> = {}) =>
  (await request(server.url).get(path).set(headers).expect(200)).body;

const recorded = async (patientId: string, facts: readonly object[]): Promise<string> => {
  await request(server.url).post('/v1/patients').send({ patientId }).expect(201);
  const answer = await request(server.url)
    .post(`/v1/patients/${patientId}/facts`)
    .send({ facts })
    .expect(201);
  return String(answer.headers['timeline-position']);
};

describeWithShared('field-reports/23-today-east-of-greenwich', 'half past seven in Shanghai', () => {
  it('what was recorded this morning is there today, on every surface', async () => {
    const steps = sharedJson<Steps>('field-reports/23-today-east-of-greenwich/steps.json');
    server = await startApp({ SITE_TIME_ZONE: steps.zone }, () => steps.clock);
    let position = '';
    for (const { path, body } of steps.requests) {
      const answer = await request(server.url).post(path).send(body);
      expect(answer.status).toBe(201);
      position = String(answer.headers['timeline-position']);
    }
    const timeline = await get('/v1/patients/fr-23/timeline');
    expect(timeline).toMatchObject({ on: '2026-11-29', zone: 'Asia/Shanghai', later: 0 });
    expect(timeline.state.cytology.latest).toBe('positive');
    expect(timeline.facts).toHaveLength(2);
    expect(timeline.facts.flatMap(({ late }: { late: string[] }) => late)).toEqual([]);
    for (const answer of ['status', 'endpoints', 'resistance', 'replay', 'compare?from=r0'])
      expect(JSON.stringify(await get(`/v1/patients/fr-23/${answer}`))).toContain('"zone":"Asia/Shanghai"');
    expect(await get('/v1/patients/fr-23/status')).toMatchObject({ on: '2026-11-29' });
    const earlier = await get('/v1/patients/fr-23/timeline?on=2026-11-29&asOf=2026-11-28');
    expect(earlier).toMatchObject({ facts: [], revision: -1 });
    const seen = { 'timeline-position': position };
    expect((await get('/v1/patients', seen)).patients[0].derived.on).toBe('2026-11-29');
    // Whatever answer an instant is shown from names the zone to show it in.
    for (const path of ['/v1/patients', '/v1/patients/fr-23/log'])
      expect((await get(path, seen)).zone).toBe('Asia/Shanghai');
    expect((await get('/v1/cohorts/endpoints', seen)).rows[0].on).toBe('2026-11-29');
  });
});

describe('the day of other sites', () => {
  it.each([
    ['America/New_York', '2026-11-29T04:59:59.000Z', '2026-11-28', 2],
    ['America/New_York', '2026-11-29T05:00:00.000Z', '2026-11-29', 0],
    ['Pacific/Auckland', '2026-11-28T11:00:00.000Z', '2026-11-29', 0],
    ['Asia/Kolkata', '2026-11-28T18:29:59.000Z', '2026-11-28', 2],
    ['', '2026-11-28T23:59:59.000Z', '2026-11-28', 2],
  ])('in %s at %s it is %s', async (zone, clock, on, later) => {
    server = await startApp({ SITE_TIME_ZONE: zone }, () => clock as Instant);
    await recorded('p', FACTS);
    expect(await get('/v1/patients/p/timeline')).toMatchObject({ on, later, zone: zone || 'UTC' });
  });

  it('a date as asOf ends with the day at the site; an instant stays what it is', async () => {
    server = await startApp(
      { SITE_TIME_ZONE: 'America/New_York' },
      () => '2026-11-29T04:30:00.000Z' as Instant,
    );
    await recorded('p', FACTS);
    const known = async (asOf: string) =>
      (await get(`/v1/patients/p/timeline?on=2026-12-01&asOf=${asOf}`)).facts;
    expect(await known('2026-11-28')).toHaveLength(2);
    expect(await known('2026-11-27')).toHaveLength(0);
    expect(await known('2026-11-29T04:29:59Z')).toHaveLength(0);
    expect(await known('2026-11-28T23:30:00-05:00')).toHaveLength(2);
  });

  it('what was said in the morning of the day is not said before it happened', async () => {
    server = await startApp({ SITE_TIME_ZONE: 'Asia/Shanghai' }, () => '2026-11-28T23:30:00.000Z' as Instant);
    const puncture = (assertedAt: string) => ({
      kind: 'LumbarPuncturePerformed',
      occurredOn: '2026-11-29',
      assertedAt,
    });
    // The first minute of the 29th there, and the last of the 28th.
    await recorded('right', [puncture('2026-11-28T16:00:00Z')]);
    await recorded('before', [puncture('2026-11-28T15:59:59Z')]);
    expect((await get('/v1/patients/right/timeline')).contradictions).toEqual([]);
    expect((await get('/v1/patients/before/timeline')).contradictions).toMatchObject([
      { code: 'known-before-it-happened' },
    ]);
    expect((await get('/v1/quality?code=known-before-it-happened')).checks).toMatchObject([
      { patientId: 'before' },
    ]);
  });
});

describe('SITE_TIME_ZONE', () => {
  it('is checked at start', async () => {
    expect(() => readConfig({ SITE_TIME_ZONE: 'Shanghai' })).toThrow('IANA');
    expect(() => readConfig({ SITE_TIME_ZONE: '+08:00' })).toThrow('IANA');
    expect(readConfig({}).zone.name).toBe('UTC');
    server = await startApp({ SITE_TIME_ZONE: 'Europe/Berlin' });
  });
});
