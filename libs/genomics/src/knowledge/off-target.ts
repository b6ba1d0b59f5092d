import { ALK_TKIS, EGFR_TKIS, of, told, type Entry, type KnowledgeRow, type Pattern } from './entry';

/** Fusions that bypass an inhibited receptor, whatever the partner. */
export const FUSIONS: readonly Pattern[] = [
  'RET',
  'ALK',
  'ROS1',
  'BRAF',
  'NTRK',
  'NTRK1',
  'NTRK2',
  'NTRK3',
  'FGFR3',
].map((gene) => of(gene, 'fusion'));

const ERBB2_DRIVERS = ['exon 20 insertion', 'S310F', 'V777L', 'Y772_A775dup', 'G776delinsVC'];
const PIK3CA = of('PIK3CA', 'E542K', 'E545K', 'H1047R');
const KRAS = of('KRAS', 'G12X', 'G13X', 'Q61X');

const EGFR_LIST: readonly Pattern[] = [
  of('MET', 'amplification', 'exon 14 skipping'),
  of('ERBB2', 'amplification', ...ERBB2_DRIVERS),
  KRAS,
  of('NRAS', 'Q61X'),
  of('BRAF', 'V600E'),
  PIK3CA,
  of('PTEN', 'loss'),
  ...FUSIONS,
  of('AXL', 'amplification', 'overexpression'),
  ...['CDK4', 'CDK6', 'CCND1', 'CCND2', 'CCND3', 'CCND'].map((gene) => of(gene, 'amplification')),
  of('HISTOLOGY', 'SCLC transformation', 'squamous transformation'),
];

const ALK_LIST: readonly Pattern[] = [
  of('EGFR', 'exon 19 deletion', 'L858R', 'amplification'),
  KRAS,
  of('BRAF', 'V600E'),
  of('KIT', 'amplification'),
  PIK3CA,
  of('HISTOLOGY', 'SCLC transformation'),
  of('NF2', 'loss'),
];

/** Genes of which a list names no single change: any change that is not named above says nothing. */
const OPEN = 'gene of the list; this change is not curated';
const anyOf = (gene: string, last: number): Pattern => ({ gene, names: [], domain: [1, last] });

const row = (
  rule: KnowledgeRow['rule'],
  table: string,
  subjects: readonly Pattern[],
  entries: readonly Entry[],
): KnowledgeRow => ({ rule, table, subjects, entries });

/** Bypass of EGFR and of ALK (10.1, 10.2), and what is looked for beside it. */
export const OFF_TARGET_ROWS: readonly KnowledgeRow[] = [
  row('GENO-10.1-off-target', 'EGFR', EGFR_LIST, told('checked', [EGFR_TKIS, 'resistant', 'off-target'])),
  row('GENO-10.1-off-target', 'EGFR', [anyOf('ERBB2', 1255)], told('checked', [EGFR_TKIS, 'unknown', OPEN])),
  {
    ...row('GENO-10.1-SCLC-look', 'EGFR', [of('RB1', 'loss'), of('TP53', 'loss')], []),
    remark: 'look for transformation into small cell lung cancer',
  },
  {
    ...row('GENO-10.1-TP53', 'EGFR', [{ gene: 'TP53', names: ['loss'], domain: [1, 393] }], []),
    remark: 'prognostic; no call of resistance',
  },
  row('GENO-10.2-off-target', 'ALK', ALK_LIST, told('known', [ALK_TKIS, 'resistant', 'off-target'])),
  row(
    'GENO-10.2-off-target',
    'ALK',
    [of('MET', 'amplification')],
    told(
      'known',
      [
        ALK_TKIS.filter((code) => code !== 'crizotinib'),
        'resistant',
        'off-target; more often after lorlatinib',
      ],
      ['crizotinib', 'unknown', 'inhibits MET itself'],
    ),
  ),
  row('GENO-10.2-off-target', 'ALK', [anyOf('KIT', 976)], told('known', [ALK_TKIS, 'unknown', OPEN])),
];
