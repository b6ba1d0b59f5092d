import { type AgentCode } from '@leptotrace/clinical';
import { about, call, drug, resistance, sample } from '../../../test/support/genomics';
import { type MolecularCall } from './model';
import { drugsOfGene, KNOWLEDGE, KNOWLEDGE_DIGEST, KNOWLEDGE_VERSION } from './knowledge/table';

type Calls = readonly MolecularCall[];

/** What the table says of a drug that was given and an alteration in plasma, alone or beside other calls. */
const said = (gene: string, shown: string, agent: string, calls: Calls) =>
  about(
    resistance([sample(0, 'plasma', calls)], { exposures: [drug(agent as AgentCode, -30)] }),
    gene,
    shown,
  ).effects.find((each) => each.drug === agent);
const effect = (...[gene, shown, agent, calls]: [string, string, string, Calls?]): string =>
  said(gene, shown, agent, calls ?? [call(gene, shown)])?.effect ?? 'unknown';
const rule = (...[gene, shown, agent, calls]: [string, string, string, Calls?]): string | undefined =>
  said(gene, shown, agent, calls ?? [call(gene, shown)])?.rule;

const FIRST = ['gefitinib', 'erlotinib', 'icotinib'];
const SECOND = ['afatinib', 'dacomitinib'];
const THIRD = ['osimertinib', 'aumolertinib', 'furmonertinib', 'lazertinib'];

