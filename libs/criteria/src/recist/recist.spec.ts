import fc from 'fast-check';
import { type CompartmentCourse, type LesionReading, type TimePoint, type TimePointResponse } from '../model';
import { evaluateRecist } from './evaluate';
import {
  at,
  configWith,
  courseOf,
  fresh,
  lesion,
  measured,
  node,
  nonTarget,
  ORIGIN,
  wholeNonTargets,
} from './fixtures';
import { recistClass } from './measurability';

const config = configWith();

const run = (baseline: TimePoint | null, ...followUps: TimePoint[]): readonly TimePointResponse[] =>
  evaluateRecist(courseOf(baseline, followUps), config).responses;
const last = (baseline: TimePoint | null, ...followUps: TimePoint[]): TimePointResponse =>
  run(baseline, ...followUps).at(-1) as TimePointResponse;
const values = (baseline: TimePoint | null, ...followUps: TimePoint[]): readonly string[] =>
  run(baseline, ...followUps).map(({ value }) => value);
const targetOf = ({ why }: TimePointResponse) => why.because?.[0];
const base = (...readings: LesionReading[]): TimePoint => at(-7, readings);

describe('baseline', () => {
  it('RECIST-0.4-baseline: 28 days before the first dose is a baseline, 29 is none, none makes UNKNOWN', () => {
    const scan = at(30, [measured('a', 300)]);
    expect(last(at(-28, [measured('a', 300)]), scan).value).toBe('SD');
    const old = evaluateRecist(courseOf(at(-29, [measured('a', 300)]), [scan]), config);
    expect(old.responses[0]).toMatchObject({ value: 'UNKNOWN', flags: ['BASELINE_TOO_OLD'] });
    expect(old.baseline).toMatchObject({ adequate: false, disease: 'unknown' });
    expect(last(null, scan).value).toBe('UNKNOWN');
    expect(last(at(0, [measured('a', 300)]), scan).flags).toContain('SAME_DAY_BASELINE');
  });

  it('RECIST-0.4-missing: absent is zero, not evaluable and not assessed are not', () => {
    const first = base(measured('a', 300));
    expect(last(first, at(30, [lesion('a', { status: 'absent' })])).value).toBe('CR');
    expect(last(first, at(30, [lesion('a', { status: 'not-evaluable' })])).value).toBe('NE');
    expect(last(first, at(30, [lesion('a', { status: 'not-assessed' })])).value).toBe('NE');
    expect(last(first, at(30)).value).toBe('NE');
    expect(last(first, at(30, [lesion('a', { status: 'too-small' })])).value).toBe('PR');
    expect(recistClass(lesion('a', { status: 'absent' }))).toEqual({
      is: 'normal',
      rule: 'RECIST-0.4-missing',
    });
  });

  it.each([
    ['RECIST-1.1-soft-tissue', '10.0 mm', measured('a', 100), 'measurable'],
    ['RECIST-1.1-otherwise', '9.9 mm', measured('a', 99), 'non-measurable'],
    [
      'RECIST-1.1-otherwise',
      'a palpated lesion',
      measured('a', 300, { modality: 'clinical' }),
      'non-measurable',
    ],
    ['RECIST-1.1-otherwise', 'another modality', measured('a', 300, { modality: 'other' }), 'non-measurable'],
    ['RECIST-1.1-thick-slice', '16 mm in 8 mm', measured('a', 160, { slice: 80 }), 'measurable'],
    ['RECIST-1.1-thick-slice', '15.9 mm in 8 mm', measured('a', 159, { slice: 80 }), 'non-measurable'],
    ['RECIST-1.1-skin', '10 mm', measured('a', 100, { site: 'skin', modality: 'clinical' }), 'measurable'],
    [
      'RECIST-1.1-skin',
      '9.9 mm',
      measured('a', 99, { site: 'skin', modality: 'clinical' }),
      'non-measurable',
    ],
    ['RECIST-1.1-x-ray', '20 mm', measured('a', 200, { modality: 'x-ray' }), 'measurable'],
    ['RECIST-1.1-x-ray', '19.9 mm', measured('a', 199, { modality: 'x-ray' }), 'non-measurable'],
    [
      'RECIST-1.1-x-ray',
      'not in lung',
      measured('a', 200, { modality: 'x-ray', site: 'bone' }),
      'non-measurable',
    ],
    ['RECIST-1.1-node-measurable', '15 mm', node('a', 150), 'measurable'],
    ['RECIST-1.1-node-pathological', '14.9 mm', node('a', 149), 'pathological-node'],
    ['RECIST-1.1-node-pathological', '10 mm', node('a', 100), 'pathological-node'],
    ['RECIST-1.1-node-normal', '9.9 mm', node('a', 99), 'normal'],
    ['RECIST-1.1-bone-soft-part', '10 mm', measured('a', 100, { kind: 'bone' }), 'measurable'],
    ['RECIST-1.1-bone-blastic', 'no size', lesion('a', { kind: 'bone' }), 'non-measurable'],
    [
      'RECIST-1.1-bone-blastic',
      'blastic',
      measured('a', 200, { kind: 'bone', nature: 'blastic' }),
      'non-measurable',
    ],
    [
      'RECIST-1.1-truly-non-measurable',
      'leptomeninges',
      measured('a', 300, { site: 'leptomeninges' }),
      'non-measurable',
    ],
    [
      'RECIST-1.1-truly-non-measurable',
      'effusion',
      measured('a', 300, { nature: 'diffuse' }),
      'non-measurable',
    ],
    ['RECIST-1.1-simple-cyst', 'a cyst', measured('a', 300, { nature: 'simple-cyst' }), 'normal'],
    ['RECIST-1.1-cystic', 'a cystic metastasis', measured('a', 300, { kind: 'cystic' }), 'measurable'],
    [
      'RECIST-1.1-treated',
      'irradiated before',
      measured('a', 300, { locallyTreatedOn: ORIGIN - 90 }),
      'non-measurable',
    ],
    ['RECIST-1.1-unknown', 'no slice', measured('a', 300, { slice: null }), 'unknown'],
    ['RECIST-1.1-unknown', 'no diameter', lesion('a'), 'unknown'],
    ['RECIST-1.1-unknown', 'no short axis', lesion('a', { kind: 'node' }), 'unknown'],
  ])('%s: %s', (rule, _what, reading, is) => {
    expect(recistClass(reading)).toEqual({ is, rule });
  });

  it('RECIST-1.1-stated-role: a stated target that is not measurable is used, with a flag', () => {
    const found = last(base(measured('a', 80)), at(30, [measured('a', 80)]));
    expect(found).toMatchObject({ value: 'SD', flags: ['TARGET_NOT_MEASURABLE'] });
  });

  it('RECIST-1.1-limits: a sixth target and a third of one organ raise a flag and are used', () => {
    const six = ['a', 'b', 'c', 'd', 'e', 'f'].map((id, index) =>
      measured(id, 100, {
        site: (['lung', 'lung', 'liver', 'liver', 'skin', 'adrenal'] as const)[index] ?? 'lung',
      }),
    );
    const found = last(base(...six), at(30, six));
    expect(found.flags).toContain('TARGET_LIMIT_EXCEEDED');
    expect(targetOf(found)?.sums?.['sumMm']).toBe(60);
    expect(last(base(...six.slice(0, 5)), at(30, six)).flags).not.toContain('TARGET_LIMIT_EXCEEDED');
    const three = [measured('a', 100), measured('b', 100), measured('c', 100)];
    expect(last(base(...three), at(30, three)).flags).toContain('TARGET_LIMIT_EXCEEDED');
  });

  it('RECIST-1.1-organs: nodes of several places are one organ unless the ruleset says otherwise', () => {
    const nodes = [node('a', 150), node('b', 160, { site: 'abdomen' }), node('c', 170, { site: 'pelvis' })];
    const course = courseOf(base(...nodes), [at(30, nodes)]);
    expect(evaluateRecist(course, config).responses[0]?.flags).toContain('TARGET_LIMIT_EXCEEDED');
    const apart = evaluateRecist(course, configWith({ nodesAsOneOrgan: false }));
    expect(apart.responses[0]?.flags).not.toContain('TARGET_LIMIT_EXCEEDED');
  });

  it('RECIST-1.1-chosen-by-size: two an organ, the largest, solid before cystic; the rest are non-targets', () => {
    const free = [
      measured('a', 110, { role: null }),
      measured('b', 300, { role: null }),
      measured('c', 200, { role: null }),
      measured('d', 900, { role: null, kind: 'cystic' }),
    ];
    const found = last(base(...free), at(30, free));
    expect(found.flags).toContain('TARGETS_CHOSEN_BY_SIZE');
    expect(targetOf(found)?.sums?.['sumMm']).toBe(50);
    const { baseline } = evaluateRecist(courseOf(base(...free), []), config);
    expect(baseline.why.lost?.map(({ value }) => value)).toEqual(['a', 'd']);
    expect(found.parts['nonTarget']).toBe('NON_CR_NON_PD');
  });
});

