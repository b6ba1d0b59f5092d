import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReplayAnswer } from '@web/api/types';
import { startApp, type TestApp } from '../../../../test/support/app';
import { factsById } from './facts';
import { selectionOf } from './selection.model';
import { whyOf } from './why.model';

const COURSE = join(process.cwd(), 'data/published-courses/cantemist-cc_onco1045.json');
const PATH = '/v1/patients/cantemist-cc_onco1045/replay';

describe('what is behind a value', () => {
  let server: TestApp;
  let whole: ReplayAnswer;
  const look = async (search: string): Promise<ReplayAnswer> =>
    (await (await fetch(server.url + PATH + search)).json()) as ReplayAnswer;

  beforeAll(async () => {
    server = await startApp();
    await fetch(`${server.url}/v1/imports`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: readFileSync(COURSE, 'utf8'),
    });
    whole = await look('?on=2017-03-31');
  });
  afterAll(() => server.close());

  it('explains the progression of the strip by its own point, and what is stated beside it', () => {
    const cns = whole.status.compartments.find(({ compartment }) => compartment === 'cns');
    const [derived, stated] = whyOf(whole).filter(({ compartment }) => compartment === 'cns');
    expect(cns?.progression).toBe('progression');
    expect(derived).toMatchObject({ criterion: cns?.by[0], point: { value: 'PD', date: cns?.since } });
    expect(stated).toMatchObject({ criterion: 'STATED', drives: false });
  });

  it('rests on facts that are there', () => {
    const facts = factsById(whole);
    const ids = whyOf(whole).flatMap(({ point }) => point.facts);
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.filter((id) => !facts.has(id))).toEqual([]);
  });

  it('finds what an id means: a fact, an evaluation, or nothing', () => {
    const [why] = whyOf(whole);
    expect(selectionOf('f18', whole, whole)).toMatchObject({ is: 'fact', group: 'known' });
    expect(selectionOf(why?.point.timePointId ?? '', whole, whole)).toMatchObject({ is: 'time-point' });
    expect(selectionOf('nobody', whole, whole)).toBeNull();
    expect(selectionOf(null, whole, whole)).toBeNull();
  });

  it('tells a fact after the day, and one that was not yet recorded, from one that is known', async () => {
    expect(selectionOf('f33', await look('?on=2016-06-30'), whole)).toMatchObject({ group: 'later' });
    expect(selectionOf('f18', await look('?on=2016-06-30&asOf=r2'), whole)).toMatchObject({
      group: 'not-yet-recorded',
    });
  });
});
