import fc from 'fast-check';
import { DEFAULTS, type Configuration } from '@leptotrace/rules';
import { DOMAINS, evaluation, exam, lano, lmCourseOf, mri, sample } from '../../../../test/support/lm';
import { mm } from '../length';
import {
  type CsfProcedure,
  type LmCourse,
  type LmEvaluation,
  type LmImaging,
  type NeuroDomain,
} from '../lm-model';
import { combine, type Components } from './combined';
import { csfStates, type CsfFinding, type CsfState } from './csf';
import { ranoLmCytology } from './punctures';
import { imagingFindings, type ImagingFinding, type ImagingResult } from './imaging';
import { domainMax, neuroFindings, type NeuroFinding, type NeuroResult } from './neuro';
import { isMeasurableNodule } from './nodules';
import { evaluateRanoLm } from './rano-lm';

const config = (more: Partial<Configuration> = {}): Configuration => ({ ...DEFAULTS, ...more });

describe('neurological examination', () => {
  const judged = (
    baseline: Partial<Record<NeuroDomain, number | null>>,
    now: Partial<Record<NeuroDomain, number | null>>,
    options: {
      attribution?: 'lm' | 'unknown' | 'treatment' | 'systemic' | 'other';
      config?: Partial<Configuration>;
      between?: Partial<Record<NeuroDomain, number>>;
    } = {},
  ): NeuroFinding => {
    const followUps = [
      ...(options.between ? [evaluation(20, { exams: [exam(20, options.between)] })] : []),
      evaluation(40, { exams: [exam(40, now, options.attribution)] }),
    ];
    const course = lmCourseOf(evaluation(0, { exams: [exam(0, baseline)] }), followUps);
    return neuroFindings(course, config(options.config)).get('exam40') as NeuroFinding;
  };

  it.each([
    ['gait', 3],
    ['strength', 3],
    ['sensation', 2],
    ['vision', 3],
    ['eye-movements', 3],
    ['facial-strength', 2],
    ['hearing', 3],
    ['swallowing', 2],
    ['consciousness', 3],
    ['behaviour', 2],
  ] as const)('NEURO-3.1-%s: its highest grade is %i, and reaching it is worse', (domain, max) => {
    expect(domainMax(domain, DEFAULTS)).toBe(max);
    expect(judged({ [domain]: max - 1 }, { [domain]: max }).result).toBe('WORSE');
  });

  it('NEURO-3.1-hearing, NEURO-3.1-swallowing: unverified, so the ruleset can set them', () => {
    expect(judged({ hearing: 1 }, { hearing: 2 }, { config: { hearingMax: 2 } }).result).toBe('WORSE');
    expect(judged({ swallowing: 1 }, { swallowing: 2 }, { config: { swallowingMax: 3 } }).result).toBe(
      'STABLE',
    );
  });

  it.each([
    ['NEURO-3.1-worse: by two grades', { gait: 0 }, { gait: 2 }, 'WORSE'],
    ['NEURO-3.1-stable: by one grade', { gait: 0 }, { gait: 1 }, 'STABLE'],
    ['NEURO-3.1-worse: to the highest grade by one', { gait: 2 }, { gait: 3 }, 'WORSE'],
    ['NEURO-3.1-stable: at the highest grade already', { gait: 3 }, { gait: 3 }, 'STABLE'],
    ['NEURO-3.1-improved: by two grades', { gait: 3 }, { gait: 1 }, 'IMPROVED'],
    ['NEURO-3.1-stable: better by one grade', { gait: 3 }, { gait: 2 }, 'STABLE'],
    [
      'NEURO-3.1-improved: from 1 to 0 where 2 is the highest',
      { behaviour: 1 },
      { behaviour: 0 },
      'IMPROVED',
    ],
    ['NEURO-3.1-stable: from 1 to 0 where 3 is the highest', { gait: 1 }, { gait: 0 }, 'STABLE'],
    [
      'NEURO-3.1-improved: not while another domain is worse',
      { gait: 3, vision: 0 },
      { gait: 1, vision: 2 },
      'WORSE',
    ],
  ] as const)('%s', (_name, baseline, now, expected) => expect(judged(baseline, now).result).toBe(expected));

  it('NEURO-3.1-improved: not from 1 to 0 if so configured', () => {
    expect(
      judged({ behaviour: 1 }, { behaviour: 0 }, { config: { improveToNormalCounts: false } }).result,
    ).toBe('STABLE');
  });

  it('NEURO-3.1-worse: against the best grade since baseline, or against baseline if so configured', () => {
    const facts = [{ gait: 2 }, { gait: 2 }, { between: { gait: 0 } }] as const;
    expect(judged(facts[0], facts[1], facts[2]).result).toBe('WORSE');
    expect(judged(facts[0], facts[1], { ...facts[2], config: { neuroReference: 'baseline' } }).result).toBe(
      'STABLE',
    );
  });

  it.each([
    [3, 'STABLE'],
    [4, 'NE'],
  ])('NEURO-3.1-ne: %i domains that are not evaluable', (count, expected) => {
    const missing = Object.fromEntries(DOMAINS.slice(0, count).map((domain) => [domain, null]));
    expect(judged({}, missing).result).toBe(expected);
    expect(judged({}, { ...missing, behaviour: 2 }).result).toBe('WORSE');
  });

  it.each(['treatment', 'systemic', 'other'] as const)(
    'NEURO-3.1-attribution: worse from %s is neutral, flagged',
    (attribution) => {
      const found = judged({ gait: 0 }, { gait: 2 }, { attribution });
      expect(found).toMatchObject({ result: 'STABLE', flags: ['NEURO_NOT_ATTRIBUTED_TO_LM'] });
    },
  );

  it('NEURO-3.1-attribution: of unknown cause it is worse, and said to be unknown', () => {
    expect(judged({ gait: 0 }, { gait: 2 }, { attribution: 'unknown' })).toMatchObject({
      result: 'WORSE',
      attribution: 'unknown',
    });
  });

  it('NEURO-3-symptoms: an evaluation without an examination has no neurological result', () => {
    const course = lmCourseOf(evaluation(0, { exams: [exam(0)] }), [evaluation(40)]);
    expect(neuroFindings(course, DEFAULTS).size).toBe(0);
  });

  it('NEURO-3.1-ne: without a baseline examination nothing can be compared', () => {
    const course = lmCourseOf(evaluation(0), [evaluation(40, { exams: [exam(40, { gait: 3 })] })]);
    expect(neuroFindings(course, DEFAULTS).get('exam40')?.result).toBe('NE');
  });
});