describe('sum', () => {
  const two = base(measured('a', 300), measured('b', 200));
  const sumAfter = (...readings: LesionReading[]) => targetOf(last(two, at(30, readings)))?.sums?.['sumMm'];

  it('RECIST-1.2-sum: longest diameters and short axes are added, lesion by lesion in the derivation', () => {
    const found = last(
      base(measured('a', 300), node('n', 200)),
      at(30, [measured('a', 290), node('n', 180)]),
    );
    expect(targetOf(found)?.sums).toMatchObject({
      sumMm: 47,
      nadirMm: 50,
      baselineMm: 50,
    });
    expect(targetOf(found)?.because?.map(({ value }) => value)).toEqual([
      { lesionId: 'a', mm: 29 },
      { lesionId: 'n', mm: 18 },
    ]);
  });
  it('RECIST-1.2-measured: 3 mm count as 3 mm', () =>
    expect(sumAfter(measured('a', 30), measured('b', 200))).toBe(23));
  it('RECIST-1.2-too-small: without a number 5 mm, with one the number', () => {
    expect(sumAfter(lesion('a', { status: 'too-small' }), measured('b', 200))).toBe(25);
    expect(sumAfter(measured('a', 20, { status: 'too-small' }), measured('b', 200))).toBe(22);
  });
  it('RECIST-1.2-absent: counts nothing', () =>
    expect(sumAfter(lesion('a', { status: 'absent' }), measured('b', 200))).toBe(20));
  it('RECIST-1.2-node: a node of 7 mm is normal and stays in the sum of a CR', () => {
    const found = last(
      base(measured('a', 300), node('n', 200)),
      at(30, [lesion('a', { status: 'absent' }), node('n', 70)]),
    );
    expect(found.value).toBe('CR');
    expect(targetOf(found)?.sums?.['sumMm']).toBe(7);
    const larger = last(
      base(measured('a', 300), node('n', 200)),
      at(30, [lesion('a', { status: 'absent' }), node('n', 100)]),
    );
    expect(larger.value).toBe('PR');
    expect(targetOf(larger)?.lost?.[0]?.value).toBe('CR');
  });
  it('RECIST-1.2-split: fragments are added and are not new; one without a size spoils the sum', () => {
    const split = lesion('a', { status: 'split', parts: ['a1', 'a2'] });
    const found = last(
      two,
      at(
        30,
        [split, measured('a1', 120, { role: null }), measured('a2', 80, { role: null }), measured('b', 200)],
        {
          newLesions: [fresh('a2', { site: 'lung' })],
        },
      ),
    );
    expect(found).toMatchObject({ value: 'SD', flags: [] });
    expect(targetOf(found)?.sums?.['sumMm']).toBe(40);
    const unsized = last(
      two,
      at(30, [split, measured('a1', 120), lesion('a2', { status: 'not-evaluable' }), measured('b', 200)]),
    );
    expect(unsized.value).toBe('NE');
    expect(sumAfter(measured('a', 210, { status: 'split' }), measured('b', 200))).toBe(41);
  });
  it('RECIST-1.2-merged-plane: lesions that can be told apart count each', () => {
    expect(sumAfter(measured('a', 310), measured('b', 210))).toBe(52);
    expect(sumAfter(lesion('a', { status: 'merged', parts: ['b'] }), measured('b', 450))).toBe(45);
  });
  it('RECIST-1.2-merged: the conglomerate counts once, whichever lesion carries its size', () => {
    const inA = [
      measured('a', 450, { status: 'merged', parts: ['b'] }),
      lesion('b', { status: 'merged', parts: ['a'] }),
    ];
    const inB = [
      lesion('a', { status: 'merged', parts: ['b'] }),
      measured('b', 450, { status: 'merged', parts: ['a'] }),
    ];
    expect(sumAfter(...inA)).toBe(45);
    expect(sumAfter(...inB)).toBe(45);
    expect(sumAfter(measured('a', 450, { status: 'merged', parts: ['b'] }))).toBe(45);
    const third = [
      lesion('a', { status: 'merged', parts: ['c'] }),
      lesion('b', { status: 'merged', parts: ['c'] }),
    ];
    expect(sumAfter(...third, measured('c', 450, { role: null }))).toBe(45);
    expect(last(two, at(30, inA)).flags).toContain('MERGED_LESIONS');
    expect(last(two, at(30, [lesion('a', { status: 'merged', parts: ['b'] })])).value).toBe('NE');
  });
  it('RECIST-1.2-not-evaluable: leaves the sum incomplete', () => {
    const found = last(two, at(30, [measured('a', 300), lesion('b', { status: 'not-evaluable' })]));
    expect(found).toMatchObject({ value: 'NE', flags: ['PARTIAL_SUM'] });
  });
  it('RECIST-1.2-local-therapy: a target treated locally on study gives no response from that day, not before', () => {
    const treated = { localProcedures: [ORIGIN - 100, ORIGIN + 40] };
    const gone = lesion('a', { status: 'absent', ...treated });
    const b = measured('b', 200);
    const found = run(two, at(39, [measured('a', 300, treated), b]), at(40, [gone, b]));
    expect(found.map(({ value }) => value)).toEqual(['SD', 'NE']);
    expect(found[1]?.flags).toContain('LOCAL_THERAPY_TO_TARGET');
  });
  it('RECIST-1.2-local-therapy: measured growth of it may still prove progression', () => {
    const treated = { localProcedures: [ORIGIN + 40] };
    const grown = (size: number) =>
      last(two, at(60, [measured('a', size, treated), measured('b', 200)])).value;
    expect(grown(400)).toBe('PD');
    expect(grown(399)).toBe('NE');
  });
  it('RECIST-1.2-local-therapy: wide fields and procedures of the index line leave a target as it is', () =>
    expect(
      last(two, at(60, [measured('a', 100, { locallyTreatedOn: ORIGIN + 40 }), measured('b', 200)])).value,
    ).toBe('PR'));

  it('RECIST-1.2-two-statements: the worse counts now, the lesser is what is compared with later', () => {
    const said = (worse: number, lesser: number) =>
      measured('b', worse, {
        conflict: {
          statements: [
            { factId: 's1', day: ORIGIN, status: 'measured', longest: 10 * worse, shortAxis: null },
            { factId: 's2', day: ORIGIN, status: 'measured', longest: 10 * lesser, shortAxis: null },
          ],
          least: { longest: 10 * lesser, shortAxis: null, perpendicular: null },
        },
      });
    const a = measured('a', 300);
    // Baseline of 50 or 45 mm: a fall by 30 % is asked of the lesser, growth by 20 % too.
    const doubtful = base(a, said(200, 150));
    expect(last(doubtful, at(30, [measured('a', 150), measured('b', 166)])).value).toBe('SD');
    expect(last(doubtful, at(30, [measured('a', 150), measured('b', 165)])).value).toBe('PR');
    expect(last(doubtful, at(30, [a, measured('b', 240)])).value).toBe('PD');
    const later = run(two, at(30, [a, said(190, 150)]), at(60, [a, measured('b', 240)]));
    expect(later.map(({ value }) => value)).toEqual(['SD', 'PD']);
    expect(targetOf(later[0] as TimePointResponse)?.because?.[1]?.lost).toHaveLength(2);
  });
});

