import { DEFAULTS, type Configuration } from '@leptotrace/rules';
import { THERAPY_PARAMETERS, therapiesOf } from '@leptotrace/timeline';
import { dayText } from '@leptotrace/kernel';
import { death, lmDiagnosis, start, viewOfFacts, type Written } from '../../../../test/support/course';
import { assemble, type Course } from '../course';

const ON = '2024-12-31';

const course = (facts: readonly Written[], on = ON, config: Partial<Configuration> = {}): Course =>
  assemble(viewOfFacts(facts, on), 'first-dose', { ...DEFAULTS, ...config });
const iv = (id: string, when: unknown, agent: string, more: object = {}): Written =>
  start(id, when, agent, { route: 'intravenous', ...more });
const it_ = (id: string, when: unknown, agent = 'pemetrexed', more: object = {}): Written =>
  start(id, when, agent, { route: 'intrathecal', ...more });
const stop = (id: string, occurredOn: unknown, startId: string, reason = 'completed'): Written => ({
  id,
  kind: 'TherapyStopped',
  occurredOn,
  startId,
  reason,
});
const worse = (id: string, occurredOn: unknown, more: object = {}): Written => ({
  id,
  kind: 'ProgressionStated',
  occurredOn,
  compartment: 'cns',
  ...more,
});
const dose = (id: string, occurredOn: unknown, startId: string, mg: number): Written => ({
  id,
  kind: 'TherapyDoseChanged',
  occurredOn,
  startId,
  dose: { value: mg, unit: 'mg' },
});

/** Starts by line, and the rule by which each line, and each drug, came about. */
const linesIn = (facts: readonly Written[], config: Partial<Configuration> = {}): readonly string[] =>
  course(facts, ON, config).lines.map(
    ({ line }) =>
      `${line.rule.slice(8)}: ${line.begun.map(({ course: { start: s }, rule }) => `${s.factId} ${rule.slice(8)}`).join(', ')}`,
  );

it('the defaults of answers without a ruleset are those of the rulesets', () => {
  for (const [name, value] of Object.entries(THERAPY_PARAMETERS))
    expect(DEFAULTS[name as keyof Configuration]).toBe(value);
});

describe('one regimen or two', () => {
  const first = iv('a', '2024-01-01', 'carboplatin');

  it.each([
    ['28 days later', '2024-01-29', ['first: a first, b regimen']],
    ['29 days later', '2024-01-30', ['first: a first', 'added: b added']],
  ])('LINE-R3-regimen and LINE-R3-added: %s', (_name, when, expected) =>
    expect(linesIn([first, iv('b', when, 'docetaxel')])).toEqual(expected),
  );

  it('LINE-R3-regimen: the window is a parameter', () =>
    expect(linesIn([first, iv('b', '2024-01-05', 'docetaxel')], { regimenWindowDays: 3 })).toEqual([
      'first: a first',
      'added: b added',
    ]));

  it('LINE-R3-regimen: not past a stop, nor past a stated worsening', () => {
    const b = iv('b', '2024-01-20', 'docetaxel');
    expect(linesIn([first, stop('s', '2024-01-15', 'a', 'toxicity'), b])[1]).toBe('next: b next');
    expect(linesIn([first, worse('w', '2024-01-15'), b])[1]).toBe('after-worsening: b after-worsening');
    expect(linesIn([first, worse('w', '2024-01-21'), b])).toEqual(['first: a first, b regimen']);
  });

  it('LINE-R3-source: an id of the source wins', () => {
    expect(
      linesIn([
        iv('a', '2024-01-01', 'carboplatin', { lineId: 'L1' }),
        iv('b', '2024-01-02', 'docetaxel', { lineId: 'L2' }),
        iv('c', '2024-06-01', 'gemcitabine', { lineId: 'L1' }),
      ]),
    ).toEqual(
      ['first: a source, c source', 'source: b source'].map((each) => each.replace('first', 'source')),
    );
  });
});

