import { of, told, type Entry, type KnowledgeRow } from './entry';

const row = (
  rule: KnowledgeRow['rule'],
  gene: string,
  names: readonly string[],
  entries: readonly Entry[],
): KnowledgeRow => ({ rule, table: gene, subjects: [of(gene, ...names)], entries });

const TYPE_I = ['crizotinib', 'capmatinib', 'tepotinib', 'savolitinib'];
/** Type II inhibitors of MET; the vocabulary of agents has neither. */
const TYPE_II = ['cabozantinib', 'merestinib'];
const MULTIKINASE = ['cabozantinib', 'vandetanib'];
const RET_TKIS = ['selpercatinib', 'pralsetinib'];

/** Section 10.3: ROS1, MET, RET, row by row. */
export const ROS1_MET_RET_ROWS: readonly KnowledgeRow[] = [
  row(
    'GENO-10.3-ROS1-G2032R',
    'ROS1',
    ['G2032R'],
    told(
      'known',
      [['crizotinib', 'entrectinib'], 'resistant'],
      ['lorlatinib', 'reduced'],
      [['repotrectinib', 'taletrectinib'], 'sensitive'],
    ),
  ),
  row(
    'GENO-10.3-ROS1-L2086F',
    'ROS1',
    ['L2086F'],
    told(
      'known',
      [['crizotinib', 'entrectinib', 'lorlatinib', 'repotrectinib'], 'resistant'],
      ['cabozantinib', 'sensitive', 'reported'],
    ),
  ),
  row(
    'GENO-10.3-ROS1-other',
    'ROS1',
    ['D2033N', 'L2026M', 'S1986F', 'S1986Y', 'L1951R', 'F2004C', 'F2004V', 'G2101A'],
    told(
      'known',
      ['crizotinib', 'resistant'],
      [['entrectinib', 'lorlatinib', 'repotrectinib', 'taletrectinib'], 'conflicting', 'varies'],
    ),
  ),
  row(
    'GENO-10.3-MET-D1228-Y1230',
    'MET',
    ['D1228N', 'D1228H', 'D1228Y', 'D1228V', 'Y1230C', 'Y1230H', 'Y1230S', 'Y1230D'],
    told('known', [TYPE_I, 'resistant', 'type I'], [TYPE_II, 'conflicting', 'type II, variable']),
  ),
  row(
    'GENO-10.3-MET-G1163R',
    'MET',
    ['G1163R'],
    told('known', ['crizotinib', 'resistant'], [['capmatinib', 'tepotinib'], 'sensitive', 'may act']),
  ),
  row(
    'GENO-10.3-MET-L1195-F1200',
    'MET',
    ['L1195V', 'L1195F', 'F1200I', 'F1200L'],
    told('known', [TYPE_II, 'resistant', 'type II'], [TYPE_I, 'sensitive', 'type I']),
  ),
  row('GENO-10.3-RET-G810', 'RET', ['G810R', 'G810S', 'G810C'], told('checked', [RET_TKIS, 'resistant'])),
  row('GENO-10.3-RET-G810', 'RET', ['G810V'], told('known', [RET_TKIS, 'resistant'])),
  row(
    'GENO-10.3-RET-V804',
    'RET',
    ['V804M', 'V804L'],
    told('known', [MULTIKINASE, 'resistant', 'multikinase'], [RET_TKIS, 'sensitive']),
  ),
  row(
    'GENO-10.3-RET-L730-V738-Y806',
    'RET',
    ['L730I', 'L730V'],
    told('unverified', ['selpercatinib', 'sensitive', 'spared'], ['pralsetinib', 'resistant']),
  ),
  row(
    'GENO-10.3-RET-L730-V738-Y806',
    'RET',
    ['V738A', 'Y806C', 'Y806N'],
    told('unverified', ['selpercatinib', 'resistant']),
  ),
  {
    rule: 'GENO-10.3-RET-bypass',
    table: 'RET',
    subjects: [of('MET', 'amplification'), of('KRAS', 'G12X', 'G13X', 'Q61X')],
    entries: told('unverified', [RET_TKIS, 'resistant', 'bypass']),
  },
];