describe('targets', () => {
  it('RECIST-0.4-thresholds: exactly 20 % and exactly 30 % count although doubles deny it', () => {
    expect((19.2 - 16) / 16 < 0.2).toBe(true);
    expect((46 - 32.2) / 46 < 0.3).toBe(true);
    expect(last(base(measured('a', 460)), at(30, [measured('a', 322)])).value).toBe('PR');
    expect(last(base(measured('a', 460)), at(30, [measured('a', 323)])).value).toBe('SD');
  });
  it.each([
    ['RECIST-1.3-T1b', 250, 300, 'PD'],
    ['RECIST-1.3-T1b', 250, 299, 'SD'],
    ['RECIST-1.3-T1b', 300, 360, 'PD'],
    ['RECIST-1.3-T1b', 300, 359, 'SD'],
    ['RECIST-1.3-T1b', 160, 210, 'PD'],
    ['RECIST-1.3-T1b', 160, 209, 'SD'],
    ['RECIST-1.3-T1b', 160, 192, 'SD'],
    ['RECIST-1.3-T1b', 160, 191, 'SD'],
    ['RECIST-1.3-T3', 1000, 700, 'PR'],
    ['RECIST-1.3-T3', 1000, 701, 'SD'],
    ['RECIST-1.3-T4', 1000, 1000, 'SD'],
  ])('%s: from %d to %d tenths is %s', (_rule, from, to, value) => {
    expect(last(base(measured('a', from)), at(30, [measured('a', to)])).value).toBe(value);
  });
  it('RECIST-1.3-T1b: a sum of 16.0 mm that becomes 19.2 has 20 % but not 5 mm, and says so', () => {
    const found = targetOf(last(base(measured('a', 160)), at(30, [measured('a', 192)])));
    expect(found?.lost?.[0]?.reason).toBe('20 % above the nadir, but less than 5 mm');
    const absolute = targetOf(last(base(measured('a', 1000)), at(30, [measured('a', 1060)])));
    expect(absolute?.lost?.[0]?.reason).toBe('5 mm above the nadir, but less than 20 %');
  });
  it('RECIST-1.3-T2: all non-nodal targets gone and nodes below 10 mm', () => {
    const first = base(measured('a', 300), node('n', 150));
    expect(last(first, at(30, [lesion('a', { status: 'absent' }), node('n', 99)])).value).toBe('CR');
    expect(last(first, at(30, [lesion('a', { status: 'too-small' }), node('n', 99)])).value).toBe('PR');
  });
  it('RECIST-1.3-T1a: after CR a non-nodal target of any size is PD, also with NE or a partial sum between', () => {
    const first = base(measured('a', 300), measured('b', 300));
    const none = ['a', 'b'].map((id) => lesion(id, { status: 'absent' }));
    const back = [measured('a', 10), lesion('b', { status: 'absent' })];
    expect(values(first, at(30, none), at(60, back))).toEqual(['CR', 'PD']);
    expect(values(first, at(30, none), at(45), at(60, back))).toEqual(['CR', 'NE', 'PD']);
    expect(values(first, at(30, none), at(60, [measured('a', 10)]))).toEqual(['CR', 'PD']);
    expect(last(first, at(30, none), at(60, back)).why.because?.[0]?.rule).toBe('RECIST-1.3-T1a');
  });
  it('RECIST-1.3-order: half of baseline is PD when the nadir was lower still', () => {
    const found = run(base(measured('a', 1000)), at(30, [measured('a', 400)]), at(60, [measured('a', 500)]));
    expect(found.map(({ value }) => value)).toEqual(['PR', 'PD']);
    expect(targetOf(found[1] as TimePointResponse)?.lost?.[0]).toMatchObject({
      value: 'PR',
      reason: 'PR by baseline, but PD by nadir comes first',
    });
  });
  it('RECIST-0.4-nadir: includes baseline and every earlier complete sum, never the current or an incomplete one', () => {
    const first = base(measured('a', 500), measured('b', 500));
    const found = run(
      first,
      at(30, [measured('a', 400), measured('b', 400)]),
      at(60, [measured('a', 100)]),
      at(90, [measured('a', 480), measured('b', 479)]),
      at(120, [measured('a', 480), measured('b', 480)]),
    );
    expect(found.map((one) => targetOf(one)?.sums?.['nadirMm'])).toEqual([100, 80, 80, 80]);
    expect(found.map(({ value }) => value)).toEqual(['SD', 'NE', 'SD', 'PD']);
  });
  it('RECIST-0.4-after-PD: a sum after the first progression is no nadir', () => {
    const found = run(
      base(measured('a', 500)),
      at(30, [measured('a', 700)]),
      at(60, [measured('a', 300)]),
      at(90, [measured('a', 500)]),
    );
    expect(found.map((one) => targetOf(one)?.sums?.['nadirMm'])).toEqual([50, 50, 50]);
    expect(found[2]?.value).toBe('SD');
  });
  it('RECIST-1.3-zero-nadir: a sum of nodes from nothing needs 5 mm', () => {
    const first = base(node('n', 200));
    const gone = at(30, [lesion('n', { kind: 'node', status: 'absent' })]);
    expect(values(first, gone, at(60, [node('n', 49)]))).toEqual(['CR', 'CR']);
    expect(values(first, gone, at(60, [node('n', 50)]))).toEqual(['CR', 'PD']);
  });
  it('RECIST-1.3-return: a target that vanished under PR is not new when it comes back', () => {
    const first = base(measured('a', 300), measured('b', 300));
    const found = run(
      first,
      at(30, [lesion('a', { status: 'absent' }), measured('b', 300)]),
      at(60, [measured('a', 40), measured('b', 300)], { newLesions: [fresh('a', { site: 'lung' })] }),
    );
    expect(found.map(({ value }) => value)).toEqual(['PR', 'PR']);
    expect(found[1]?.why.because?.[2]?.lost?.[0]?.rule).toBe('RECIST-1.3-return');
  });
  it('RECIST-1.3-nodal-rise: after nodal CR 10 mm alone is no PD', () => {
    const first = base(node('n', 200));
    expect(values(first, at(30, [node('n', 90)]), at(60, [node('n', 100)]))).toEqual(['CR', 'PR']);
    expect(values(first, at(30, [node('n', 90)]), at(60, [node('n', 140)]))).toEqual(['CR', 'PD']);
  });
  it('RECIST-1.3-no-baseline-sum: without a complete baseline sum CR and later PD can be told, PR and SD not', () => {
    const first = base(measured('a', 300), lesion('b', { status: 'not-evaluable' }));
    const both = (size: number) => [measured('a', size), measured('b', size)];
    expect(values(first, at(30, both(100)), at(60, both(130)))).toEqual(['NE', 'PD']);
    const result = evaluateRecist(courseOf(first, []), config);
    expect(result.baseline.adequate).toBe(false);
  });
  it('RECIST-1.4-PD: the evaluable targets alone prove progression', () => {
    const first = base(measured('a', 300), measured('b', 200));
    const found = last(first, at(30, [measured('a', 600)]));
    expect(found.value).toBe('PD');
    expect(found.flags).toEqual(['PARTIAL_SUM', 'PD_BY_PARTIAL_SUM']);
    expect(last(first, at(30, [measured('a', 599)])).value).toBe('NE');
  });
  it('RECIST-1.4-NE: a small partial sum is NE, not PR', () => {
    const found = last(base(measured('a', 300), measured('b', 200)), at(30, [measured('a', 10)]));
    expect(found.value).toBe('NE');
    expect(targetOf(found)?.lost?.[0]?.reason).toBe('a partial sum is never compared with the full baseline');
  });
});

