import { dayText } from '@leptotrace/kernel';
import { lesion, start, study, viewOfFacts, type Written } from '../../../test/support/course';
import { derive } from './derive';
import { installRulesets } from './rulesets';

const installed = installRulesets();
if (!installed.ok) throw new Error('no rulesets');
const LM = [...installed.rulesets.values()].find(({ name }) => name === 'lm');
if (!LM) throw new Error('no ruleset lm');

const brain = (id: string, when: string): Written =>
  study(id, when, 'brain', { lesions: [lesion('b', 'brain-parenchyma', 20)] });
const performance = (id: string, when: string, instrument: 'KPS' | 'ECOG', value: number): Written => ({
  id,
  kind: 'PerformanceStatusRecorded',
  occurredOn: when,
  instrument,
  value,
});
const exam = (id: string, when: string, grade: number, attribution?: string): Written => ({
  id,
  kind: 'NeurologicalExamRecorded',
  occurredOn: when,
  instrument: 'rano-lm-2017',
  domains: [{ domain: 'strength', grade, ...(attribution ? { attribution } : {}) }],
});
const BASE = [start('rx', '2024-01-01'), brain('m0', '2023-12-28'), brain('m1', '2024-03-01')];
const KPS = [performance('k0', '2023-12-28', 'KPS', 90), performance('k1', '2024-03-01', 'KPS', 60)];

const ranoBm = (...facts: readonly Written[]) => {
  const found = derive(viewOfFacts([...BASE, ...facts], '2024-12-31'), LM, {
    subjectId: 'p',
    origin: 'first-dose',
  });
  const cnsPfs = found.endpoints.find(({ paramcd }) => paramcd === 'CNSPFS');
  return {
    said: found.criteria?.cns.responses.map(({ value, day }) => `${value} ${dayText(day)}`),
    event: cnsPfs?.cnsr === 0,
  };
};

describe('clinical worsening of RANO-BM, as courses record it', () => {
  it.each([
    [
      'seven days later it is worse still: progression on its first day',
      '2024-03-08',
      'parenchymal-or-other-cns',
      'PD',
    ],
    ['six days later: only suspected', '2024-03-07', 'parenchymal-or-other-cns', 'SUSPECTED_PD'],
    ['from LM, which is the CNS too', '2024-03-08', 'lm', 'PD'],
    ['from another cause: neutral', '2024-03-08', 'systemic', 'SD'],
    ['of a cause that nobody knows: suspected', '2024-03-08', 'unknown', 'SUSPECTED_PD'],
    ['of a cause that nobody gives: suspected', '2024-03-08', undefined, 'SUSPECTED_PD'],
  ])('RANOBM-2.4-4: %s', (_name, when, attribution, value) => {
    const found = ranoBm(
      ...KPS,
      performance('k2', when, 'KPS', 60),
      exam('e0', '2023-12-28', 0),
      exam('e1', '2024-03-02', 1, attribution),
    );
    expect(found).toEqual({ said: [`${value} 2024-03-01`], event: value === 'PD' });
  });

  it('RANOBM-2.4-clinical-ECOG: two levels for seven days, with an examiner who names the brain', () => {
    const ecog = [
      performance('p0', '2023-12-28', 'ECOG', 1),
      performance('p1', '2024-02-28', 'ECOG', 3),
      performance('p2', '2024-03-06', 'ECOG', 3),
    ];
    const found = ranoBm(...ecog, exam('e1', '2024-02-28', 1, 'parenchymal-or-other-cns'));
    expect(found.said).toEqual(['PD 2024-02-28']);
  });

  it('RANOBM-2.4-clinical-exam: the examination alone, two grades for seven days', () => {
    const at = (second: string) =>
      ranoBm(
        exam('e0', '2023-12-28', 0),
        exam('e1', '2024-02-28', 2, 'parenchymal-or-other-cns'),
        exam('e2', second, 2, 'parenchymal-or-other-cns'),
      ).said;
    expect(at('2024-03-06')).toEqual(['PD 2024-02-28']);
    expect(at('2024-03-05')).toEqual(['SUSPECTED_PD 2024-03-01']);
  });
});
