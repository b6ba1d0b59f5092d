import { dayText, parsePartialDate, type DayInterval } from '@leptotrace/kernel';
import { DEFAULTS, type Configuration } from '@leptotrace/rules';
import {
  cytology,
  lesion,
  lmDiagnosis,
  start,
  study,
  viewOfFacts,
  type Written,
} from '../../../test/support/course';
import { derive, type Derived } from './derive';
import { installRulesets } from './rulesets';

const installed = installRulesets();
if (!installed.ok) throw new Error('no rulesets');
const LM = [...installed.rulesets.values()].find(({ name }) => name === 'lm');
if (!LM) throw new Error('no ruleset lm');

const dose = start('rx', '2024-01-01');
const derived = (facts: readonly Written[], config: Partial<Configuration> = {}): Derived =>
  derive(
    viewOfFacts(facts, '2024-12-31'),
    { ...LM, configuration: { ...DEFAULTS, ...config } },
    { subjectId: 'p', origin: 'first-dose' },
  );
const on = (text: string): number => (parsePartialDate(text) as DayInterval).from;

const responsesOf = ({ criteria }: Derived, criterion: string) =>
  (criteria?.all ?? [])
    .find((result) => result.criterion === criterion && result.compartment === 'cns')
    ?.responses.map(({ value, day }) => `${value} ${dayText(day)}`);
const ranoLm = (found: Derived) => responsesOf(found, 'RANO_LM_2017');
const endpoint = ({ endpoints }: Derived, name: string) => endpoints.find(({ paramcd }) => paramcd === name);

const words = (id: string, when: string, more: object = {}): Written =>
  study(id, when, 'brain', { findings: ['five metastases of the brain, up to 12 mm'], ...more });
const enhancement = (presence = 'present', more: object = {}) => [
  { item: 'brain-leptomeningeal-enhancement', presence, ...more },
];
const seen = (id: string, when: string, more: object = {}): Written =>
  study(id, when, 'neuraxis', { scorecard: enhancement(), ...more });
const exam = (id: string, when: string, attribution: string, grade = 1): Written => ({
  id,
  kind: 'NeurologicalExamRecorded',
  occurredOn: when,
  instrument: 'rano-lm-2017',
  domains: [{ domain: 'gait', grade, attribution }],
});
const diagnosis = (id: string, when: string, what: string, more: object = {}): Written => ({
  id,
  kind: 'DiagnosisRecorded',
  occurredOn: when,
  what,
  ...more,
});

