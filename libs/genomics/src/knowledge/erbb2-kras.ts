import { of, ofGroup, told, type Condition, type KnowledgeRow } from './entry';
import { FUSIONS } from './off-target';

const G12C_INHIBITORS = ofGroup('kras-g12c');
const HER2_TKIS = ofGroup('her2-tki');

/** A second hit or a bypass is one of G12C disease only. */
const UNDER_G12C: Condition = { kind: 'background', partner: of('KRAS', 'G12C') };
const DRUG_NOT_STATED = 'acquired under G12C inhibition; the table names no drug for this change';

/** Section 10.3: ERBB2 and KRAS, row by row. */
export const ERBB2_KRAS_ROWS: readonly KnowledgeRow[] = [
  {
    rule: 'GENO-10.3-ERBB2-driver',
    table: 'ERBB2',
    subjects: [of('ERBB2', 'exon 20 insertion', 'Y772_A775dup', 'G776delinsVC', 'S310F', 'V777L')],
    entries: [
      ...told('known', [['trastuzumab-deruxtecan', 'zongertinib', 'sevabertinib'], 'sensitive']),
      ...told('seed', ['poziotinib', 'sensitive', 'one case: better after 3 days, PFS about 2 months']),
    ],
  },
  {
    rule: 'GENO-10.3-ERBB2-secondary',
    table: 'ERBB2',
    subjects: [of('ERBB2', 'T798I', 'L755S', 'C805S')],
    entries: told('known', [HER2_TKIS, 'resistant', 'covalent or other kinase inhibitors; varies']),
  },
  {
    rule: 'GENO-10.3-ERBB2-loss',
    table: 'ERBB2',
    subjects: [of('ERBB2', 'loss of expression')],
    entries: told('known', ['trastuzumab-deruxtecan', 'resistant']),
  },
  {
    rule: 'GENO-10.3-KRAS-on-therapy',
    table: 'KRAS',
    subjects: [of('KRAS', 'Y96D')],
    entries: told('known', [['sotorasib', 'adagrasib'], 'resistant']),
  },
  {
    rule: 'GENO-10.3-KRAS-on-therapy',
    table: 'KRAS',
    subjects: [of('KRAS', 'H95D', 'H95Q', 'H95R')],
    entries: told('known', ['adagrasib', 'resistant'], ['sotorasib', 'sensitive', 'may stay active']),
  },
  {
    rule: 'GENO-10.3-KRAS-on-therapy',
    table: 'KRAS',
    subjects: [of('KRAS', 'Y96C', 'Y96S', 'R68S', 'Q99L')],
    entries: told('known', [G12C_INHIBITORS, 'unknown', DRUG_NOT_STATED]),
  },
  {
    rule: 'GENO-10.3-KRAS-second-hit',
    table: 'KRAS',
    subjects: [of('KRAS', 'G12D', 'G12R', 'G12V', 'G12W', 'G13D', 'Q61H', 'A59S', 'G12C amplification')],
    condition: UNDER_G12C,
    entries: told('known', [G12C_INHIBITORS, 'resistant']),
  },
  {
    rule: 'GENO-10.3-KRAS-bypass',
    table: 'KRAS',
    subjects: [
      of('MET', 'amplification'),
      of('BRAF', 'V600E'),
      of('NRAS', 'Q61X'),
      of('EGFR', 'exon 19 deletion', 'L858R', 'amplification'),
      ...FUSIONS,
      of('PTEN', 'loss'),
      of('HISTOLOGY', 'SCLC transformation', 'squamous transformation'),
    ],
    condition: UNDER_G12C,
    entries: told('checked', [G12C_INHIBITORS, 'resistant', 'bypass']),
  },
  {
    rule: 'GENO-10.3-KRAS-bypass',
    table: 'KRAS',
    subjects: [{ gene: 'MAP2K1', names: [], domain: [1, 393] }],
    condition: UNDER_G12C,
    entries: told('checked', [G12C_INHIBITORS, 'unknown', 'bypass gene; no single change is curated']),
  },
];
