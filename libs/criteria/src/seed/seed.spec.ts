import fc from 'fast-check';
import { DEFAULTS, type Configuration } from '@leptotrace/rules';
import { ecog, evaluation, exam, lmCourseOf, mri, pressure, sample } from '../../../../test/support/lm';
import { type LmCourse, type LmEvaluation, type LmImaging, type RawCytology } from '../lm-model';
import { type TimePointResponse } from '../model';
import { evaluateRanoLm } from '../rano-lm/rano-lm';
import { pressureScore } from './pressure';
import { evaluateSeedWeighted } from './seed';

interface Visit {
  readonly gait?: number;
  readonly csf?: RawCytology;
  readonly reader?: LmImaging['readerOverall'];
  readonly ecog?: number;
  readonly quality?: number;
  readonly icp?: number;
  readonly sitting?: boolean;
}
const visitOf = (day: number, visit: Visit): LmEvaluation =>
  evaluation(day, {
    exams: visit.gait === undefined ? [] : [exam(day, { gait: visit.gait })],
    samples: visit.csf === undefined ? [] : [sample(day, visit.csf)],
    imaging: visit.reader === undefined ? [] : [mri(day, { readerOverall: visit.reader })],
    performance: [
      ...(visit.ecog === undefined ? [] : [ecog(day, visit.ecog)]),
      ...(visit.quality === undefined
        ? []
        : [{ factId: `q${day}`, day, instrument: 'QLQ-C30-GH' as const, value: visit.quality }]),
    ],
    pressures:
      visit.icp === undefined ? [] : [pressure(day, visit.icp, visit.sitting ? { position: 'sitting' } : {})],
  });
const courseOf = (before: Visit, now: Visit, more: Partial<LmCourse> = {}): LmCourse =>
  lmCourseOf(visitOf(0, before), [visitOf(40, now)], more);
const seed = (course: LmCourse, config: Partial<Configuration> = {}): TimePointResponse =>
  evaluateSeedWeighted(course, { ...DEFAULTS, ...config }).responses[0] as TimePointResponse;

const given = (from: number, to: number, perhapsTo = to) => ({ from, to, perhapsTo, factId: 'b' });

const FULL: Visit = { gait: 2, csf: 'positive', reader: 'stable', ecog: 2, icp: 20 };
const part = (name: string, before: Visit, now: Visit, more: Partial<LmCourse> = {}): string | undefined =>
  seed(courseOf({ ...FULL, ...before }, { ...FULL, ...now }, more)).parts[name];