describe('before LM is possible', () => {
  it.each<readonly [string, readonly Written[]]>([
    ['five brain metastases in words', [words('m0', '2023-12-20'), words('m1', '2024-03-01')]],
    [
      'a reader’s PD of the brain',
      [words('m0', '2023-12-20'), words('m1', '2024-03-01', { readerOverall: 'PD' })],
    ],
    ['a reader’s PD of the neuraxis', [study('m1', '2024-03-01', 'neuraxis', { readerOverall: 'PD' })]],
    ['a normal scorecard', [study('m1', '2024-03-01', 'neuraxis', { scorecard: enhancement('absent') })]],
    [
      'worse gait of another cause',
      [exam('e0', '2023-12-20', 'other', 0), exam('e1', '2024-03-01', 'other', 3)],
    ],
    ['a negative puncture', cytology('c', '2024-03-01', 'negative')],
    [
      'an unequivocal parenchymal item',
      [
        study('m1', '2024-03-01', 'brain', {
          scorecard: [{ item: 'brain-parenchymal-metastases', change: -3, direction: 'positive-is-better' }],
        }),
      ],
    ],
  ])('RANOLM-3-population: %s is not applicable, no PD and no CNS PFS event', (_name, facts) => {
    const found = derived([dose, ...facts]);
    const lm = found.criteria?.lm;
    expect(lm?.responses.every(({ value }) => value === 'not-applicable')).toBe(true);
    expect(lm?.responses.length).toBeGreaterThan(0);
    expect(lm).toMatchObject({ applies: false, baseline: { adequate: false } });
    for (const criterion of ['LM_SCORECARD_2019', 'LM_SCORECARD_2022', 'NANO_LM_2024', 'SEED_WEIGHTED_v0'])
      expect(responsesOf(found, criterion)?.every((said) => said.startsWith('not-applicable'))).toBe(true);
    expect(endpoint(found, 'CNSPFS')?.cnsr).not.toBe(0);
    expect(found.best.find(({ criterion }) => criterion === 'RANO_LM_2017')).toMatchObject({
      unconfirmed: { value: 'not-applicable', why: { rule: 'BOR-1.8-not-applicable' } },
      confirmed: { value: 'not-applicable' },
    });
  });

  it.each<readonly [string, Written]>([
    [
      'replaced by another disease',
      diagnosis('d2', '2024-04-01', 'other', { condition: 'subdural haematoma', supersedes: 'd1' }),
    ],
    [
      'replaced by its refutation',
      lmDiagnosis('d2', '2024-04-01', { certainty: 'refuted', supersedes: 'd1' }),
    ],
    ['refuted later', lmDiagnosis('d2', '2024-04-01', { certainty: 'refuted' })],
  ])('RANOLM-3-population: a working diagnosis that is %s never made it apply', (_name, second) => {
    const facts = [
      dose,
      lmDiagnosis('d1', '2024-02-01', { certainty: 'probable' }),
      exam('e', '2024-02-01', 'lm', 3),
      seen('m', '2024-01-30'),
      second,
    ];
    expect(ranoLm(derived(facts))?.every((said) => said.startsWith('not-applicable'))).toBe(true);
    expect(endpoint(derived(facts), 'CNSPFS')?.cnsr).not.toBe(0);
    // Known only up to the day before, it was an event.
    expect(ranoLm(derived(facts.slice(0, -1)))).toContain('PD 2024-01-30');
  });

  it('EANO-5-refuted: positive cytology stands against a refutation', () => {
    const facts = [
      dose,
      ...cytology('c', '2024-02-01', 'positive'),
      lmDiagnosis('d', '2024-03-01', { certainty: 'refuted' }),
    ];
    expect(ranoLm(derived(facts))).toEqual(['PD 2024-02-01']);
    expect(derived(facts).classifications.at(-1)).toMatchObject({
      type: 'I?',
      certainty: 'confirmed',
      stated: { certainty: 'refuted', factId: 'd' },
    });
  });
});

