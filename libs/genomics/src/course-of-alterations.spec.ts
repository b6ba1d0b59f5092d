import fc from 'fast-check';
import { about, call, drug, resistance, sample } from '../../../test/support/genomics';
import { DEFAULTS } from '@leptotrace/rules';
import { directionOf } from './trend';
import { formatAlteration, parseAlteration } from './hgvs';
import { genomicCompartmentOf, type MolecularCall, type MolecularSample } from './model';
import { discordanceClass } from './pairing';

const T790M = (
  status: MolecularCall['status'],
  vafPct: number | null = status === 'detected' ? 5 : null,
): MolecularCall => call('EGFR', 'T790M', { status, vafPct });
const t790m = (samples: readonly MolecularSample[], more: Parameters<typeof resistance>[1] = {}) =>
  about(resistance(samples, more), 'EGFR', 'T790M');
const stateOf = (
  more: Partial<MolecularSample>,
  status: MolecularCall['status'] = 'not-detected',
  config = {},
) =>
  t790m([sample(0, 'plasma', [T790M('detected')]), sample(10, 'plasma', [T790M(status)], more)], { config })
    .specimens.find(({ specimen }) => specimen === 'plasma')
    ?.history.at(-1);

describe('names', () => {
  it.each([
    ['T790M', 'p.Thr790Met', 'T790M'],
    ['p.T790M', 'p.Thr790Met', 'T790M'],
    ['p.(Thr790Met)', 'p.Thr790Met', 'T790M'],
    ['Thr790Met', 'p.Thr790Met', 'T790M'],
    ['t790m', 'p.Thr790Met', 'T790M'],
    ['L858R (exon 21)', 'p.Leu858Arg', 'L858R'],
    ['E746_A750del', 'p.Glu746_Ala750del', 'E746_A750del'],
    ['p.Leu747_Pro753delinsSer', 'p.Leu747_Pro753delinsSer', 'L747_P753delinsS'],
  ])('GENO-10-hgvs: EGFR %s is %s, shown as %s', (printed, name, shown) => {
    expect(parseAlteration('EGFR', printed)).toMatchObject({ name, shown });
  });

  it.each(['exon 19 deletion', 'Ex19del', 'del19', '19del'])('GENO-10-hgvs: %s is one class', (printed) => {
    expect(parseAlteration('EGFR', printed).key).toBe(parseAlteration('EGFR', 'exon 19 deletion').key);
  });

  it.each(['1151Tins', 'I1151Tins'])('GENO-10-hgvs: the legacy %s is T1151dup, flagged', (printed) => {
    expect(parseAlteration('ALK', printed)).toMatchObject({
      name: 'p.Thr1151dup',
      flags: ['LEGACY_SPELLING'],
    });
  });

  it.each(['something new', '??', 'T790'])('GENO-10-unread: %s is kept as printed', (printed) => {
    expect(parseAlteration('EGFR', printed)).toMatchObject({ name: printed, flags: ['UNREAD_NAME'] });
    expect(resistance([sample(0, 'plasma', [call('EGFR', printed)])]).alterations).toHaveLength(1);
  });

  it('GENO-10-disagree: two names that differ are kept as printed', () => {
    const { alterations } = resistance([
      sample(0, 'plasma', [call('EGFR', 'T790M', { hgvsP: 'p.Leu858Arg' })]),
    ]);
    expect(alterations.map(({ kind }) => kind)).toEqual(['unread']);
  });

  it('GENO-10-compound-name: one bracket is cis, two are trans', () => {
    const phase = (name: string) =>
      about(resistance([sample(0, 'plasma', [call('EGFR', name)])]), 'EGFR', 'C797S').phase.map(
        (each) => each.phase,
      );
    expect(phase('p.[Thr790Met;Cys797Ser]')).toEqual(['cis']);
    expect(phase('p.[Thr790Met];[Cys797Ser]')).toEqual(['trans']);
    expect(phase('T790M + C797S')).toEqual(['unknown']);
  });

  it('GENO-10-transcripts: each gene has its own', () => {
    const transcripts = (gene: string, name: string) =>
      about(resistance([sample(0, 'plasma', [call(gene, name)])]), gene, name).transcripts;
    expect(transcripts('EGFR', 'T790M')).toEqual(['NM_005228']);
    expect(transcripts('ALK', 'G1202R')).toEqual(['NM_004304']);
    expect(transcripts('KRAS', 'G12C')).toHaveLength(2);
  });

  it('GENO-10-statement: wild type is a statement and no negative of any alteration', () => {
    const { alterations, statements } = resistance([
      sample(0, 'plasma', [call('EGFR', 'wild type', { status: 'not-detected' })]),
    ]);
    expect(alterations).toEqual([]);
    expect(statements).toMatchObject([{ gene: 'EGFR', printed: 'wild type' }]);
  });

  it('GENO-10-alteration: a fusion is one alteration however it is written', () => {
    expect(parseAlteration('ALK', 'EML4-ALK').key).toBe(parseAlteration('ALK', 'EML4::ALK').key);
    expect(parseAlteration('MET', 'MET amplification').key).toBe(parseAlteration('MET', 'amp').key);
  });

  it('GENO-10-hgvs: what is formatted is read as the same', () => {
    const letters = fc.constantFrom(...'ACDEFGHIKLMNPQRSTVWY'.split(''));
    fc.assert(
      fc.property(letters, fc.integer({ min: 1, max: 1200 }), letters, (from, at, to) => {
        if (from === to) return;
        const read = parseAlteration('EGFR', `${from}${at}${to}`);
        expect(parseAlteration('EGFR', formatAlteration(read)).key).toBe(read.key);
      }),
    );
  });
});

