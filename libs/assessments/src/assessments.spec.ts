import { epochDay } from '@leptotrace/kernel';
import { DEFAULTS, type Configuration } from '@leptotrace/rules';
import {
  cytology,
  death,
  lesion,
  lmDiagnosis,
  mm,
  start,
  study,
  viewOfFacts,
  type Written,
} from '../../../test/support/course';
import { assemble, type Course } from './course';
import { type OriginChoice } from './lines/origin';

const ON = '2024-12-31';
const day = (month: number, date: number): number => epochDay(2024, month, date);
const course = (
  facts: readonly Written[],
  options: { choice?: OriginChoice; on?: string; config?: Partial<Configuration> } = {},
): Course =>
  assemble(viewOfFacts(facts, options.on ?? ON), options.choice ?? 'first-dose', {
    ...DEFAULTS,
    ...options.config,
  });
const body = (id: string, when: unknown, more: object = {}): Written =>
  study(id, when, 'chest', { lesions: [lesion('t1', 'lung', 30)], ...more });
const nonCns = (facts: readonly Written[], options = {}) => course(facts, options).compartments?.['non-cns'];

describe('baseline and time points', () => {
  const dose = start('rx', '2024-03-01');

  it.each([
    ['TP-0.4-baseline: the last one before the first dose', ['2024-02-10', '2024-02-20'], day(2, 20)],
    ['TP-0.4-baseline: exactly 28 days before', ['2024-02-02'], day(2, 2)],
    ['TP-0.4-baseline: 29 days before is too old', ['2024-02-01'], null],
    ['TP-0.4-same-day-baseline: one of the day of the dose', ['2024-03-01'], day(3, 1)],
    ['TP-0.4-baseline: one after the dose is none', ['2024-03-02'], null],
  ])('%s', (_name, dates, expected) => {
    const found = nonCns([dose, ...dates.map((when, at) => body(`s${at}`, when))]);
    expect(found?.baseline?.day ?? null).toBe(expected);
  });

  it('TP-0.4-same-day-baseline: not if clock times put it after the dose', () => {
    const timed = start('rx', '2024-03-01', 'osimertinib', { timeOfDay: '09:00' });
    const at = (timeOfDay: string) => nonCns([timed, body('s', '2024-03-01', { timeOfDay })]);
    expect(at('08:00')?.baseline?.day).toBe(day(3, 1));
    expect(at('10:00')?.baseline).toBeNull();
    expect(at('10:00')?.followUps.map(({ factIds }) => factIds)).toEqual([['s']]);
  });

  it('TP-0.4-grouping: 14 days apart are one time point, 15 are two', () => {
    const points = (second: string) =>
      nonCns([dose, body('a', '2024-04-01'), body('b', second)])?.followUps.map(({ factIds }) => factIds);
    expect(points('2024-04-15')).toEqual([['a', 'b']]);
    expect(points('2024-04-16')).toEqual([['a'], ['b']]);
  });

  it('TP-0.4-grouping: a visit label holds studies together and apart', () => {
    const labelled = (visit: string, other: string) =>
      nonCns([dose, body('a', '2024-04-01', { visit }), body('b', '2024-04-15', { visit: other })])?.followUps
        .length;
    expect(labelled('C2', 'C2')).toBe(1);
    expect(labelled('C2', 'C3')).toBe(2);
    const near = nonCns([
      dose,
      body('a', '2024-04-01', { visit: 'C2' }),
      body('b', '2024-04-02', { visit: 'C3' }),
    ]);
    expect(near?.followUps).toHaveLength(2);
  });

  it('TP-0.4-grouping: the first dose parts baseline from follow-up', () => {
    const found = nonCns([dose, body('a', '2024-02-28'), body('b', '2024-03-05')]);
    expect(found?.baseline?.factIds).toEqual(['a']);
    expect(found?.followUps.map(({ factIds }) => factIds)).toEqual([['b']]);
  });

  it('TP-0.4-worst-evidence: of two studies of one day the larger measure counts', () => {
    const found = nonCns([
      dose,
      body('a', '2024-04-01', { lesions: [lesion('t1', 'lung', 20)] }),
      body('b', '2024-04-01', { lesions: [lesion('t1', 'lung', 26)] }),
    ]);
    expect(found?.followUps).toHaveLength(1);
    expect(found?.followUps[0]?.readings).toMatchObject([{ lesionId: 't1', longest: 2600, factId: 'b' }]);
  });

  it('TP-0.4-worst-evidence: an unequivocal progression beats a larger measure', () => {
    const bad = { ...lesion('n1', 'lung', 5, { role: 'non-target' }), unequivocalProgression: true };
    const found = nonCns([
      dose,
      body('a', '2024-04-01', { lesions: [bad] }),
      body('b', '2024-04-02', { lesions: [lesion('n1', 'lung', 50, { role: 'non-target' })] }),
    ]);
    expect(found?.followUps[0]?.readings).toMatchObject([{ factId: 'a', unequivocalProgression: true }]);
  });

  it('TP-0.4-date: the last scan that shows targets, not the last of all', () => {
    const found = nonCns([
      dose,
      body('a', '2024-04-01'),
      study('b', '2024-04-08', 'abdomen', { lesions: [lesion('n1', 'liver', 8, { role: 'non-target' })] }),
    ]);
    expect(found?.followUps).toMatchObject([{ day: day(4, 1), factIds: ['a', 'b'] }]);
  });

  it('TP-0.4-date: the last imaging if there are no targets', () => {
    const found = nonCns([dose, study('a', '2024-04-01', 'chest'), study('b', '2024-04-08', 'abdomen')]);
    expect(found?.followUps[0]?.day).toBe(day(4, 8));
  });

  it('TP-0.4-stated: a stated response joins the imaging within 14 days, and stands alone at 15', () => {
    const said = (when: string) =>
      nonCns([
        dose,
        body('a', '2024-04-01', { visit: 'C2' }),
        { id: 's', kind: 'ResponseStated', occurredOn: when, compartment: 'non-cns', category: 'PR' },
      ])?.followUps.map(({ day: on, stated }) => [on, stated[0]?.value ?? null]);
    expect(said('2024-04-15')).toEqual([[day(4, 1), 'PR']]);
    expect(said('2024-04-16')).toEqual([
      [day(4, 1), null],
      [day(4, 16), 'PR'],
    ]);
  });

  it('TP-0.4-four-absences: states stay apart and carry no size', () => {
    const states = ['absent', 'too-small', 'not-evaluable'];
    const lesions = states.map((state) => ({ ...lesion(state, 'lung', null), state }));
    const found = nonCns([dose, body('a', '2024-04-01', { lesions })]);
    expect(found?.followUps[0]?.readings.map(({ status, longest }) => [status, longest])).toEqual([
      ['absent', null],
      ['not-evaluable', null],
      ['too-small', null],
    ]);
  });

  it('TP-0.4-stated: nothing derived rests on it', () => {
    const found = nonCns([
      dose,
      body('a', '2024-04-01'),
      { id: 's', kind: 'ResponseStated', occurredOn: '2024-04-02', compartment: 'non-cns', category: 'PR' },
    ]);
    expect(found?.followUps[0]).toMatchObject({ factIds: ['a'], stated: [{ factId: 's' }] });
  });

  it('a new lesion on PET knows whether a PET before was negative there', () => {
    const pet = (id: string, when: string, more: object = {}): Written =>
      study(id, when, 'whole-body', { modality: 'pet', ...more });
    const fresh = { newLesions: [{ lesionId: 'x', site: 'liver', equivocal: false }] };
    const lesionOf = (facts: readonly Written[]) => nonCns([dose, ...facts])?.followUps[0]?.newLesions[0];
    expect(lesionOf([pet('b', '2024-02-20'), pet('a', '2024-04-01', fresh)])).toMatchObject({
      petOnly: true,
      baselinePetNegative: true,
    });
    expect(lesionOf([body('b', '2024-02-20'), pet('a', '2024-04-01', fresh)])).toMatchObject({
      petOnly: true,
      baselinePetNegative: false,
    });
  });

  it('TP-0.4-words-alone: a report without lesions shows none only if it says so', () => {
    const imaged = (more: object) =>
      nonCns([dose, study('a', '2024-04-01', 'chest', more)])?.followUps[0]?.imaged;
    expect(imaged({ findings: ['right lung mass'] })).toBe(false);
    expect(imaged({ readerOverall: 'SD' })).toBe(false);
    expect(imaged({ lesions: [] })).toBe(true);
    expect(imaged({ nonTargets: 'absent' })).toBe(true);
  });

  it('TP-0.4-units: centimetres and millimetres give the same hundredths', () => {
    const measured = (longestDiameter: object) =>
      nonCns([dose, body('a', '2024-04-01', { lesions: [{ ...lesion('t1', 'lung', 30), longestDiameter }] })])
        ?.followUps[0]?.readings[0]?.longest;
    expect(measured({ value: 1.92, unit: 'cm' })).toBe(1920);
    expect(measured(mm(19.2))).toBe(1920);
    expect(measured({ value: 1.923, unit: 'cm' })).toBe(1923);
    expect(measured(mm(0.07))).toBe(7);
  });
});