describe('cytology', () => {
  type Visit = readonly [
    day: number,
    result: Parameters<typeof sample>[1],
    more?: Parameters<typeof sample>[2],
  ];
  const states = (
    baseline: Visit | null,
    visits: readonly (Visit | number)[],
    options: { induction?: number; config?: Partial<Configuration>; haematological?: boolean } = {},
  ): readonly CsfState[] => {
    const course = lmCourseOf(
      evaluation(0, { samples: baseline ? [sample(...baseline)] : [] }),
      visits.map((visit) =>
        typeof visit === 'number' ? evaluation(visit) : evaluation(visit[0], { samples: [sample(...visit)] }),
      ),
      {
        inductionEnd: options.induction === undefined ? null : { day: options.induction, factId: 'ind' },
        haematological: options.haematological ?? false,
      },
    );
    return [...csfStates(course, config(options.config)).values()].map(({ state }) => state);
  };

  it.each([
    ['CSF-3.2-map-negative', 'negative', 'neg'],
    ['CSF-3.2-map-atypical', 'atypical', 'neg'],
    ['CSF-3.2-map-suspicious', 'suspicious', 'pos'],
    ['CSF-3.2-map-positive', 'positive', 'pos'],
    ['CSF-3.2-map-insufficient', 'insufficient', 'NE'],
  ] as const)('%s: %s is %s', (_rule, raw, value) => expect(ranoLmCytology(raw)).toBe(value));

  it.each([
    ['no sample', [40] as const],
    ['an unreadable one', [[40, 'insufficient']] as const],
    ['one not reported yet', [[40, null]] as const],
  ])('CSF-3.2-NE: %s, and nothing is carried forward', (_name, visits) => {
    expect(states([0, 'negative'], visits as never)).toEqual(['NE']);
    expect(states([0, 'positive'], visits as never)).toEqual(['NE']);
  });

  it.each([
    ['CSF-3.2-NEG_UNCONFIRMED: a single negative', [[20, 'negative']], ['NEG_UNCONFIRMED']],
    [
      'CSF-3.2-CONVERTED_NEG: two negatives 7 days apart',
      [
        [20, 'negative'],
        [27, 'negative'],
      ],
      ['NEG_UNCONFIRMED', 'CONVERTED_NEG'],
    ],
    [
      'CSF-3.2-NEG_UNCONFIRMED: two negatives 6 days apart',
      [
        [20, 'negative'],
        [26, 'negative'],
      ],
      ['NEG_UNCONFIRMED', 'NEG_UNCONFIRMED'],
    ],
    [
      'CSF-3.2-NEG_UNCONFIRMED: a positive in between',
      [
        [20, 'negative'],
        [27, 'positive'],
        [34, 'negative'],
      ],
      ['NEG_UNCONFIRMED', 'STILL_POSITIVE', 'NEG_UNCONFIRMED'],
    ],
    [
      'CSF-3.2-CONVERTED_NEG: one that cannot be read in between breaks nothing',
      [
        [20, 'negative'],
        [24, 'insufficient'],
        [27, 'negative'],
      ],
      ['NEG_UNCONFIRMED', 'NE', 'CONVERTED_NEG'],
    ],
    [
      'CSF-3.2-CONVERTED_POS: positive again after a conversion',
      [
        [20, 'negative'],
        [27, 'negative'],
        [60, 'positive'],
      ],
      ['NEG_UNCONFIRMED', 'CONVERTED_NEG', 'CONVERTED_POS'],
    ],
    [
      'CSF-3.2-STILL_POSITIVE: positive still, end of induction unknown',
      [[40, 'suspicious']],
      ['STILL_POSITIVE'],
    ],
  ] as const)('%s', (_name, visits, expected) =>
    expect(states([0, 'positive'], visits as never)).toEqual(expected),
  );

  it.each([
    ['CSF-3.2-STAYS_NEG', 'atypical', 'STAYS_NEG'],
    ['CSF-3.2-CONVERTED_POS', 'positive', 'CONVERTED_POS'],
  ] as const)('%s: from negative, %s', (_rule, now, expected) =>
    expect(states([0, 'negative'], [[40, now]])).toEqual([expected]),
  );

  it.each([
    [41, 'STILL_POSITIVE'],
    [40, 'STILL_POSITIVE'],
    [39, 'FAILED_CONVERSION'],
  ] as const)(
    'CSF-3.2-FAILED_CONVERSION: induction ends on day %i, positive on day 40: %s',
    (induction, expected) =>
      expect(states([0, 'positive'], [[40, 'positive']], { induction })).toEqual([expected]),
  );

  it.each(['positive', 'negative'] as const)(
    'CSF-3.2-UNKNOWN_BASELINE: no readable baseline, now %s',
    (now) => {
      expect(states(null, [[40, now]])).toEqual(['UNKNOWN_BASELINE']);
      expect(states([0, 'insufficient'], [[40, now]])).toEqual(['UNKNOWN_BASELINE']);
    },
  );

  it('CSF-3.2-sites: one positive is positive, one that cannot be read leaves the rest not evaluable', () => {
    const visit = (...results: readonly Parameters<typeof sample>[1][]): string | undefined => {
      const samples = results.map((result, at) =>
        sample(40 + at, result, { site: at === 0 ? 'lumbar' : 'ommaya' }),
      );
      const course = lmCourseOf(evaluation(0, { samples: [sample(0, 'negative')] }), [
        evaluation(40, { samples }),
      ]);
      return [...csfStates(course, DEFAULTS).values()][0]?.now;
    };
    expect(visit('negative', 'positive')).toBe('pos');
    expect(visit('negative', 'negative')).toBe('neg');
    expect(visit('negative', 'insufficient')).toBe('NE');
  });

  it('CSF-3.2-volume: a small negative counts for no conversion, but a 5 mL one does', () => {
    const at = (volumeMl: number, options = {}) =>
      states(
        [0, 'positive'],
        [
          [20, 'negative', { volumeMl }],
          [40, 'negative', { volumeMl }],
        ],
        options,
      );
    expect(at(4.9)).toEqual(['NE', 'NE']);
    expect(at(5)).toEqual(['NEG_UNCONFIRMED', 'CONVERTED_NEG']);
    expect(at(4.9, { config: { lowVolumeNegativeIs: 'negative' } })).toEqual([
      'NEG_UNCONFIRMED',
      'CONVERTED_NEG',
    ]);
    expect(states([0, 'negative', { volumeMl: 1 }], [[40, 'negative', { volumeMl: 1 }]])).toEqual([
      'STAYS_NEG',
    ]);
  });

  it('CSF-3.2-flow: says nothing in lung cancer, and stands for cytology in haematological cancer', () => {
    const flow = [[40, 'positive', { method: 'flow-cytometry' }]] as const;
    expect(states([0, 'negative'], flow as never)).toEqual(['NE']);
    expect(states([0, 'negative'], flow as never, { haematological: true })).toEqual(['CONVERTED_POS']);
  });
});