describe('LM that comes under treatment', () => {
  it('RANOLM-3-later-baseline: linear enhancement alone is possible: applies from there, and is no event', () => {
    const found = derived([
      dose,
      exam('e0', '2024-01-20', 'other'),
      seen('m1', '2024-03-01'),
      seen('m2', '2024-05-01'),
    ]);
    expect(ranoLm(found)?.slice(0, 2)).toEqual(['not-applicable 2024-01-20', 'UNKNOWN 2024-03-01']);
    expect(ranoLm(found)).toHaveLength(3);
    expect(endpoint(found, 'CNSPFS')?.cnsr).not.toBe(0);
    expect(found.criteria?.lm.baseline).toMatchObject({ adequate: false, day: on('2024-03-01') });
  });

  it('RANOLM-R1-first: enhancement with a sign from LM is probable, and the event of its day', () => {
    const found = derived([
      dose,
      words('m0', '2024-01-01'),
      exam('e', '2024-02-27', 'lm'),
      seen('m1', '2024-03-01'),
    ]);
    expect(ranoLm(found)).toEqual(['PD 2024-03-01']);
    expect(endpoint(found, 'CNSPFS')).toMatchObject({ cnsr: 0, adt: on('2024-03-01') });
    expect(found.criteria?.lm.responses.at(-1)?.why.rule).toBe('RANOLM-R1-first');
  });

  it.each<readonly [string, readonly Written[], string]>([
    ['the MRI', [seen('m', '2024-03-01'), lmDiagnosis('d', '2024-03-10')], '2024-03-01'],
    [
      'the sample, reported later',
      [
        ...cytology('c', '2024-03-02', 'positive').map((fact) =>
          fact.kind === 'CsfCytologyReported' ? { ...fact, occurredOn: '2024-03-09' } : fact,
        ),
        lmDiagnosis('d', '2024-03-10'),
      ],
      '2024-03-02',
    ],
    [
      'the MRI in words on which the diagnosis rests',
      [words('m', '2024-03-03'), lmDiagnosis('d', '2024-03-10', { basis: ['mri'] })],
      '2024-03-03',
    ],
    [
      'the diagnosis, where its ground is not known',
      [words('m', '2024-03-03'), lmDiagnosis('d', '2024-03-10')],
      '2024-03-10',
    ],
    ['the MRI of 28 days before', [seen('m', '2024-02-11'), lmDiagnosis('d', '2024-03-10')], '2024-02-11'],
    [
      'the diagnosis, 29 days after the MRI',
      [seen('m', '2024-02-10'), lmDiagnosis('d', '2024-03-10')],
      '2024-03-10',
    ],
  ])('RANOLM-R1-first: is dated by %s', (_name, facts, day) => {
    const found = derived([dose, ...facts]);
    expect(ranoLm(found)).toContain(`PD ${day}`);
    expect(endpoint(found, 'CNSPFS')).toMatchObject({ cnsr: 0, adt: on(day) });
  });

  it('RANOLM-R1-first: on the day of the start or before it is no event, the day after is', () => {
    const at = (when: string) => endpoint(derived([dose, lmDiagnosis('d', when)]), 'CNSPFS')?.cnsr;
    expect([at('2023-12-31'), at('2024-01-01'), at('2024-01-02')]).toEqual([1, 1, 0]);
  });

  it('RANOLM-R1-first: where it was possible before the start, a later confirmation is no first diagnosis', () => {
    const found = derived([dose, seen('m', '2023-12-20'), lmDiagnosis('d', '2024-03-10')]);
    expect(ranoLm(found)?.some((said) => said.startsWith('PD'))).toBe(false);
  });

  it('RANOLM-R1-first: stated as only possible it applies and is no event', () => {
    const found = derived([dose, lmDiagnosis('d', '2024-03-10', { certainty: 'possible' })]);
    expect(ranoLm(found)).toEqual(['UNKNOWN 2024-03-10']);
    expect(endpoint(found, 'CNSPFS')?.cnsr).not.toBe(0);
  });

  it('RANOLM-3-later-baseline: what follows is judged against the evaluation that found it', () => {
    const found = derived([
      dose,
      exam('e0', '2024-02-01', 'other'),
      lmDiagnosis('d', '2024-03-01'),
      seen('m1', '2024-03-01'),
      ...cytology('c1', '2024-03-03', 'positive'),
      exam('e1', '2024-03-05', 'lm', 2),
      seen('m2', '2024-05-01', { scorecard: enhancement('present', { change: 0 }), readerOverall: 'SD' }),
      ...cytology('c2', '2024-05-02', 'positive'),
    ]);
    expect(ranoLm(found)?.[0]).toBe('not-applicable 2024-02-01');
    expect(ranoLm(found)?.[1]).toBe('PD 2024-03-01');
    expect(found.criteria?.lm.responses.at(-1)?.parts).toMatchObject({ csf: 'STILL_POSITIVE' });
  });

  it('TTE-8.2-P1-new-disease: months without a scan of a compartment that nobody planned to look at', () => {
    const found = derived([dose, lmDiagnosis('d', '2024-10-01')]);
    expect(endpoint(found, 'CNSPFS')).toMatchObject({
      cnsr: 0,
      adt: on('2024-10-01'),
      why: { rule: expect.any(String) },
    });
  });
});