describe('EGFR', () => {
  it.each([
    ['GENO-10.1-common', 'L858R', 'sensitive', 'sensitive', 'sensitive'],
    ['GENO-10.1-common', 'exon 19 deletion', 'sensitive', 'sensitive', 'sensitive'],
    ['GENO-10.1-exon-20-insertion', 'exon 20 insertion', 'resistant', 'resistant', 'resistant'],
    ['GENO-10.1-T790M', 'T790M', 'resistant', 'resistant', 'sensitive'],
    ['GENO-10.1-C797G', 'C797G', null, null, 'resistant'],
    ['GENO-10.1-L718', 'L718Q', null, null, 'resistant'],
    ['GENO-10.1-L718', 'L718V', null, null, 'resistant'],
    ['GENO-10.1-L792', 'L792H', null, null, 'resistant'],
    ['GENO-10.1-G796', 'G796S', 'unknown', 'unknown', 'resistant'],
    ['GENO-10.1-G796', 'G796R', 'unknown', 'unknown', 'resistant'],
    ['GENO-10.1-G796', 'G796D', 'unknown', 'unknown', 'resistant'],
  ] as const)('%s: %s', (...[id, shown, first, second, third]) => {
    const expected = [
      [FIRST, first],
      [SECOND, second],
      [THIRD, third],
    ] as const;
    for (const [drugs, wanted] of expected)
      if (wanted !== null)
        for (const drug of drugs) expect(`${drug} ${effect('EGFR', shown, drug)}`).toBe(`${drug} ${wanted}`);
    expect(rule('EGFR', shown, 'osimertinib')).toBe(id);
  });

  it.each(['G719A', 'L861Q', 'S768I'])('GENO-10.1-uncommon: %s', (shown) => {
    expect(['gefitinib', 'afatinib', 'osimertinib'].map((drug) => effect('EGFR', shown, drug))).toEqual([
      'reduced',
      'sensitive',
      'reduced',
    ]);
    expect(effect('EGFR', shown, 'dacomitinib')).toBe('unknown');
  });

  it('GENO-10.1-exon-20-insertion: the classes made for them are active', () => {
    for (const drug of ['amivantamab', 'sunvozertinib', 'zipalertinib'])
      expect(effect('EGFR', 'exon 20 insertion', drug)).toBe('sensitive');
  });

  const c797s = (phase: 'cis' | 'trans' | 'unknown') => [
    call('EGFR', 'T790M'),
    call('EGFR', 'C797S', { phaseWith: phase === 'unknown' ? [] : [{ alteration: 'T790M', phase }] }),
  ];
  const withoutT790M = [call('EGFR', 'C797S'), call('EGFR', 'T790M', { status: 'not-detected' })];

  it('GENO-10.1-C797S-without-T790M: third generation resistant, first sensitive in part', () => {
    expect(effect('EGFR', 'C797S', 'osimertinib', withoutT790M)).toBe('resistant');
    expect(rule('EGFR', 'C797S', 'gefitinib', withoutT790M)).toBe('GENO-10.1-C797S-without-T790M');
    expect(effect('EGFR', 'C797S', 'afatinib', withoutT790M)).toBe('reduced');
  });

  it('GENO-10.1-C797S-cis: resists all three generations', () => {
    for (const drug of ['gefitinib', 'afatinib', 'osimertinib']) {
      expect(effect('EGFR', 'C797S', drug, c797s('cis'))).toBe('resistant');
      expect(rule('EGFR', 'C797S', drug, c797s('cis'))).toBe('GENO-10.1-C797S-cis');
    }
  });

  const COMBINED = 'first + third generation EGFR inhibitor';

  it('GENO-10.1-C797S-trans: each generation alone resists, first and third together may act', () => {
    expect(effect('EGFR', 'C797S', 'osimertinib', c797s('trans'))).toBe('resistant');
    expect(rule('EGFR', 'C797S', 'osimertinib', c797s('trans'))).toBe('GENO-10.1-C797S-trans');
    expect(effect('EGFR', 'C797S', 'gefitinib', c797s('trans'))).toBe('resistant');
    expect(effect('EGFR', 'T790M', 'afatinib', c797s('trans'))).toBe('resistant');
    expect(combinedIn(c797s('trans'))).toBe('sensitive');
  });

  const combinedIn = (calls: Calls): string | undefined =>
    about(resistance([sample(0, 'plasma', calls)]), 'EGFR', 'C797S').effects.find(
      ({ drug }) => drug === COMBINED,
    )?.effect;

  it('GENO-10.4-every-phase: what is so in every phase is so, for both of the pair', () => {
    for (const drug of ['gefitinib', 'afatinib', 'osimertinib'])
      for (const shown of ['C797S', 'T790M']) {
        expect(effect('EGFR', shown, drug, c797s('unknown'))).toBe('resistant');
        expect(rule('EGFR', shown, drug, c797s('unknown'))).toBe('GENO-10.4-every-phase');
      }
    expect(said('EGFR', 'C797S', 'osimertinib', c797s('unknown'))?.flags).toEqual(['PHASE_UNKNOWN']);
  });

  it('GENO-10.4-PHASE_UNKNOWN: without same-read evidence only the combination is unknown, and says so', () => {
    expect([combinedIn(c797s('cis')), combinedIn(c797s('unknown'))]).toEqual(['resistant', 'unknown']);
    expect(combinedIn(withoutT790M)).toBeUndefined();
    const answer = resistance([sample(0, 'plasma', c797s('unknown'))]);
    expect(about(answer, 'EGFR', 'C797S').flags).toContain('PHASE_UNKNOWN');
  });

  it('GENO-10.1-C797G: beside T790M it is as C797S in each phase', () => {
    const c797g = (phaseWith: MolecularCall['phaseWith']) => [
      call('EGFR', 'T790M'),
      call('EGFR', 'C797G', { phaseWith }),
    ];
    for (const phase of ['cis', 'trans'] as const)
      for (const drug of ['gefitinib', 'afatinib', 'osimertinib'])
        expect(effect('EGFR', 'C797G', drug, c797g([{ alteration: 'T790M', phase }]))).toBe('resistant');
  });

  it('GENO-10.4-absence: T790M on an assay that is not evaluable is not without T790M', () => {
    const poor = sample(0, 'plasma', withoutT790M, { inputNg: 1 });
    const found = about(resistance([poor]), 'EGFR', 'C797S').effects.find(({ drug }) => drug === 'gefitinib');
    expect(found?.effect).not.toBe('sensitive');
    expect(found?.rule).not.toBe('GENO-10.1-C797S-without-T790M');
  });

  it('GENO-10.1-G724S: resistant to the third generation beside an exon 19 deletion, reduced to the first', () => {
    const calls = [call('EGFR', 'G724S'), call('EGFR', 'exon 19 deletion')];
    expect(effect('EGFR', 'G724S', 'osimertinib', calls)).toBe('resistant');
    expect(effect('EGFR', 'G724S', 'gefitinib', calls)).toBe('reduced');
    expect(effect('EGFR', 'G724S', 'osimertinib')).not.toBe('sensitive');
  });

  it.each(['L798I', 'V802I', 'V834L', 'E758D'])(
    'GENO-10.1-VUS-like: %s is reported and not known',
    (shown) => {
      expect(effect('EGFR', shown, 'osimertinib')).toBe('unknown');
      expect(rule('EGFR', shown, 'osimertinib')).toBe('GENO-10.1-VUS-like');
    },
  );

  it('GENO-10.1-compound: S768I with V769L is conflicting', () => {
    const calls = [
      call('EGFR', 'S768I', { phaseWith: [{ alteration: 'V769L', phase: 'cis' }] }),
      call('EGFR', 'V769L'),
    ];
    expect(effect('EGFR', 'S768I', 'gefitinib', calls)).toBe('conflicting');
  });

  it.each(['D761Y', 'L747S', 'T854A'])('GENO-10.1-rare: %s resists the first generation', (shown) => {
    expect(effect('EGFR', shown, 'gefitinib')).toBe('resistant');
    expect(effect('EGFR', shown, 'osimertinib')).toBe('unknown');
  });

  it('GENO-10.1-amplification: reduces first and third generation', () => {
    const calls = [call('EGFR', 'amplification', { type: 'cnv', copyNumber: 8 })];
    expect([
      effect('EGFR', 'amplification', 'gefitinib', calls),
      effect('EGFR', 'amplification', 'osimertinib', calls),
    ]).toEqual(['reduced', 'reduced']);
  });

  it.each([
    ['MET', 'amplification', { type: 'cnv', copyNumber: 9 }],
    ['ERBB2', 'amplification', { type: 'cnv', copyNumber: 9 }],
    ['KRAS', 'G12D', {}],
    ['BRAF', 'V600E', {}],
    ['PIK3CA', 'E545K', {}],
    ['NRAS', 'Q61K', {}],
  ] as const)(
    'GENO-10.1-off-target: %s %s resists EGFR inhibitors of all generations',
    (gene, shown, more) => {
      for (const drug of ['gefitinib', 'afatinib', 'osimertinib'])
        expect(effect(gene, shown, drug, [call(gene, shown, more)])).toBe('resistant');
    },
  );

  it('GENO-10.1-SCLC-look, GENO-10.1-TP53: said as remarks, and no effect of a drug', () => {
    const rb1 = about(
      resistance([sample(0, 'plasma', [call('RB1', 'loss'), call('TP53', 'loss')])]),
      'RB1',
      'loss',
    );
    expect(rb1.remarks.map((each) => each.rule)).toContain('GENO-10.1-SCLC-look');
    const tp53 = about(resistance([sample(0, 'plasma', [call('TP53', 'R175H')])]), 'TP53', 'R175H');
    expect(tp53.remarks.map((each) => each.rule)).toContain('GENO-10.1-TP53');
    expect(tp53.effects.filter((each) => each.effect === 'resistant')).toEqual([]);
  });
});

