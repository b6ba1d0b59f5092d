import { of, told, type Entry, type KnowledgeRow } from './entry';

const row = (
  rule: KnowledgeRow['rule'],
  names: readonly string[],
  entries: readonly (readonly Entry[])[],
  partner?: KnowledgeRow['subjects'][number],
): KnowledgeRow => ({
  rule,
  table: 'ALK',
  subjects: [of('ALK', ...names)],
  entries: entries.flat(),
  ...(partner ? { condition: { kind: 'with', partner, phase: 'cis' } } : {}),
});

const resistant = (...drugs: readonly string[]): readonly Entry[] => told('checked', [drugs, 'resistant']);
const sensitive = (...drugs: readonly string[]): readonly Entry[] => told('checked', [drugs, 'sensitive']);

/** Two changes of the kinase domain, whichever. */
const KINASE = { gene: 'ALK', names: [], domain: [1116, 1392] } as const;

/**
 * Section 10.2, row by row. The columns are single drugs, and a row speaks of these only. Compound
 * rows of named pairs stand before the row of all other pairs.
 */
export const ALK_ROWS: readonly KnowledgeRow[] = [
  row(
    'GENO-10.2-T1151dup',
    ['T1151dup'],
    [
      resistant('crizotinib', 'ceritinib'),
      told('checked', ['alectinib', 'unknown']),
      sensitive('brigatinib', 'lorlatinib'),
    ],
  ),
  row(
    'GENO-10.2-L1152',
    ['L1152P', 'L1152R'],
    [resistant('crizotinib', 'ceritinib'), sensitive('alectinib', 'brigatinib', 'lorlatinib')],
  ),
  row(
    'GENO-10.2-C1156',
    ['C1156Y', 'C1156T'],
    [resistant('crizotinib', 'ceritinib'), sensitive('alectinib', 'brigatinib', 'lorlatinib')],
  ),
  row(
    'GENO-10.2-I1171',
    ['I1171T', 'I1171N', 'I1171S'],
    [
      resistant('crizotinib', 'alectinib'),
      told('known', ['brigatinib', 'sensitive']),
      sensitive('lorlatinib'),
    ],
  ),
  row('GENO-10.2-I1171', ['I1171T', 'I1171N'], [sensitive('ceritinib')]),
  row(
    'GENO-10.2-F1174',
    ['F1174C', 'F1174L', 'F1174V'],
    [resistant('crizotinib', 'ceritinib'), sensitive('alectinib', 'brigatinib', 'lorlatinib')],
  ),
  row(
    'GENO-10.2-V1180L',
    ['V1180L'],
    [
      resistant('crizotinib', 'alectinib'),
      sensitive('ceritinib'),
      told('known', [['brigatinib', 'lorlatinib'], 'sensitive']),
    ],
  ),
  row(
    'GENO-10.2-L1196M',
    ['L1196M'],
    [resistant('crizotinib'), sensitive('ceritinib', 'alectinib', 'brigatinib', 'lorlatinib')],
  ),
  row(
    'GENO-10.2-G1202R',
    ['G1202R'],
    [
      resistant('crizotinib', 'ceritinib', 'alectinib'),
      told('checked', ['brigatinib', 'conflicting']),
      sensitive('lorlatinib'),
    ],
  ),
  row(
    'GENO-10.2-G1202del',
    ['G1202del'],
    [told('known', [['crizotinib', 'ceritinib', 'alectinib'], 'resistant'], ['lorlatinib', 'reduced'])],
  ),
  row(
    'GENO-10.2-S1206',
    ['S1206C', 'S1206Y'],
    [
      resistant('crizotinib'),
      sensitive('ceritinib', 'alectinib', 'lorlatinib'),
      told('checked', ['brigatinib', 'unknown', 'resistant in compound with E1210K']),
    ],
  ),
  row(
    'GENO-10.2-D1203N-E1210K',
    ['D1203N'],
    [
      told('checked', [['crizotinib', 'ceritinib', 'alectinib', 'lorlatinib'], 'unknown']),
      resistant('brigatinib'),
    ],
    of('ALK', 'E1210K'),
  ),
  row('GENO-10.2-E1210K', ['E1210K'], [resistant('crizotinib'), sensitive('lorlatinib')]),
  row('GENO-10.2-S1206C-E1210K', ['S1206C'], [resistant('brigatinib')], of('ALK', 'E1210K')),
  row(
    'GENO-10.2-C1156Y-L1198F',
    ['C1156Y'],
    [
      told('checked', ['crizotinib', 'sensitive', 're-sensitised']),
      told('checked', [['ceritinib', 'alectinib', 'brigatinib'], 'unknown']),
      resistant('lorlatinib'),
    ],
    of('ALK', 'L1198F'),
  ),
  {
    ...row(
      'GENO-10.2-compound',
      [],
      [
        told(
          'known',
          [['crizotinib', 'ceritinib', 'alectinib', 'brigatinib'], 'resistant'],
          ['lorlatinib', 'resistant', 'resistant or reduced'],
        ),
      ],
      KINASE,
    ),
    subjects: [KINASE],
  },
];