describe('the same drug', () => {
  it('LINE-R3-recorded-twice, LINE-R3-same-drug: another cycle, another source, another name', () => {
    const facts = [
      start('a', '2024-01-01'),
      start('b', '2024-02-01', 'other', { printedName: 'Tagrisso', anticancer: true }),
      start('c', '2024-05-01'),
    ];
    expect(linesIn(facts)).toEqual(['first: a first']);
    expect(course(facts).newTherapies).toEqual([]);
    expect(course(facts).exposures.map(({ factId }) => factId)).toEqual(['a']);
  });

  it('LINE-R3-same-drug: a masked agent is never the same', () =>
    expect(
      linesIn([
        start('a', '2024-01-01', 'other', { printedName: 'study drug', anticancer: true }),
        start('b', '2024-05-01', 'other', { printedName: 'study drug', anticancer: true }),
      ]),
    ).toEqual(['first: a first', 'added: b added']));

  it.each([
    ['an infusion again after 120 days', 'docetaxel', 'intravenous', '2024-05-30', 'pause'],
    ['and after 121', 'docetaxel', 'intravenous', '2024-05-31', 'rechallenge'],
    ['an oral targeted drug after 180 days', 'osimertinib', 'oral', '2024-07-29', 'pause'],
    ['and after 181', 'osimertinib', 'oral', '2024-07-30', 'rechallenge'],
    ['an oral cytotoxic drug after 121', 'temozolomide', 'oral', '2024-05-31', 'rechallenge'],
  ])('LINE-R3-pause and LINE-R3-rechallenge: %s', (...[, agent, route, when, rule]) => {
    const facts = [
      start('a', '2024-01-01', agent, { route }),
      stop('s', '2024-01-31', 'a', 'toxicity'),
      start('b', when, agent, { route }),
    ];
    expect(linesIn(facts).join()).toContain(`b ${rule}`);
    expect(course(facts).newTherapies).toHaveLength(rule === 'pause' ? 0 : 1);
  });

  it('LINE-R3-rechallenge: after worsening, and after another line', () => {
    const again = start('b', '2024-03-01');
    const one = [start('a', '2024-01-01'), stop('s', '2024-02-01', 'a', 'progression')];
    expect(linesIn([...one, again])[1]).toBe('rechallenge: b rechallenge');
    const between = [
      start('a', '2024-01-01'),
      stop('s', '2024-02-01', 'a', 'toxicity'),
      iv('x', '2024-02-10', 'docetaxel'),
      start('b', '2024-04-01'),
    ];
    expect(linesIn(between).at(-1)).toBe('rechallenge: b rechallenge');
  });
});

