import { DEFAULTS } from '@leptotrace/rules';
import { evaluation, lmCourseOf } from '../../../../test/support/lm';
import { type NanoLmExam } from '../lm-model';
import { describeNanoLm, NANO_LM_DOMAINS } from './nano-lm';

const nano = (day: number, grades: Record<string, number>): NanoLmExam => ({
  factId: `nano${day}`,
  day,
  domains: Object.entries(grades).map(([domain, grade]) => ({ domain, grade, attribution: 'lm' })),
});

describe('NANO-LM', () => {
  it('NANOLM-4.4-domains: fourteen', () => expect(new Set(NANO_LM_DOMAINS).size).toBe(14));

  it('NANOLM-4.4-stored: shows each change and derives no response, however bad', () => {
    const course = lmCourseOf(evaluation(0, { nanoExams: [nano(0, { walking: 0, bladder: 1 })] }), [
      evaluation(40, { nanoExams: [nano(40, { walking: 2, bladder: 1 })] }),
      evaluation(80),
    ]);
    const { responses } = describeNanoLm(course, DEFAULTS);
    expect(responses.map(({ value, flags }) => [value, flags])).toEqual([
      ['NE', ['NO_RESPONSE_DERIVED']],
      ['NE', ['NO_RESPONSE_DERIVED']],
    ]);
    expect(responses[0]?.parts).toMatchObject({ walking: '0 to 2', bladder: '1', bowel: 'NE' });
    expect(responses[1]?.parts).toEqual({});
  });
});