describe('imaging', () => {
  const found = (
    before: Partial<LmImaging>,
    now: Partial<LmImaging>,
    options: { config?: Partial<Configuration>; procedures?: LmCourse['procedures'] } = {},
  ): ImagingFinding => {
    const course = lmCourseOf(
      evaluation(0, { imaging: [mri(0, before)] }),
      [evaluation(40, { imaging: [mri(40, now)] })],
      { procedures: options.procedures ?? [] },
    );
    return imagingFindings(course, config(options.config)).get('lm:40') as ImagingFinding;
  };
  const result = (...given: Parameters<typeof found>): ImagingResult => found(...given).result;
  const ITEMS = [
    'brain-nodules',
    'brain-leptomeningeal-enhancement',
    'cranial-nerve-enhancement',
    'hydrocephalus',
    'brain-parenchymal-metastases',
    'spine-nodules',
    'spine-leptomeningeal-enhancement',
    'nerve-root-enhancement',
    'intramedullary-metastases',
    'epidural-metastases',
  ] as const;
  const four = ITEMS.slice(0, 4).map((item) => lano(item, 'present'));

  it.each(ITEMS)('LANO-3.3-%s: a new site of it is progressive', (item) => {
    expect(result({ lano: [lano(item, 'absent')] }, { lano: [lano(item, 'present', -3)] })).toBe(
      'PROGRESSIVE',
    );
  });

  it('LANO-3.3-sign: +3 is resolved, or new, by its stated direction; without one it is not used', () => {
    const at = (direction: 'positive-is-better' | 'positive-is-worse' | null) =>
      found(
        { lano: [lano('spine-nodules', 'present')] },
        { lano: [lano('spine-nodules', 'absent', 3, { direction })] },
      );
    expect(at('positive-is-better').result).toBe('IMPROVED');
    expect(at('positive-is-worse').result).toBe('PROGRESSIVE');
    expect(at(null)).toMatchObject({ result: 'NE', flags: ['SCORE_DIRECTION_MISSING'] });
  });

  it.each([
    [5, 10, true],
    [10, 5, true],
    [4.99, 10, false],
    [5, 9.99, false],
  ])('LANO-3.3-measurable: %d x %d mm', (x, y, expected) =>
    expect(isMeasurableNodule({ x: mm(x), y: mm(y) })).toBe(expected),
  );

  const nodule = (x: number, y: number): Partial<LmImaging> => ({
    nodules: [{ lesionId: 'n', size: { x: 10 * x, y: 10 * y }, present: true, isNew: false }],
  });
  it.each([
    ['LANO-3.3-nodule-change: product up by exactly 25 %', [100, 100], [100, 125], 'PROGRESSIVE'],
    ['LANO-3.3-nodule-change: product up by less', [100, 100], [100, 124], 'STABLE'],
    ['LANO-3.3-nodule-change: product down by exactly 50 %', [100, 100], [50, 100], 'IMPROVED'],
    ['LANO-3.3-nodule-change: product down by less', [100, 100], [51, 100], 'STABLE'],
    ['LANO-3.3-nodule-change: not measurable at baseline', [49, 100], [90, 100], 'NE'],
  ] as const)('%s', (_name, [x, y], [u, v], expected) =>
    expect(result(nodule(x, y), nodule(u, v))).toBe(expected),
  );

  it('LANO-3.3-nodule-change: worse is judged against the smallest so far', () => {
    const course = lmCourseOf(evaluation(0, { imaging: [mri(0, nodule(100, 100))] }), [
      evaluation(40, { imaging: [mri(40, nodule(100, 60))] }),
      evaluation(80, { imaging: [mri(80, nodule(100, 75))] }),
    ]);
    expect([...imagingFindings(course, DEFAULTS).values()].map((each) => each.result)).toEqual([
      'STABLE',
      'PROGRESSIVE',
    ]);
  });

  it.each([
    ['LANO-3.3-PROGRESSIVE: composite worse by exactly a quarter of the load', -1, 'PROGRESSIVE'],
    ['LANO-3.3-STABLE: no change', 0, 'STABLE'],
    ['LANO-3.3-STABLE: composite better by a quarter', 1, 'STABLE'],
    ['LANO-3.3-IMPROVED: composite better by exactly half of the load', 2, 'IMPROVED'],
  ])('%s', (_name, change, expected) => {
    expect(result({ lano: four }, { lano: [lano('brain-nodules', 'present', change)] })).toBe(expected);
  });

  it('LANO-3.3-STABLE: composite worse by a fifth of the load', () => {
    const five = ITEMS.slice(0, 5).map((item) => lano(item, 'present'));
    expect(result({ lano: five }, { lano: [lano('brain-nodules', 'present', -1)] })).toBe('STABLE');
  });

  it('LANO-3.3-IMPROVED: not while an item is worse', () => {
    const now = [lano('brain-nodules', 'absent', 3), lano('hydrocephalus', 'present', -1)];
    expect(result({ lano: four }, { lano: now })).toBe('STABLE');
  });

  it.each([
    ['the spine was not seen', { spine: false }],
    ['the brain was not seen', { brain: false }],
    ['no contrast was given', { contrast: false }],
    ['the reader could not read it', { readerOverall: 'not-evaluable' }],
  ] as const)('LANO-3.3-NE: %s; a new site still proves progression', (_name, lack) => {
    expect(result({ lano: four }, { lano: [lano('brain-nodules', 'present', 0)], ...lack })).toBe('NE');
    expect(result({ lano: four }, { newLmLesion: true, ...lack })).toBe('PROGRESSIVE');
  });

  it('LANO-3.3-NE: a part of the neuraxis is enough if so configured', () => {
    const now = { lano: [lano('brain-nodules', 'present', 0)], spine: false };
    expect(result({ lano: four }, now, { config: { requireFullNeuraxis: false } })).toBe('STABLE');
  });

  it('LANO-3.3-NE: an evaluation without an MRI', () => {
    const course = lmCourseOf(evaluation(0, { imaging: [mri(0)] }), [evaluation(40)]);
    expect(imagingFindings(course, DEFAULTS).get('lm:40')?.result).toBe('NE');
  });

  it('LANO-3.3-NOT_APPLICABLE: normal at baseline and normal still', () => {
    const normal = { lano: ITEMS.map((item) => lano(item, 'absent', 0)) };
    expect(result(normal, normal)).toBe('NOT_APPLICABLE');
  });

  it('LANO-3.3-reader: leads, and a difference is flagged; the card leads if so configured', () => {
    const now = { lano: [lano('brain-nodules', 'present', 0)], readerOverall: 'progressive' } as const;
    expect(found({ lano: four }, now)).toMatchObject({ result: 'PROGRESSIVE', flags: ['READER_VS_SCORE'] });
    expect(result({ lano: four }, now, { config: { imagingPrimary: 'computed' } })).toBe('STABLE');
  });

  const procedure = (day: number, more: Partial<CsfProcedure> = {}): CsfProcedure => ({
    factId: `lp${day}`,
    day,
    timeOfDay: null,
    what: 'lumbar-puncture',
    ...more,
  });
  const linear = { lano: [lano('brain-leptomeningeal-enhancement', 'present', -3)] };
  it.each([
    ['MRILP-3.4-order: 14 days after', procedure(26), true],
    ['MRILP-3.4-order: 15 days after', procedure(25), false],
    ['MRILP-3.4-order: on one day, no clock times', procedure(40), true],
    ['MRILP-3.4-order: the day before the puncture', procedure(41), false],
    ['MRILP-3.4-order: after a shunt', procedure(30, { what: 'shunt' }), true],
  ])('%s', (_name, done, flagged) => {
    const seen = found({ lano: four }, linear, { procedures: [done] });
    expect(seen.flags.includes('MRI_AFTER_LP')).toBe(flagged);
    expect(seen.downgraded).toBe(flagged);
  });

  it('MRILP-3.4-order: clock times that put the MRI first', () => {
    const at = (timeOfDay: string) =>
      found({ lano: four }, { ...linear, timeOfDay }, { procedures: [procedure(40, { timeOfDay: '12:00' })] })
        .downgraded;
    expect(at('09:00')).toBe(false);
    expect(at('15:00')).toBe(true);
  });

  it.each([
    ['a nodule', { lano: [lano('brain-nodules', 'present', -3)] }],
    ['a new lesion', { ...linear, newLmLesion: true }],
    ['parenchyma', { lano: [lano('brain-parenchymal-metastases', 'present', -3)] }],
  ] as const)('MRILP-3.4-downgrade: %s stays progressive', (_name, now) => {
    expect(found({ lano: four }, now, { procedures: [procedure(30)] })).toMatchObject({
      result: 'PROGRESSIVE',
      downgraded: false,
    });
  });

  it('MRILP-3.4-downgrade: improvement is not touched', () => {
    const better = { lano: [lano('brain-leptomeningeal-enhancement', 'absent', 3)] };
    expect(found({ lano: four }, better, { procedures: [procedure(30)] })).toMatchObject({
      result: 'IMPROVED',
      downgraded: false,
    });
  });
});