describe('ALK', () => {
  const DRUGS = ['crizotinib', 'ceritinib', 'alectinib', 'brigatinib', 'lorlatinib'];
  const R = 'resistant';
  const S = 'sensitive';
  const U = 'unknown';
  it.each([
    ['GENO-10.2-T1151dup', 'T1151dup', [R, R, U, S, S]],
    ['GENO-10.2-L1152', 'L1152P', [R, R, S, S, S]],
    ['GENO-10.2-L1152', 'L1152R', [R, R, S, S, S]],
    ['GENO-10.2-C1156', 'C1156Y', [R, R, S, S, S]],
    ['GENO-10.2-C1156', 'C1156T', [R, R, S, S, S]],
    ['GENO-10.2-I1171', 'I1171T', [R, S, R, S, S]],
    ['GENO-10.2-I1171', 'I1171N', [R, S, R, S, S]],
    ['GENO-10.2-I1171', 'I1171S', [R, U, R, S, S]],
    ['GENO-10.2-F1174', 'F1174C', [R, R, S, S, S]],
    ['GENO-10.2-F1174', 'F1174L', [R, R, S, S, S]],
    ['GENO-10.2-V1180L', 'V1180L', [R, S, R, S, S]],
    ['GENO-10.2-L1196M', 'L1196M', [R, S, S, S, S]],
    ['GENO-10.2-G1202R', 'G1202R', [R, R, R, 'conflicting', S]],
    ['GENO-10.2-G1202del', 'G1202del', [R, R, R, U, 'reduced']],
    ['GENO-10.2-S1206', 'S1206Y', [R, S, S, U, S]],
    ['GENO-10.2-E1210K', 'E1210K', [R, U, U, U, S]],
  ] as const)('%s: %s', (_id, shown, expected) => {
    expect(DRUGS.map((drug) => effect('ALK', shown, drug))).toEqual(expected);
  });

  const pair = (a: string, b: string, phase: 'cis' | 'unknown') => [
    call('ALK', a, phase === 'cis' ? { phaseWith: [{ alteration: b, phase: 'cis' }] } : {}),
    call('ALK', b),
  ];
  it('GENO-10.2-D1203N-E1210K, GENO-10.2-S1206C-E1210K: resist brigatinib in cis', () => {
    expect(effect('ALK', 'D1203N', 'brigatinib', pair('D1203N', 'E1210K', 'cis'))).toBe(R);
    expect(effect('ALK', 'S1206C', 'brigatinib', pair('S1206C', 'E1210K', 'cis'))).toBe(R);
    expect(effect('ALK', 'S1206C', 'brigatinib', pair('S1206C', 'E1210K', 'unknown'))).toBe(U);
  });

  it('GENO-10.4-every-phase: where no row speaks of a phase, each alteration acts as by itself in it', () => {
    const calls = pair('G1202R', 'L1196M', 'unknown');
    // Resistant in cis, and G1202R by itself resists too.
    expect(effect('ALK', 'G1202R', 'alectinib', calls)).toBe(R);
    // L1196M by itself is sensitive: the phase decides.
    expect(effect('ALK', 'L1196M', 'alectinib', calls)).toBe(U);
    expect(effect('ALK', 'C1156Y', 'crizotinib', pair('C1156Y', 'L1198F', 'unknown'))).toBe(U);
  });

  it('GENO-10.2-C1156Y-L1198F: in cis sensitive to crizotinib again, and resists lorlatinib', () => {
    const calls = pair('C1156Y', 'L1198F', 'cis');
    expect([
      effect('ALK', 'C1156Y', 'crizotinib', calls),
      effect('ALK', 'C1156Y', 'lorlatinib', calls),
    ]).toEqual([S, R]);
  });

  it('GENO-10.2-compound: G1202R with L1196M in cis resists all', () => {
    const calls = pair('G1202R', 'L1196M', 'cis');
    for (const drug of ['crizotinib', 'ceritinib', 'alectinib'])
      expect(effect('ALK', 'G1202R', drug, calls)).toBe(R);
    expect(['resistant', 'reduced']).toContain(effect('ALK', 'G1202R', 'lorlatinib', calls));
  });

  it('GENO-10.2-off-target: MET amplification bypasses ALK inhibitors', () => {
    const calls = [call('MET', 'amplification', { type: 'cnv', copyNumber: 9 })];
    expect(effect('MET', 'amplification', 'lorlatinib', calls)).toBe(R);
    expect(effect('KRAS', 'G12V', 'alectinib')).toBe(R);
  });
});