describe('states', () => {
  it.each([
    ['csf-supernatant', 'csf'],
    ['csf-cells', 'csf'],
    ['csf-not-stated', 'csf'],
    ['plasma', 'plasma'],
    ['tissue-primary', 'tissue'],
    ['tissue-metastasis', 'tissue'],
    ['pleural-fluid', 'tissue'],
  ] as const)('GENO-10.4-compartment: %s is %s', (specimen, compartment) =>
    expect(genomicCompartmentOf(specimen)).toBe(compartment),
  );

  it('GENO-10.4-DETECTED: a reported call is detected', () =>
    expect(stateOf({}, 'detected')?.state).toBe('DETECTED'));

  it('GENO-10.4-LOW_INPUT_POSITIVE: also with low input, flagged', () => {
    expect(stateOf({ inputNg: 1 }, 'detected')).toMatchObject({
      state: 'DETECTED',
      flags: expect.arrayContaining(['LOW_INPUT_POSITIVE']),
    });
  });

  it.each([
    ['GENO-10.4-NOT_DETECTED: input exactly at the minimum', { inputNg: 5 }, 'NOT_DETECTED'],
    ['GENO-10.4-NE-insufficient-DNA: input below it', { inputNg: 4.9 }, 'NE'],
    ['GENO-10.4-NE-panel: the gene is not in the panel', { panelGenes: ['ALK'] }, 'NE'],
    ['GENO-10.4-NE-qc-fail: quality failed', { qc: 'fail' as const }, 'NE'],
    ['GENO-10.4-NE-qc-borderline: quality borderline', { qc: 'borderline' as const }, 'NE'],
    [
      'GENO-10.4-depth: depth just enough for one molecule',
      { uniqueDepth: 1000, lodVafPct: 0.1 },
      'NOT_DETECTED',
    ],
    ['GENO-10.4-depth: depth below it', { uniqueDepth: 999, lodVafPct: 0.1 }, 'NE'],
  ])('%s', (_name, more, expected) => expect(stateOf(more)?.state).toBe(expected));

  it('GENO-10.4-NE-reported, GENO-10.4-BELOW_LOD: as the report says', () => {
    expect(stateOf({}, 'not-evaluable')?.state).toBe('NE');
    expect(stateOf({}, 'below-lod')?.state).toBe('BELOW_LOD');
  });

  it('GENO-10.4-strict-negatives: unknown input is not evaluable, or negative with a flag', () => {
    const unknown = { minInputNg: null };
    expect(stateOf(unknown)?.state).toBe('NE');
    expect(stateOf(unknown, 'not-detected', { strictNegatives: false })).toMatchObject({
      state: 'NOT_DETECTED',
      flags: ['INPUT_UNKNOWN'],
    });
  });

  it('GENO-10.4-NOT_TESTED: a compartment without a report was not tested', () => {
    const { compartments } = t790m([sample(0, 'plasma', [T790M('detected')])]);
    expect(compartments.map(({ compartment, state }) => [compartment, state])).toEqual([
      ['csf', 'NOT_TESTED'],
      ['plasma', 'DETECTED'],
      ['tissue', 'NOT_TESTED'],
    ]);
  });

  it('GENO-10.4-same-day: the strongest evidence of a day counts', () => {
    const found = t790m([
      sample(0, 'plasma', [T790M('not-detected')]),
      sample(0, 'plasma', [T790M('detected')], { sampleId: 'b', factId: 'b' }),
    ]);
    expect(found.compartments[1]?.state).toBe('DETECTED');
    expect(found.compartments[1]?.history).toHaveLength(1);
  });

  it('GENO-10.4-standing: what is not evaluable changes nothing', () => {
    const found = t790m([
      sample(0, 'plasma', [T790M('detected')]),
      sample(30, 'plasma', [T790M('not-detected')], { inputNg: 1 }),
    ]);
    expect(found.compartments[1]).toMatchObject({ state: 'DETECTED', since: 0 });
  });

  it.each([
    ['negative in the cells, which never showed it', [['csf-cells', 'not-detected']], 'DETECTED', 0, true],
    [
      'then negative where it was shown',
      [
        ['csf-cells', 'not-detected'],
        ['csf-supernatant', 'not-detected'],
      ],
      'NOT_DETECTED',
      30,
      false,
    ],
    [
      'negative where it was shown, then in the cells',
      [
        ['csf-supernatant', 'not-detected'],
        ['csf-cells', 'not-detected'],
      ],
      'NOT_DETECTED',
      30,
      false,
    ],
    [
      'shown in the cells too, and gone there',
      [
        ['csf-cells', 'detected'],
        ['csf-cells', 'not-detected'],
      ],
      'NOT_DETECTED',
      60,
      false,
    ],
    [
      'not evaluable where it was shown',
      [
        ['csf-supernatant', 'not-evaluable'],
        ['csf-cells', 'not-detected'],
      ],
      'DETECTED',
      0,
      true,
    ],
    ['negative in plasma: another compartment', [['plasma', 'not-detected']], 'DETECTED', 0, false],
  ] as const)('GENO-10.4-other-specimen: shown in supernatant, %s', (...[, later, state, since, flagged]) => {
    const found = t790m([
      sample(0, 'csf-supernatant', [T790M('detected')]),
      ...later.map(([specimen, status], at) => sample(30 * (at + 1), specimen, [T790M(status)])),
    ]);
    const csf = found.compartments[0];
    expect([csf?.state, csf?.since]).toEqual([state, since]);
    expect(csf?.flags.includes('NEGATIVE_IN_OTHER_SPECIMEN')).toBe(flagged);
    expect(csf?.why.rule).toBe(flagged ? 'GENO-10.4-other-specimen' : 'GENO-10.4-standing');
  });

  it('GENO-10.4-class-by-member, GENO-10.4-class-open: a member shows its class, a class leaves the member open', () => {
    const found = resistance([
      sample(0, 'plasma', [call('EGFR', 'E746_A750del')]),
      sample(20, 'csf-supernatant', [call('EGFR', 'exon 19 deletion')]),
    ]);
    const byName = (shown: string) => about(found, 'EGFR', shown).compartments.map(({ state }) => state);
    expect(byName('exon 19 deletion').slice(0, 2)).toEqual(['DETECTED', 'DETECTED']);
    expect(byName('E746_A750del').slice(0, 2)).toEqual(['NE', 'DETECTED']);
  });

  it('GENO-10.4-class-negative: a negative class is a negative of its members', () => {
    const found = resistance([
      sample(0, 'plasma', [call('EGFR', 'E746_A750del')]),
      sample(20, 'csf-supernatant', [call('EGFR', 'exon 19 deletion', { status: 'not-detected' })]),
    ]);
    expect(about(found, 'EGFR', 'E746_A750del').compartments[0]?.state).toBe('NOT_DETECTED');
  });

  it.each([
    [5, true],
    [4.9, false],
  ])('GENO-10.1-MET-amp: copy number %f', (copyNumber, amplified) => {
    const found = about(
      resistance([
        sample(0, 'plasma', [call('MET', 'amplification', { type: 'cnv', copyNumber })], {
          amplification: { copyNumber: 5, ratio: 2 },
        }),
      ]),
      'MET',
      'amplification',
    );
    expect(found.compartments[1]?.history[0]?.amplified).toBe(amplified);
  });
});

