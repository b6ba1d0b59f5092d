import type { ComparisonAnswer, ReplayAnswer } from '@web/api/types';
import { longCourse, recordOverHttp } from '../../../../test/support/long-course';
import { startApp, type TestApp } from '../../../../test/support/app';
import { compareRows, type Row } from './rows';

describe('what changed between two looks', () => {
  let server: TestApp;
  const get = async <T>(path: string): Promise<T> =>
    (await (await fetch(`${server.url}/v1/patients/p${path}`)).json()) as T;
  const look = (on: string) => get<ReplayAnswer>(`/replay?on=${on}`);
  const rowsBetween = async (a: string, b: string): Promise<readonly Row[]> =>
    compareRows(await look(a), await look(b), await get<ComparisonAnswer>(`/compare?fromOn=${a}&toOn=${b}`));

  beforeAll(async () => {
    server = await startApp();
    await recordOverHttp(server.url, 'p', longCourse(120));
  });
  afterAll(() => server.close());

  it('is nothing between a day and itself', async () =>
    expect(await rowsBetween('2021-09-01', '2021-09-01')).toEqual([]));

  it('names every fact that came, once, and as the service compares it', async () => {
    const rows = await rowsBetween('2021-04-01', '2021-09-01');
    const { facts } = await get<ComparisonAnswer>('/compare?fromOn=2021-04-01&toOn=2021-09-01');
    const ofFacts = rows.filter(({ subject }) => subject.is === 'fact');
    expect(facts.length).toBeGreaterThan(5);
    expect(ofFacts.flatMap((row) => row.facts)).toEqual(facts.map(({ factId }) => factId));
  });

  it('shows both sides of a derived value as each look answers them', async () => {
    const [a, b] = [await look('2021-04-01'), await look('2021-09-01')];
    const rows = await rowsBetween('2021-04-01', '2021-09-01');
    const os = rows.find(({ key }) => key === 'OS');
    const avalOf = ({ endpoints }: ReplayAnswer) =>
      endpoints.endpoints.find(({ paramcd }) => paramcd === 'OS')?.aval;
    expect(os).toMatchObject({ a: { aval: avalOf(a) }, b: { aval: avalOf(b) }, change: 'changed' });
    const unchanged = b.endpoints.endpoints.filter((each) => !rows.some(({ key }) => key === each.paramcd));
    for (const { paramcd, aval } of unchanged)
      expect(a.endpoints.endpoints.find((each) => each.paramcd === paramcd)?.aval).toBe(aval);
  });

  it('turned around, what is new is gone', async () => {
    const [there, back] = [
      await rowsBetween('2021-04-01', '2021-09-01'),
      await rowsBetween('2021-09-01', '2021-04-01'),
    ];
    const turned = { new: 'gone', gone: 'new', changed: 'changed' } as const;
    const told = (rows: readonly Row[]) => rows.map(({ key, change }) => `${key} ${change}`).sort();
    expect(told(back)).toEqual(told(there.map((row) => ({ ...row, change: turned[row.change] }))));
  });

  it('an alteration that was tested on one side only is not said to be negative on the other', async () => {
    const rows = await rowsBetween('2020-12-01', '2021-09-01');
    const found = rows.filter(({ subject }) => subject.is === 'alteration');
    expect(found.length).toBeGreaterThan(0);
    expect(found.map(({ a }) => a)).toEqual(found.map(() => null));
  });
});
