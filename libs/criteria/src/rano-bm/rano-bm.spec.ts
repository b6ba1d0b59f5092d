import fc from 'fast-check';
import { type Configuration } from '@leptotrace/rules';
import {
  type ClinicalStatus,
  type LesionReading,
  type SteroidDose,
  type TimePoint,
  type TimePointResponse,
} from '../model';
import { at, configWith, courseOf, fresh, lesion, measured, nonTarget, ORIGIN } from '../recist/fixtures';
import { evaluateRanoBm, evaluateRanoBmBidimensional } from './evaluate';
import { bidimensionalClass, ranoBmClass } from './measurability';
import { clinicalStatusFrom, clinicalStatusFromEcog, clinicalStatusFromKps } from './performance';
import { dexamethasoneEquivalent, isReplacementDose } from './steroid';

const config = configWith();
const BRAIN = { site: 'brain-parenchyma', modality: 'mri' } as const;
const brain = (id: string, longest: number, over: Partial<LesionReading> = {}): LesionReading =>
  measured(id, longest, { ...BRAIN, perpendicular: 100, ...over });
const gone = (id: string): LesionReading => lesion(id, { ...BRAIN, status: 'absent' });

const dose = (mg: number | null, over: Partial<SteroidDose> = {}): SteroidDose => ({
  dexamethasoneMgPerDay: mg,
  replacement: false,
  factIds: ['steroid'],
  ...over,
});
const NO_STEROID = dose(0);
const exam = (days: number, over: Partial<ClinicalStatus> = {}): ClinicalStatus => ({
  status: 'stable',
  day: ORIGIN + days,
  lastedDays: null,
  attribution: 'unknown',
  factIds: ['exam'],
  ...over,
});
/** A follow-up with steroid and clinical item in order, unless a test says more. */
const visit = (days: number, readings: readonly LesionReading[], over: Partial<TimePoint> = {}): TimePoint =>
  at(days, readings, { steroid: NO_STEROID, clinical: exam(days), ...over });
const base = (readings: readonly LesionReading[], steroid: SteroidDose | null = NO_STEROID): TimePoint =>
  at(-7, readings, { steroid });

const runWith = (over: Partial<Configuration>, baseline: TimePoint, ...followUps: TimePoint[]) =>
  evaluateRanoBm(courseOf(baseline, followUps, 'cns'), configWith(over)).responses;
const run = (baseline: TimePoint, ...followUps: TimePoint[]) => runWith({}, baseline, ...followUps);
const last = (baseline: TimePoint, ...followUps: TimePoint[]) =>
  run(baseline, ...followUps).at(-1) as TimePointResponse;
const valuesOf = (found: readonly TimePointResponse[]) => found.map(({ value }) => value);
const biLast = (baseline: TimePoint, ...followUps: TimePoint[]) =>
  evaluateRanoBmBidimensional(courseOf(baseline, followUps, 'cns'), config).responses.at(
    -1,
  ) as TimePointResponse;