describe('CSF against plasma', () => {
  it.each([
    ['GENO-10.4-CSF_PRIVATE', 'DETECTED', 'NOT_DETECTED', 'CSF_PRIVATE'],
    ['GENO-10.4-PLASMA_PRIVATE', 'NOT_DETECTED', 'DETECTED', 'PLASMA_PRIVATE'],
    ['GENO-10.4-SHARED', 'DETECTED', 'DETECTED', 'SHARED'],
    ['GENO-10.4-CSF_DETECTED_PLASMA_NE', 'DETECTED', 'NE', 'CSF_DETECTED_PLASMA_NE'],
    ['GENO-10.4-PLASMA_DETECTED_CSF_NE', 'NE', 'DETECTED', 'PLASMA_DETECTED_CSF_NE'],
    ['GENO-10.4-NEITHER', 'NOT_DETECTED', 'NOT_DETECTED', 'NEITHER'],
    ['GENO-10.4-pair-other', 'NE', 'NOT_DETECTED', 'NE'],
    ['GENO-10.4-pair-other', 'NOT_DETECTED', 'BELOW_LOD', 'NE'],
  ] as const)('%s: CSF %s, plasma %s', (...[, csf, plasma, expected]) =>
    expect(discordanceClass(csf, plasma)).toBe(expected),
  );

  const pair = (days: number, lineChanges: readonly number[] = []) =>
    t790m(
      [sample(0, 'csf-supernatant', [T790M('detected')]), sample(days, 'plasma', [T790M('not-detected')])],
      { lineChanges },
    ).discordance;

  it.each([
    [14, 'CSF_PRIVATE'],
    [15, 'NE'],
  ])('GENO-10.4-pair-window: %i days apart', (days, expected) => expect(pair(days).class).toBe(expected));

  it('GENO-10.4-pair-window: no pair across a change of line', () => {
    expect(pair(10, [5])).toMatchObject({ class: 'NE', flags: ['LINE_CHANGE_BETWEEN'] });
    expect(pair(10, [10]).class).toBe('CSF_PRIVATE');
  });

  it('GENO-10.4-pair-latest: the last real pair gives the class', () => {
    const found = t790m([
      sample(0, 'csf-supernatant', [T790M('detected')]),
      sample(1, 'plasma', [T790M('not-detected')]),
      sample(60, 'csf-supernatant', [T790M('detected')]),
      sample(61, 'plasma', [T790M('detected')]),
      sample(120, 'csf-supernatant', [T790M('detected')]),
    ]).discordance;
    expect(found.class).toBe('SHARED');
    expect(found.pairs).toHaveLength(3);
  });

  it('GENO-10.4-pair-latest: of two pairs that end on one day the nearer gives the class', () => {
    const found = t790m([
      sample(0, 'plasma', [T790M('detected')]),
      sample(7, 'csf-supernatant', [T790M('not-detected')]),
      sample(7, 'plasma', [T790M('not-detected')]),
    ]).discordance;
    expect(found).toMatchObject({ class: 'NEITHER', gapDays: 0 });
    expect(found.pairs.map((each) => each.class)).toEqual(['PLASMA_PRIVATE', 'NEITHER']);
  });

  it('GENO-10.4-germline: private to no compartment', () => {
    const germline = call('EGFR', 'T790M', { germline: true });
    const found = t790m([
      sample(0, 'csf-supernatant', [germline]),
      sample(1, 'plasma', [T790M('not-detected')]),
    ]).discordance;
    expect(found).toMatchObject({ class: 'NE', flags: expect.arrayContaining(['GERMLINE']) });
  });

  it('GENO-10.4-CHIP: DNMT3A in plasma only is not private to plasma', () => {
    const found = about(
      resistance([
        sample(0, 'csf-supernatant', [call('DNMT3A', 'R882H', { status: 'not-detected' })]),
        sample(1, 'plasma', [call('DNMT3A', 'R882H')]),
      ]),
      'DNMT3A',
      'R882H',
    ).discordance;
    expect(found).toMatchObject({ class: 'NE', flags: expect.arrayContaining(['CHIP_POSSIBLE']) });
  });

  it('GENO-10.4-phase: comes from the last sample that has any evidence', () => {
    const phased = (phase: 'cis' | 'trans') => [
      call('EGFR', 'T790M'),
      call('EGFR', 'C797S', { phaseWith: [{ alteration: 'T790M', phase }] }),
    ];
    const found = about(
      resistance([
        sample(0, 'plasma', phased('trans')),
        sample(30, 'plasma', phased('cis')),
        sample(60, 'plasma', [call('EGFR', 'T790M'), call('EGFR', 'C797S')]),
      ]),
      'EGFR',
      'C797S',
    );
    expect(found.phase).toMatchObject([{ phase: 'cis', compartment: 'plasma' }]);
  });
});