describe('non-targets', () => {
  const first = base(measured('a', 300), nonTarget('x'), nonTarget('n', { kind: 'node', shortAxis: 120 }));
  const part = (...readings: LesionReading[]) =>
    last(first, at(30, [measured('a', 300), ...readings])).parts['nonTarget'];
  const goneX = nonTarget('x', { status: 'absent' });
  const normal = nonTarget('n', { kind: 'node', shortAxis: 99 });

  it('RECIST-1.5-PD: one unequivocal progression', () =>
    expect(part(nonTarget('x', { unequivocalProgression: true }))).toBe('PD'));
  it('RECIST-1.5-CR: all gone, nodes normal, markers normal', () => {
    expect(part(goneX, normal)).toBe('CR');
    expect(part(goneX, nonTarget('n', { kind: 'node', shortAxis: 100 }))).toBe('NON_CR_NON_PD');
    const marked = at(30, [measured('a', 300), goneX, normal], { markersElevated: true });
    expect(last(first, marked).parts['nonTarget']).toBe('NON_CR_NON_PD');
  });
  it('RECIST-1.5-NE: one that was not evaluated or not mentioned', () => {
    expect(part(goneX)).toBe('NE');
    expect(part(nonTarget('x', { status: 'not-evaluable' }), normal)).toBe('NE');
  });
  it('RECIST-1.5-NON_CR_NON_PD: remaining disease', () => {
    expect(part(nonTarget('x'), normal)).toBe('NON_CR_NON_PD');
    const whole = at(30, [measured('a', 300)], wholeNonTargets('present', 30));
    expect(last(first, whole).parts['nonTarget']).toBe('NON_CR_NON_PD');
  });
  it('RECIST-1.5-NA: without non-targets', () =>
    expect(last(base(measured('a', 300)), at(30, [measured('a', 300)])).parts['nonTarget']).toBe('NA'));
  it('RECIST-1.5-human: growth of a non-target raises a flag and no progression', () => {
    const sized = base(measured('a', 300), nonTarget('x', { longest: 300 }));
    const found = last(sized, at(30, [measured('a', 300), nonTarget('x', { longest: 900 })]));
    expect(found.value).toBe('SD');
    expect(found.flags).toContain('NT_SIZE_INCREASE');
    const less = last(sized, at(30, [measured('a', 300), nonTarget('x', { longest: 359 })]));
    expect(less.flags).not.toContain('NT_SIZE_INCREASE');
  });
  it('a lesion that baseline does not list and nobody calls new is told and not used', () => {
    const found = last(
      base(measured('a', 300)),
      at(30, [measured('a', 300), measured('z', 200, { role: null })]),
    );
    expect(found).toMatchObject({ value: 'SD', flags: ['LESION_NOT_AT_BASELINE'] });
  });
});