describe('measurability', () => {
  it.each([
    ['RANOBM-2.2-measurable', '10 by 5 mm', brain('a', 100, { perpendicular: 50 }), 'measurable'],
    ['RANOBM-2.2-non-measurable', '9.9 mm', brain('a', 99), 'non-measurable'],
    ['RANOBM-2.2-non-measurable', '4.9 mm across', brain('a', 100, { perpendicular: 49 }), 'non-measurable'],
    ['RANOBM-2.2-non-measurable', 'thick slices', brain('a', 300, { slice: 51 }), 'non-measurable'],
    ['RANOBM-2.2-non-measurable', 'dura', brain('a', 300, { site: 'dura' }), 'non-measurable'],
    ['RANOBM-2.2-non-measurable', 'cyst', brain('a', 300, { kind: 'cystic' }), 'non-measurable'],
    ['RANOBM-2.2-non-measurable', 'bone', brain('a', 300, { kind: 'bone' }), 'non-measurable'],
    ['RANOBM-2.2-non-measurable', 'meninges', brain('a', 300, { site: 'leptomeninges' }), 'non-measurable'],
    ['RANOBM-2.2-unknown', 'no perpendicular', brain('a', 300, { perpendicular: null }), 'unknown'],
    ['RANOBM-2.2-unknown', 'no slice', brain('a', 300, { slice: null }), 'unknown'],
  ])('%s: %s', (rule, _what, reading, is) => {
    expect(ranoBmClass(reading, config)).toEqual({ is, rule });
  });
  it('RANOBM-2.2-measurable: 5 mm where the ruleset says so', () =>
    expect(ranoBmClass(brain('a', 50, { perpendicular: 50 }), configWith({ ranoMinLdMm: 5 })).is).toBe(
      'measurable',
    ));
  it('RANOBM-2.2-unknown: a lesion without a perpendicular stays non-target, with a flag', () => {
    const free = brain('a', 300, { perpendicular: null, role: null });
    expect(last(base([free]), visit(30, [free]))).toMatchObject({
      value: 'NON_CR_NON_PD',
      flags: ['MEASURABILITY_UNKNOWN'],
    });
  });
  it('RANOBM-2.2-limits: five of one organ are within the limit, six are not', () => {
    const six = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => brain(id, 200));
    expect(last(base(six), visit(30, six)).flags).toContain('TARGET_LIMIT_EXCEEDED');
    expect(last(base(six.slice(1)), visit(30, six.slice(1))).flags).not.toContain('TARGET_LIMIT_EXCEEDED');
  });
  it('RANOBM-2.2-stated-role: a stated target below the size is used, with a flag', () => {
    const small = [brain('a', 80)];
    expect(last(base(small), visit(30, small))).toMatchObject({
      value: 'SD',
      flags: ['TARGET_NOT_MEASURABLE'],
    });
  });
});

