import fc from 'fast-check';
import request from 'supertest';
import { findPatients, readSought } from '../../src/patients/list-patients/find-patients';
import { CrossPatientRows } from '../../src/read-models/rows';
import { startApp, type TestApp } from '../support/app';

const PATIENTS = [
  { patientId: 'Alpha-1', study: 'LUMEN', site: 'Koeln' },
  { patientId: 'alpha-2', study: 'LUMEN', site: 'Ghent', pseudonym: 'grey-heron' },
  { patientId: 'beta-1', site: 'KOELN' },
  { patientId: 'beta-2', study: 'Nivalis' },
  { patientId: 'gamma-1' },
  { patientId: 'gamma-2', pseudonym: 'Red-Heron' },
  { patientId: 'zeta', study: 'nivalis' },
];

let server: TestApp;
let position = '';
beforeAll(async () => {
  server = await startApp();
  for (const patient of PATIENTS) {
    const { headers } = await request(server.url).post('/v1/patients').send(patient).expect(201);
    position = headers['timeline-position'] as string;
  }
});
afterAll(() => server.close());

const search = (query: object) =>
  request(server.url).get('/v1/patients').query(query).set('Timeline-Position', position);
const idsOf = (patients: readonly { readonly patientId: string }[]) =>
  patients.map(({ patientId }) => patientId);
const found = async (q: string) => idsOf((await search({ q }).expect(200)).body.patients);

describe('the search for patients', () => {
  it('looks in id, pseudonym, study and site, whatever the case', async () => {
    expect(await found('ALPHA')).toEqual(['Alpha-1', 'alpha-2']);
    expect(await found('heron')).toEqual(['alpha-2', 'gamma-2']);
    expect(await found('nivalis')).toEqual(['beta-2', 'zeta']);
    expect(await found('koe')).toEqual(['Alpha-1', 'beta-1']);
    expect(await found('a-1')).toEqual(['Alpha-1', 'beta-1', 'gamma-1']);
    expect(await found('nothing of it')).toEqual([]);
    // No pattern: what is typed is what is looked for. Nor does a text run from one field into the next.
    expect(await found('.*')).toEqual([]);
    expect(await found('LUMENKoeln')).toEqual([]);
  });

  it('answers as the list does: page, cursor, place in the log, notice', async () => {
    const first = await search({ q: 'heron', limit: 1 }).expect(200);
    expect(idsOf(first.body.patients)).toEqual(['alpha-2']);
    expect((first.headers['timeline-position'] ?? '') >= position).toBe(true);
    expect(first.body.notice).toBe('Research use only. No treatment recommendation.');
    const second = await search({ q: 'heron', limit: 1, cursor: first.body.next }).expect(200);
    expect(idsOf(second.body.patients)).toEqual(['gamma-2']);
    const last = await search({ q: 'heron', limit: 1, cursor: second.body.next }).expect(200);
    expect(last.body).toMatchObject({ patients: [], next: null });
  });

  it('finds each once, however small the pages are and however few rows an answer looks at', async () => {
    const rows = server.app.get(CrossPatientRows);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('a', 'heron', 'nivalis', 'koeln', 'zeta', 'x'),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 8 }),
        async (q, limit, most) => {
          const all: string[] = [];
          let cursor: string | undefined;
          for (;;) {
            const request = { cursor, limit, position };
            const page = await findPatients(rows, readSought(q), request, most);
            expect(page.patients.length).toBeLessThanOrEqual(limit);
            all.push(...idsOf(page.patients));
            if (page.next === null) break;
            expect(page.next > (cursor ?? '')).toBe(true);
            cursor = page.next;
          }
          expect(all).toEqual(await found(q));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('says where to go on when it has looked at enough and found nothing', async () => {
    const rows = server.app.get(CrossPatientRows);
    const request = { cursor: undefined, limit: 50, position };
    expect(await findPatients(rows, 'zeta', request, 3)).toMatchObject({ patients: [], next: 'beta-1' });
  });

  it.each([
    ['q=', '/query/q'],
    ['q=%20', '/query/q'],
    [`q=${'x'.repeat(201)}`, '/query/q'],
    ['q=a&q=b', '/query/q'],
    ['sort=study', '/query/sort'],
    ['q=a&limit=0', '/query/limit'],
  ])('refuses %s with the path and the mend', async (query, path) => {
    const { body } = await request(server.url).get(`/v1/patients?${query}`).expect(400);
    expect(body.errors).toMatchObject([{ path, mend: expect.any(String) }]);
  });
});