describe('what goes on, and what takes a place', () => {
  const doublet = [iv('a', '2024-01-01', 'cisplatin'), iv('b', '2024-01-01', 'pemetrexed')];

  it('LINE-R3-maintenance: a part of the regimen, or a switch with that intent', () => {
    const own = [...doublet, iv('m', '2024-04-08', 'pemetrexed', { intent: 'maintenance' })];
    const other = [...doublet, iv('m', '2024-04-08', 'docetaxel', { intent: 'maintenance' })];
    expect(course(own).newTherapies).toEqual([]);
    expect(linesIn(other)).toEqual(['first: a first, b regimen, m maintenance']);
    expect(course(other).newTherapies).toEqual([]);
    expect(linesIn([...other, worse('w', '2024-04-01')])[1]).toBe('after-worsening: m after-worsening');
  });

  it('LINE-R3-swap: carboplatin for cisplatin, nab-paclitaxel for paclitaxel', () => {
    expect(
      linesIn([...doublet, stop('s', '2024-02-10', 'a', 'toxicity'), iv('c', '2024-02-12', 'carboplatin')]),
    ).toEqual(['first: a first, b regimen, c swap']);
    const taxane = [
      iv('a', '2024-01-01', 'paclitaxel'),
      stop('s', '2024-02-10', 'a', 'toxicity'),
      iv('b', '2024-02-12', 'other', { printedName: 'Abraxane', anticancer: true }),
    ];
    expect(linesIn(taxane)).toEqual(['first: a first, b swap']);
    expect(linesIn([...taxane, worse('w', '2024-02-11')])).toHaveLength(2);
  });

  it('LINE-R3-another-tki: a new line, for toxicity too, the reason kept', () => {
    const facts = [
      start('a', '2024-01-01', 'gefitinib'),
      stop('s', '2024-01-10', 'a', 'toxicity'),
      start('b', '2024-01-11', 'osimertinib'),
    ];
    expect(course(facts).lines.map(({ line }) => [line.rule, line.reason])).toEqual([
      ['LINE-R3-first', null],
      ['LINE-R3-another-tki', 'toxicity'],
    ]);
    expect(linesIn([start('a', '2024-01-01', 'gefitinib'), start('b', '2024-01-11')])[1]).toBe(
      'another-tki: b another-tki',
    );
  });

  it('LINE-R3-supportive and LINE-R3-next', () => {
    expect(
      linesIn([start('a', '2024-01-01'), iv('b', '2024-03-01', 'bevacizumab', { intent: 'supportive' })]),
    ).toEqual(['first: a first, b supportive']);
    expect(
      linesIn([
        iv('a', '2024-01-01', 'docetaxel'),
        stop('s', '2024-03-01', 'a'),
        iv('b', '2024-05-01', 'gemcitabine'),
      ])[1],
    ).toBe('next: b next');
  });

  it('LINE-R3-holds, LINE-R3-after-worsening: intrathecal pemetrexed added to a continuing TKI is a line with both', () => {
    const found = course([start('a', '2024-01-01'), worse('w', '2024-04-01'), it_('b', '2024-04-05')]);
    expect(found.lines.map(({ treatments }) => treatments)).toEqual([
      ['osimertinib'],
      ['osimertinib', 'pemetrexed'],
    ]);
    expect(found.lines[1]?.line.rule).toBe('LINE-R3-after-worsening');
    expect(dayText(found.lines[0]?.to as number)).toBe('2024-04-04');
  });

  it('LINE-R3-dose-raised: after worsening a phase with a start of its own', () => {
    const facts = [
      start('a', '2024-01-01', 'osimertinib', { dose: { value: 80, unit: 'mg' }, schedule: 'daily' }),
      worse('w', '2024-06-01'),
      dose('d', '2024-06-22', 'a', 160),
    ];
    const found = course(facts);
    expect(found.lines).toHaveLength(1);
    expect(found.lines[0]?.line.phases).toMatchObject([{ rule: 'LINE-R3-dose-raised', factId: 'd' }]);
    const asked = assemble(viewOfFacts(facts, ON), { factId: 'd' }, DEFAULTS);
    expect(asked.origin).toMatchObject({ factIds: ['d'] });
    expect(asked.index?.lineId).toBe('a');
    const lowered = [facts[0], facts[1], dose('d', '2024-06-22', 'a', 40)] as Written[];
    expect(course(lowered).lines[0]?.line.phases).toEqual([]);
    const before = [facts[0], dose('d', '2024-05-22', 'a', 160), facts[1]] as Written[];
    expect(course(before).lines[0]?.line.phases).toEqual([]);
  });

  it('LINE-R3-local, LINE-R3-local-progressed, LINE-R3-local-alone: local treatment', () => {
    const rt = (when: string, target = 'left frontal lobe'): Written => ({
      id: 'rt',
      kind: 'RadiotherapyDelivered',
      occurredOn: when,
      technique: 'srs',
      target,
    });
    const tki = start('a', '2024-01-01');
    const phases = (facts: readonly Written[]) => course(facts).lines.map(({ line }) => line.phases.length);
    expect(phases([tki, rt('2024-05-01')])).toEqual([0]);
    expect(phases([tki, worse('w', '2024-04-20'), rt('2024-05-01')])).toEqual([1]);
    expect(phases([tki, worse('w', '2024-04-20', { compartment: 'non-cns' }), rt('2024-05-01')])).toEqual([
      0,
    ]);
    expect(course([tki, rt('2024-05-01')]).newTherapies).toHaveLength(1);
    expect(course([tki, rt('2024-01-29')]).newTherapies).toEqual([]);
    expect(course([tki, rt('2024-01-30')]).newTherapies).toHaveLength(1);
    expect(linesIn([rt('2024-01-01'), start('a', '2024-01-20')])).toEqual(['local-alone: ', 'next: a next']);
  });
});