describe('combined response', () => {
  const NEURO: readonly NeuroResult[] = ['IMPROVED', 'STABLE', 'WORSE', 'NE'];
  const CSF: readonly CsfState[] = [
    'NE',
    'CONVERTED_NEG',
    'NEG_UNCONFIRMED',
    'STILL_POSITIVE',
    'FAILED_CONVERSION',
    'STAYS_NEG',
    'CONVERTED_POS',
    'UNKNOWN_BASELINE',
  ];
  const IMAGING: readonly ImagingResult[] = ['IMPROVED', 'STABLE', 'PROGRESSIVE', 'NE', 'NOT_APPLICABLE'];
  const why = { rule: 'x', value: 'x' };
  const partsOf = (
    n: NeuroResult,
    c: CsfState,
    i: ImagingResult,
    more: {
      attribution?: 'lm' | 'unknown';
      confirmed?: boolean;
      downgraded?: boolean;
      csfBaseline?: CsfFinding['baseline'];
    } = {},
  ): Components => ({
    neuro: {
      result: n,
      day: 41,
      factId: 'e',
      attribution: n === 'WORSE' ? (more.attribution ?? 'lm') : null,
      worse: [],
      allNormal: false,
      flags: [],
      why,
    },
    neuroConfirmedSince: n === 'WORSE' && more.confirmed ? 30 : null,
    csf: { state: c, now: 'neg', baseline: more.csfBaseline ?? 'pos', day: 42, flags: [], why },
    imaging: {
      result: i,
      downgraded: i === 'PROGRESSIVE' && (more.downgraded ?? false),
      day: 40,
      evidence: [],
      items: [],
      resolved: false,
      flags: [],
      why,
    },
    imagingConfirmedSince: null,
    abnormalAtBaseline: true,
  });
  const value = (...given: Parameters<typeof partsOf>) => combine(partsOf(...given), DEFAULTS);

  /** The table of 3.5, written again from the specification and apart from the code. */
  const NEGATIVE = ['CONVERTED_NEG', 'STAYS_NEG'];
  const HARMLESS = [...NEGATIVE, 'NEG_UNCONFIRMED', 'STILL_POSITIVE'];
  const CALM = ['IMPROVED', 'STABLE'];
  const TABLE: readonly (readonly [string, (n: NeuroResult, c: CsfState, i: ImagingResult) => boolean])[] = [
    ['L1 PD', (_n, _c, i) => i === 'PROGRESSIVE'],
    ['L2 PD', (_n, c) => c === 'CONVERTED_POS'],
    ['L3 SD', (n, c) => c === 'FAILED_CONVERSION' && n === 'IMPROVED'],
    ['L3 PD', (_n, c) => c === 'FAILED_CONVERSION'],
    ['L4 SUSPECTED_PD', (n) => n === 'WORSE'],
    ['L6 PR', (n, c, i) => CALM.includes(n) && NEGATIVE.includes(c) && i === 'IMPROVED'],
    ['L6 PR', (n, c, i) => n === 'IMPROVED' && NEGATIVE.includes(c) && i === 'NOT_APPLICABLE'],
    ['L7 SD', (n, c, i) => CALM.includes(n) && HARMLESS.includes(c) && i !== 'NE'],
    ['L8 NE', () => true],
  ];
  const expected = (...given: [NeuroResult, CsfState, ImagingResult]): string | undefined =>
    TABLE.find(([, test]) => test(...given))?.[0];
  const all = NEURO.flatMap((n) => CSF.flatMap((c) => IMAGING.map((i) => [n, c, i] as const)));
  it.each(all)('RANOLM-3.5-L1 to RANOLM-3.5-L8: neuro %s, CSF %s, imaging %s', (n, c, i) => {
    const found = value(n, c, i);
    expect(`${found.rule.replace('RANOLM-3.5-', '')} ${found.value}`).toBe(expected(n, c, i));
  });

  it.each([
    ['RANOLM-3.5-L1', value('IMPROVED', 'CONVERTED_NEG', 'PROGRESSIVE')],
    ['RANOLM-3.5-L2', value('IMPROVED', 'CONVERTED_POS', 'IMPROVED')],
    ['RANOLM-3.5-L3', value('STABLE', 'FAILED_CONVERSION', 'STABLE')],
    ['RANOLM-3.5-L4', value('WORSE', 'STAYS_NEG', 'STABLE')],
    ['RANOLM-3.5-L5', value('WORSE', 'STAYS_NEG', 'STABLE', { attribution: 'unknown' })],
    ['RANOLM-3.5-L6', value('STABLE', 'STAYS_NEG', 'IMPROVED')],
    ['RANOLM-3.5-L7', value('STABLE', 'STILL_POSITIVE', 'STABLE')],
    ['RANOLM-3.5-L8', value('STABLE', 'STAYS_NEG', 'NE')],
  ])('%s is named by the answer, with the rows that lost before it', (rule, found) => {
    expect(found.rule).toBe(rule);
    expect(found.lost.map((lost) => lost.rule)).toEqual(
      ['L1', 'L2', 'L3', 'L4', 'L5', 'L6', 'L7', 'L8']
        .map((row) => `RANOLM-3.5-${row}`)
        .slice(0, found.lost.length),
    );
  });

  it('RANOLM-3.5-L3: what a failed conversion means can be set', () => {
    const by = (failedConversion: Configuration['failedConversion'], n: NeuroResult) =>
      combine(partsOf(n, 'FAILED_CONVERSION', 'STABLE'), config({ failedConversion }));
    expect(by('seedReconciled', 'IMPROVED')).toMatchObject({
      value: 'SD',
      flags: ['PERSISTENT_POSITIVE_CSF'],
    });
    expect(by('seedReconciled', 'STABLE')).toMatchObject({ value: 'PD', flags: ['REFRACTORY'] });
    expect(by('alwaysPD', 'IMPROVED')).toMatchObject({ value: 'PD', flags: ['REFRACTORY'] });
    expect(by('alwaysSD', 'STABLE')).toMatchObject({ value: 'SD' });
  });

  it('RANOLM-3.5-L4: confirmed it is progression, dated at the first examination; never if so configured', () => {
    expect(value('WORSE', 'STAYS_NEG', 'STABLE', { confirmed: true })).toMatchObject({
      value: 'PD',
      day: 30,
    });
    const never = combine(
      partsOf('WORSE', 'STAYS_NEG', 'STABLE', { confirmed: true }),
      config({ neuroAloneIsPD: false }),
    );
    expect(never.value).toBe('SUSPECTED_PD');
  });

  it('RANOLM-3.5-L5: a confounded progression is suspected', () => {
    expect(value('STABLE', 'STAYS_NEG', 'PROGRESSIVE', { downgraded: true })).toMatchObject({
      rule: 'RANOLM-3.5-L5',
      value: 'SUSPECTED_PD',
    });
  });

  it('RANOLM-3.5-L7: cytology that is missing after a negative baseline is flagged', () => {
    expect(value('STABLE', 'NE', 'STABLE', { csfBaseline: 'neg' })).toMatchObject({
      value: 'SD',
      flags: ['CSF_NOT_AVAILABLE'],
    });
    expect(value('STABLE', 'NE', 'STABLE', { csfBaseline: 'pos' }).value).toBe('NE');
  });

  it('dates progression by its earliest evidence', () => {
    expect(value('STABLE', 'CONVERTED_POS', 'PROGRESSIVE').day).toBe(40);
    expect(value('WORSE', 'CONVERTED_POS', 'PROGRESSIVE', { confirmed: true }).day).toBe(30);
  });
});