describe('scores', () => {
  it.each([
    [{ gait: 0 }, '1'],
    [{ gait: 2 }, '0'],
    [{ gait: 3 }, '-1'],
  ])('SEED-6-neuro: %p scores %s', (now, score) => expect(part('neuro', {}, now)).toBe(score));

  it.each([
    ['improved', '1'],
    ['stable', '0'],
    ['progressive', '-1'],
    ['not-evaluable', 'NE'],
  ] as const)('SEED-6-imaging: %s scores %s', (reader, score) =>
    expect(part('imaging', {}, { reader })).toBe(score),
  );

  it.each([
    ['positive', 'negative', '0'],
    ['positive', 'positive', '0'],
    ['negative', 'negative', '0'],
    ['negative', 'positive', '-1'],
    ['positive', 'insufficient', 'NE'],
  ] as const)('SEED-6-cytology: from %s to %s scores %s', (before, now, score) =>
    expect(part('cytology', { csf: before }, { csf: now })).toBe(score),
  );

  it('SEED-6-cytology: a failed conversion costs nothing', () => {
    expect(part('cytology', {}, {}, { inductionEnd: { day: 20, factId: 'ind' } })).toBe('0');
  });

  it.each([
    [1, '1'],
    [2, '0'],
    [3, '-1'],
  ])('SEED-6-performance: ECOG from 2 to %i scores %s', (now, score) =>
    expect(part('performance', {}, { ecog: now })).toBe(score),
  );

  it.each([
    [60, '1'],
    [59, '0'],
    [41, '0'],
    [40, '-1'],
  ])('SEED-6-performance: global health from 50 to %i scores %s', (now, score) => {
    const { ecog: _ecog, ...rest } = FULL;
    expect(seed(courseOf({ ...rest, quality: 50 }, { ...rest, quality: now })).parts['performance']).toBe(
      score,
    );
  });

  it.each([
    [30, 24, 1],
    [30, 24.9, 0],
    [25, 20, 1],
    [25, 20.1, 0],
    [24.9, 10, 0],
    [24.9, 25, -1],
    [25, 30, -1],
    [25, 29.9, 0],
  ])('SEED-6-pressure: from %f to %f cmH2O scores %i', (before, now, score) =>
    expect(pressureScore(now, before, DEFAULTS)).toBe(score),
  );

  it.each([
    ['SEED-6-bevacizumab: 42 days after', { bevacizumab: [given(-50, -2)] }, 'NE'],
    ['SEED-6-bevacizumab: 43 days after', { bevacizumab: [given(-50, -3)] }, '-1'],
    [
      'SEED-6-drainage: 7 days after a shunt',
      { procedures: [{ factId: 's', day: 33, timeOfDay: null, what: 'shunt' }] },
      'NE',
    ],
    [
      'SEED-6-drainage: 8 days after',
      { procedures: [{ factId: 's', day: 32, timeOfDay: null, what: 'shunt' }] },
      '-1',
    ],
    ['SEED-6-drainage: on the day of mannitol', { osmotic: [given(40, 40)] }, 'NE'],
    ['SEED-6-drainage: the day after mannitol', { osmotic: [given(39, 39)] }, '-1'],
  ] as const)('%s', (_name, more, score) => {
    // Baseline lies 40 days before, out of reach of what is tested here.
    const confounded = lmCourseOf(visitOf(-60, FULL), [visitOf(40, { ...FULL, icp: 30 })], more);
    expect(seed(confounded).parts['pressure']).toBe(score);
  });

  it.each([
    ['known to be given', { bevacizumab: [given(-50, 0, 40)] }, ['ICP_AFTER_BEVACIZUMAB'], 'NE'],
    [
      '42 days after it may have ended',
      { bevacizumab: [given(-50, -20, -2)] },
      ['ICP_CONFOUNDER_UNKNOWN'],
      'NE',
    ],
    ['43 days after it may have ended', { bevacizumab: [given(-50, -20, -3)] }, [], '-1'],
    ['mannitol on the day', { osmotic: [given(30, 40)] }, ['ICP_AFTER_DRAINAGE'], 'NE'],
    ['mannitol that may go on', { osmotic: [given(30, 30, 40)] }, ['ICP_CONFOUNDER_UNKNOWN'], 'NE'],
    ['mannitol that may have gone on until the day before', { osmotic: [given(30, 30, 39)] }, [], '-1'],
  ] as const)('SEED-6-confounder-unknown: %s', (_name, more, flags, score) => {
    const confounded = lmCourseOf(visitOf(-60, FULL), [visitOf(40, { ...FULL, icp: 30 })], more);
    const found = seed(confounded);
    expect(found.parts['pressure']).toBe(score);
    expect(found.flags.filter((flag) => flag.startsWith('ICP_'))).toEqual(flags);
  });

  it('SEED-6-sitting: says nothing', () => {
    expect(part('pressure', {}, { icp: 40, sitting: true })).toBe('NE');
  });

  it('a pressure that is only bounded is compared with none', () => {
    const bounded = visitOf(40, FULL);
    const course = lmCourseOf(visitOf(0, FULL), [
      { ...bounded, pressures: [pressure(40, 40, { bound: '>' })] },
    ]);
    expect(seed(course).parts['pressure']).toBe('NE');
  });
});