describe('targets', () => {
  it('RANOBM-2.1-unidimensional: the perpendicular diameter does not enter the sum', () => {
    const found = last(base([brain('a', 300)]), visit(30, [brain('a', 300, { perpendicular: 290 })]));
    expect(found).toMatchObject({ value: 'SD' });
    expect(found.why.because?.[0]?.sums).toMatchObject({ sumMm: 30 });
  });
  const two = base([brain('a', 160), brain('b', 160)]);
  it.each([
    ['RANOBM-2.3-B1', 'exactly 20 % and one lesion 5 mm', [210, 174], 'PD'],
    ['RANOBM-2.3-B1', 'just below 20 %', [210, 173], 'SD'],
    ['RANOBM-2.3-B1', '20 % and 4.9 mm only', [209, 209], 'SD'],
  ] as const)('%s: %s', (_rule, _what, [a, b], value) => {
    expect(last(two, visit(30, [brain('a', a), brain('b', b)])).value).toBe(value);
  });
  it('RANOBM-2.3-B1: 16.0 to 19.2 mm is 20 % beside a lesion with 5 mm, 19.1 is not', () => {
    const first = base([brain('a', 160), brain('b', 250)]);
    // 5 * (192 + 300) = 6 * 410: exactly 20 %, and b grew by exactly 5 mm.
    expect(last(first, visit(30, [brain('a', 192), brain('b', 300)])).value).toBe('PD');
    expect(last(first, visit(30, [brain('a', 191), brain('b', 300)])).value).toBe('SD');
    expect(last(first, visit(30, [brain('a', 193), brain('b', 299)])).value).toBe('SD');
  });
  it('RANOBM-2.3-B1: the ruleset may ask the 5 mm of the sum', () => {
    const point = visit(30, [brain('a', 192), brain('b', 192)]);
    expect(valuesOf(runWith({ ranoAbsoluteRule: 'sum' }, two, point))).toEqual(['PD']);
    expect(valuesOf(runWith({}, two, point))).toEqual(['SD']);
  });
  it('RANOBM-2.3-reference: the lesion at the nadir time point, or its own nadir', () => {
    const first = base([brain('a', 300), brain('b', 300)]);
    // b is 9 mm first and 13 mm at the nadir; at 17.9 mm only its own nadir is 5 mm away.
    const points = [
      visit(30, [brain('a', 300), brain('b', 90)]),
      visit(60, [brain('a', 100), brain('b', 130)]),
      visit(90, [brain('a', 110), brain('b', 179)]),
    ];
    expect(runWith({}, first, ...points).at(-1)?.value).toBe('PR');
    expect(runWith({ ranoLesionReference: 'ownNadir' }, first, ...points).at(-1)?.value).toBe('PD');
  });
  it('RANOBM-2.3-B2: all targets gone', () =>
    expect(last(two, visit(30, [gone('a'), gone('b')])).value).toBe('CR'));
  it('RANOBM-2.3-B3: exactly 30 % below baseline, and 29.9', () => {
    const first = base([brain('a', 460)]);
    expect(last(first, visit(30, [brain('a', 322)])).value).toBe('PR');
    expect(last(first, visit(30, [brain('a', 323)])).value).toBe('SD');
  });
  it('RANOBM-2.3-B4: otherwise stable', () => {
    const found = last(two, visit(30, [brain('a', 160), brain('b', 160)]));
    expect(found.why.because?.[0]).toMatchObject({ rule: 'RANOBM-2.3-B4', value: 'SD' });
  });
  it('RANOBM-2.3-partial: proves progression and nothing else', () => {
    expect(last(two, visit(30, [brain('a', 384)]))).toMatchObject({
      value: 'PD',
      flags: ['PARTIAL_SUM', 'PD_BY_PARTIAL_SUM'],
    });
    expect(last(two, visit(30, [brain('a', 383)])).value).toBe('NE');
    expect(last(two, visit(30, [brain('a', 10)])).value).toBe('NE');
  });
  it('half of baseline is PD by a lower nadir, and PR is told among the losers', () => {
    const found = run(base([brain('a', 1000)]), visit(30, [brain('a', 400)]), visit(60, [brain('a', 500)]));
    expect(valuesOf(found)).toEqual(['PR', 'PD']);
    expect(found[1]?.why.because?.[0]?.lost?.[0]?.value).toBe('PR');
  });
});