describe('a course by RANO-LM', () => {
  const baseline = evaluation(0, {
    exams: [exam(0, { gait: 2 })],
    samples: [sample(0, 'positive')],
    imaging: [mri(0, { lano: [lano('spine-nodules', 'present')] })],
  });
  const values = (
    followUps: readonly LmEvaluation[],
    more: Partial<LmCourse> = {},
    start: LmEvaluation | null = baseline,
  ) =>
    evaluateRanoLm(lmCourseOf(start, followUps, more), DEFAULTS).responses.map(({ value, day }) => [
      value,
      day,
    ]);

  it('RANOLM-3.5-L6: CR when everything is resolved, PR when not all of it', () => {
    const visit = (day: number, gait: number, presence: 'absent' | 'present', change: number): LmEvaluation =>
      evaluation(day, {
        exams: [exam(day, { gait })],
        samples: [sample(day, 'negative')],
        imaging: [mri(day, { lano: [lano('spine-nodules', presence, change)] })],
      });
    expect(values([visit(40, 0, 'absent', 3), visit(80, 0, 'absent', 3)])).toEqual([
      ['SD', 40],
      ['CR', 80],
    ]);
    expect(values([visit(40, 1, 'present', 2), visit(80, 1, 'present', 2)])).toEqual([
      ['SD', 40],
      ['PR', 80],
    ]);
  });

  it('RANOLM-3.5-L4: a second examination confirms, back to the first; a normal one in between does not', () => {
    const at = (day: number, gait: number): LmEvaluation => evaluation(day, { exams: [exam(day, { gait })] });
    const start = evaluation(0, { exams: [exam(0)] });
    expect(values([at(40, 2), at(47, 2)], {}, start)).toEqual([
      ['SUSPECTED_PD', 40],
      ['PD', 40],
    ]);
    expect(values([at(40, 2), at(47, 0), at(54, 2)], {}, start).map(([value]) => value)).toEqual([
      'SUSPECTED_PD',
      'NE',
      'SUSPECTED_PD',
    ]);
  });

  it.each([
    [54, 'PD', 40],
    [53, 'PD', 53],
  ])('MRILP-3.4-repeat: a repeat on day %i gives %s of day %i', (day, value, dated) => {
    const worse = (on: number): LmEvaluation =>
      evaluation(on, {
        imaging: [mri(on, { lano: [lano('brain-leptomeningeal-enhancement', 'present', -3)] })],
      });
    const procedures: LmCourse['procedures'] = [
      { factId: 'lp', day: 38, timeOfDay: null, what: 'lumbar-puncture' },
    ];
    const found = values([worse(40), worse(day)], { procedures });
    expect(found).toEqual([
      ['SUSPECTED_PD', 40],
      [value, dated],
    ]);
  });

  it('RANOLM-3.5-baseline: without one only progression can be told', () => {
    const calm = evaluation(40, { imaging: [mri(40, { readerOverall: 'stable' })] });
    const worse = evaluation(80, { imaging: [mri(80, { newLmLesion: true })] });
    expect(values([calm, worse], {}, null).map(([value]) => value)).toEqual(['UNKNOWN', 'PD']);
  });

  it('RANOLM-3.5-systemic: knows the CNS compartment only', () => {
    expect(evaluateRanoLm(lmCourseOf(baseline, []), DEFAULTS).compartment).toBe('cns');
  });
});

