import { alterationOf } from './call-names';
import { parseAlteration } from './hgvs';
import { call } from '../../../test/support/genomics';

/** Gene, what a laboratory prints, and the key of what it means. */
type Printed = readonly [gene: string, printed: string, key: string];

const under = (key: string, gene: string, ...printed: readonly string[]): readonly Printed[] =>
  printed.map((each) => [gene, each, key]);

const T790M = 'EGFR p.Thr790Met';
const C797S = 'EGFR p.Cys797Ser';
const L858R = 'EGFR p.Leu858Arg';
const E746_A750DEL = 'EGFR p.Glu746_Ala750del';
const EML4_ALK = 'ALK EML4::ALK';
const SKIPPING = 'MET exon 14 skipping';

describe('names as laboratories print them', () => {
  it.each([
    ...under(
      T790M,
      'EGFR',
      ...['T790M', 'p.T790M', 'p.(Thr790Met)', 'p.Thr790Met', 'Thr790Met', 't790m', 'p. T790M', 'T 790 M'],
      ...['c.2369C>T', 'NM_005228.5:c.2369C>T', 'NM_005228.3:c.2369C>T', '2369C>T', 'c.2369 C > T'],
      ...['T790M (c.2369C>T)', 'c.2369C>T (p.T790M)', 'c.2369C>T p.(Thr790Met)', 'p.Thr790Met, c.2369C>T'],
      ...['NM_005228.5(EGFR):c.2369C>T (p.Thr790Met)', 'NP_005219.2:p.Thr790Met', 'EGFR:T790M', 'EGFR-T790M'],
      ...['EGFR p.(Thr790Met)', 'EGFR:p.T790M', 'EGFR T790M', 'T790M mutation', 'exon 20 T790M'],
      ...['T790M (exon 20)', 'Exon 20: T790M', 'exon 20 p.T790M (c.2369C>T)', 'T790M resistance mutation'],
      ...[
        'T790M, VAF 5.2%',
        'T790M (12%)',
        'p.Thr790>Met',
        'c.2369C\u2192T',
        'Thr790\u2192Met',
        '\u201cT790M\u201d',
      ],
    ),
    ...under(
      C797S,
      'EGFR',
      ...[
        'C797S (c.2390G>C)',
        'c.2390G>C (p.C797S)',
        'C797S (c.2389T>A)',
        'p.Cys797Ser (c.2389T>A)',
        'C797S;c.2390G>C',
      ],
      ...['c.2389T>A', 'p.C797S [c.2390G>C]', 'c.2390G>C, p.(Cys797Ser), exon 20'],
    ),
    ...under(
      L858R,
      'EGFR',
      ...[
        'p.L858R (c.2573T>G)',
        'L858R (c.2573_2574delinsGT)',
        'c.2573_2574TG>GT',
        'exon 21 L858R',
        'L858R point mutation',
      ],
      ...['Exon 21 (L858R)', 'c.2573T>G p.L858R', 'p.Leu858Arg'],
    ),
    ...under(
      E746_A750DEL,
      'EGFR',
      ...[
        'E746_A750del',
        'E746-A750del',
        'E746\u2013A750del',
        'delE746_A750',
        'delE746-A750',
        'del E746_A750',
      ],
      ...['E746_A750delELREA', 'Exon 19 del E746_A750delELREA', 'exon 19 deletion (p.E746_A750del)'],
      ...[
        'E746_A750 deletion',
        'deletion of E746_A750',
        'p.Glu746_Ala750del',
        'Glu746-Ala750del',
        '\u0394E746-A750',
      ],
      ...[
        'c.2235_2249del',
        'c.2235_2249del15',
        'c.2235_2249delGGAATTAAGAGAAGC',
        'c.2236_2250del (p.E746_A750del)',
      ],
      ...[
        'p.E746_A750del (c.2235_2249del)',
        'E746_A750del5',
        'exon19 E746_A750del',
        'ex19del (E746_A750del)',
      ],
    ),
    ...under(
      'EGFR exon 19 deletion',
      'EGFR',
      ...[
        'ex19del',
        'Ex19Del',
        'exon 19 del',
        'exon 19 deletion',
        'Exon19 deletion',
        'del19',
        'del 19',
        '19del',
        '19-Del',
      ],
      ...[
        'E19del',
        'EGFR ex19del',
        'deletion in exon 19',
        'exon 19 in-frame deletion',
        'exon 19 deletion mutation',
      ],
    ),
    ...under(
      'EGFR p.Leu747_Pro753delinsSer',
      'EGFR',
      ...['L747_P753delinsS', 'L747-P753>S', 'L747_P753>S', 'delL747_P753insS', 'L747_P753delLREATSPinsS'],
      ...['c.2240_2257del (p.L747_P753delinsS)', 'c.2240_2257del18'],
    ),
    ...under(
      'EGFR p.Leu747_Ala750delinsPro',
      'EGFR',
      'L747-A750>P',
      'L747_A750delinsP',
      'c.2239_2248delinsC',
    ),
    ...under(
      'EGFR p.Ala767_Val769dup',
      'EGFR',
      ...[
        'A767_V769dup',
        'V769_D770insASV',
        'A767_V769dupASV',
        'p.Val769_Asp770insAlaSerVal',
        'M766_A767insASV',
      ],
      ...[
        '767_769dup',
        '767_769dupASV',
        'V769_D770insASV (c.2300_2308dup)',
        'c.2300_2308dup',
        'duplication of A767_V769',
      ],
    ),
    ...under(
      'EGFR p.Ser768_Asp770dup',
      'EGFR',
      'D770_N771insSVD',
      'S768_D770dup',
      'exon 20 insertion (D770_N771insSVD)',
    ),
    ...under('EGFR p.His773dup', 'EGFR', 'H773_V774insH', 'H773dup', 'c.2317_2319dup'),
    ...under('EGFR p.Asn771_His773dup', 'EGFR', 'H773_V774insNPH', 'N771_H773dup', 'N771_H773dupNPH'),
    ...under('EGFR p.Ala763_Tyr764insPheGlnGluAla', 'EGFR', 'A763_Y764insFQEA', 'c.2290_2291insTCCAGGAAGCCT'),
    ...under(
      'EGFR exon 20 insertion',
      'EGFR',
      'exon 20 insertion',
      'ex20ins',
      'Exon 20 ins',
      '20ins',
      'exon20 insertion mutation',
    ),
    ...under('EGFR p.Gly719Xaa', 'EGFR', 'G719X', 'G719A/C/S', 'codon 719'),
    ...under('EGFR p.Gly719Ala', 'EGFR', 'G719A (exon 18)', 'G719X (G719A)', 'c.2156G>C'),
    ...under('EGFR p.Gln787Gln', 'EGFR', 'p.(Gln787=)', 'Q787=', 'p.Q787Q (c.2361G>A)'),
    ...under(
      'EGFR amplification',
      'EGFR',
      'amp',
      'AMP',
      'amplified',
      'EGFR amplification',
      'focal amplification',
    ),
    ...under(
      'ERBB2 p.Tyr772_Ala775dup',
      'ERBB2',
      'Y772_A775dup',
      'A775_G776insYVMA',
      'E770_A771insAYVM',
      'c.2313_2324dup',
      'HER2 A775_G776insYVMA',
    ),
    ...under(
      'ERBB2 p.Gly776delinsValCys',
      'ERBB2',
      'G776delinsVC',
      'G776>VC',
      'c.2326_2327insTGT',
      'HER2 G776delinsVC',
    ),
    ...under('ERBB2 p.Gly778_Pro780dup', 'ERBB2', 'G778_P780dup', 'V777_G778insGSP', 'P780_Y781insGSP'),
    ...under(
      'ERBB2 amplification',
      'ERBB2',
      'HER2 amplification',
      'HER2/neu amplification',
      'gene amplification',
    ),
    ...under(
      EML4_ALK,
      'ALK',
      ...[
        'EML4-ALK',
        'EML4::ALK',
        'EML4-ALK E13;A20',
        'EML4-ALK (E13;A20)',
        'EML4-ALK(E13:A20)',
        'EML4-ALK E13A20',
      ],
      ...[
        'EML4-ALK V1',
        'EML4::ALK v1',
        'EML4-ALK variant 1',
        'EML4-ALK variant 3a/b',
        'EML4-ALK v3a/b',
        'EML4-ALK var. 2',
      ],
      ...[
        'EML4 exon 13-ALK exon 20',
        'EML4 (exon 13)-ALK (exon 20)',
        'EML4(13)-ALK(20)',
        'EML4 ex6 - ALK ex20',
      ],
      ...[
        'EML4-ALK fusion',
        'EML4/ALK',
        'EML4-ALK E6a/b;A20',
        'EML4-ALK.E13A20.COSF408',
        'EML4-ALK rearrangement, variant 3',
      ],
      ...[
        'ALK fusion (EML4-ALK, variant 1)',
        'ALK-EML4',
        'EML4\u2013ALK',
        'eml4-alk',
        'EML4-ALK E6ins33;A20',
        'EML4e13-ALKe20',
      ],
      ...[
        'fusion with EML4',
        'EML4 exon 13::ALK exon 20',
        'EML4 (NM_019063.5) exon 13 - ALK (NM_004304.5) exon 20',
      ],
    ),
    ...under(EML4_ALK, 'EML4', 'EML4-ALK', 'EML4::ALK v3'),
    ...under(
      'ALK fusion',
      'ALK',
      'fusion',
      'rearrangement',
      'ALK rearrangement',
      'ALK fusion',
      'translocation',
      'positive',
      'ALK fusion, partner unknown',
    ),
    ...under(
      'ROS1 CD74::ROS1',
      'ROS1',
      'CD74-ROS1 (C6;R34)',
      'CD74-ROS1',
      'CD74 exon 6::ROS1 exon 34',
      'ROS1-CD74',
    ),
    ...under(
      'RET KIF5B::RET',
      'RET',
      'KIF5B-RET K15:R12',
      'KIF5B-RET (K15;R12)',
      'KIF5B::RET',
      'KIF5B-RET fusion K15-R12',
    ),
    ...under(
      SKIPPING,
      'MET',
      ...[
        'exon 14 skipping',
        'METex14',
        'MET ex14 skipping',
        'exon 14 skipping mutation',
        'METex14del',
        'MET\u039414',
        'MET\u0394ex14',
      ],
      ...[
        'exon 14 deletion',
        'exon 14 splice site mutation',
        'ex14 splice',
        'c.3028+1G>A',
        'c.3028+1G>T (p.?)',
        'c.3028+2T>C',
      ],
      ...[
        'c.2888-1G>C',
        'c.2888-18_2888-7del',
        'c.3018_3028+8del',
        'c.3082+1G>T',
        'exon 14 skipping (c.3028+1G>A)',
      ],
      ...[
        'p.D963_D1010del',
        'p.L964_D1010del',
        'p.L982_D1028del',
        'MET-MET.M13M15',
        'MET(13)-MET(15)',
        'c.3028G>A',
        'NM_000245.4:c.3028+1G>A',
      ],
    ),
    ...under('MET p.Asp1010Asn', 'MET', 'D1010N', 'p.D1010N (c.3028G>A)', 'D1028N'),
    ...under('MET p.Asp1228Asn', 'MET', 'D1228N', 'D1246N', 'c.3682G>A'),
    ...under(
      'MET amplification',
      'MET',
      'amplification',
      'MET amp',
      'amplification (CN 8.2)',
      'high-level amplification',
      'Amplification, 12 copies',
    ),
    ...under('MET copy number gain', 'MET', 'copy number gain', 'gain', 'CNV gain'),
    ...under(
      'KRAS p.Gly12Cys',
      'KRAS',
      'G12C',
      'p.G12C',
      'c.34G>T',
      'p.Gly12Cys (c.34G>T)',
      'NM_033360.4:c.34G>T',
      'exon 2 G12C',
      'K-RAS G12C',
    ),
    ...under('KRAS p.Gly12Xaa', 'KRAS', 'codon 12', 'codon 12 mutation', 'G12X'),
    ...under('BRAF p.Val600Glu', 'BRAF', 'V600E', 'c.1799T>A', 'V600E (c.1799T>A)', 'BRAF p.V600E'),
    ...under('ALK p.Gly1202Arg', 'ALK', 'G1202R', 'c.3604G>A', 'G1202R (c.3604G>A)'),
    ...under('ALK p.Thr1151dup', 'ALK', '1151Tins', 'I1151Tins', 'T1151dup'),
    ...under(
      'TP53 p.Arg282Ter',
      'TP53',
      'R282*',
      'R282X',
      'p.Arg282Ter',
      'R282Stop',
      'p.Arg282*',
      'c.844C>T (p.R282*)',
    ),
    ...under('TP53 p.Arg248ProfsTer12', 'TP53', 'R248Pfs*12', 'p.Arg248ProfsTer12', 'R248PfsX12'),
  ])('GENO-R7-names: %s %s is %s', (gene, printed, key) => {
    expect(parseAlteration(gene, printed).key).toBe(key);
  });

  it.each([
    ['EGFR', 'EL746IP', ['EGFR']],
    ['EGFR', 'KDD', ['EGFR']],
    ['EGFR', 'vIII', ['EGFR']],
    ['EGFR', 'T790M not detected', ['EGFR']],
    ['EGFR', 'no T790M', ['EGFR']],
    ['EGFR', 'T790M?', ['EGFR']],
    ['EGFR', 'suspected T790M', ['EGFR']],
    ['EGFR', 'c.2236_2248del', ['EGFR']],
    ['EGFR', 'NM_001346897.2:c.2369C>T', ['EGFR']],
    ['EGFR', 'delELREA', ['EGFR']],
    ['EGFR', 'mutation', ['EGFR']],
    ['EGFR', 'KRAS G12C', ['EGFR', 'KRAS']],
    ['MET', 'polysomy 7', ['MET']],
    ['ALK', 'inv(2)(p21p23)', ['ALK']],
    ['ALK', 'EML4-ALK, not confirmed', ['ALK', 'EML4']],
  ])('GENO-10-unread: %s %s is kept as printed, and may be anything of %j', (gene, printed, genes) => {
    const found = parseAlteration(gene, printed);
    expect(found).toMatchObject({ kind: 'unread', name: printed, shown: printed });
    expect(found.mayBeOf).toEqual(expect.arrayContaining(genes.filter((each) => each !== 'EML4')));
  });

  it.each([
    ['EGFR', 'E747_A750del'],
    ['EGFR', 'L790M'],
    ['KRAS', 'A12C'],
    ['EGFR', 'V767_A769dup'],
    ['ERBB2', 'A772_Y775dup'],
  ])('GENO-R7-reference: %s %s names residues that are not there', (gene, printed) => {
    expect(parseAlteration(gene, printed).kind).toBe('unread');
  });

  it.each([
    ['EGFR', 'T790M (c.2573T>G)'],
    ['EGFR', 'C797S (c.2369C>T)'],
    ['EGFR', 'p.Leu858Arg (T790M)'],
    ['EGFR', 'L858R (exon 20)'],
    ['EGFR', 'exon 19 deletion (L858R)'],
    ['TP53', 'R282W (c.743G>A)'],
  ])('GENO-10-disagree: %s %s does not mean one alteration', (gene, printed) => {
    expect(parseAlteration(gene, printed)).toMatchObject({
      kind: 'unread',
      flags: ['UNREAD_NAME', 'NAMES_DISAGREE'],
    });
  });

  it.each(['M766_A767insASV', 'V769_D770insASV', 'A767_S768insSVA', 'S768_V769insVAS'])(
    'GENO-R7-three-prime: %s is the duplication, and flagged as another spelling of it',
    (printed) => {
      expect(parseAlteration('EGFR', printed)).toMatchObject({
        key: 'EGFR p.Ala767_Val769dup',
        flags: ['LEGACY_SPELLING'],
      });
    },
  );

  it('GENO-R7-three-prime: what both ends share was not changed', () => {
    expect(parseAlteration('EGFR', 'E746_T751delinsT').key).toBe(E746_A750DEL);
    expect(parseAlteration('EGFR', 'E746_A750delinsA').key).toBe('EGFR p.Glu746_Glu749del');
    expect(parseAlteration('EGFR', 'T790delinsM').key).toBe(T790M);
  });

  it('GENO-R7-fusion-pair: two genes are one fusion in whatever field and order they stand', () => {
    const keys = [
      call('ALK', 'EML4-ALK'),
      call('EML4', 'EML4-ALK E13;A20'),
      call('ALK', 'fusion', { fusionPartner: 'EML4' }),
      call('EML4', 'fusion', { fusionPartner: 'ALK' }),
      call('EML4-ALK', 'fusion'),
      call('ALK', 'ALK-EML4'),
    ].map((each) => alterationOf(each).key);
    expect(new Set(keys)).toEqual(new Set([EML4_ALK]));
  });

  it('GENO-R7-names: the three names of a call are read together', () => {
    const named = (more: object, alteration = 'T790M') => alterationOf(call('EGFR', alteration, more));
    expect(named({ hgvsC: 'c.2369C>T' })).toMatchObject({ key: T790M, coding: 'c.2369C>T', flags: [] });
    expect(named({ hgvsC: 'c.2369C>T' }, 'KDD?')).toMatchObject({ key: T790M, flags: ['UNREAD_NAME'] });
    expect(named({ hgvsP: 'p.(Thr790Met)', hgvsC: 'c.9999A>G' }).kind).toBe('unread');
    expect(named({ hgvsP: '-', hgvsC: 'n/a' })).toMatchObject({ key: T790M, flags: [] });
    expect(named({ hgvsC: 'c.2573T>G' })).toMatchObject({ flags: ['UNREAD_NAME', 'NAMES_DISAGREE'] });
  });
});
