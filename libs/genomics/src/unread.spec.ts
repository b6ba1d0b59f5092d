import fc from 'fast-check';
import { about, call, drug, resistance, sample } from '../../../test/support/genomics';
import { type AlterationAnswer, type ResistanceAnswer } from './answer';
import { type MolecularCall, type MolecularSample } from './model';

const PLAIN = [
  'T790M',
  'C797S',
  'L858R',
  'exon 19 deletion',
  'E746_A750del',
  'V769_D770insASV',
  'amplification',
];
const UNREADABLE: readonly (readonly [string, string])[] = [
  ['EGFR', 'KDD'],
  ['EGFR', 'EL746IP'],
  ['EGFR', 'T790M, not confirmed'],
  ['EGFR', 'c.2236_2248del'],
  ['EGFR', 'T790M (c.2573T>G)'],
  ['EGRF', 'T790M'],
  ['UNKNOWN', 'G12C'],
  ['ALK', 'EGFR something'],
];

const STATUSES = ['detected', 'not-detected', 'not-evaluable', 'below-lod'] as const;

const aCall = fc.record({
  name: fc.constantFrom(...PLAIN),
  status: fc.constantFrom<MolecularCall['status']>(...STATUSES),
  vaf: fc.integer({ min: 1, max: 50 }),
});
const aSample = fc.record({
  day: fc.integer({ min: 0, max: 8 }).map((weeks) => weeks * 7),
  specimen: fc.constantFrom<MolecularSample['specimen']>('plasma', 'csf-supernatant', 'csf-cells'),
  calls: fc.array(aCall, { maxLength: 4 }),
  inputNg: fc.constantFrom(20, 20, 20, 1, null),
  hasPanel: fc.boolean(),
});
type Made = typeof aSample extends fc.Arbitrary<infer T> ? T : never;

const callsOf = ({ calls }: Made): readonly MolecularCall[] =>
  calls.map(({ name, status, vaf }) =>
    call('EGFR', name, { status, vafPct: status === 'detected' ? vaf : null }),
  );
const samplesOf = (all: readonly Made[]): readonly MolecularSample[] =>
  all.map((made, at) =>
    sample(made.day, made.specimen, callsOf(made), {
      sampleId: `s${at}`,
      factId: `s${at}`,
      inputNg: made.inputNg,
      ...(made.hasPanel ? {} : { panelGenes: null }),
    }),
  );

const EXPOSURES = [drug('osimertinib', 3)];
const ask = (samples: readonly MolecularSample[]): ResistanceAnswer =>
  resistance(samples, { exposures: EXPOSURES });

const SAYS_ABSENT = /PRIVATE|NEITHER/;
const CLEARED = ['CLEARED_PROVISIONAL', 'CONFIRMED_CLEARED'];
/** States that say that something is not there, or was not. */
const absences = (found: AlterationAnswer): ReadonlySet<string> =>
  new Set([
    ...found.compartments
      .filter(({ state }) => state === 'NOT_DETECTED')
      .map(({ compartment }) => compartment),
    ...found.specimens.filter(({ state }) => state === 'NOT_DETECTED').map(({ specimen }) => specimen),
    ...found.specimens.flatMap(({ history, specimen }) =>
      history.flatMap(({ state, day }) => (state === 'NOT_DETECTED' ? [`${specimen} ${day}`] : [])),
    ),
    ...found.specimens.flatMap(({ clearance, specimen }) =>
      clearance && CLEARED.includes(clearance.state) ? [`${specimen} cleared`] : [],
    ),
    ...found.specimens.flatMap(({ clearance, specimen }) =>
      clearance?.state === 'CONFIRMED_CLEARED' ? [`${specimen} confirmed`] : [],
    ),
    ...found.emergence.flatMap((each) =>
      each.class === 'EMERGENT_ON' ? [`${each.specimen} emergent ${each.day}`] : [],
    ),
    // A sample that says nothing any more leaves its partner to another: the negative of a pair was one before.
    ...found.discordance.pairs.flatMap(({ class: told, csf, plasma }) =>
      SAYS_ABSENT.test(told)
        ? [csf, plasma].flatMap((each) =>
            each?.state === 'NOT_DETECTED' ? [`${each.specimen} ${each.day}`] : [],
          )
        : [],
    ),
    ...(SAYS_ABSENT.test(found.discordance.class) ? [found.discordance.class] : []),
  ]);