describe('over time', () => {
  it.each([
    [2, 3, 'RISING'],
    [2, 2.99, 'STABLE'],
    [1, 1.5, 'RISING'],
    [0.9, 1.39, 'STABLE'],
    [3, 2.01, 'FALLING'],
    [3, 2.02, 'STABLE'],
    [0.6, 0.2, 'STABLE'],
  ])('GENO-10.4-trend: from %f to %f percent is %s', (from, to, expected) =>
    expect(directionOf(from, to, DEFAULTS)).toBe(expected),
  );

  it('GENO-10.4-trend: within one kind of specimen and assay only', () => {
    const found = t790m([
      sample(0, 'plasma', [T790M('detected', 1)]),
      sample(30, 'csf-supernatant', [T790M('detected', 40)]),
      sample(60, 'plasma', [T790M('detected', 4)], { assay: 'another' }),
    ]);
    expect(found.trends).toEqual([]);
  });

  it('GENO-10.4-trend-relative: the share of the driver is followed beside it', () => {
    const both = (day: number, alteration: number, driver: number) =>
      sample(day, 'plasma', [T790M('detected', alteration), call('EGFR', 'L858R', { vafPct: driver })]);
    expect(t790m([both(0, 2, 20), both(30, 4, 40)]).trends).toMatchObject([
      { direction: 'RISING', relative: { direction: 'STABLE' } },
    ]);
  });

  const clearance = (
    samples: readonly (readonly [number, MolecularCall['status'], Partial<MolecularSample>?])[],
  ) =>
    t790m(samples.map(([day, status, more]) => sample(day, 'plasma', [T790M(status)], more))).clearance
      ?.state;
  it.each([
    ['GENO-10.4-not-cleared: detected', [[0, 'detected']], 'NOT_CLEARED'],
    [
      'GENO-10.4-CLEARED_PROVISIONAL: one negative',
      [
        [0, 'detected'],
        [30, 'not-detected'],
      ],
      'CLEARED_PROVISIONAL',
    ],
    [
      'GENO-10.4-CLEARED_PROVISIONAL: two negatives 13 days apart',
      [
        [0, 'detected'],
        [30, 'not-detected'],
        [43, 'not-detected'],
      ],
      'CLEARED_PROVISIONAL',
    ],
    [
      'GENO-10.4-CONFIRMED_CLEARED: two negatives 14 days apart',
      [
        [0, 'detected'],
        [30, 'not-detected'],
        [44, 'not-detected'],
      ],
      'CONFIRMED_CLEARED',
    ],
    [
      'GENO-10.4-REAPPEARED: detected again',
      [
        [0, 'detected'],
        [30, 'not-detected'],
        [60, 'detected'],
      ],
      'REAPPEARED',
    ],
    [
      'GENO-10.4-CLEARED_PROVISIONAL: a negative with too little DNA confirms nothing',
      [
        [0, 'detected'],
        [30, 'not-detected'],
        [60, 'not-detected', { inputNg: 1 }],
      ],
      'CLEARED_PROVISIONAL',
    ],
    [
      'GENO-10.4-CONFIRMED_CLEARED: one that is not evaluable in between breaks nothing',
      [
        [0, 'detected'],
        [30, 'not-detected'],
        [40, 'not-evaluable'],
        [50, 'not-detected'],
      ],
      'CONFIRMED_CLEARED',
    ],
  ] as const)('%s', (_name, samples, expected) => expect(clearance(samples as never)).toBe(expected));

  const emergence = (
    before: readonly [number, MolecularCall['status']] | null,
    day: number,
    status: MolecularCall['status'] = 'detected',
  ) =>
    t790m(
      [
        ...(before ? [sample(before[0], 'plasma', [T790M(before[1])])] : []),
        sample(day, 'plasma', [T790M(status)]),
        sample(500, 'plasma', [T790M('detected')]),
      ],
      {
        exposures: [drug('gefitinib', 0, 100)],
      },
    ).emergence.find((each) => each.day === day);
  it.each([
    ['GENO-10.4-EMERGENT_ON: day 14 of the drug', [0, 'not-detected'], 14, 'EMERGENT_ON(gefitinib)'],
    ['GENO-10.4-EMERGENT_ON: 14 days after its stop', [0, 'not-detected'], 114, 'EMERGENT_ON(gefitinib)'],
    [
      'GENO-10.4-EMERGENT_ON: negative within 7 days of the start',
      [7, 'not-detected'],
      60,
      'EMERGENT_ON(gefitinib)',
    ],
    ['GENO-10.4-PRE_EXISTING: detected before', [-10, 'detected'], 60, 'PRE_EXISTING'],
    ['GENO-10.4-TIMING_UNKNOWN: no evaluable sample before', [-10, 'not-evaluable'], 60, 'TIMING_UNKNOWN'],
  ] as const)('%s', (_name, before, day, label) => expect(emergence(before, day)?.label).toBe(label));

  it.each([13, 115])('GENO-10.4-EMERGENT_ON: not on day %i', (day) =>
    expect(emergence([0, 'not-detected'], day)).toBeUndefined(),
  );

  it.each([
    [100, false],
    [101, true],
  ])(
    'GENO-10.4-EMERGENT_ON: on day %i under a drug that nothing shows after day 100: may have ended %s',
    (day, may) => {
      const found = t790m(
        [sample(0, 'plasma', [T790M('not-detected')]), sample(day, 'plasma', [T790M('detected')])],
        {
          exposures: [{ ...drug('gefitinib', 0), shownUntil: 100 }],
        },
      );
      expect(found.emergence).toMatchObject([{ label: 'EMERGENT_ON(gefitinib)', mayHaveEnded: may }]);
      expect(found.flags.includes('EXPOSURE_MAY_HAVE_ENDED')).toBe(may);
    },
  );

  it('GENO-10.4-weak-signal: a trace under the limit is a weak signal', () => {
    expect(emergence([0, 'not-detected'], 60, 'below-lod')).toMatchObject({ weak: true });
  });

  it('GENO-10.1-T790M-loss: gone under a third-generation drug is a signal', () => {
    const samples = [sample(0, 'plasma', [T790M('detected')]), sample(60, 'plasma', [T790M('not-detected')])];
    expect(resistance(samples, { exposures: [drug('osimertinib', 10)] }).signals).toMatchObject([
      { signal: 'T790M_LOSS', drug: 'osimertinib' },
    ]);
    expect(resistance(samples, { exposures: [drug('gefitinib', 10)] }).signals).toEqual([]);
  });
});