describe('overall', () => {
  const first = base(measured('a', 300), nonTarget('x'));
  const sized = (size: number | null): LesionReading =>
    size === null
      ? lesion('a', { status: 'not-evaluable' })
      : measured('a', size, { status: size === 0 ? 'absent' : 'measured' });
  const x = {
    CR: nonTarget('x', { status: 'absent' }),
    NCNP: nonTarget('x'),
    NE: nonTarget('x', { status: 'not-evaluable' }),
    PD: nonTarget('x', { unequivocalProgression: true }),
  };
  it.each([
    ['RECIST-1.6-1', [0, 'CR', false], 'CR'],
    ['RECIST-1.6-2', [0, 'NCNP', false], 'PR'],
    ['RECIST-1.6-3', [0, 'NE', false], 'PR'],
    ['RECIST-1.6-4', [200, 'CR', false], 'PR'],
    ['RECIST-1.6-4', [200, 'NCNP', false], 'PR'],
    ['RECIST-1.6-4', [200, 'NE', false], 'PR'],
    ['RECIST-1.6-5', [300, 'CR', false], 'SD'],
    ['RECIST-1.6-5', [300, 'NE', false], 'SD'],
    ['RECIST-1.6-6', [null, 'CR', false], 'NE'],
    ['RECIST-1.6-6', [null, 'NE', false], 'NE'],
    ['RECIST-1.6-7', [400, 'CR', false], 'PD'],
    ['RECIST-1.6-7', [400, 'NE', true], 'PD'],
    ['RECIST-1.6-8', [0, 'PD', false], 'PD'],
    ['RECIST-1.6-8', [null, 'PD', false], 'PD'],
    ['RECIST-1.6-9', [0, 'CR', true], 'PD'],
    ['RECIST-1.6-9', [null, 'NE', true], 'PD'],
  ] as const)('%s: targets, non-targets and new lesion %j give %s', (rule, [size, others, isNew], value) => {
    const point = at(30, [sized(size), x[others]], { newLesions: isNew ? [fresh('z')] : [] });
    const found = last(first, point);
    expect(found).toMatchObject({ value, why: { rule } });
  });
  it('RECIST-1.6-1: no non-targets stand like complete ones', () =>
    expect(last(base(measured('a', 300)), at(30, [sized(0)])).why.rule).toBe('RECIST-1.6-1'));

  const only = base(nonTarget('x'));
  it.each([
    ['RECIST-1.7-CR', 'CR', false, 'CR'],
    ['RECIST-1.7-NON_CR_NON_PD', 'NCNP', false, 'NON_CR_NON_PD'],
    ['RECIST-1.7-NE', 'NE', false, 'NE'],
    ['RECIST-1.7-PD', 'PD', false, 'PD'],
    ['RECIST-1.7-PD', 'PD', true, 'PD'],
    ['RECIST-1.7-new-PD', 'CR', true, 'PD'],
    ['RECIST-1.7-new-PD', 'NE', true, 'PD'],
  ] as const)('%s: non-targets %s, new lesion %s is %s', (rule, others, isNew, value) => {
    const found = last(only, at(30, [x[others]], { newLesions: isNew ? [fresh('z')] : [] }));
    expect(found).toMatchObject({ value, why: { rule } });
  });
  it('RECIST-1.7-NED: no disease at baseline, none until a new lesion', () => {
    expect(values(base(), at(30), at(60, [], { newLesions: [fresh('z')] }), at(90))).toEqual([
      'NED',
      'PD',
      'NE',
    ]);
  });
  it('RECIST-1.7-NED-NE: a visit that shows nothing does not say that there is no disease', () => {
    expect(last(base(), at(30, [], { imaged: false })).value).toBe('NE');
    expect(last(base(), at(30, [], wholeNonTargets('not-evaluable', 30))).value).toBe('NE');
  });
});