describe('the composite', () => {
  it.each([
    ['exactly 0.4', { gait: 0, ecog: 1 }, 'IMPROVED'],
    ['0.2', { gait: 0 }, 'STABLE'],
    ['-0.2', { gait: 3 }, 'STABLE'],
    ['exactly -0.4', { gait: 3, ecog: 3 }, 'PROGRESSED'],
  ])('SEED-6-composite: %s', (_name, now, expected) =>
    expect(seed(courseOf(FULL, { ...FULL, ...now })).value).toBe(expected),
  );

  it('SEED-6-share: three of five are enough, two are not', () => {
    expect(seed(courseOf(FULL, { gait: 2, csf: 'positive', ecog: 2 })).value).toBe('STABLE');
    expect(seed(courseOf(FULL, { gait: 2, csf: 'positive' })).value).toBe('NE');
  });

  it('SEED-6-veto: progressive imaging is progression whatever else improves', () => {
    const now = { ...FULL, gait: 0, ecog: 0, reader: 'progressive' } as const;
    expect(seed(courseOf(FULL, now))).toMatchObject({ value: 'PROGRESSED', why: { rule: 'SEED-6-veto' } });
  });

  it('SEED-6-composite: weights of the ruleset count, and are named', () => {
    const course = courseOf(FULL, { ...FULL, gait: 0 });
    expect(seed(course).why.sums?.['weights']).toBe('default-equal');
    const weighted = seed(course, { weightNeuro: 3 });
    expect(weighted).toMatchObject({ value: 'IMPROVED', why: { sums: { weights: 'configured' } } });
  });

  it('SEED-6-experimental: every answer says so, and there is no complete response', () => {
    const found = evaluateSeedWeighted(
      courseOf(FULL, { ...FULL, gait: 0, reader: 'improved', ecog: 0 }),
      DEFAULTS,
    );
    expect(found.experimental).toBe(true);
    expect(found.responses.every(({ flags }) => flags.includes('EXPERIMENTAL'))).toBe(true);
    expect(found.responses[0]?.value).toBe('IMPROVED');
  });
});

describe('the promise', () => {
  const RANK: Readonly<Record<string, number>> = {
    PD: 0,
    PROGRESSED: 0,
    SUSPECTED_PD: 0,
    SD: 1,
    STABLE: 1,
    PR: 2,
    CR: 2,
    IMPROVED: 2,
  };
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
  const now = fc.record({
    gait: fc.constant(0),
    csf: fc.constantFrom('positive' as const, 'suspicious' as const),
    reader: maybe(
      fc.constantFrom(
        'improved' as const,
        'stable' as const,
        'progressive' as const,
        'not-evaluable' as const,
      ),
    ),
    ecog: maybe(fc.integer({ min: 0, max: 4 })),
    icp: maybe(fc.integer({ min: 5, max: 45 })),
  });

  it('SEED-6-promise: positive cytology with clinical improvement is never worse here than by RANO-LM', () => {
    fc.assert(
      fc.property(
        now,
        fc.integer({ min: 0, max: 4 }),
        fc.integer({ min: 5, max: 45 }),
        fc.option(fc.nat(60)),
        (...given) => {
          const [visit, status, icp, induction] = given;
          const present = Object.fromEntries(
            Object.entries(visit).filter(([, value]) => value !== undefined),
          ) as Visit;
          const course = courseOf({ ...FULL, ecog: status, icp }, present, {
            inductionEnd: induction === null ? null : { day: induction, factId: 'ind' },
          });
          const [ours] = evaluateSeedWeighted(course, DEFAULTS).responses;
          const [theirs] = evaluateRanoLm(course, DEFAULTS).responses;
          const [here, there] = [RANK[ours?.value ?? ''], RANK[theirs?.value ?? '']];
          if (here !== undefined && there !== undefined) expect(here).toBeGreaterThanOrEqual(there);
        },
      ),
      { numRuns: 500 },
    );
  });
});
