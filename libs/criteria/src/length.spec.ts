import fc from 'fast-check';
import { inMm, inMm2, mm } from './length';
import { type LesionReading } from './model';
import { evaluateRanoBm, evaluateRanoBmBidimensional } from './rano-bm/evaluate';
import { bidimensionalClass, ranoBmClass } from './rano-bm/measurability';
import { evaluateRecist } from './recist/evaluate';
import { at, configWith, courseOf, lesion } from './recist/fixtures';
import { recistClass } from './recist/measurability';

const config = configWith();

/** A lesion with its sizes in millimetres, as a source gives them. */
const sized = (sizes: Partial<Record<'longest' | 'shortAxis' | 'perpendicular' | 'slice', number>>) => ({
  ...lesion('a'),
  ...Object.fromEntries(Object.entries(sizes).map(([name, value]) => [name, mm(value)])),
});
const BRAIN = { site: 'brain-parenchyma', modality: 'mri' } as const;

describe('lengths are exact to 0.01 mm', () => {
  it('a number of the source becomes that number of hundredths, and is told as it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 50_000 }), (hundredths) => {
        expect(mm(hundredths / 100)).toBe(hundredths);
        expect(mm(Number((hundredths / 100).toFixed(2)))).toBe(hundredths);
        expect(String(inMm(hundredths))).toBe(String(Number((hundredths / 100).toFixed(2))));
      }),
    );
    expect(inMm2(mm(12.34) * mm(5))).toBe(61.7);
  });

  it.each([
    ['soft tissue', sized({ longest: 10 }), 'measurable'],
    ['soft tissue', sized({ longest: 9.99 }), 'non-measurable'],
    ['node', { ...sized({ shortAxis: 15 }), kind: 'node' }, 'measurable'],
    ['node', { ...sized({ shortAxis: 14.99 }), kind: 'node' }, 'pathological-node'],
    ['node', { ...sized({ shortAxis: 10 }), kind: 'node' }, 'pathological-node'],
    ['node', { ...sized({ shortAxis: 9.99 }), kind: 'node' }, 'normal'],
    ['film', { ...sized({ longest: 20 }), modality: 'x-ray' }, 'measurable'],
    ['film', { ...sized({ longest: 19.99 }), modality: 'x-ray' }, 'non-measurable'],
    ['thick slices', sized({ longest: 15.02, slice: 7.51 }), 'measurable'],
    ['thick slices', sized({ longest: 15.01, slice: 7.51 }), 'non-measurable'],
    ['slices of 5 mm', sized({ longest: 10, slice: 5 }), 'measurable'],
    ['slices of 5.01 mm', sized({ longest: 10, slice: 5.01 }), 'non-measurable'],
  ] as const)('RECIST-0.4-thresholds: %s %#', (_name, reading, expected) =>
    expect(recistClass(reading).is).toBe(expected),
  );

  it.each([
    [10, 5, 'measurable'],
    [9.99, 5, 'non-measurable'],
    [10, 4.99, 'non-measurable'],
  ])('RANOBM-2.2-measurable: %d by %d mm', (longest, perpendicular, expected) =>
    expect(ranoBmClass({ ...sized({ longest, perpendicular }), ...BRAIN }, config).is).toBe(expected),
  );

  it.each([
    [10, 10, 'measurable'],
    [10, 9.99, 'non-measurable'],
  ])('RANOBI-2.5-measurable: %d by %d mm', (longest, perpendicular, expected) =>
    expect(bidimensionalClass({ ...sized({ longest, perpendicular }), ...BRAIN }).is).toBe(expected),
  );

  it.each([
    ['PD, relative', 30, 36, 'PD'],
    ['PD, relative', 30, 35.99, 'SD'],
    ['PD, absolute', 16, 21, 'PD'],
    ['PD, absolute', 16, 20.99, 'SD'],
    ['PR', 46.1, 32.27, 'PR'],
    ['PR', 46.1, 32.28, 'SD'],
  ])('RECIST-1.3-T1b, RANOBM-2.3-B1, RECIST-1.3-T3: %s, from %d to %d mm', (_name, from, to, value) => {
    const course = (more: Partial<LesionReading>, compartment: 'cns' | 'non-cns') =>
      courseOf(
        at(-7, [{ ...sized({ longest: from, perpendicular: 10 }), ...more }]),
        [at(30, [{ ...sized({ longest: to, perpendicular: 10 }), ...more }])],
        compartment,
      );
    expect(evaluateRecist(course({}, 'non-cns'), config).responses[0]?.value).toBe(value);
    expect(evaluateRanoBm(course(BRAIN, 'cns'), config).responses[0]?.value).toBe(value);
  });

  it.each([
    [12.5, 'PD'],
    [12.49, 'SD'],
    [5, 'PR'],
    [5.01, 'SD'],
  ])('RANOBI-2.5-PD, RANOBI-2.5-PR: 10 by 10 mm that becomes %d mm long', (to, value) => {
    const of = (longest: number) => ({ ...sized({ longest, perpendicular: 10 }), ...BRAIN });
    const { responses } = evaluateRanoBmBidimensional(
      courseOf(at(-7, [of(10)]), [at(30, [of(to)])], 'cns'),
      config,
    );
    expect(responses[0]?.value).toBe(value);
  });
});