describe('new lesions', () => {
  const a = measured('a', 300);
  const first = base(a);
  it('RECIST-1.7-none: nothing reported is told as no', () => {
    const found = last(first, at(30, [a]));
    expect(found.parts['newLesion']).toBe('no');
    expect(found.why.because?.some(({ rule }) => rule === 'RECIST-1.7-none')).toBe(true);
  });
  it('RECIST-1.7-unequivocal: an unequivocal new lesion is PD on the day it was seen', () => {
    const found = last(first, at(30, [a], { newLesions: [fresh('z', { day: ORIGIN + 27 })] }));
    expect(found).toMatchObject({ value: 'PD', day: ORIGIN + 27 });
  });
  it('RECIST-1.7-region: a region that baseline did not image counts, for the CNS as the ruleset says', () => {
    const course = (compartment: CompartmentCourse['compartment']) =>
      courseOf(
        first,
        [at(30, [a], { newLesions: [fresh('z', { regionImagedAtBaseline: false })] })],
        compartment,
      );
    const off = configWith({ newRegionCountsAsNew: false });
    expect(evaluateRecist(course('cns'), config).responses[0]).toMatchObject({
      value: 'PD',
      flags: ['REGION_NOT_IMAGED_AT_BASELINE'],
    });
    expect(evaluateRecist(course('cns'), off).responses[0]).toMatchObject({
      value: 'SD',
      flags: ['REGION_NOT_IMAGED_AT_BASELINE'],
    });
    expect(evaluateRecist(course('non-cns'), off).responses[0]?.value).toBe('PD');
  });
  const maybe = at(30, [a], { newLesions: [fresh('z', { equivocal: true })] });
  it('RECIST-1.7-equivocal: the time point is judged without it', () =>
    expect(last(first, maybe)).toMatchObject({ value: 'SD', flags: ['EQUIVOCAL_NEW_LESION'] }));
  it('RECIST-1.7-backdated: a later confirmation makes PD of the first appearance', () => {
    const found = run(first, maybe, at(60, [a], { newLesions: [fresh('z')] }));
    expect(found.map(({ value, day }) => [value, day])).toEqual([
      ['PD', ORIGIN + 30],
      ['PD', ORIGIN + 30],
    ]);
    expect(found[1]).toMatchObject({ flags: ['BACKDATED'], dates: { from: ORIGIN + 30, to: ORIGIN + 30 } });
    const other = run(first, maybe, at(60, [a], { newLesions: [fresh('y')] }));
    expect(other.map(({ value }) => value)).toEqual(['SD', 'PD']);
    const gone = at(45, [a, lesion('z', { status: 'absent', role: null })]);
    expect(values(first, maybe, gone, at(60, [a], { newLesions: [fresh('z')] }))).toEqual(['SD', 'SD', 'PD']);
  });
  it('RECIST-1.7-pet-baseline: positive now and negative on a baseline PET is PD', () => {
    const pet = fresh('z', { petOnly: true, baselinePetNegative: true });
    expect(last(first, at(30, [a], { newLesions: [pet] })).value).toBe('PD');
  });
  it('RECIST-1.7-pet-confirmed: without a baseline PET only when CT confirms, then dated at the PET', () => {
    const pet = at(30, [a], { newLesions: [fresh('z', { petOnly: true })] });
    expect(last(first, pet).value).toBe('SD');
    const found = last(first, pet, at(60, [a], { newLesions: [fresh('z')] }));
    expect(found).toMatchObject({ value: 'PD', day: ORIGIN + 30 });
  });
});