describe('dates', () => {
  const dose = start('rx', '2024-03-01');

  it('TP-0.4-partial-date: a month is placed in its middle, keeps its interval and is flagged', () => {
    const found = nonCns([dose, body('a', '2024-05')]);
    expect(found?.followUps[0]).toMatchObject({
      day: day(5, 15),
      dates: { from: day(5, 1), to: day(5, 31) },
      flags: ['DATE_IMPUTED'],
    });
  });

  it('TP-0.4-partial-date: an assessment of a year is not placed at all', () => {
    const found = course([dose, body('a', '2024')]);
    expect(found.unplaced).toEqual(['a']);
    expect(found.compartments?.['non-cns'].followUps).toEqual([]);
  });

  it('TP-0.4-partial-date: a molecular sample of one of two months keeps its place in the series', () => {
    const found = course([
      dose,
      {
        id: 'g',
        kind: 'MolecularReportIssued',
        occurredOn: { earliest: '2024-02', latest: '2024-03' },
        specimenId: 's',
        specimen: 'plasma',
        assay: 'panel',
        calls: [],
      },
    ]);
    expect(found.samples).toMatchObject([{ factId: 'g', interval: { from: day(2, 1), to: day(3, 31) } }]);
    expect(found.unplaced).toEqual([]);
  });

  it('TP-0.4-narrative: a therapy of a month follows what the source tells before it, within its dates', () => {
    const told = (occurredOn: string) =>
      course([
        body('a', '2024-03', { sequence: 1 }),
        start('rx', occurredOn, 'osimertinib', { sequence: 2 }),
        body('b', '2024-03', { sequence: 3 }),
      ]);
    const found = told('2024-03');
    expect(found.origin?.day).toBe(day(3, 15));
    expect(found.compartments?.['non-cns'].baseline?.factIds).toEqual(['a']);
    expect(found.compartments?.['non-cns'].followUps.map(({ factIds }) => factIds)).toEqual([['b']]);
    expect(told('2024-02').origin?.day).toBe(day(2, 1));
  });

  it('TP-0.4-partial-date: facts that may lie after the day are named, not used', () => {
    const found = course([dose, body('a', '2024-05')], { on: '2024-05-20' });
    expect(found.undetermined).toEqual(['a']);
    expect(found.compartments?.['non-cns'].followUps).toEqual([]);
  });

  it('TP-0.4-known-then: what lies after the day is not there', () => {
    const facts = [dose, body('a', '2024-04-01'), body('b', '2024-06-01')];
    expect(course(facts, { on: '2024-05-01' })).toEqual(course(facts.slice(0, 2), { on: '2024-05-01' }));
  });

  it('TP-0.4-late-arrival: a fact recorded last takes its place by its date', () => {
    const facts = [dose, body('a', '2024-02-20'), body('b', '2024-04-01'), body('c', '2024-06-01')];
    expect(course([...facts].reverse())).toEqual(course(facts));
  });
});

