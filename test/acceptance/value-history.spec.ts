import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import type { EndpointsAnswer } from '../../src/derivations/endpoints.answer';
import type { ValueHistoryAnswer, ValueSpan } from '../../src/value-history/value-history.answer';
import { startApp, type TestApp } from '../support/app';
import { lesion, start, study, type Written } from '../support/course';

const ON = '2025-01-31';
const P = '/v1/patients/p-1';
const brain = (id: string, when: unknown, mm: number): Written =>
  study(id, when, 'brain', { lesions: [lesion('b1', 'brain-parenchyma', mm)] });
const contentOf = ({ id: _id, ...fact }: Written): object => fact;

let server: TestApp;
const ids = new Map<string, string>();
const api = () => request(server.url);
let position = '';
const idOf = (name: string): string => ids.get(name) as string;

/** All of them in one append. @returns the revision after it. */
const record = async (...facts: readonly Written[]): Promise<number> => {
  const { body } = await api()
    .post(`${P}/facts`)
    .send({ facts: facts.map(contentOf) })
    .expect(201);
  facts.forEach(({ id }, at) => ids.set(id, body.facts[at].factId as string));
  return body.revision as number;
};
const correct = async (fact: Written): Promise<number> => {
  const { body: history } = await api()
    .get(`${P}/facts/${idOf(fact.id)}/history`)
    .expect(200);
  const { body } = await api()
    .post(`${P}/facts/${idOf(fact.id)}/amendments`)
    .send({ fact: contentOf(fact), supersedes: history.current, change: 'corrected', reason: 'read again' })
    .expect(201);
  position = body.position as string;
  return body.revision as number;
};
const history = async (paramcd: string, query: object = {}, patient = P): Promise<ValueHistoryAnswer> =>
  (
    await api()
      .get(`${patient}/endpoints/${paramcd}/history`)
      .query({ on: ON, ...query })
      .expect(200)
  ).body as ValueHistoryAnswer;
const shown = ({ aval, cnsr, adt, evntdesc, cause, determinacy, digest }: ValueSpan) => ({
  aval,
  cnsr,
  adt,
  evntdesc,
  cause,
  determinacy,
  digest,
});

/** Revisions at which a command ended, and the first and last that the value of CNSPFS has to show. */
const ends: number[] = [0];

beforeAll(async () => {
  server = await startApp();
  await api().post('/v1/patients').send({ patientId: 'p-1' }).expect(201);
  ends.push(await record(brain('mri0', '2024-02-20', 20), start('rx', '2024-03-01')));
  ends.push(await record(brain('mri1', '2024-04-12', 14)));
  ends.push(await record(brain('mri2', '2024-06-01', 14), brain('mri3', '2024-07-20', 22)));
  ends.push(await record(study('ct', '2024-07-21', 'chest', { lesions: [lesion('l1', 'lung', 30)] })));
  ends.push(await correct(brain('mri3', '2024-07-20', 15)));
  ends.push(await record(brain('mri4', '2024-09-02', 22)));
  ends.push(await correct(brain('mri3', '2024-07-20', 22)));
  // The last write is signalled before anybody asks what was told.
  const { headers } = await api().get(`${P}/timeline`).expect(200);
  expect(headers['etag']).toBe(`"r${ends.at(-1)}"`);
  await api().get('/v1/signals').set('Timeline-Position', position).expect(200);
});
afterAll(() => server.close());