describe('overall', () => {
  const a = brain('a', 300);
  const first = base([a]);
  const withNew = (days: number, over: Partial<TimePoint> = {}, id = 'z') =>
    visit(days, [a], { newLesions: [fresh(id, { site: 'brain-parenchyma' })], ...over });

  it('RANOBM-2.4-1: a new lesion is PD', () =>
    expect(last(first, withNew(30))).toMatchObject({ value: 'PD', why: { rule: 'RANOBM-2.4-1' } }));

  const immune = { underImmunotherapy: true };
  it('RANOBM-2.4-1-immunotherapy: alone it is only suspected, by therapy or as the ruleset says', () => {
    expect(last(first, withNew(30, immune))).toMatchObject({
      value: 'SUSPECTED_PD',
      flags: ['IMMUNOTHERAPY_MODE'],
    });
    expect(valuesOf(runWith({ immunotherapyMode: 'never' }, first, withNew(30, immune)))).toEqual(['PD']);
    expect(valuesOf(runWith({ immunotherapyMode: 'always' }, first, withNew(30)))).toEqual(['SUSPECTED_PD']);
    const grown = visit(30, [brain('a', 400)], { ...immune, newLesions: [fresh('z')] });
    expect(last(first, grown).value).toBe('PD');
  });
  it('RANOBM-2.4-1-confirmed: the same lesion after 28 days makes PD of the first day, after 27 it does not', () => {
    const found = run(first, withNew(30, immune), withNew(58, immune));
    expect(found.map(({ value, day }) => [value, day])).toEqual([
      ['PD', ORIGIN + 30],
      ['PD', ORIGIN + 30],
    ]);
    expect(found[1]?.flags).toContain('BACKDATED');
    expect(valuesOf(run(first, withNew(30, immune), withNew(57, immune)))).toEqual([
      'SUSPECTED_PD',
      'SUSPECTED_PD',
    ]);
  });
  it('RANOBM-2.4-1-confirmed: another finding is not back-dated, a vanished lesion is not confirmed', () => {
    const other = run(first, withNew(30, immune), visit(60, [brain('a', 400)], immune));
    expect(other.map(({ value, day }) => [value, day])).toEqual([
      ['SUSPECTED_PD', ORIGIN + 30],
      ['PD', ORIGIN + 60],
    ]);
    expect(valuesOf(run(first, withNew(30, immune), withNew(60, immune, 'y')))).toEqual([
      'SUSPECTED_PD',
      'SUSPECTED_PD',
    ]);
    expect(valuesOf(run(first, withNew(30, immune), visit(60, [a, gone('z')], immune)))).toEqual([
      'SUSPECTED_PD',
      'SD',
    ]);
  });
  it('RANOBM-2.4-2: unequivocal progression of a non-target', () => {
    const x = nonTarget('x', BRAIN);
    const worse = visit(30, [a, { ...x, unequivocalProgression: true }]);
    expect(last(base([a, x]), worse).why.rule).toBe('RANOBM-2.4-2');
  });
  it('RANOBM-2.4-3: progression of the targets', () =>
    expect(last(first, visit(30, [brain('a', 360)])).why.rule).toBe('RANOBM-2.4-3'));

  const worse = (days: number, over: Partial<ClinicalStatus> = {}) => ({
    clinical: exam(days, { status: 'worse', attribution: 'cns-tumour', lastedDays: 7, ...over }),
  });
  it('RANOBM-2.4-4: worse for 7 days and from the tumour is PD on the day of the exam', () => {
    expect(last(first, visit(30, [a], worse(28)))).toMatchObject({
      value: 'PD',
      day: ORIGIN + 28,
      why: { rule: 'RANOBM-2.4-4' },
    });
  });
  it('RANOBM-2.4-4: a second exam shows that it lasts, and dates it back; another cause between does not', () => {
    const unknown = { lastedDays: null };
    const found = run(first, visit(30, [a], worse(30, unknown)), visit(37, [a], worse(37, unknown)));
    expect(found.map(({ value, day }) => [value, day])).toEqual([
      ['PD', ORIGIN + 30],
      ['PD', ORIGIN + 30],
    ]);
    expect(found[0]?.flags).toContain('BACKDATED');
    expect(
      valuesOf(run(first, visit(30, [a], worse(30, unknown)), visit(36, [a], worse(36, unknown)))),
    ).toEqual(['SUSPECTED_PD', 'SUSPECTED_PD']);
    const better = run(
      first,
      visit(30, [a], worse(30, unknown)),
      visit(37, [a]),
      visit(44, [a], worse(44, unknown)),
    );
    expect(valuesOf(better)).toEqual(['SUSPECTED_PD', 'SD', 'SUSPECTED_PD']);
  });
  it('RANOBM-2.4-4-other-cause: is neutral', () =>
    expect(last(first, visit(30, [a], worse(30, { attribution: 'other-cause' })))).toMatchObject({
      value: 'SD',
      flags: ['CLINICAL_NOT_ATTRIBUTED'],
    }));
  it('RANOBM-2.4-4-suspected: unknown cause, or 6 days only', () => {
    expect(last(first, visit(30, [a], worse(30, { attribution: 'unknown' }))).value).toBe('SUSPECTED_PD');
    expect(last(first, visit(30, [a], worse(30, { lastedDays: 6 }))).value).toBe('SUSPECTED_PD');
  });
  it('RANOBM-2.4-4-missing: ignored with a flag, or NE', () => {
    const silent = visit(30, [a], { clinical: null });
    expect(last(first, silent)).toMatchObject({ value: 'SD', flags: ['CLINICAL_MISSING'] });
    expect(valuesOf(runWith({ clinicalMissing: 'NE' }, first, silent))).toEqual(['NE']);
  });
  it('RANOBM-2.4-clinical: improved and stable stand in the way of nothing', () => {
    for (const status of ['improved', 'stable'] as const) {
      const found = last(first, visit(30, [brain('a', 200)], { clinical: exam(30, { status }) }));
      expect(found).toMatchObject({ value: 'PR', flags: [], parts: { clinical: 'fine' } });
    }
  });
  it('RANOBM-2.4-5: NE of targets or non-targets, unless progression is there', () => {
    const x = nonTarget('x', BRAIN);
    const unread = { ...x, status: 'not-evaluable' as const };
    expect(last(base([a, x]), visit(30, [brain('a', 100), unread]))).toMatchObject({
      value: 'NE',
      why: { rule: 'RANOBM-2.4-5' },
    });
    expect(last(first, visit(30, [])).value).toBe('NE');
    expect(last(first, visit(30, [], worse(30))).value).toBe('PD');
  });
  it('RANOBM-2.4-6-CR: all gone without steroid', () =>
    expect(last(first, visit(30, [gone('a')]))).toMatchObject({
      value: 'CR',
      why: { rule: 'RANOBM-2.4-6-CR' },
    }));
  it('RANOBM-2.4-6-PR: smaller with the same or less steroid', () => {
    const on = base([a], dose(4));
    for (const mg of [4, 2])
      expect(last(on, visit(30, [brain('a', 200)], { steroid: dose(mg) })).why.rule).toBe('RANOBM-2.4-6-PR');
  });
  it('RANOBM-2.4-6-SD: stable with the same steroid', () =>
    expect(last(base([a], dose(4)), visit(30, [a], { steroid: dose(4) })).why.rule).toBe('RANOBM-2.4-6-SD'));
  it('RANOBM-2.4-6-CR-to-PR: a steroid, or non-targets that remain, leave PR', () => {
    const on = last(base([a], dose(4)), visit(30, [gone('a')], { steroid: dose(2) }));
    expect(on).toMatchObject({ value: 'PR', flags: ['STEROID_PREVENTS_CR'] });
    const x = nonTarget('x', BRAIN);
    expect(last(base([a, x]), visit(30, [gone('a'), x]))).toMatchObject({
      value: 'PR',
      why: { rule: 'RANOBM-2.4-6-CR-to-PR' },
    });
  });
  it('RANOBM-2.4-7: more steroid than at baseline leaves no category', () => {
    const more = (reading: LesionReading) => visit(30, [reading], { steroid: dose(8) });
    const on = base([a], dose(4));
    for (const reading of [brain('a', 195), a, gone('a')])
      expect(last(on, more(reading))).toMatchObject({ value: 'NE', flags: ['STEROID_CONFOUNDED'] });
    expect(valuesOf(runWith({ steroidFallback: 'SD' }, on, more(a)))).toEqual(['SD']);
    expect(last(on, more(brain('a', 400))).value).toBe('PD');
  });
  it('RANOBM-2.4-non-target-only: outputs of RECIST 1.7, CR without steroid only', () => {
    const x = nonTarget('x', { site: 'leptomeninges', modality: 'mri' });
    const none = { ...x, status: 'absent' as const };
    expect(last(base([x]), visit(30, [x])).value).toBe('NON_CR_NON_PD');
    expect(last(base([x]), visit(30, [none])).value).toBe('CR');
    expect(last(base([x], dose(4)), visit(30, [none], { steroid: dose(4) }))).toMatchObject({
      value: 'NON_CR_NON_PD',
      flags: ['STEROID_PREVENTS_CR'],
    });
    expect(last(base([x]), visit(30, [x], worse(30))).value).toBe('PD');
    expect(last(base([]), visit(30, [])).value).toBe('NED');
  });
});

