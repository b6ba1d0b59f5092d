import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import { kaplanMeier } from '@leptotrace/survival';
import { startApp, type TestApp } from '../support/app';

const FOLDER = join(process.cwd(), 'data/published-courses');
let server: TestApp;
let position = '';
beforeAll(async () => {
  server = await startApp();
  for (const name of readdirSync(FOLDER).filter((file) => file.endsWith('.json')))
    await request(server.url)
      .post('/v1/imports')
      .set('content-type', 'application/json')
      .send(readFileSync(join(FOLDER, name), 'utf8'))
      .expect(200);
  const { headers } = await request(server.url)
    .post('/v1/patients')
    .send({ patientId: 'zz-empty' })
    .expect(201);
  position = headers['timeline-position'] as string;
});
afterAll(() => server.close());

const get = (path: string) => request(server.url).get(path).set('Timeline-Position', position);

describe('cohorts', () => {
  it('hold a row for each patient, with the endpoints and covariates that the patient answers alone', async () => {
    const { body } = await get('/v1/cohorts/endpoints').expect(200);
    expect(body.rows).toHaveLength(5);
    for (const row of body.rows) {
      const alone = await request(server.url)
        .get(`/v1/patients/${row.patientId}/endpoints?on=${row.on}`)
        .expect(200);
      for (const endpoint of alone.body.endpoints)
        expect(row.endpoints[endpoint.paramcd]).toMatchObject({
          aval: endpoint.aval,
          cnsr: endpoint.cnsr,
          determinacy: endpoint.determinacy,
        });
      expect(row.ruleset).toEqual({ id: alone.body.ruleset.id, digest: alone.body.ruleset.digest });
    }
    expect(body.rows[0].covariates).toMatchObject({ lm: 'confirmed' });
    expect(body.rows.at(-1)).toMatchObject({
      patientId: 'zz-empty',
      covariates: { lm: 'none', alterations: [] },
    });
  });

  it('are read page by page', async () => {
    const first = await get('/v1/cohorts/endpoints?limit=3').expect(200);
    expect(first.body.rows).toHaveLength(3);
    const next = await get(`/v1/cohorts/endpoints?limit=3&cursor=${first.body.next}`).expect(200);
    expect(next.body.rows).toHaveLength(2);
    expect(next.body.next).toBeNull();
  });

  it('give the Kaplan-Meier estimate of an endpoint, as computed from the rows', async () => {
    const rows = (await get('/v1/cohorts/endpoints').expect(200)).body.rows as {
      endpoints: Record<string, { aval: number | null; cnsr: number }>;
    }[];
    const subjects = rows.flatMap(({ endpoints }) => {
      const { aval = null, cnsr = 1 } = endpoints['OS'] ?? {};
      return aval === null ? [] : [{ time: aval, event: cnsr === 0 }];
    });
    const { body } = await get('/v1/cohorts/survival?paramcd=OS').expect(200);
    expect(body.groups).toMatchObject([{ group: 'all', n: subjects.length }]);
    expect(body.groups[0].points).toEqual(kaplanMeier(subjects).points);
    expect(body.withoutValue).toBe(rows.length - subjects.length);
    expect(body.position >= position).toBe(true);
  });

  it('compare groups by a covariate', async () => {
    const { body } = await get('/v1/cohorts/survival?paramcd=OS&by=cytology').expect(200);
    expect(body.groups.length).toBeGreaterThan(1);
    const n = body.groups.reduce((sum: number, group: { n: number }) => sum + group.n, 0);
    const all = await get('/v1/cohorts/survival?paramcd=OS').expect(200);
    expect(n).toBe(all.body.groups[0].n);
    expect(body.logRank === null || body.logRank.degrees === body.groups.length - 1).toBe(true);
  });

  it.each([
    ['survival', '/query/paramcd'],
    ['survival?paramcd=XYZ', '/query/paramcd'],
    ['survival?paramcd=OS&by=shoe-size', '/query/by'],
    ['survival?paramcd=OS&colour=red', '/query/colour'],
    ['endpoints?limit=0', '/query/limit'],
    ['endpoints?limit=many', '/query/limit'],
  ])('refuse %s at %s', async (path, at) => {
    const { body } = await get(`/v1/cohorts/${path}`).expect(400);
    expect(body.errors[0].path).toBe(at);
  });

  it('list patients with what was derived beside what was stated', async () => {
    const { body } = await get('/v1/patients').expect(200);
    const listed = body.patients[0];
    expect(
      listed.derived.compartments.map(({ compartment }: { compartment: string }) => compartment),
    ).toEqual(['cns', 'non-cns']);
    const alone = await request(server.url).get(
      `/v1/patients/${listed.patientId}/status?on=${listed.derived.on}`,
    );
    for (const [index, { progression, since, by }] of listed.derived.compartments.entries())
      expect({ progression, since, by }).toEqual({
        progression: alone.body.compartments[index].progression,
        since: alone.body.compartments[index].since,
        by: alone.body.compartments[index].by,
      });
  });
});