describe('properties', () => {
  const grade = fc.constantFrom(0, 0, 1, 2, 3);
  const visit = fc.record({
    gait: fc.option(grade, { nil: null }),
    csf: fc.option(fc.constantFrom('positive', 'negative', 'suspicious', 'insufficient' as const), {
      nil: null,
    }),
    reader: fc.option(fc.constantFrom('improved', 'stable', 'progressive' as const), { nil: null }),
  });
  const build = (
    visits: readonly { gait: number | null; csf: string | null; reader: string | null }[],
  ): LmCourse => {
    const made = visits.map(({ gait, csf, reader }, at) =>
      evaluation(at * 40, {
        exams: gait === null ? [] : [exam(at * 40, { gait })],
        samples: csf === null ? [] : [sample(at * 40, csf as never), sample(at * 40 + 1, csf as never)],
        imaging: reader === null ? [] : [mri(at * 40, { readerOverall: reader as never })],
      }),
    );
    return lmCourseOf(made[0] ?? null, made.slice(1));
  };
  const courses = fc.array(visit, { minLength: 1, maxLength: 8 }).map(build);

  it('CSF-3.2-NE: the last cytology is never carried forward', () => {
    fc.assert(
      fc.property(courses, (course) => {
        const states = csfStates(course, DEFAULTS);
        for (const { id, samples } of course.followUps)
          if (samples.length === 0) expect(states.get(id)?.state).toBe('NE');
      }),
    );
  });

  it('CSF-3.2-sites: the order of samples within a visit does not matter', () => {
    fc.assert(
      fc.property(courses, (course) => {
        const turned = {
          ...course,
          followUps: course.followUps.map((each) => ({ ...each, samples: [...each.samples].reverse() })),
        };
        const values = (given: LmCourse) =>
          evaluateRanoLm(given, DEFAULTS).responses.map(({ value, day }) => [value, day]);
        expect(values(turned)).toEqual(values(course));
      }),
    );
  });

  it('RANOLM-3.5-L1: a missing component never makes a progressive imaging disappear', () => {
    fc.assert(
      fc.property(courses, (course) => {
        const without = {
          ...course,
          followUps: course.followUps.map((each) => ({ ...each, exams: [], samples: [] })),
        };
        const found = evaluateRanoLm(course, DEFAULTS).responses;
        for (const { why, timePointId } of evaluateRanoLm(without, DEFAULTS).responses)
          if (why.rule === 'RANOLM-3.5-L1')
            expect(found.find((each) => each.timePointId === timePointId)?.value).toBe('PD');
      }),
    );
  });
});