describe('steroid', () => {
  const a = brain('a', 300);
  it('RANOBM-2.4-equivalents: dexamethasone of every steroid; of another drug nothing is known', () => {
    expect(dexamethasoneEquivalent('dexamethasone', 4)).toBe(4);
    expect(dexamethasoneEquivalent('methylprednisolone', 4)).toBe(0.75);
    expect(dexamethasoneEquivalent('prednisone', 5)).toBe(0.75);
    expect(dexamethasoneEquivalent('prednisolone', 10)).toBe(1.5);
    expect(dexamethasoneEquivalent('hydrocortisone', 20)).toBe(0.75);
    expect(dexamethasoneEquivalent('osimertinib', 80)).toBeNull();
    expect(dexamethasoneEquivalent('constructor', 80)).toBeNull();
  });
  it('RANOBM-2.4-replacement: 30 mg of hydrocortisone are none, 31 are not', () => {
    expect(isReplacementDose(dexamethasoneEquivalent('hydrocortisone', 30) ?? 99)).toBe(true);
    expect(isReplacementDose(dexamethasoneEquivalent('hydrocortisone', 31) ?? 0)).toBe(false);
    const replaced = visit(30, [gone('a')], { steroid: dose(1, { replacement: true }) });
    expect(last(base([a]), replaced).value).toBe('CR');
  });
  it('RANOBM-2.4-steroid: equal doses of two steroids are stable, a little more is more', () => {
    const first = base([a], dose(dexamethasoneEquivalent('prednisone', 20)));
    const same = visit(30, [a], { steroid: dose(dexamethasoneEquivalent('methylprednisolone', 16)) });
    const more = visit(30, [a], { steroid: dose(3.1) });
    expect(last(first, same).parts['steroid']).toBe('stable-or-less');
    expect(last(first, more).parts['steroid']).toBe('more');
  });
  it('RANOBM-2.4-steroid-unknown: ignored with a flag, or NE; none is none whatever came before', () => {
    for (const steroid of [null, dose(null)]) {
      const point = visit(30, [brain('a', 200)], { steroid });
      expect(last(base([a]), point)).toMatchObject({ value: 'PR', flags: ['STEROID_UNKNOWN'] });
      expect(valuesOf(runWith({ steroidUnknown: 'NE' }, base([a]), point))).toEqual(['NE']);
    }
    expect(last(base([a], null), visit(30, [gone('a')]))).toMatchObject({ value: 'CR', flags: [] });
  });
});

