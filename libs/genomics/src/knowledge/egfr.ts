import {
  EGFR_TKIS,
  egfrGeneration,
  FIRST_WITH_THIRD,
  of,
  ofGroup,
  told,
  type Condition,
  type KnowledgeRow,
} from './entry';

const [FIRST, SECOND, THIRD] = [egfrGeneration(1), egfrGeneration(2), egfrGeneration(3)];
const T790M = of('EGFR', 'T790M');
const EXON_19_DELETION = of('EGFR', 'exon 19 deletion');

const withT790M = (phase: 'cis' | 'trans'): Condition => ({ kind: 'with', partner: T790M, phase });
const WITHOUT_T790M: Condition = { kind: 'without', partner: T790M };

const row = (
  rule: KnowledgeRow['rule'],
  names: readonly string[],
  rest: Partial<KnowledgeRow>,
): KnowledgeRow => ({
  rule,
  table: 'EGFR',
  subjects: [of('EGFR', ...names)],
  entries: [],
  ...rest,
});

const IN_PART = 'in part (possible)';
/** Beside T790M on the other allele the drug alone fails by T790M. */
const BY_T790M = 'by T790M on the other allele; together with the third generation it may act';

/** Section 10.1, row by row. Two values in a cell: the less favourable one, and both in the note. */
export const EGFR_ROWS: readonly KnowledgeRow[] = [
  row('GENO-10.1-common', ['exon 19 deletion', 'L858R'], {
    entries: told('known', [EGFR_TKIS, 'sensitive']),
  }),
  row('GENO-10.1-uncommon', ['G719X', 'G719A', 'G719C', 'G719S', 'L861Q', 'S768I'], {
    entries: told(
      'known',
      [FIRST, 'reduced'],
      ['afatinib', 'sensitive'],
      [THIRD, 'reduced', 'sensitive or reduced'],
    ),
  }),
  {
    ...row('GENO-10.1-exon-20-insertion', [], {
      entries: told(
        'known',
        [FIRST, 'resistant'],
        [SECOND, 'resistant'],
        [THIRD, 'resistant', 'resistant or reduced (higher dose)'],
        [[...ofGroup('egfr-met-bispecific'), ...ofGroup('egfr-exon20')], 'sensitive', 'class active'],
      ),
    }),
    // Most of them, says the table: this one is known to differ.
    subjects: [{ gene: 'EGFR', names: ['exon 20 insertion'], except: ['A763_Y764insFQEA'] }],
  },
  row('GENO-10.1-T790M', ['T790M'], {
    entries: told('known', [FIRST, 'resistant'], [SECOND, 'resistant'], [THIRD, 'sensitive']),
  }),
  row('GENO-10.1-C797S-without-T790M', ['C797S'], {
    condition: WITHOUT_T790M,
    entries: told('known', [FIRST, 'sensitive', IN_PART], [SECOND, 'reduced'], [THIRD, 'resistant']),
  }),
  row('GENO-10.1-C797S-cis', ['C797S'], {
    condition: withT790M('cis'),
    entries: told('known', [[...EGFR_TKIS, FIRST_WITH_THIRD], 'resistant']),
  }),
  row('GENO-10.1-C797S-trans', ['C797S'], {
    condition: withT790M('trans'),
    entries: told(
      'known',
      [[...FIRST, ...SECOND], 'resistant', BY_T790M],
      [THIRD, 'resistant', 'alone; with a first-generation drug reported active'],
      [FIRST_WITH_THIRD, 'sensitive', 'may act: reported active'],
    ),
  }),
  row('GENO-10.1-C797G', ['C797G'], {
    condition: WITHOUT_T790M,
    entries: told('known', [FIRST, 'sensitive', IN_PART], [THIRD, 'resistant']),
  }),
  row('GENO-10.1-C797G', ['C797G'], {
    condition: withT790M('cis'),
    entries: told('known', [[...EGFR_TKIS, FIRST_WITH_THIRD], 'resistant']),
  }),
  row('GENO-10.1-C797G', ['C797G'], {
    condition: withT790M('trans'),
    entries: told(
      'known',
      [[...FIRST, ...SECOND], 'resistant', BY_T790M],
      [THIRD, 'resistant'],
      [FIRST_WITH_THIRD, 'sensitive', 'may act: reported active'],
    ),
  }),
  row('GENO-10.1-L718', ['L718Q', 'L718V'], {
    entries: told(
      'known',
      [FIRST, 'conflicting', 'variable; L718V more often sensitive'],
      ['afatinib', 'sensitive', 'reported active'],
      [THIRD, 'resistant', 'resistant or reduced'],
    ),
  }),
  row('GENO-10.1-G724S', ['G724S'], {
    entries: told('known', [FIRST, 'reduced'], ['afatinib', 'sensitive', 'reported active']),
  }),
  row('GENO-10.1-G724S', ['G724S'], {
    condition: { kind: 'background', partner: EXON_19_DELETION },
    entries: told('known', [THIRD, 'resistant', 'in the background of an exon 19 deletion']),
  }),
  row('GENO-10.1-L792', ['L792H', 'L792F', 'L792Y'], {
    entries: told(
      'known',
      [FIRST, 'conflicting', 'variable'],
      [SECOND, 'conflicting', 'variable'],
      [THIRD, 'resistant', 'resistant or reduced'],
    ),
  }),
  row('GENO-10.1-G796', ['G796S', 'G796R', 'G796D'], {
    entries: told('known', [FIRST, 'unknown'], [SECOND, 'unknown'], [THIRD, 'resistant']),
  }),
  row('GENO-10.1-VUS-like', ['L798I', 'V802I', 'V834L', 'E758D'], {
    entries: told(
      'checked',
      [[...FIRST, ...SECOND], 'unknown', 'uncertain'],
      [THIRD, 'unknown', 'reported, of unknown significance'],
    ),
  }),
  row('GENO-10.1-compound', ['S768I'], {
    condition: { kind: 'with', partner: of('EGFR', 'V769L'), phase: 'cis' },
    entries: told('known', [FIRST, 'conflicting'], [[...SECOND, ...THIRD], 'unknown']),
  }),
  row('GENO-10.1-rare', ['D761Y', 'L747S', 'T854A'], {
    entries: told('known', [FIRST, 'resistant', 'rare']),
  }),
  row('GENO-10.1-amplification', ['amplification'], {
    entries: told('known', [FIRST, 'reduced'], [THIRD, 'reduced']),
  }),
];
