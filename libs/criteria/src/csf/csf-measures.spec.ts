import { inBaseUnit } from '@leptotrace/clinical';
import { DEFAULTS } from '@leptotrace/rules';
import { ecog, evaluation, exam, lmCourseOf, mri, sample } from '../../../../test/support/lm';
import { evaluateRanoLm } from '../rano-lm/rano-lm';
import { CSF_RANGES, negativeCytologyNote, pressureClass, rangeClass } from './csf-measures';

describe('CSF measures', () => {
  it.each([
    [25, 'RAISED'],
    [24.9, 'BORDERLINE'],
    [20, 'BORDERLINE'],
    [19.9, 'NORMAL'],
    [6, 'NORMAL'],
    [5.9, 'LOW'],
  ])('CSFM-12-pressure: %f cmH2O is %s', (cmH2O, expected) =>
    expect(pressureClass({ cmH2O, position: 'lateral-decubitus' }, DEFAULTS)).toBe(expected),
  );

  it.each([
    ['>', 40, 'RAISED'],
    ['>=', 25, 'RAISED'],
    ['>', 25, 'RAISED'],
    ['>=', 24.9, 'NE'],
    ['>', 16, 'NE'],
    ['<', 40, 'NE'],
    ['<', 25, 'NE'],
    ['<', 6, 'LOW'],
    ['<=', 6, 'NE'],
    ['<=', 5.9, 'LOW'],
  ] as const)('CSFM-12-bound: %s%f cmH2O is %s', (bound, cmH2O, expected) =>
    expect(pressureClass({ cmH2O, bound, position: 'lateral-decubitus' }, DEFAULTS)).toBe(expected),
  );

  it('CSFM-12-position: sitting is not evaluable', () => {
    expect(pressureClass({ cmH2O: 40, position: 'sitting' }, DEFAULTS)).toBe('NE');
  });

  it('CSFM-12-units: 20 mmHg is raised and 180 mmH2O is not', () => {
    const at = (value: number, unit: 'mm[Hg]' | 'mm[H2O]') =>
      pressureClass({ cmH2O: inBaseUnit(value, unit), position: 'lateral-decubitus' }, DEFAULTS);
    expect(at(20, 'mm[Hg]')).toBe('RAISED');
    expect(at(180, 'mm[H2O]')).toBe('NORMAL');
    expect(inBaseUnit(1, 'mm[Hg]')).toBeCloseTo(1.35951, 6);
  });

  it.each([
    ['CSFM-12-protein', 'protein', 14.9, 15, 45, 45.1],
    ['CSFM-12-glucose', 'glucose', 44.9, 45, 80, 80.1],
    ['CSFM-12-white-cells', 'white-cells', -0.1, 0, 5, 5.1],
  ] as const)('%s: %s, both ends of the range', (...[, analyte, low, from, to, high]) => {
    expect([low, from, to, high].map((value) => rangeClass(analyte, value))).toEqual([
      'low',
      'normal',
      'normal',
      'high',
    ]);
    expect(CSF_RANGES[analyte]).toMatchObject({ low: from, high: to });
  });

  it('CSFM-12-negative-cytology: says how often, and no probability', () => {
    expect(negativeCytologyNote(0)).toBeNull();
    expect(negativeCytologyNote(1)).toContain('1 puncture:');
    expect(negativeCytologyNote(2)).toContain('2 punctures');
    expect(negativeCytologyNote(2)).not.toContain('%');
  });

  it('CSFM-12-markers: a course has no place for them in any response', () => {
    const base = evaluation(0, {
      exams: [exam(0)],
      samples: [sample(0, 'negative')],
      imaging: [mri(0, { readerOverall: 'stable' })],
    });
    const now = evaluation(40, {
      exams: [exam(40)],
      samples: [sample(40, 'negative')],
      imaging: [mri(40, { readerOverall: 'stable' })],
      performance: [ecog(40, 1)],
    });
    const [found] = evaluateRanoLm(lmCourseOf(base, [now]), DEFAULTS).responses;
    expect(Object.keys(found?.parts ?? {})).toEqual(['neuro', 'csf', 'imaging']);
  });
});