describe('performance status', () => {
  const window = { origin: ORIGIN, day: ORIGIN + 60 };
  const kps = (...values: number[]) =>
    clinicalStatusFromKps(
      values.map((value, index) => ({ value, day: ORIGIN + index * 10, factId: `k${index}` })),
      window,
    );
  it.each([
    ['RANOBM-2.4-clinical-auto', 90, 70, 'worse'],
    ['RANOBM-2.4-clinical-auto', 100, 80, 'stable'],
    ['RANOBM-2.4-clinical-auto', 80, 60, 'worse'],
    ['RANOBM-2.4-clinical-auto', 80, 70, 'stable'],
    ['RANOBM-2.4-clinical-auto', 60, 50, 'worse'],
    ['RANOBM-2.4-clinical-auto', 50, 50, 'stable'],
    ['RANOBM-2.4-clinical-auto', 70, 80, 'improved'],
  ])('%s: KPS from %d to %d is %s', (_rule, from, to, status) => {
    expect(kps(from, to)?.status).toBe(status);
  });
  it('RANOBM-2.4-clinical-auto: counts how long a worsening lasted, and says nothing from one exam', () => {
    expect(kps(90, 60)).toMatchObject({ day: ORIGIN + 10, lastedDays: null });
    expect(kps(90, 60, 60)).toMatchObject({ day: ORIGIN + 10, lastedDays: 10, attribution: 'unknown' });
    expect(kps(90, 60, 90, 60)).toMatchObject({ day: ORIGIN + 30, lastedDays: null });
    expect(kps(90)).toBeNull();
  });
  it('RANOBM-2.4-clinical-ECOG: two levels are worse, one is not; KPS goes first', () => {
    const ecog = (to: number) =>
      clinicalStatusFromEcog(
        [
          { value: 1, day: ORIGIN - 3, factId: 'e0' },
          { value: to, day: ORIGIN + 20, factId: 'e1' },
        ],
        window,
      )?.status;
    expect([ecog(3), ecog(2), ecog(0)]).toEqual(['worse', 'stable', 'improved']);
    const mixed = [
      { instrument: 'ECOG' as const, value: 0, day: ORIGIN, factId: 'e0' },
      { instrument: 'ECOG' as const, value: 2, day: ORIGIN + 20, factId: 'e1' },
      { instrument: 'KPS' as const, value: 90, day: ORIGIN, factId: 'k0' },
    ];
    expect(clinicalStatusFrom(mixed, window)?.status).toBe('worse');
    const both = [...mixed, { instrument: 'KPS' as const, value: 80, day: ORIGIN + 20, factId: 'k1' }];
    expect(clinicalStatusFrom(both, window)?.status).toBe('stable');
  });
});

