const OTHER_SYMBOLS: Readonly<Record<string, string>> = {
  HER1: 'EGFR',
  ERBB1: 'EGFR',
  HER2: 'ERBB2',
  'HER-2': 'ERBB2',
  NEU: 'ERBB2',
  CMET: 'MET',
  'C-MET': 'MET',
  MEK1: 'MAP2K1',
};

/** Kinases that are the 3' partner of their fusions. */
const THREE_PRIME: readonly string[] = ['ALK', 'ROS1', 'RET', 'NTRK1', 'NTRK2', 'NTRK3', 'NTRK', 'BRAF'];
/** Kinases that are the 5' partner. */
const FIVE_PRIME: readonly string[] = ['FGFR1', 'FGFR2', 'FGFR3'];

export const FUSION_GENES: readonly string[] = [...THREE_PRIME, ...FIVE_PRIME];

/** HGNC symbol of a gene by its symbol or an older one. */
export const geneSymbol = (printed: string): string => {
  const upper = printed.trim().toUpperCase();
  return OTHER_SYMBOLS[upper] ?? upper;
};

/** Symbols that a report may print before the change. */
export const symbolsOf = (gene: string): readonly string[] => [
  gene,
  ...Object.keys(OTHER_SYMBOLS).filter((other) => OTHER_SYMBOLS[other] === gene),
];

/** Fusion of a kinase with a partner as `5'::3'`; `null` when it is not known which one leads. */
export const orderedFusion = (gene: string, partner: string): string | null => {
  if (THREE_PRIME.includes(gene)) return `${partner}::${gene}`;
  return FIVE_PRIME.includes(gene) ? `${gene}::${partner}` : null;
};
