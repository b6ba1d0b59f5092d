import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReplayAnswer } from '@web/api/types';
import { longCourse, recordOverHttp } from '../../../../test/support/long-course';
import { startApp, type TestApp } from '../../../../test/support/app';
import { courseHead } from '../header/course-head';
import { valueAt, type Figure } from '../figures';
import { driverOf } from './driver.model';
import { onWhatOf } from './on-what.model';
import { patientOf } from './patient.model';
import { trustOf } from './trust.model';
import { whereOf } from './where.model';

const FOLDER = join(process.cwd(), 'data/published-courses');
const IDS = ['1045', '216', '375', '729'].map((number) => `cantemist-cc_onco${number}`);

const isFigure = (value: object): value is Figure => 'path' in value && 'value' in value;

/** Every figure of a model, however deep. */
const figuresIn = (model: unknown): readonly Figure[] => {
  if (typeof model !== 'object' || model === null) return [];
  return isFigure(model) ? [model] : Object.values(model).flatMap(figuresIn);
};

const modelsOf = (answer: ReplayAnswer) => ({
  head: courseHead(answer),
  where: whereOf(answer),
  onWhat: onWhatOf(answer),
  driver: driverOf(answer),
  trust: trustOf(answer),
  patient: patientOf(answer),
});

/** Figures that the answer may leave out: nobody stages every diagnosis or dates every limit. */
const OPTIONAL = /\.(stage|lodVafPct|occurredOn|dose)$/;

describe('the strip and the service', () => {
  let server: TestApp;
  const post = async (path: string, body: object): Promise<void> => {
    const answer = await fetch(server.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(await answer.text());
  };
  const get = async <T>(path: string): Promise<T> => (await (await fetch(server.url + path)).json()) as T;

  beforeAll(async () => {
    server = await startApp();
    for (const id of IDS)
      await post('/v1/imports', JSON.parse(readFileSync(join(FOLDER, `${id}.json`), 'utf8')) as object);
    await recordOverHttp(server.url, 'long', longCourse(180));
  });
  afterAll(() => server.close());

  describe.each([...IDS, 'long'])('%s', (id) => {
    it.each(['2014-06-30', '2016-06-30', '2022-06-30', ''])(
      'shows on %s what each call answers',
      async (on) => {
        const search = on === '' ? '' : `?on=${on}`;
        const path = `/v1/patients/${id}`;
        const [replay, status, endpoints, resistance, timeline] = await Promise.all([
          get<ReplayAnswer>(`${path}/replay${search}`),
          get(`${path}/status${search}`),
          get(`${path}/endpoints${search}`),
          get(`${path}/resistance${search}`),
          get(`${path}/timeline${search}`),
        ]);
        const figures = figuresIn(modelsOf(replay));
        expect(figures.length).toBeGreaterThan(20);
        const parts = { status, endpoints, resistance, timeline };
        expect(figures.map(({ path: of }) => [of, valueAt(parts, of)])).toEqual(
          figures.map(({ path: of, value }) => [of, value]),
        );
        const lost = figures.filter(({ path: of, value }) => value === undefined && !OPTIONAL.test(of));
        expect(lost.map(({ path: of }) => of)).toEqual([]);
      },
    );
  });

  it('shows nothing as negative where nothing is known', async () => {
    await post('/v1/patients', { patientId: 'blank' });
    const { where, onWhat, driver, trust, patient } = modelsOf(
      await get<ReplayAnswer>('/v1/patients/blank/replay'),
    );
    expect(where.compartments.map(({ progression }) => progression.value)).toEqual([
      'not-evaluable',
      'not-evaluable',
    ]);
    expect(onWhat.clocks.map(({ aval }) => aval.value)).toEqual([null, null, null, null]);
    expect(driver).toMatchObject({ alterations: [], statements: [] });
    expect(trust.ages.map(({ age, stale }) => [age.value, stale])).toEqual(
      trust.ages.map(() => [null, false]),
    );
    expect(patient).toMatchObject({ performance: [], pressure: null, neuro: null, symptoms: null });
    expect(patient.cytology.value).toBe('not-tested');
  });
});
