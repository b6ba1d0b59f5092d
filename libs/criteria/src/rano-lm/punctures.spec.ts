import { DEFAULTS } from '@leptotrace/rules';
import { evaluation, exam, lano, lmCourseOf, mri, pressure, sample } from '../../../../test/support/lm';
import { type CsfProcedure, type LmEvaluation } from '../lm-model';
import { usablePressure } from '../seed/pressure';
import { evaluateSeedWeighted } from '../seed/seed';
import { evaluateScorecard } from '../scorecard/scorecard';
import { csfCourse, csfStates } from './csf';
import { isMriAfterPuncture } from './mri-after-puncture';
import { evaluateRanoLm } from './rano-lm';

const STABLE = { lano: [lano('brain-nodules', 'present', 0)], readerOverall: 'stable' as const };
const full = (day: number, more: Partial<LmEvaluation> = {}): LmEvaluation =>
  evaluation(day, { exams: [exam(day)], imaging: [mri(day, STABLE)], ...more });
const alone = (day: number, result: Parameters<typeof sample>[1]): LmEvaluation =>
  evaluation(day, { samples: [sample(day, result)] });
const positive = full(0, { samples: [sample(0, 'positive')] });
const negative = full(0, { samples: [sample(0, 'negative')] });
const values = (baseline: LmEvaluation, ...followUps: LmEvaluation[]) =>
  evaluateRanoLm(lmCourseOf(baseline, followUps), DEFAULTS).responses.map(({ value, day }) => [value, day]);

describe('the state of the CSF runs over punctures', () => {
  it.each([
    ['nine days apart', 40, 49, 'CONVERTED_NEG'],
    ['seven days apart', 40, 47, 'CONVERTED_NEG'],
    ['six days apart', 40, 46, 'NEG_UNCONFIRMED'],
  ] as const)('CSF-3.2-punctures: two negatives of one visit, %s', (_name, first, second, state) => {
    const visit = full(50, { samples: [sample(first, 'negative'), sample(second, 'negative')] });
    const course = lmCourseOf(positive, [visit]);
    expect(csfStates(course, DEFAULTS).get(visit.id)?.state).toBe(state);
    expect(csfCourse(course, DEFAULTS).map(({ day }) => day)).toEqual([first, second]);
  });

  it('CSF-3.2-punctures: the negatives that confirm may lie in different visits, and are named', () => {
    const course = lmCourseOf(positive, [
      alone(30, 'negative'),
      full(60, { samples: [sample(60, 'negative')] }),
    ]);
    const found = csfStates(course, DEFAULTS).get('lm:60');
    expect(found?.state).toBe('CONVERTED_NEG');
    expect(found?.why.because?.flatMap(({ facts }) => facts)).toContain('csf30');
  });

  it('CSF-3.2-punctures: a positive and then a negative of one visit: the progression stands, on its day', () => {
    const visit = full(50, { samples: [sample(40, 'positive'), sample(48, 'negative')] });
    expect(values(negative, visit)).toEqual([['PD', 40]]);
  });

  it('CSF-3.2-sites: lumbar and ventricular of one day are one puncture', () => {
    const pair = (lumbar: 'negative' | 'positive', ventricular: 'negative' | 'insufficient') =>
      csfCourse(
        lmCourseOf(negative, [
          evaluation(40, {
            samples: [
              sample(40, lumbar, { factId: 'l' }),
              sample(40, ventricular, { factId: 'v', site: 'ventricular' }),
            ],
          }),
        ]),
        DEFAULTS,
      ).map(({ now }) => now);
    expect(pair('negative', 'negative')).toEqual(['neg']);
    expect(pair('positive', 'negative')).toEqual(['pos']);
    expect(pair('negative', 'insufficient')).toEqual(['NE']);
  });
});