describe('date of progression', () => {
  const first = base(measured('a', 300), measured('b', 300), nonTarget('x'));
  const grown = [measured('a', 500, { day: ORIGIN + 25 }), measured('b', 500, { day: ORIGIN + 28 })];
  const dates = (...readings: LesionReading[]) => last(first, at(30, readings));
  it('RECIST-8.3-target: the last target scan of the sum', () =>
    expect(dates(...grown, nonTarget('x'))).toMatchObject({ value: 'PD', day: ORIGIN + 28 }));
  it('RECIST-8.3-non-target: the scan that showed it', () => {
    const worse = nonTarget('x', { unequivocalProgression: true, day: ORIGIN + 29 });
    expect(dates(measured('a', 300), measured('b', 300), worse)).toMatchObject({
      value: 'PD',
      day: ORIGIN + 29,
    });
  });
  it('RECIST-8.3-new: the day it was first seen', () => {
    const point = at(30, [], { newLesions: [fresh('z', { day: ORIGIN + 26 })] });
    expect(last(first, point)).toMatchObject({ value: 'PD', day: ORIGIN + 26 });
  });
  it('RECIST-8.3-earliest: of several findings the earliest dates, the others are told', () => {
    const worse = nonTarget('x', { unequivocalProgression: true, day: ORIGIN + 26 });
    const found = dates(...grown, worse);
    expect(found).toMatchObject({ value: 'PD', day: ORIGIN + 26, why: { rule: 'RECIST-1.6-8' } });
    expect(found.why.lost?.[0]).toMatchObject({ rule: 'RECIST-1.6-7', day: ORIGIN + 28 });
  });
});