describe('lines of therapy', () => {
  it('LINE-R3-source: one regimen id, or one day, is one line', () => {
    const facts = [
      start('a', '2024-03-01', 'carboplatin', { route: 'intravenous', regimenId: 'r1' }),
      start('b', '2024-03-08', 'pemetrexed', { route: 'intravenous', regimenId: 'r1' }),
      start('c', '2024-06-01'),
      start('d', '2024-06-01', 'bevacizumab', { route: 'intravenous' }),
    ];
    expect(course(facts).lines.map(({ factIds }) => factIds)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  it.each([
    ['first on or after the diagnosis', '2024-05-01', ['c']],
    ['one of the day of the diagnosis', '2024-06-01', ['c']],
    ['last begun by then when none follows', '2024-07-01', ['c']],
  ])('LINE-R3-index: the %s', (_name, diagnosed, expected) => {
    const facts = [
      start('a', '2024-03-01', 'gefitinib'),
      start('c', '2024-06-01'),
      lmDiagnosis('lm', diagnosed),
    ];
    expect(course(facts).index?.factIds).toEqual(expected);
  });

  it('LINE-R3-index: a start of the month of the diagnosis counts as after it', () => {
    const facts = [
      start('a', '2023-03-01', 'gefitinib'),
      lmDiagnosis('lm', '2024-06'),
      start('c', '2024-06'),
    ];
    expect(course(facts).index?.factIds).toEqual(['c']);
  });

  it('LINE-R3-index: without a diagnosis the first of all', () => {
    expect(course([start('a', '2024-03-01', 'gefitinib'), start('c', '2024-06-01')]).index?.factIds).toEqual([
      'a',
    ]);
  });

  it('LINE-11-dose-change: no new therapy, nor is a hold; a drug added later is one', () => {
    const facts = [
      start('a', '2024-03-01'),
      {
        id: 'b',
        kind: 'TherapyDoseChanged',
        occurredOn: '2024-04-01',
        startId: 'a',
        dose: { value: 160, unit: 'mg' },
      },
      { id: 'c', kind: 'TherapyHeld', occurredOn: '2024-05-01', startId: 'a' },
      { id: 'd', kind: 'TherapyResumed', occurredOn: '2024-05-10', startId: 'a' },
    ];
    expect(course(facts).newTherapies).toEqual([]);
    const added = course([...facts, start('e', '2024-06-01', 'bevacizumab', { route: 'intravenous' })]);
    expect(added.newTherapies).toMatchObject([{ name: 'bevacizumab', day: day(6, 1), factIds: ['e'] }]);
  });

  it('LINE-11-radiotherapy: counts from its first day; a shunt does not', () => {
    const facts: Written[] = [
      start('a', '2024-03-01'),
      {
        id: 'rt',
        kind: 'RadiotherapyDelivered',
        occurredOn: '2024-05-01',
        technique: 'wbrt',
        target: 'whole brain',
      },
      { id: 'vp', kind: 'ProcedurePerformed', occurredOn: '2024-04-01', procedure: 'vp-shunt' },
      {
        id: 'op',
        kind: 'ProcedurePerformed',
        occurredOn: '2024-06-01',
        procedure: 'resection',
        site: 'brain',
      },
    ];
    expect(course(facts).newTherapies.map(({ factIds, compartment }) => [factIds[0], compartment])).toEqual([
      ['rt', 'cns'],
      ['op', 'cns'],
    ]);
  });

  it('LINE-11-not-anticancer: dexamethasone, levetiracetam and mannitol begin nothing', () => {
    const facts = ['dexamethasone', 'levetiracetam', 'mannitol'].map((agent, at) =>
      start(`s${at}`, '2024-04-01', agent),
    );
    const found = course([start('a', '2024-03-01'), ...facts]);
    expect(found.lines).toHaveLength(1);
    expect(found.newTherapies).toEqual([]);
  });

  it('LINE-11-route: the route makes pemetrexed intrathecal', () => {
    const found = (route: string) =>
      course([start('a', '2024-03-01'), start('p', '2024-04-01', 'pemetrexed', { route })]).newTherapies[0]
        ?.compartment;
    expect(found('intrathecal')).toBe('cns');
    expect(found('intravenous')).toBeNull();
  });

  it('LINE-0.4-exposure: a plan is none, and a hold is taken out', () => {
    const found = course([
      start('a', '2024-03-01'),
      { id: 'h', kind: 'TherapyHeld', occurredOn: '2024-05-01', startId: 'a' },
      { id: 'r', kind: 'TherapyResumed', occurredOn: '2024-05-10', startId: 'a' },
      { id: 'p', kind: 'TherapyPlanned', occurredOn: '2024-06-01', agent: 'lorlatinib' },
    ]);
    expect(found.exposures).toEqual([
      {
        agent: 'osimertinib',
        name: 'osimertinib',
        from: day(3, 1),
        to: null,
        factId: 'a',
        held: [{ from: day(5, 1), to: day(5, 9) }],
        // Nothing shows it after the 10th of May: 180 days later it may have ended (END-R3-stale).
        shownUntil: day(11, 6),
      },
    ]);
    expect(found.newTherapies).toEqual([]);
  });

  it('LINE-1.2-local-therapy: whole-brain fields treat a brain lesion, involved fields only what they name', () => {
    const treated = (technique: string, target: string) =>
      course([
        start('a', '2024-03-01'),
        study('m', '2024-06-01', 'brain', { lesions: [lesion('b1', 'brain-parenchyma', 12)] }),
        { id: 'rt', kind: 'RadiotherapyDelivered', occurredOn: '2024-04-10', technique, target },
      ]).compartments?.cns.followUps[0]?.readings[0]?.locallyTreatedOn;
    expect(treated('wbrt', 'whole brain')).toBe(day(4, 10));
    expect(treated('involved-field', 'lesion b1')).toBe(day(4, 10));
    expect(treated('involved-field', 'lesion b2')).toBeNull();
  });

  it('LINE-1.2-local-therapy: local is what names the lesion outside the index line, never a wide field', () => {
    const local = (...facts: object[]) =>
      course([
        start('a', '2024-03-01'),
        study('m', '2024-06-01', 'brain', { lesions: [lesion('b1', 'brain-parenchyma', 12)] }),
        ...(facts as Parameters<typeof course>[0]),
      ]).compartments?.cns.followUps[0]?.readings[0]?.localProcedures;
    const srs = { id: 'rt', kind: 'RadiotherapyDelivered', technique: 'srs', target: 'lesion b1' };
    expect(local({ ...srs, occurredOn: '2024-04-10' })).toEqual([day(4, 10)]);
    expect(local({ ...srs, occurredOn: '2024-04-10', technique: 'wbrt' })).toEqual([]);
    expect(local({ ...srs, occurredOn: '2024-04-10', technique: 'proton-csi' })).toEqual([]);
    const procedure = { id: 'p', kind: 'ProcedurePerformed', occurredOn: '2024-05-02' };
    expect(local({ ...procedure, procedure: 'resection', site: 'b1' })).toEqual([day(5, 2)]);
    expect(local({ ...procedure, procedure: 'other', description: 'laser ablation of b1' })).toEqual([
      day(5, 2),
    ]);
    expect(local({ ...procedure, procedure: 'biopsy', site: 'b1' })).toEqual([]);
  });

  it('takes the clock from the line now, the diagnosis or a named fact', () => {
    const facts = [
      start('a', '2024-03-01', 'gefitinib'),
      lmDiagnosis('lm', '2024-02-01'),
      start('c', '2024-06-01'),
    ];
    expect(course(facts, { choice: 'current-line' }).origin?.day).toBe(day(6, 1));
    expect(course(facts, { choice: 'lm-diagnosis' }).origin).toMatchObject({
      day: day(2, 1),
      what: 'lm-diagnosis',
    });
    expect(course(facts, { choice: { factId: 'c' } }).origin).toMatchObject({
      day: day(6, 1),
      factIds: ['c'],
    });
    expect(course([lmDiagnosis('lm', '2024-02-01')]).origin).toBeNull();
  });
});

describe('compartments', () => {
  const dose = start('rx', '2024-03-01');
  const places = (site: string) => {
    const found = course([
      dose,
      study('m', '2024-04-01', 'other', { modality: 'mri', lesions: [lesion('x', site, 12)] }),
    ]).compartments;
    return [found?.cns.followUps.length, found?.['non-cns'].followUps.length];
  };

  it.each([
    'brain-parenchyma',
    'brainstem',
    'cerebellum',
    'spinal-cord',
    'leptomeninges',
    'dura',
    'ventricles',
  ])('COMP-7.1-cns: %s', (site) => expect(places(site)).toEqual([1, 0]));
  it.each(['skull', 'vertebra', 'paraspinal', 'epidural'])('COMP-7.1-non-cns-bone: %s', (site) =>
    expect(places(site)).toEqual([0, 1]),
  );
  it.each(['lung', 'liver', 'lymph-node', 'adrenal', 'bone'])('COMP-7.1-elsewhere: %s', (site) =>
    expect(places(site)).toEqual([0, 1]),
  );

  it('COMP-7.1-cns: one whole-body study with a lesion in each compartment counts in both', () => {
    const found = course([
      dose,
      study('p', '2024-04-01', 'whole-body', {
        modality: 'pet-ct',
        lesions: [lesion('b', 'cerebellum', 12), lesion('l', 'lung', 20)],
      }),
    ]).compartments;
    expect(found?.cns.followUps[0]?.readings.map(({ lesionId }) => lesionId)).toEqual(['b']);
    expect(found?.['non-cns'].followUps[0]?.readings.map(({ lesionId }) => lesionId)).toEqual(['l']);
  });
});

describe('LM evaluations', () => {
  const dose = start('rx', '2024-03-01');
  const dx = lmDiagnosis('dx', '2023-12-01');
  const exam = (id: string, when: string): Written => ({
    id,
    kind: 'NeurologicalExamRecorded',
    occurredOn: when,
    instrument: 'rano-lm-2017',
    domains: [{ domain: 'gait', grade: 1, attribution: 'lm' }],
  });

  it('TP-3.5-evaluation: components 14 days apart are one evaluation, 15 are two', () => {
    const at = (when: string) =>
      course([dose, dx, exam('e', '2024-04-01'), study('m', when, 'neuraxis')]).lm?.followUps;
    expect(at('2024-04-15')?.map(({ factIds }) => factIds)).toEqual([['e', 'm']]);
    expect(at('2024-04-16')).toHaveLength(2);
  });

  it('TP-3.5-evaluation: baseline puncture and MRI weeks apart are one baseline, at most 28 days before', () => {
    const at = (when: string) =>
      course([dose, dx, ...cytology('s', when, 'positive'), study('m', '2024-02-28', 'neuraxis')]).lm
        ?.baseline;
    expect(at('2024-02-02')).toMatchObject({ samples: [{ result: 'positive' }], imaging: [{ factId: 'm' }] });
    expect(at('2024-02-01')).toMatchObject({ samples: [], imaging: [{ factId: 'm' }] });
  });

  it('TP-3.5-evaluation: performance status joins an evaluation and makes none', () => {
    const ecog: Written = {
      id: 'p',
      kind: 'PerformanceStatusRecorded',
      occurredOn: '2024-04-02',
      instrument: 'ECOG',
      value: 1,
    };
    expect(course([dose, dx, ecog]).lm?.followUps).toEqual([]);
    expect(course([dose, dx, ecog, exam('e', '2024-04-01')]).lm?.followUps[0]?.performance).toMatchObject([
      { value: 1 },
    ]);
  });

  it('TP-3.2-sample-day: a result counts on the day of the sample', () => {
    const [collected, reported] = cytology('s', '2024-04-01', 'positive') as [Written, Written];
    const found = course([dose, dx, collected, { ...reported, occurredOn: '2024-04-09' }]).lm?.followUps[0];
    expect(found?.samples).toMatchObject([{ day: day(4, 1), result: 'positive', volumeMl: 10 }]);
  });

  it('TP-3.2-sample-day: a sample without a result is there, and awaits it', () => {
    const [collected] = cytology('s', '2024-04-01', 'positive') as [Written];
    expect(course([dose, dx, collected]).lm?.followUps[0]?.samples).toMatchObject([
      { result: null, day: day(4, 1) },
    ]);
  });

  it('knows the end of induction, punctures, shunts and bevacizumab', () => {
    const found = course([
      dose,
      dx,
      start('bev', '2024-03-01', 'bevacizumab', { route: 'intravenous' }),
      { id: 'stop', kind: 'TherapyStopped', occurredOn: '2024-05-01', startId: 'bev', reason: 'elective' },
      {
        id: 'ind',
        kind: 'InductionCompleted',
        occurredOn: '2024-04-01',
        startIds: ['rx'],
        induction: 'intrathecal',
      },
      {
        id: 'lp',
        kind: 'LumbarPuncturePerformed',
        occurredOn: '2024-04-02',
        openingPressure: { value: 20, unit: 'mm[Hg]' },
        position: 'lateral-decubitus',
      },
      { id: 'vp', kind: 'ProcedurePerformed', occurredOn: '2024-04-03', procedure: 'vp-shunt' },
    ]).lm;
    expect(found?.inductionEnd).toEqual({ day: day(4, 1), factId: 'ind' });
    expect(found?.procedures.map(({ what }) => what)).toEqual(['lumbar-puncture', 'shunt']);
    expect(found?.bevacizumab).toEqual([
      { from: day(3, 1), to: day(5, 1), perhapsTo: day(5, 1), factId: 'bev' },
    ]);
    expect(found?.followUps[0]?.pressures[0]?.cmH2O).toBeCloseTo(27.19, 2);
  });
});

describe('steroids', () => {
  const dose = start('rx', '2024-03-01');
  const brain = study('m', '2024-04-10', 'brain');
  const steroid = (facts: readonly Written[], config: Partial<Configuration> = {}) =>
    course([dose, brain, ...facts], { config }).compartments?.cns.followUps[0]?.steroid;
  const dexa = (mg: number, schedule = 'daily', when = '2024-04-01') =>
    start('d', when, 'dexamethasone', { dose: { value: mg, unit: 'mg' }, schedule });

  it('STEROID-2.4-dose: the dose in effect on the scan date, changes included', () => {
    expect(steroid([dexa(4, 'twice daily')])?.dexamethasoneMgPerDay).toBe(8);
    const lowered: Written = {
      id: 'c',
      kind: 'TherapyDoseChanged',
      occurredOn: '2024-04-05',
      startId: 'd',
      dose: { value: 2, unit: 'mg' },
    };
    expect(steroid([dexa(4, 'daily'), lowered])?.dexamethasoneMgPerDay).toBe(2);
    const after = { ...lowered, occurredOn: '2024-04-11' };
    expect(steroid([dexa(4, 'daily'), after])?.dexamethasoneMgPerDay).toBe(4);
  });

  it('STEROID-2.4-dose: none recorded is not none; a stop is', () => {
    expect(steroid([])).toBeNull();
    const stop: Written = {
      id: 's',
      kind: 'TherapyStopped',
      occurredOn: '2024-04-05',
      startId: 'd',
      reason: 'completed',
    };
    expect(steroid([dexa(4), stop])?.dexamethasoneMgPerDay).toBe(0);
  });

  it('STEROID-R3-unread: a brand under another code is the drug; a name that might be one leaves the dose unknown', () => {
    const named = (printedName: string, anticancer = false) =>
      steroid([
        start('d', '2024-04-01', 'other', {
          printedName,
          anticancer,
          dose: { value: 4, unit: 'mg' },
          schedule: 'bid',
        }),
      ]);
    expect(named('Decadron')).toMatchObject({ dexamethasoneMgPerDay: 8, factIds: ['d'] });
    expect(named('Medrol')?.dexamethasoneMgPerDay).toBe(1.5);
    expect(named('xqz-7')).toMatchObject({ dexamethasoneMgPerDay: null, factIds: ['d'] });
    expect(named('pantoprazole')).toBeNull();
    expect(named('study drug', true)).toBeNull();
  });

  it('STEROID-R3-schedule: 20 mg once weekly is not 20 mg a day', () => {
    expect(steroid([dexa(20, 'once weekly')])?.dexamethasoneMgPerDay).toBeNull();
    expect(steroid([dexa(20, 'once daily')])?.dexamethasoneMgPerDay).toBe(20);
  });

  it('STEROID-2.4-dose: words that do not tell leave it unknown', () => {
    expect(steroid([dexa(4, 'tapering')])?.dexamethasoneMgPerDay).toBeNull();
  });

  it('STEROID-2.4-dose: the mean of the five days before, if so configured', () => {
    const found = steroid([dexa(5, 'daily', '2024-04-08')], { steroidDose: 'meanOf5Days' });
    expect(found?.dexamethasoneMgPerDay).toBeCloseTo(2);
  });
});

describe('tumour markers', () => {
  const marker = (id: string, when: string, value: number, more: object = {}): Written => ({
    id,
    kind: 'TumorMarkerReported',
    occurredOn: when,
    specimenId: id,
    compartment: 'serum',
    analyte: 'CEA',
    result: { value, unit: 'ng/mL', ...more },
    upperLimitOfNormal: { value: 5, unit: 'ug/L' },
  });
  const elevated = (facts: readonly Written[], tumourMarkers: 'used' | 'ignored' = 'used') =>
    nonCns([start('rx', '2024-03-01'), body('a', '2024-04-01'), ...facts], { config: { tumourMarkers } })
      ?.followUps[0]?.markersElevated;

  it('RECIST-1.5-CR: one above normal at baseline counts until it is normal, exactly at the limit included', () => {
    const before = marker('b', '2024-02-20', 9);
    expect(elevated([before, marker('n', '2024-03-30', 5.1)])).toBe(true);
    expect(elevated([before, marker('n', '2024-03-30', 5)])).toBe(false);
    expect(elevated([before])).toBe(true);
    expect(elevated([marker('b', '2024-02-20', 5), marker('n', '2024-03-30', 9)])).toBe(false);
    expect(elevated([before, marker('n', '2024-03-30', 2, { bound: '<' })])).toBe(false);
  });

  it('RECIST-1.5-CR: only where the protocol uses markers', () => {
    expect(elevated([marker('b', '2024-02-20', 9)], 'ignored')).toBeUndefined();
  });
});

describe('life and death', () => {
  it('last known alive is the last sign of life, and no plan or document', () => {
    const found = course([
      start('rx', '2024-03-01'),
      { id: 'c', kind: 'ContactRecorded', occurredOn: '2024-05-05' },
      { id: 'p', kind: 'TherapyPlanned', occurredOn: '2024-07-01', agent: 'lorlatinib' },
    ]);
    expect(found.lastKnownAlive?.day).toBe(day(5, 5));
    expect(found.death).toBeNull();
  });

  it('a death of a month follows the last sign of life', () => {
    const found = course([
      start('rx', '2024-03-01'),
      { id: 'c', kind: 'ContactRecorded', occurredOn: '2024-05-20' },
      death('d', '2024-05'),
    ]);
    expect(found.death).toMatchObject({ day: day(5, 21), unresolved: false });
  });
});