describe('the first brain metastasis under treatment', () => {
  const news = [{ lesionId: 'n', site: 'brain-parenchyma', equivocal: false }];
  const ranoBm = (found: Derived) => responsesOf(found, 'RANO_BM_2015');

  it('RECIST-1.7-without-baseline: the first brain MRI shows one: progression on that day, flagged, and an event', () => {
    const found = derived([dose, study('m', '2024-06-01', 'brain', { newLesions: news })]);
    expect(ranoBm(found)).toEqual(['PD 2024-06-01']);
    expect(found.criteria?.cns.responses[0]?.flags).toContain('REGION_NOT_IMAGED_AT_BASELINE');
    expect(endpoint(found, 'CNSPFS')).toMatchObject({ cnsr: 0, adt: on('2024-06-01') });
  });

  it('RECIST-1.7-without-baseline: an equivocal one, or lesions that nobody calls new, stay unknown', () => {
    const equivocal = derived([
      dose,
      study('m', '2024-03-01', 'brain', { newLesions: [{ ...news[0], equivocal: true }] }),
    ]);
    const listed = derived([
      dose,
      study('m', '2024-03-01', 'brain', { lesions: [lesion('b', 'brain-parenchyma', 12)] }),
    ]);
    expect(ranoBm(equivocal)).toEqual(['UNKNOWN 2024-03-01']);
    expect(ranoBm(listed)).toEqual(['UNKNOWN 2024-03-01']);
    expect(endpoint(listed, 'CNSPFS')?.cnsr).toBe(1);
  });

  it('RECIST-1.7-without-baseline: under immunotherapy it is suspected until a later scan shows it again', () => {
    const ici = start('ici', '2024-01-01', 'pembrolizumab', { route: 'intravenous' });
    const at = (...days: readonly string[]) =>
      ranoBm(
        derived([
          dose,
          ici,
          ...days.map((when, index) => study(`m${index}`, when, 'brain', { newLesions: news })),
        ]),
      );
    expect(at('2024-03-01')).toEqual(['SUSPECTED_PD 2024-03-01']);
    expect(at('2024-03-01', '2024-03-28')?.[0]).toBe('SUSPECTED_PD 2024-03-01');
    expect(at('2024-03-01', '2024-03-29')?.[0]).toBe('PD 2024-03-01');
  });

  it.each<readonly [string, readonly Written[], string]>([
    ['of its own day', [diagnosis('d', '2024-04-01', 'brain-metastasis')], '2024-04-01'],
    [
      'of the MRI that shows it',
      [
        study('m', '2024-03-20', 'brain', { lesions: [lesion('b', 'brain-parenchyma', 12)] }),
        diagnosis('d', '2024-04-01', 'brain-metastasis'),
      ],
      '2024-03-20',
    ],
    [
      'of the MRI in words on which it rests',
      [words('m', '2024-03-21'), diagnosis('d', '2024-04-01', 'brain-metastasis', { basis: ['mri'] })],
      '2024-03-21',
    ],
    [
      'after a baseline in words',
      [
        study('m0', '2023-12-20', 'brain', { findings: ['normal'] }),
        diagnosis('d', '2024-04-01', 'brain-metastasis'),
      ],
      '2024-04-01',
    ],
  ])('BRAIN-R1-first: its diagnosis is an event %s', (_name, facts, day) => {
    const found = derived([dose, ...facts]);
    expect(ranoBm(found)).toContain(`PD ${day}`);
    expect(endpoint(found, 'CNSPFS')).toMatchObject({ cnsr: 0, adt: on(day) });
  });

  it.each<readonly [string, readonly Written[]]>([
    [
      'it was there before',
      [diagnosis('d0', '2023-06-01', 'brain-metastasis'), diagnosis('d', '2024-04-01', 'brain-metastasis')],
    ],
    ['it is of the day of the start', [diagnosis('d', '2024-01-01', 'brain-metastasis')]],
    [
      'the brain was irradiated before',
      [
        {
          id: 'rt',
          kind: 'RadiotherapyDelivered',
          occurredOn: '2023-05-01',
          technique: 'wbrt',
          target: 'whole brain',
        },
        diagnosis('d', '2024-04-01', 'brain-metastasis'),
      ],
    ],
    [
      'the stage named the brain before',
      [
        diagnosis('p', '2023-05-01', 'primary-nsclc', { sites: ['lung', 'brain'] }),
        diagnosis('d', '2024-04-01', 'brain-metastasis'),
      ],
    ],
    ['it was only possible', [diagnosis('d', '2024-04-01', 'brain-metastasis', { certainty: 'possible' })]],
    [
      'it was refuted',
      [
        diagnosis('d', '2024-04-01', 'brain-metastasis'),
        diagnosis('d2', '2024-05-01', 'brain-metastasis', { certainty: 'refuted', supersedes: 'd' }),
      ],
    ],
    [
      'it was another disease',
      [
        diagnosis('d', '2024-04-01', 'brain-metastasis'),
        diagnosis('d2', '2024-05-01', 'other', { condition: 'abscess', supersedes: 'd' }),
      ],
    ],
  ])('BRAIN-R1-first: no event where %s', (_name, facts) => {
    const found = derived([dose, ...facts]);
    expect(ranoBm(found)?.some((said) => said.startsWith('PD')) ?? false).toBe(false);
    expect(endpoint(found, 'CNSPFS')?.cnsr).not.toBe(0);
  });
});