const values = (found: AlterationAnswer): string =>
  JSON.stringify([
    found.compartments.map(({ state, vafPct }) => [state, vafPct]),
    found.clearance?.state,
    found.emergence.map(({ label }) => label),
    found.discordance.class,
  ]);

const flagged = (found: AlterationAnswer): boolean =>
  found.flags.includes('UNREAD_FINDING') || found.flags.includes('UNREAD_GENE');

/** Where something was found that may be it, nobody says that it is not there. */
const saysNothingAbsent = (
  found: AlterationAnswer,
  { day, specimen, sampleId }: MolecularSample,
  gene: string,
  status: MolecularCall['status'],
): void => {
  const there = found.specimens.find((each) => each.specimen === specimen)?.history;
  // Of another gene, what was not evaluable was no finding.
  if (gene !== 'EGFR' && status === 'not-evaluable') return;
  expect(there?.find((each) => each.day === day)?.state).not.toBe('NOT_DETECTED');
  for (const pair of found.discordance.pairs)
    if (pair.csf?.sampleId === sampleId) expect(pair.class).not.toMatch(/PLASMA_PRIVATE|NEITHER/);
};

describe('what could not be read', () => {
  const unreadable = fc.constantFrom(...UNREADABLE);
  const courses = fc.tuple(
    fc.array(aSample, { minLength: 1, maxLength: 6 }),
    fc.nat(5),
    unreadable,
    fc.constantFrom<MolecularCall['status']>('detected', 'below-lod', 'not-evaluable', 'not-detected'),
  );

  it('GENO-R7-unread-name, GENO-R7-unread-gene: never makes anything absent, private, cleared or emergent, and moves nothing without a flag', () => {
    fc.assert(
      fc.property(courses, ([all, at, [gene, name], status]) => {
        const samples = samplesOf(all);
        const masked = samples.map((each, index) =>
          index === at % samples.length
            ? { ...each, calls: [...each.calls, call(gene, name, { status })] }
            : each,
        );
        const [before, after] = [ask(samples), ask(masked)];
        for (const found of before.alterations) {
          const then = after.alterations.find(({ key }) => key === found.key) as AlterationAnswer;
          for (const absence of absences(then)) expect(absences(found)).toContain(absence);
          if (values(then) !== values(found)) expect(flagged(then)).toBe(true);
          if (status !== 'not-detected')
            saysNothingAbsent(then, masked[at % samples.length] as MolecularSample, gene, status);
        }
      }),
      { numRuns: 120 },
    );
  });

  it('any order of reports and of their lines gives the same answer', () => {
    fc.assert(
      fc.property(courses, fc.infiniteStream(fc.nat()), ([all, , [gene, name], status], order) => {
        const samples = samplesOf(all).map((each) => ({
          ...each,
          calls: [...each.calls, call(gene, name, { status })],
        }));
        const shuffled = <T>(list: readonly T[]): readonly T[] =>
          list
            .map((each) => [order.next().value as number, each] as const)
            .sort(([a], [b]) => a - b)
            .map(([, each]) => each);
        const other = shuffled(samples).map((each) => ({ ...each, calls: shuffled(each.calls) }));
        expect(ask(other)).toEqual(ask(samples));
      }),
      { numRuns: 50 },
    );
  });

  const detected = (name: string, vafPct: number | null = 5) => call('EGFR', name, { vafPct });

  it('GENO-R7-unread-name: masks the negatives of its gene in its own sample, and no other gene', () => {
    const answer = resistance([
      sample(0, 'csf-supernatant', [call('EGFR', 'KDD')]),
      sample(0, 'plasma', [detected('T790M'), call('KRAS', 'G12C')]),
    ]);
    expect(about(answer, 'EGFR', 'T790M').discordance.class).toBe('PLASMA_DETECTED_CSF_NE');
    expect(about(answer, 'KRAS', 'G12C').discordance.class).toBe('PLASMA_PRIVATE');
  });

  it('GENO-R7-unread-name: flags what it takes from one kind of specimen, though another outweighs it', () => {
    const traced = [
      sample(21, 'csf-cells', [detected('amplification', null)]),
      sample(21, 'csf-supernatant', [call('EGFR', 'amplification', { status: 'below-lod' })]),
    ];
    const exposures = [drug('osimertinib', 3)];
    const seen = about(resistance(traced, { exposures }), 'EGFR', 'amplification');
    const unread = sample(21, 'csf-supernatant', [call('EGFR', 'KDD')]);
    const masked = about(resistance([...traced, unread], { exposures }), 'EGFR', 'amplification');
    expect(seen.emergence.map(({ specimen }) => specimen)).toEqual(['csf-supernatant', 'csf-cells']);
    expect(masked.emergence.map(({ specimen }) => specimen)).toEqual(['csf-cells']);
    expect([seen.flags, masked.flags]).toEqual([[], ['UNREAD_FINDING']]);
  });

  it('GENO-10.4-same-day: a trace that a negative outweighs does not emerge by an unread finding beside it', () => {
    const trace = call('EGFR', 'T790M', { status: 'below-lod' });
    const stateOf = (unread: readonly MolecularCall[], others: readonly MolecularSample[]) => {
      const samples = [sample(0, 'csf-cells', []), sample(49, 'csf-cells', [trace, ...unread]), ...others];
      const found = about(resistance(samples, { exposures: [drug('osimertinib', 3)] }), 'EGFR', 'T790M');
      return [found.specimens[0]?.history.at(-1)?.state, found.emergence.length];
    };
    const [finding, negative] = [[call('EGFR', 'KDD')], [sample(49, 'csf-cells', [])]];
    expect(stateOf([], negative)).toEqual(['NOT_DETECTED', 0]);
    expect(stateOf(finding, negative)).toEqual(['NE', 0]);
    expect(stateOf([], [])).toEqual(['BELOW_LOD', 1]);
    expect(stateOf(finding, [])).toEqual(['BELOW_LOD', 1]);
  });

  it('GENO-R7-unread-name: a name of another gene masks both genes', () => {
    const answer = resistance([
      sample(0, 'csf-supernatant', [call('EGFR', 'KRAS something')]),
      sample(0, 'plasma', [detected('T790M'), call('KRAS', 'G12C'), call('MET', 'exon 14 skipping')]),
    ]);
    const classes = answer.alterations.map(({ key, discordance }) => [key, discordance.class]);
    expect(Object.fromEntries(classes)).toMatchObject({
      'EGFR p.Thr790Met': 'PLASMA_DETECTED_CSF_NE',
      'KRAS p.Gly12Cys': 'PLASMA_DETECTED_CSF_NE',
      'MET exon 14 skipping': 'PLASMA_PRIVATE',
    });
  });

  it('GENO-R7-unread-gene: a gene of the report’s panel is known, a biomarker is no gene', () => {
    const masks = (gene: string, panelGenes = ['EGFR']) =>
      about(
        resistance([
          sample(0, 'csf-supernatant', [call(gene, 'something')], { panelGenes }),
          sample(0, 'plasma', [detected('T790M')]),
        ]),
        'EGFR',
        'T790M',
      ).discordance.class === 'PLASMA_DETECTED_CSF_NE';
    expect([
      masks('NEWGENE1'),
      masks('NEWGENE1', ['EGFR', 'NEWGENE1']),
      masks('TMB'),
      masks('BRCA2'),
    ]).toEqual([true, false, false, false]);
  });

  it('GENO-R7-unread-name: what was negative before is not so behind a finding that may be it', () => {
    const t790m = (calls: readonly MolecularCall[]) =>
      about(
        resistance([
          sample(0, 'plasma', [detected('T790M')]),
          sample(30, 'plasma', [call('EGFR', 'T790M', { status: 'not-detected' })]),
          sample(60, 'plasma', calls),
        ]),
        'EGFR',
        'T790M',
      );
    expect(t790m([])).toMatchObject({ clearance: { state: 'CONFIRMED_CLEARED' } });
    const masked = t790m([call('EGFR', 'KDD')]);
    expect(masked.compartments[1]).toMatchObject({ state: 'NE', since: 60, flags: ['UNREAD_FINDING'] });
    expect(masked.clearance).toMatchObject({ state: 'NOT_CLEARED', day: 60 });
  });

  it('GENO-R7-unread-name: a baseline with a finding that may be it shows no emergence', () => {
    const emergence = (calls: readonly MolecularCall[]) =>
      about(
        resistance([sample(0, 'plasma', calls), sample(90, 'plasma', [detected('C797S')])], {
          exposures: [drug('osimertinib', 2)],
        }),
        'EGFR',
        'C797S',
      ).emergence.map(({ label }) => label);
    expect(emergence([])).toEqual(['EMERGENT_ON(osimertinib)']);
    expect(emergence([call('EGFR', 'KDD')])).toEqual(['TIMING_UNKNOWN']);
  });

  it('GENO-10.4-same-day: an unread finding outweighs the silence of another sample of the day', () => {
    const found = about(
      resistance([
        sample(0, 'csf-supernatant', []),
        sample(0, 'csf-cells', [call('EGFR', 'KDD')]),
        sample(0, 'plasma', [detected('T790M')]),
      ]),
      'EGFR',
      'T790M',
    );
    expect(found.discordance.class).toBe('PLASMA_DETECTED_CSF_NE');
  });

  it('GENO-R7-named-twice: the stronger state and the higher value count in either order, and both are told', () => {
    const lines = [
      detected('L858R', 4),
      detected('p.Leu858Arg', 11),
      call('EGFR', 'c.2573T>G', { status: 'not-detected' }),
    ];
    for (const calls of [lines, [...lines].reverse()]) {
      const [plasma] = about(resistance([sample(0, 'plasma', calls)]), 'EGFR', 'L858R').specimens;
      expect(plasma).toMatchObject({ state: 'DETECTED', vafPct: 11, flags: ['NAMED_TWICE'] });
      expect(plasma?.history[0]?.findings.map(({ printed }) => printed)).toEqual([
        'p.Leu858Arg',
        'L858R',
        'c.2573T>G',
      ]);
    }
  });

  it('GENO-R7-named-twice: two coding changes of one protein are findings of their own', () => {
    const calls = [detected('C797S (c.2389T>A)', 3), detected('C797S (c.2390G>C)', 7)];
    const [plasma] = about(resistance([sample(0, 'plasma', calls)]), 'EGFR', 'C797S').specimens;
    expect(plasma).toMatchObject({ vafPct: 7, flags: [] });
  });

  it('GENO-R7-named-twice: not detected beside not evaluable is no negative', () => {
    const calls = (['not-detected', 'not-evaluable'] as const).map((status) =>
      call('EGFR', 'T790M', { status }),
    );
    const answer = resistance([
      sample(0, 'plasma', calls),
      sample(0, 'csf-supernatant', [detected('T790M')]),
    ]);
    expect(about(answer, 'EGFR', 'T790M').discordance.class).toBe('CSF_DETECTED_PLASMA_NE');
  });

  it('GENO-10.4-uncounted: negatives that do not count are counted beside the state, by the reason', () => {
    const silent = (day: number, more: Partial<MolecularSample>) => sample(day, 'plasma', [], more);
    const [plasma] = about(
      resistance([
        sample(0, 'plasma', [detected('T790M')]),
        silent(10, { minInputNg: null }),
        silent(20, { minInputNg: null }),
        silent(30, { inputNg: 1 }),
        silent(40, { panelGenes: ['ALK'] }),
      ]),
      'EGFR',
      'T790M',
    ).specimens;
    expect(plasma).toMatchObject({ state: 'DETECTED', since: 0 });
    expect(plasma?.uncounted).toMatchObject([
      { reasons: ['INPUT_UNKNOWN'], reports: 2, firstDay: 10, lastDay: 20 },
      { reasons: ['INSUFFICIENT_DNA'], reports: 1, firstDay: 30, lastDay: 30 },
    ]);
  });
});
