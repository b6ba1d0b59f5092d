const OTHER_SYMBOLS: Readonly<Record<string, string>> = {
  HER1: 'EGFR',
  ERBB1: 'EGFR',
  HER2: 'ERBB2',
  'HER-2': 'ERBB2',
  'HER2/NEU': 'ERBB2',
  'HER-2/NEU': 'ERBB2',
  NEU: 'ERBB2',
  CMET: 'MET',
  'C-MET': 'MET',
  MEK1: 'MAP2K1',
  TRKA: 'NTRK1',
  TRKB: 'NTRK2',
  TRKC: 'NTRK3',
  'C-ROS1': 'ROS1',
  'B-RAF': 'BRAF',
  'K-RAS': 'KRAS',
  'N-RAS': 'NRAS',
  P53: 'TP53',
  LKB1: 'STK11',
  MLL2: 'KMT2D',
  MLL3: 'KMT2C',
};

/** Kinases that are the 3' partner of their fusions. */
const THREE_PRIME: readonly string[] = [
  'ALK',
  'ROS1',
  'RET',
  'NTRK1',
  'NTRK2',
  'NTRK3',
  'NTRK',
  'BRAF',
  'NRG1',
  'NRG2',
];
/** Kinases that are the 5' partner. */
const FIVE_PRIME: readonly string[] = ['FGFR1', 'FGFR2', 'FGFR3'];

export const FUSION_GENES: readonly string[] = [...THREE_PRIME, ...FIVE_PRIME];

/** Does a gene stand behind its partner? `null`: not known. */
const standsBehind = (gene: string): boolean | null => {
  if (FIVE_PRIME.includes(gene)) return false;
  return THREE_PRIME.includes(gene) ? true : null;
};

/** HGNC symbol of a gene by its symbol or an older one. */
export const geneSymbol = (printed: string): string => {
  const upper = printed.trim().toUpperCase();
  return OTHER_SYMBOLS[upper] ?? upper;
};

/** Symbols that a report may print before the change, the longest first. */
export const symbolsOf = (gene: string): readonly string[] =>
  [gene, ...Object.keys(OTHER_SYMBOLS).filter((other) => OTHER_SYMBOLS[other] === gene)].sort(
    (a, b) => b.length - a.length,
  );

/** Fusion of a kinase with a partner as `5'::3'`; `null` when it is not known which one leads. */
export const orderedFusion = (gene: string, partner: string): readonly [string, string] | null => {
  if (standsBehind(gene) === true && standsBehind(partner) !== true) return [partner, gene];
  if (standsBehind(partner) === true) return [gene, partner];
  if (standsBehind(gene) === false) return [gene, partner];
  return standsBehind(partner) === false ? [partner, gene] : null;
};

/** What panels print in the column of the gene and is none. */
const BIOMARKERS: readonly string[] = [
  'TMB',
  'BTMB',
  'MSI',
  'MSS',
  'HRD',
  'LOH',
  'PD-L1',
  'PDL1',
  'CTDNA',
  'TF',
];

export const isBiomarker = (gene: string): boolean => BIOMARKERS.includes(gene);