describe('ROS1, MET, RET, ERBB2, KRAS', () => {
  it.each([
    ['GENO-10.3-ROS1-G2032R', 'ROS1', 'G2032R', 'crizotinib', 'resistant'],
    ['GENO-10.3-ROS1-G2032R', 'ROS1', 'G2032R', 'entrectinib', 'resistant'],
    ['GENO-10.3-ROS1-G2032R', 'ROS1', 'G2032R', 'lorlatinib', 'reduced'],
    ['GENO-10.3-ROS1-G2032R', 'ROS1', 'G2032R', 'repotrectinib', 'sensitive'],
    ['GENO-10.3-ROS1-G2032R', 'ROS1', 'G2032R', 'taletrectinib', 'sensitive'],
    ['GENO-10.3-ROS1-L2086F', 'ROS1', 'L2086F', 'lorlatinib', 'resistant'],
    ['GENO-10.3-ROS1-L2086F', 'ROS1', 'L2086F', 'repotrectinib', 'resistant'],
    ['GENO-10.3-ROS1-other', 'ROS1', 'D2033N', 'crizotinib', 'resistant'],
    ['GENO-10.3-ROS1-other', 'ROS1', 'L2026M', 'crizotinib', 'resistant'],
    ['GENO-10.3-MET-D1228-Y1230', 'MET', 'D1228N', 'capmatinib', 'resistant'],
    ['GENO-10.3-MET-D1228-Y1230', 'MET', 'Y1230H', 'tepotinib', 'resistant'],
    ['GENO-10.3-MET-G1163R', 'MET', 'G1163R', 'crizotinib', 'resistant'],
    ['GENO-10.3-MET-L1195-F1200', 'MET', 'F1200I', 'capmatinib', 'sensitive'],
    ['GENO-10.3-RET-G810', 'RET', 'G810R', 'selpercatinib', 'resistant'],
    ['GENO-10.3-RET-G810', 'RET', 'G810C', 'pralsetinib', 'resistant'],
    ['GENO-10.3-RET-V804', 'RET', 'V804M', 'selpercatinib', 'sensitive'],
    ['GENO-10.3-RET-L730-V738-Y806', 'RET', 'L730I', 'pralsetinib', 'resistant'],
    ['GENO-10.3-RET-L730-V738-Y806', 'RET', 'V738A', 'selpercatinib', 'resistant'],
    ['GENO-10.3-RET-bypass', 'KRAS', 'G12V', 'selpercatinib', 'resistant'],
    ['GENO-10.3-ERBB2-driver', 'ERBB2', 'V777L', 'trastuzumab-deruxtecan', 'sensitive'],
    ['GENO-10.3-ERBB2-loss', 'ERBB2', 'loss of expression', 'trastuzumab-deruxtecan', 'resistant'],
    ['GENO-10.3-KRAS-on-therapy', 'KRAS', 'Y96D', 'sotorasib', 'resistant'],
    ['GENO-10.3-KRAS-on-therapy', 'KRAS', 'Y96D', 'adagrasib', 'resistant'],
    ['GENO-10.3-KRAS-on-therapy', 'KRAS', 'H95D', 'adagrasib', 'resistant'],
  ] as const)('%s: %s %s and %s: %s', (...[, gene, shown, drug, expected]) =>
    expect(effect(gene, shown, drug)).toBe(expected),
  );

  it('GENO-10.3-ERBB2-secondary: L755S varies, and is never called sensitive', () => {
    const found = about(
      resistance([sample(0, 'plasma', [call('ERBB2', 'L755S')])]),
      'ERBB2',
      'L755S',
    ).effects;
    expect(found.some(({ rule: id }) => id === 'GENO-10.3-ERBB2-secondary')).toBe(true);
    expect(found.some((each) => each.effect === 'sensitive')).toBe(false);
  });

  it('GENO-10.3-KRAS-on-therapy: H95 leaves sotorasib open', () => {
    expect(effect('KRAS', 'H95D', 'sotorasib')).not.toBe('resistant');
  });

  it('GENO-10.3-KRAS-second-hit: beside G12C a second mutation resists, alone it is another disease', () => {
    expect(effect('KRAS', 'G12V', 'sotorasib', [call('KRAS', 'G12C'), call('KRAS', 'G12V')])).toBe(
      'resistant',
    );
    expect(effect('KRAS', 'G12V', 'sotorasib')).toBe('unknown');
  });

  it('GENO-10.3-KRAS-bypass: MET amplification bypasses G12C inhibitors', () => {
    const calls = [call('KRAS', 'G12C'), call('MET', 'amplification', { type: 'cnv', copyNumber: 9 })];
    expect(effect('MET', 'amplification', 'sotorasib', calls)).toBe('resistant');
  });
});