describe('a puncture alone', () => {
  it.each([
    ['negative', []],
    ['atypical', []],
    ['insufficient', []],
    [null, []],
    ['positive', [['PD', 40]]],
    ['suspicious', [['PD', 40]]],
  ] as const)('RANOLM-3.2-puncture-alone: after a negative baseline, %s', (result, expected) =>
    expect(values(negative, alone(40, result))).toEqual(expected),
  );

  it('RANOLM-3.2-puncture-alone: is no visit between a response and its confirmation', () => {
    const followUps = [full(30), alone(45, 'negative'), full(60)];
    expect(values(negative, ...followUps)).toEqual([
      ['SD', 30],
      ['SD', 60],
    ]);
    const course = lmCourseOf(negative, followUps);
    for (const result of [
      evaluateScorecard(course, DEFAULTS, 'LM_SCORECARD_2019'),
      evaluateSeedWeighted(course, DEFAULTS),
    ])
      expect(result.responses.map(({ timePointId }) => timePointId)).toEqual(['lm:30', 'lm:60']);
  });

  it('RANOLM-3.2-puncture-alone: still positive after induction, unless the last examination was better', () => {
    const inductionEnd = { day: 30, factId: 'ind' };
    const at = (baselineGait: number, gait: number) =>
      evaluateRanoLm(
        lmCourseOf(
          full(0, { exams: [exam(0, { gait: baselineGait })], samples: [sample(0, 'positive')] }),
          [evaluation(28, { exams: [exam(28, { gait })] }), alone(40, 'positive')],
          { inductionEnd },
        ),
        DEFAULTS,
      ).responses.filter(({ value }) => value === 'PD');
    expect(at(2, 2)).toMatchObject([{ day: 40, flags: ['REFRACTORY'] }]);
    expect(at(2, 0)).toEqual([]);
  });

  it('RANOLM-3.2-puncture-alone: neither its pressure alone is a visit', () =>
    expect(values(negative, evaluation(40, { pressures: [pressure(40, 30)] }))).toEqual([]));
});

describe('a shunt or drain in place', () => {
  type Given = readonly [what: CsfProcedure['what'], until: number | null | undefined, day: number];
  const confounded = ([what, until, day]: Given) =>
    isMriAfterPuncture(
      mri(day),
      [{ factId: 'd', day: 10, timeOfDay: null, what, ...(until === undefined ? {} : { until }) }],
      DEFAULTS,
    );
  it.each([
    ['a shunt for ever', ['shunt', null, 500], true],
    ['a drain for ever', ['drain', null, 500], true],
    ['none before it was placed', ['drain', null, 9], false],
    ['14 days after its removal', ['drain', 100, 114], true],
    ['no longer 15 days after', ['drain', 100, 115], false],
    ['a reservoir 14 days', ['reservoir', undefined, 24], true],
    ['a reservoir no longer', ['reservoir', undefined, 25], false],
  ] as const)('MRILP-3.4-in-place: %s', (_name, given, expected) => expect(confounded(given)).toBe(expected));

  const enhancement = { lano: [lano('brain-leptomeningeal-enhancement', 'present', -3)] };
  const nodule = { lano: [lano('brain-nodules', 'present', -3)] };
  it.each([
    ['enhancement alone is suspected', enhancement, 'SUSPECTED_PD'],
    ['a new nodule stays progression', nodule, 'PD'],
  ] as const)('MRILP-3.4-in-place: under a shunt of a year ago %s', (_name, seen, value) => {
    const course = lmCourseOf(negative, [full(400, { imaging: [mri(400, seen)] })], {
      procedures: [{ factId: 's', day: 20, timeOfDay: null, what: 'shunt', until: null }],
    });
    expect(evaluateRanoLm(course, DEFAULTS).responses[0]?.value).toBe(value);
  });
});

it('SEED-6-lumbar: a later reading of a reservoir never stands for the lumbar one', () => {
  const course = lmCourseOf(null, []);
  const both = [pressure(40, 18), pressure(41, 35, { lumbar: false })];
  expect(usablePressure(both, course, DEFAULTS)).toMatchObject({ reading: { cmH2O: 18 }, flags: [] });
  expect(usablePressure(both.slice(1), course, DEFAULTS)).toEqual({
    reading: null,
    flags: ['ICP_NOT_LUMBAR'],
  });
});