describe('the history of a value', () => {
  it('is what each append made of it', async () => {
    const { spans, complete, before, paramcd, revision } = await history('CNSPFS');
    expect({ complete, before, paramcd, revision }).toEqual({
      complete: true,
      before: null,
      paramcd: 'CNSPFS',
      revision: ends.at(-1),
    });
    expect(spans.map(({ cnsr, adt }) => [cnsr === 0 ? 'event' : 'censored', adt])).toEqual([
      ['censored', null],
      ['censored', '2024-03-01'],
      ['censored', '2024-04-12'],
      ['event', '2024-07-20'],
      ['censored', '2024-07-20'],
      ['event', '2024-09-02'],
      ['event', '2024-07-20'],
    ]);
    expect(spans[3]?.digest).toBe(spans[6]?.digest);
    expect(spans.at(4)?.facts).toEqual([idOf('mri3')]);
    expect(spans.at(3)?.facts).toEqual([idOf('mri2'), idOf('mri3')]);
  });

  it('shows at every moment what was answered then, one moment for each append', async () => {
    for (const paramcd of ['CNSPFS', 'NCNSPFS', 'BIPFS', 'PFS', 'TTP', 'OS']) {
      const { spans } = await history(paramcd);
      for (const end of ends) {
        const { body } = await api()
          .get(`${P}/endpoints`)
          .query({ on: ON, asOf: `r${end}` })
          .expect(200);
        const span = spans.find(({ fromRevision, toRevision }) => fromRevision <= end && end <= toRevision);
        const then = (body as EndpointsAnswer).endpoints.find((each) => each.paramcd === paramcd);
        expect({ paramcd, end, ...shown(span as ValueSpan) }).toMatchObject(
          shown({ ...span, ...then } as ValueSpan),
        );
      }
      expect(spans.every(({ fromRevision, toRevision }) => [fromRevision, toRevision].every(isEnd))).toBe(
        true,
      );
    }
  });

  const isEnd = (revision: number): boolean => ends.includes(revision);

  it('merges the appends that leave the value as it is', async () => {
    const { spans } = await history('CNSPFS');
    const [third, fourth] = [ends[3], ends[4]];
    // The scan of the chest says nothing of the brain.
    expect(spans[3]).toMatchObject({ fromRevision: third, toRevision: fourth });
  });

  it('is answered page by page, the newest first, and the pages make up the whole', async () => {
    const whole = await history('CNSPFS');
    const pages: ValueHistoryAnswer[] = [];
    for (let before: number | null = Infinity; before !== null; before = pages.at(-1)?.before ?? null) {
      const query = before === Infinity ? {} : { before: `r${before}` };
      pages.push(await history('CNSPFS', { limit: 3, ...query }));
    }
    expect(pages.map(({ complete }) => complete)).toEqual([false, false, true]);
    const values = pages
      .reverse()
      .flatMap(({ spans }) => spans)
      .filter(({ digest }, at, all) => all[at - 1]?.digest !== digest);
    expect(values.map(shown)).toEqual(whole.spans.map(shown));
    expect(pages.flatMap(({ told }) => told)).toEqual(whole.told);
  });

  it('names what others were told of it, with what each signal replaces', async () => {
    const all = (await history('CNSPFS')).told;
    expect(new Set(all.map(({ key }) => key))).toEqual(new Set(['progression:cns', 'progression:both']));
    const told = all.filter(({ key }) => key === 'progression:cns');
    expect(told.map(({ type, date }) => [type, date])).toEqual([
      ['ProgressionDetected', '2024-07-20'],
      ['ProgressionWithdrawn', null],
      ['ProgressionDetected', '2024-09-02'],
      ['ProgressionRevised', '2024-07-20'],
    ]);
    expect(told.map(({ revision }) => revision)).toEqual([ends[3], ends[5], ends[6], ends[7]]);
    expect(told[3]?.supersedes).toBe(told[2]?.id);
    expect((await history('PFS')).told).toEqual(all);
    expect((await history('NCNSPFS')).told.map(({ key }) => key)).toEqual(told.map(() => 'progression:both'));
    expect((await history('OS')).told).toEqual([]);
  });

  it('begins with the fact that starts the clock, where a fact does', async () => {
    const { spans, complete } = await history('CNSPFS', { origin: `fact:${idOf('mri1')}` });
    expect(complete).toBe(true);
    expect(spans[0]?.fromRevision).toBe(ends[2]);
  });

  it('follows ruleset and censoring', async () => {
    const { mode, ruleset } = await history('CNSPFS', { mode: 'EMA', ruleset: 'as-stated' });
    expect({ mode, ruleset: ruleset.id }).toEqual({ mode: 'EMA', ruleset: 'as-stated@1.0.0' });
  });

  it('is asked of a day that is known to the year alone', async () => {
    const { spans, on } = await history('CNSPFS', { on: '2024' });
    expect(on).toBe('2024-01-01/2024-12-31');
    const { body } = await api().get(`${P}/endpoints?on=2024`).expect(200);
    const then = (body as EndpointsAnswer).endpoints.find((each) => each.paramcd === 'CNSPFS');
    expect(shown(spans.at(-1) as ValueSpan)).toEqual(shown({ ...spans.at(-1), ...then } as ValueSpan));
  });

  it('takes an import as one moment', async () => {
    const text = readFileSync(
      join(process.cwd(), 'data/published-courses/cantemist-cc_onco729.json'),
      'utf8',
    );
    const { body } = await api().post('/v1/imports').send(JSON.parse(text)).expect(200);
    const patientId = body.patients[0].patientId as string;
    const { spans, revision } = await history('CNSPFS', { on: '2017-01-31' }, `/v1/patients/${patientId}`);
    expect(spans).toHaveLength(1);
    expect(spans[0]).toMatchObject({ fromRevision: revision, toRevision: revision });
  });
});

describe('a question that cannot be answered', () => {
  it.each([
    ['CNSPFS', { asOf: 'r3' }, 400, '/query/asOf'],
    ['CNSPFS', { limit: '0' }, 400, '/query/limit'],
    ['CNSPFS', { limit: '501' }, 400, '/query/limit'],
    ['CNSPFS', { before: 'yesterday' }, 400, '/query/before'],
    ['CNSPFS', { origin: 'fact:nobody' }, 400, '/query/origin'],
    ['XYZ', {}, 404, undefined],
    ['BOR', {}, 404, undefined],
  ])('%s with %j', async (paramcd, query, status, path) => {
    const { body, headers } = await api()
      .get(`${P}/endpoints/${paramcd}/history`)
      .query({ on: ON, ...query })
      .expect(status);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(body.errors?.[0]?.path).toBe(path);
  });

  it('of a patient who is not there', async () => {
    await api().get('/v1/patients/nobody/endpoints/CNSPFS/history').expect(404);
  });
});