describe('properties', () => {
  const made = fc.record({
    day: fc.integer({ min: 0, max: 300 }),
    specimen: fc.constantFrom<MolecularSample['specimen']>('plasma', 'csf-supernatant', 'tissue-metastasis'),
    status: fc.constantFrom<MolecularCall['status']>(
      'detected',
      'not-detected',
      'not-evaluable',
      'below-lod',
    ),
    vaf: fc.integer({ min: 1, max: 50 }),
  });
  const samplesOf = (
    all: readonly {
      day: number;
      specimen: MolecularSample['specimen'];
      status: MolecularCall['status'];
      vaf: number;
    }[],
  ) =>
    all.map(({ day, specimen, status, vaf }, at) =>
      sample(day, specimen, [T790M(status, status === 'detected' ? vaf : null)], {
        sampleId: `s${at}`,
        factId: `s${at}`,
      }),
    );

  it('the order in which samples arrive does not matter', () => {
    fc.assert(
      fc.property(fc.array(made, { maxLength: 10 }), (all) => {
        const samples = samplesOf(all);
        const exposures = [drug('osimertinib', 50, 150)];
        expect(resistance([...samples].reverse(), { exposures })).toEqual(resistance(samples, { exposures }));
      }),
    );
  });

  it('GENO-10.4-NE-insufficient-DNA: a sample that is not evaluable never clears', () => {
    fc.assert(
      fc.property(
        fc.array(made, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 0, max: 300 }),
        (all, day) => {
          const samples = samplesOf([{ day: 0, specimen: 'plasma', status: 'detected', vaf: 5 }, ...all]);
          const more = sample(day, 'plasma', [T790M('not-detected')], {
            inputNg: 1,
            sampleId: 'x',
            factId: 'x',
          });
          expect(t790m([...samples, more]).clearance?.state).toBe(t790m(samples).clearance?.state);
        },
      ),
    );
  });
});
