import { dayText } from '@leptotrace/kernel';
import { cytology, lmDiagnosis, start, study, viewOfFacts, type Written } from '../../../test/support/course';
import { derive } from './derive';
import { installRulesets } from './rulesets';

const installed = installRulesets();
if (!installed.ok) throw new Error('no rulesets');
const LM = [...installed.rulesets.values()].find(({ name }) => name === 'lm');
if (!LM) throw new Error('no ruleset lm');

const classify = (...facts: readonly Written[]) =>
  derive(viewOfFacts([start('rx', '2024-01-01'), ...facts], '2024-12-31'), LM, {
    subjectId: 'p',
    origin: 'first-dose',
  }).classifications;
const said = (...facts: readonly Written[]) =>
  classify(...facts).map(({ day, type, certainty }) => `${dayText(day)} ${type} ${certainty}`);

const mri = (id: string, when: string, ...items: readonly string[]): Written =>
  study(id, when, 'neuraxis', { scorecard: items.map((item) => ({ item, presence: 'present' })) });
const normal = (id: string, when: string): Written =>
  study(id, when, 'neuraxis', {
    scorecard: [{ item: 'brain-leptomeningeal-enhancement', presence: 'absent' }],
  });
const LINEAR = 'brain-leptomeningeal-enhancement';
const sign = (id: string, when: string, attribution: string): Written => ({
  id,
  kind: 'NeurologicalExamRecorded',
  occurredOn: when,
  instrument: 'narrative',
  domains: [{ domain: 'cranial-nerves', finding: 'diplopia', attribution }],
});

describe('from facts, with or without a stated diagnosis', () => {
  it.each<readonly [string, readonly Written[], readonly string[]]>([
    ['a positive cytology alone', cytology('c', '2024-03-01', 'positive'), ['2024-03-01 I? confirmed']],
    [
      'with a normal MRI',
      [normal('m', '2024-02-28'), ...cytology('c', '2024-03-01', 'positive')],
      ['2024-02-28 IID lack-of-evidence', '2024-03-01 ID confirmed'],
    ],
    [
      'an MRI a few days after gives the letter',
      [...cytology('c', '2024-03-01', 'positive'), mri('m', '2024-03-05', 'spine-nodules')],
      ['2024-03-01 I? confirmed', '2024-03-05 IB confirmed'],
    ],
    [
      'suspicious cytology is equivocal',
      [mri('m', '2024-03-01', LINEAR), ...cytology('c', '2024-03-01', 'suspicious')],
      ['2024-03-01 IIA possible'],
    ],
    [
      'with a sign from LM',
      [mri('m', '2024-03-01', LINEAR, 'brain-nodules'), sign('s', '2024-03-03', 'lm')],
      ['2024-03-01 IIC possible', '2024-03-03 IIC probable'],
    ],
    [
      'with a sign of another cause',
      [mri('m', '2024-03-01', LINEAR), sign('s', '2024-03-03', 'treatment')],
      ['2024-03-01 IIA possible'],
    ],
    [
      'a normal MRI and a sign from LM',
      [normal('m', '2024-03-01'), sign('s', '2024-03-03', 'lm')],
      ['2024-03-01 IID lack-of-evidence', '2024-03-03 IID possible'],
    ],
    [
      'an MRI not read for LM',
      [study('m', '2024-03-01', 'brain', { readerOverall: 'PD', findings: ['metastases'] })],
      [],
    ],
  ])('EANO-5-from-facts: %s', (_name, facts, expected) => expect(said(...facts)).toEqual(expected));

  it('EANO-5-from-facts: flow cytometry is no cytology of a carcinoma', () =>
    expect(said(...cytology('c', '2024-03-01', 'positive', { method: 'flow-cytometry' }))).toEqual([]));

  it('EANO-5-new-classification: a later positive makes a new one at its date, the older one stays', () =>
    expect(
      said(
        mri('m', '2024-03-01', LINEAR),
        ...cytology('c1', '2024-03-02', 'negative'),
        ...cytology('c2', '2024-04-20', 'positive'),
      ),
    ).toEqual(['2024-03-01 IIA possible', '2024-03-02 IIA possible', '2024-04-20 IA confirmed']));

  it('EANO-5-new-classification: nodules that come months after the diagnosis change nothing', () =>
    expect(
      said(
        mri('m', '2024-03-01', LINEAR),
        ...cytology('c', '2024-03-02', 'positive'),
        mri('m2', '2024-09-01', 'spine-nodules'),
      ).at(-1),
    ).toBe('2024-03-02 IA confirmed'));

  it('EANO-5-repeat: recommended after the first negative, no longer after the second', () => {
    const flags = (...facts: readonly Written[]) =>
      classify(mri('m', '2024-03-01', LINEAR), ...facts).at(-1)?.flags;
    expect(flags()).toEqual(['CYTOLOGY_NOT_DONE']);
    expect(flags(...cytology('c1', '2024-03-02', 'atypical'))).toEqual(['REPEAT_LP']);
    expect(
      flags(...cytology('c1', '2024-03-02', 'atypical'), ...cytology('c2', '2024-03-09', 'negative')),
    ).toEqual([]);
  });

  it('EANO-5-surgery: of the brain within 14 days; of the lung it is none', () => {
    const flags = (site: string, when: string) =>
      classify(
        { id: 'op', kind: 'ProcedurePerformed', occurredOn: when, procedure: 'resection', site },
        ...cytology('c', '2024-03-15', 'positive'),
      ).at(-1)?.flags;
    expect(flags('left frontal lobe of the brain', '2024-03-01')).toContain('CSF_WITHIN_14D_OF_SURGERY');
    expect(flags('left frontal lobe of the brain', '2024-02-29')).toEqual([]);
    expect(flags('right upper lobe of the lung', '2024-03-01')).toEqual([]);
  });
});

describe('stated and derived side by side', () => {
  it('EANO-5-from-facts: a statement stands beside what facts say, neither decides the other', () => {
    const found = classify(
      lmDiagnosis('d', '2024-03-01', { certainty: 'confirmed' }),
      normal('m', '2024-03-02'),
    );
    expect(found.map(({ type, certainty, stated }) => [type, certainty, stated?.certainty])).toEqual([
      ['NE', 'NE', 'confirmed'],
      ['IID', 'lack-of-evidence', 'confirmed'],
    ]);
  });

  it('EANO-5-autopsy: LM found at autopsy is a positive biopsy, and a new classification', () => {
    const autopsy = (certainty: string) =>
      classify(
        mri('m', '2024-03-01', LINEAR),
        lmDiagnosis('a', '2024-10-01', { basis: ['autopsy'], certainty }),
      ).at(-1);
    expect(autopsy('confirmed')).toMatchObject({ type: 'IA', certainty: 'confirmed' });
    expect(autopsy('refuted')).toMatchObject({ certainty: 'NE', stated: { certainty: 'refuted' } });
  });

  it('METASTASIS-R1-statements: refuted and stated again later begins anew', () => {
    const found = classify(
      mri('m', '2024-03-01', LINEAR),
      lmDiagnosis('d', '2024-04-01', { certainty: 'refuted' }),
      mri('m2', '2024-06-01', LINEAR),
    );
    expect(found.map(({ type, stated }) => [type, stated?.certainty ?? null])).toEqual([
      ['IIA', null],
      ['NE', 'refuted'],
      ['IIA', 'refuted'],
    ]);
  });
});