describe('bidimensional variant', () => {
  const by = (longest: number, perpendicular: number | null) => brain('a', longest, { perpendicular });
  it('RANOBI-2.5-measurable: both diameters reach 10 mm', () => {
    expect(bidimensionalClass(by(100, 100))).toEqual({ is: 'measurable', rule: 'RANOBI-2.5-measurable' });
    expect(bidimensionalClass(by(300, 99)).is).toBe('non-measurable');
  });
  it('RANOBI-2.5-product: products are summed; without a perpendicular there is none', () => {
    const found = biLast(base([by(200, 100)]), visit(30, [by(190, 100)]));
    expect(found.why.because?.[0]?.sums).toMatchObject({
      sumMm2: 190,
      baselineMm2: 200,
    });
    expect(biLast(base([by(200, 100)]), visit(30, [by(190, null)])).value).toBe('NE');
  });
  it.each([
    ['RANOBI-2.5-PD', 250, 'PD'],
    ['RANOBI-2.5-SD', 249, 'SD'],
    ['RANOBI-2.5-PR', 100, 'PR'],
    ['RANOBI-2.5-SD', 101, 'SD'],
  ])('%s: 20 by 10 mm that becomes %d tenths long is %s', (_rule, longest, value) => {
    const found = biLast(base([by(200, 100)]), visit(30, [by(longest, 100)]));
    expect(found).toMatchObject({ value, flags: ['BIDIMENSIONAL_VARIANT'] });
  });
  it('RANOBI-2.5-CR: all gone, and again, is no growth from zero', () => {
    const points = [visit(30, [gone('a')]), visit(60, [gone('a')]), visit(90, [by(20, 20)])];
    const { criterion, responses } = evaluateRanoBmBidimensional(
      courseOf(base([by(200, 100)]), points, 'cns'),
      config,
    );
    expect(criterion).toBe('RANO_BM_SEED_BIDIMENSIONAL');
    expect(valuesOf(responses)).toEqual(['CR', 'CR', 'PD']);
  });
});

it('adding a visit that shows nothing never turns progression into response', () => {
  const rank = ['PD', 'SUSPECTED_PD', 'NE', 'SD', 'PR', 'CR'];
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 600 }), { minLength: 1, maxLength: 8 }),
      fc.nat({ max: 8 }),
      (sizes, place) => {
        const plain = sizes.map((size, index) =>
          visit(30 * (index + 1), [size === 0 ? gone('a') : brain('a', size)]),
        );
        const after = 30 * Math.min(place, sizes.length) + 15;
        const mixed = [...plain, visit(after, [])].sort((p, q) => p.day - q.day);
        const first = base([brain('a', 300)]);
        const before = valuesOf(run(first, ...plain));
        const then = run(first, ...mixed).filter(({ timePointId }) => timePointId !== `tp${after}`);
        then.forEach(({ value }, index) =>
          expect(rank.indexOf(value)).toBeLessThanOrEqual(rank.indexOf(before[index] ?? 'PD')),
        );
      },
    ),
  );
});