describe('the table', () => {
  it('GENO-10-absent: what it does not say of a drug is unknown', () => {
    expect(effect('EGFR', 'T790M', 'lorlatinib')).toBe('unknown');
  });

  it('GENO-10-single-drug: a class speaks of all drugs of its generation, a named drug of itself', () => {
    expect(new Set(THIRD.map((drug) => effect('EGFR', 'T790M', drug)))).toEqual(new Set(['sensitive']));
    expect([effect('EGFR', 'G719A', 'afatinib'), effect('EGFR', 'G719A', 'dacomitinib')]).toEqual([
      'sensitive',
      'unknown',
    ]);
  });

  it('GENO-10-two-values: the less favourable of two is given, and the note holds both', () => {
    const found = about(
      resistance([sample(0, 'plasma', [call('EGFR', 'L792H')])]),
      'EGFR',
      'L792H',
    ).effects.find(({ drug }) => drug === 'osimertinib');
    expect(found).toMatchObject({ effect: 'resistant', note: expect.stringMatching(/reduced/i) });
  });

  it('GENO-10-no-advice: states effects and nothing to do', () => {
    expect(JSON.stringify(KNOWLEDGE)).not.toMatch(/recommend|should|prefer|choose/i);
  });

  it('is versioned, with a digest of its content', () => {
    expect(KNOWLEDGE_VERSION).toMatch(/^\d+\.\d+\.\d+$/);
    expect(KNOWLEDGE_DIGEST).toMatch(/^[0-9a-f]{64}$/);
    expect(drugsOfGene('RET')).toEqual(expect.arrayContaining(['selpercatinib', 'pralsetinib']));
  });
});