describe('properties', () => {
  const sizes = fc.array(fc.option(fc.integer({ min: 0, max: 900 }), { freq: 6 }), {
    minLength: 3,
    maxLength: 3,
  });
  const series = fc.array(sizes, { minLength: 1, maxLength: 8 });
  const ids = ['a', 'b', 'c'];
  const readings = (row: readonly (number | null)[], factor = 1): LesionReading[] =>
    row.map((size, index) =>
      size === null
        ? lesion(ids[index] as string, { status: 'not-evaluable' })
        : measured(ids[index] as string, size * factor, { status: size === 0 ? 'absent' : 'measured' }),
    );
  const baseline = (factor = 1) => base(...readings([300, 250, 410], factor));
  const points = (rows: readonly (readonly (number | null)[])[], factor = 1) =>
    rows.map((row, index) => at(30 * (index + 1), readings(row, factor)));

  it('the order of readings does not matter', () => {
    fc.assert(
      fc.property(series, (rows) => {
        const turned = points(rows).map((point) => ({ ...point, readings: [...point.readings].reverse() }));
        expect(values(baseline(), ...turned)).toEqual(values(baseline(), ...points(rows)));
      }),
    );
  });
  it('scaling every length changes no relative verdict', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 2, max: 9 }), (rows, factor) => {
        // Sums far above 5 mm, so that the absolute test never decides.
        const large = rows.map((row) => row.map((size) => (size === null ? null : size + 250)));
        expect(values(baseline(factor), ...points(large, factor))).toEqual(
          values(baseline(), ...points(large)),
        );
      }),
    );
  });
  it('an NE visit changes no other answer', () => {
    fc.assert(
      fc.property(series, fc.nat({ max: 8 }), (rows, place) => {
        const plain = points(rows);
        const after = 30 * Math.min(place, rows.length) + 15;
        const mixed = [...plain, at(after)].sort((p, q) => p.day - q.day);
        const answers = run(baseline(), ...mixed).filter(({ timePointId }) => timePointId !== `tp${after}`);
        expect(answers.map(({ value }) => value)).toEqual(values(baseline(), ...plain));
      }),
    );
  });
});
