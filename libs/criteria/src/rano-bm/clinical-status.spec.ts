import { DEFAULTS } from '@leptotrace/rules';
import { exam } from '../../../../test/support/lm';
import { type Attribution, type NeuroExam } from '../lm-model';
import { clinicalStatusOf } from './clinical-status';
import { type PerformanceExam } from './performance';

const kps = (day: number, value: number, attribution?: Attribution): PerformanceExam => ({
  instrument: 'KPS',
  day,
  value,
  factId: `kps${day}`,
  ...(attribution ? { attribution } : {}),
});
const status = (performance: readonly PerformanceExam[], exams: readonly NeuroExam[] = [], day = 40) =>
  clinicalStatusOf({ performance, exams }, { origin: 0, day }, DEFAULTS);
const WORSE = [kps(0, 90), kps(40, 60)];

describe('where the cause of a clinical worsening is taken from', () => {
  it.each([
    ['lm', 'cns-tumour'],
    ['parenchymal-or-other-cns', 'cns-tumour'],
    ['systemic', 'other-cause'],
    ['treatment', 'other-cause'],
    ['other', 'other-cause'],
    ['unknown', 'unknown'],
  ] as const)('RANOBM-2.4-attribution: an examination of that day says %s', (given, cause) =>
    expect(status(WORSE, [exam(40, { gait: 1 }, given)])?.attribution).toBe(cause),
  );

  it('RANOBM-2.4-attribution: one within 14 days counts, one of 15 days does not, and one that is normal tells nothing', () => {
    const at = (day: number) => status(WORSE, [exam(day, { gait: 1 }, 'lm')])?.attribution;
    expect([at(26), at(54), at(25), at(55)]).toEqual(['cns-tumour', 'cns-tumour', 'unknown', 'unknown']);
    expect(status(WORSE, [exam(40, {}, 'lm')])?.attribution).toBe('unknown');
  });

  it('RANOBM-2.4-attribution: what is said with the performance status itself goes first', () => {
    const said = [kps(0, 90), kps(40, 60, 'treatment')];
    expect(status(said, [exam(40, { gait: 1 }, 'lm')])?.attribution).toBe('other-cause');
    expect(status(WORSE)?.attribution).toBe('unknown');
  });

  it('RANOBM-2.4-attribution: one cause in the CNS is enough', () => {
    const mixed = [exam(38, { gait: 1 }, 'systemic'), exam(40, { vision: 1 }, 'parenchymal-or-other-cns')];
    expect(status(WORSE, mixed)?.attribution).toBe('cns-tumour');
  });
});

describe('how long it lasts', () => {
  it('RANOBM-2.4-clinical-auto: a later reading that is worse still shows it, one that is better ends it', () => {
    const lasted = (...later: PerformanceExam[]) => status([...WORSE, ...later])?.lastedDays;
    expect(lasted(kps(47, 60))).toBe(7);
    expect(lasted(kps(46, 60))).toBe(6);
    expect(lasted(kps(45, 90), kps(60, 60))).toBeNull();
  });
});

describe('the examination by itself', () => {
  const gait = (...grades: readonly (readonly [day: number, grade: number])[]): readonly NeuroExam[] =>
    grades.map(([day, grade]) => exam(day, { gait: grade }, 'parenchymal-or-other-cns'));

  it('RANOBM-2.4-clinical-exam: two grades are worse, one is not', () => {
    expect(status([], gait([0, 0], [40, 2]))).toMatchObject({
      status: 'worse',
      attribution: 'cns-tumour',
      day: 40,
    });
    expect(status([], gait([0, 0], [40, 1]))?.status).toBe('stable');
    expect(status([], gait([40, 2]))).toBeNull();
  });

  it('RANOBM-2.4-clinical-exam: worse although the performance status is stable', () => {
    const found = status([kps(0, 90), kps(40, 90)], gait([0, 0], [40, 2], [47, 2]));
    expect(found).toMatchObject({ status: 'worse', lastedDays: 7, attribution: 'cns-tumour' });
  });

  it('RANOBM-2.4-clinical-exam: a performance that is worse from another cause does not hide it', () => {
    const found = status([kps(0, 90), kps(40, 60, 'systemic')], gait([0, 0], [40, 2]));
    expect(found).toMatchObject({ status: 'worse', attribution: 'cns-tumour' });
  });
});