describe('order and the index line', () => {
  it('LINE-R3-order: three therapies told in order in one month are no one regimen', () => {
    const told = ['gefitinib', 'docetaxel', 'lorlatinib'].map((agent, at) =>
      start(`t${at}`, '2024-03', agent, { sequence: at + 1 }),
    );
    expect(linesIn(told)).toHaveLength(3);
    expect(course(told).readings.map(({ reading }) => reading)).toEqual(['other-order']);
  });

  it('LINE-R3-order: a worsening that cannot be dated after a start is read both ways', () => {
    const facts = (sequence: object) => [
      start('a', '2024-01-01', 'osimertinib', { sequence: 1 }),
      worse('w', '2024-04', sequence),
      iv('b', '2024-04', 'bevacizumab', { intent: 'supportive', sequence: 3 }),
    ];
    expect(course(facts({ sequence: 2 })).readings).toEqual([]);
    expect(linesIn(facts({ sequence: 2 }))).toHaveLength(2);
    expect(linesIn(facts({ sequence: 4 }))).toHaveLength(1);
    expect(course(facts({})).readings).toMatchObject([{ reading: 'other-order', factIds: ['w'] }]);
  });

  it('LINE-R3-index: the narrative tells that adjuvant chemotherapy came years before LM', () => {
    const facts = [
      iv('adj', { earliest: '2019', latest: '2024' }, 'cisplatin', { intent: 'adjuvant', sequence: 1 }),
      lmDiagnosis('lm', '2023-05', { sequence: 5 }),
      start('c', '2023-05', 'osimertinib', { sequence: 6 }),
    ];
    expect(course(facts).index?.factIds).toEqual(['c']);
  });

  it('LINE-R3-index: a phase begun on or after LM starts the clock', () => {
    const facts = (raised: string) => [
      start('a', '2023-01-01', 'osimertinib', { dose: { value: 80, unit: 'mg' }, schedule: 'daily' }),
      lmDiagnosis('lm', '2024-03-01'),
      dose('d', raised, 'a', 160),
    ];
    expect(course(facts('2024-03-10')).origin).toMatchObject({ factIds: ['d'], what: 'first-dose' });
    expect(course(facts('2024-02-20')).origin).toMatchObject({ factIds: ['a'] });
  });
});

describe('ends', () => {
  const ends = (facts: readonly Written[], on = ON) =>
    course(facts, on).therapy.drugs.map(
      ({ end }) => end && [end.rule.slice(7), dayText(end.day), end.inferred],
    );
  const statusOf = (facts: readonly Written[], on: string) => {
    const view = viewOfFacts(facts, on);
    const { running, mayHaveEnded, stopped } = therapiesOf(view);
    return [running.length, mayHaveEnded.length, stopped.length];
  };

  it('END-R3-death: nothing is given after death, a stop recorded later included', () => {
    const tki = start('a', '2024-01-03');
    expect(ends([tki, death('d', '2024-05-15')])).toEqual([['death', '2024-05-15', true]]);
    expect(ends([tki, death('d', '2024-05-15'), stop('s', '2024-06-01', 'a')])).toEqual([
      ['death', '2024-05-15', true],
    ]);
    const line = course([tki, death('d', '2024-05-15')]).lines[0];
    expect([(line?.to as number) - (line?.day as number) + 1, line?.mayHaveEnded]).toEqual([134, false]);
  });

  it('END-R3-recorded: a stop that is recorded', () =>
    expect(ends([start('a', '2024-01-03'), stop('s', '2024-02-01', 'a')])).toEqual([
      ['recorded', '2024-02-01', false],
    ]));

  it('END-R3-hospice: ends anticancer therapy that nobody stopped, not the steroid', () => {
    const care: Written = { id: 'h', kind: 'CareTransitioned', occurredOn: '2024-04-01', to: 'hospice' };
    expect(
      ends([start('a', '2024-03-01'), start('x', '2024-03-01', 'dexamethasone'), care], '2024-04-10'),
    ).toEqual([['hospice', '2024-04-01', true], null]);
    expect(ends([start('a', '2024-03-01'), { ...care, to: 'palliative' }], '2024-04-10')).toEqual([null]);
  });

  it('END-R3-cycles: four cycles of three weeks', () => {
    const facts = [iv('a', '2024-01-01', 'docetaxel', { schedule: 'every 3 weeks, 4 cycles' })];
    expect(ends(facts, '2024-04-01')).toEqual([['cycles', '2024-03-24', true]]);
    expect(ends(facts, '2024-03-24')).toEqual([null]);
  });

  it('END-R3-next-line: between the last fact that shows it and the next line', () => {
    const facts = [
      start('a', '2023-01-01', 'gefitinib'),
      dose('d', '2023-06-01', 'a', 500),
      start('b', '2024-01-10'),
    ];
    const [gefitinib] = course(facts).therapy.drugs;
    expect(gefitinib?.end).toMatchObject({ rule: 'END-R3-next-line', inferred: true, reason: 'next-line' });
    expect(
      [gefitinib?.end?.dates.from, gefitinib?.end?.dates.to].map((day) => dayText(day as number)),
    ).toEqual(['2023-06-01', '2024-01-09']);
    // What is given beside it ends nothing.
    expect(ends([start('a', '2024-01-01'), it_('b', '2024-03-01')], '2024-04-01')).toEqual([null, null]);
  });

  it.each([
    ['an infusion after 90 days', 'docetaxel', 'intravenous', '2024-03-31', [1, 0, 0]],
    ['an infusion after 91 days', 'docetaxel', 'intravenous', '2024-04-01', [0, 1, 0]],
    ['an oral drug after 180 days', 'osimertinib', 'oral', '2024-06-29', [1, 0, 0]],
    ['an oral drug after 181 days', 'osimertinib', 'oral', '2024-06-30', [0, 1, 0]],
  ])('END-R3-stale: %s', (...[, agent, route, on, expected]) => {
    const facts = [start('a', '2024-01-01', agent, { route })];
    expect(statusOf(facts, on)).toEqual(expected);
    expect(course(facts, on).lines[0]?.mayHaveEnded).toBe(expected[1] === 1);
  });

  it.each([
    [
      'a toxicity put down to its brand',
      { kind: 'AdverseEventRecorded', event: 'rash', attributedTo: 'Tagrisso' },
      'running',
    ],
    [
      'a response put down to it',
      {
        kind: 'ResponseStated',
        compartment: 'cns',
        category: 'PR',
        attributedTo: 'osimertinib + pemetrexed',
      },
      'running',
    ],
    [
      'an induction completed with it',
      { kind: 'InductionCompleted', startIds: ['a'], induction: 'systemic' },
      'running',
    ],
    [
      'a toxicity of another drug',
      { kind: 'AdverseEventRecorded', event: 'rash', attributedTo: 'gefitinib' },
      'may-have-ended',
    ],
    [
      'words that name no drug',
      { kind: 'ResponseStated', compartment: 'cns', category: 'PR', attributedTo: 'INVESTIGATOR' },
      'may-have-ended',
    ],
    ['a toxicity put down to nothing', { kind: 'AdverseEventRecorded', event: 'rash' }, 'may-have-ended'],
  ])('END-R3-shown: %s', (_name, said, expected) => {
    const facts = [start('a', '2024-01-01'), { id: 'x', occurredOn: '2024-05-01', ...said }] as Written[];
    expect(statusOf(facts, '2024-07-15')).toEqual(expected === 'running' ? [1, 0, 0] : [0, 1, 0]);
  });

  it('END-R3-shown: late toxicity does not begin again what was stopped, and of two routes shows neither', () => {
    const late: Written = {
      id: 'x',
      kind: 'AdverseEventRecorded',
      occurredOn: '2024-05-01',
      event: 'rash',
      attributedTo: 'pemetrexed',
    };
    const both = [iv('a', '2024-01-01', 'pemetrexed'), it_('b', '2024-01-01')];
    expect(statusOf([both[0], stop('s', '2024-02-01', 'a'), late] as Written[], '2024-05-02')).toEqual([
      0, 0, 1,
    ]);
    expect(statusOf([...both, late], '2024-05-02')).toEqual([0, 2, 0]);
    expect(statusOf([both[0] as Written, late], '2024-05-02')).toEqual([1, 0, 0]);
  });

  it('END-R3-stale: a fact that still tells of it later shows that it went on', () => {
    const facts = [start('a', '2023-01-01'), stop('s', '2024-11-01', 'a')];
    expect(statusOf(facts, '2024-01-01')).toEqual([1, 0, 0]);
    expect(statusOf(facts, '2024-11-01')).toEqual([0, 0, 1]);
  });

  it('END-R3-stale: an exposure without an end says until when anything shows it', () =>
    expect(course([start('a', '2020-01-01')]).exposures).toMatchObject([
      { to: null, shownUntil: course([start('a', '2020-01-01')]).therapy.drugs[0]?.trustedUntil },
    ]));

  it('a dose has its own date', () => {
    const view = viewOfFacts(
      [
        start('a', '2024-01-01', 'osimertinib', { dose: { value: 80, unit: 'mg' } }),
        dose('d', '2024-06-22', 'a', 160),
      ],
      '2024-07-01',
    );
    expect(therapiesOf(view).running).toMatchObject([
      { since: '2024-01-01', dose: { value: 160 }, doseSince: '2024-06-22' },
    ]);
  });
});
