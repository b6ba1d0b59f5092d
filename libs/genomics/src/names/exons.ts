import { lastResidueOf, type ProteinChange } from './protein-change';

/** Reference transcripts. KRAS has two isoforms: the report must say which. */
export const TRANSCRIPTS: Readonly<Record<string, readonly string[]>> = {
  EGFR: ['NM_005228'],
  ALK: ['NM_004304'],
  ROS1: ['NM_002944'],
  MET: ['NM_000245'],
  RET: ['NM_020975'],
  ERBB2: ['NM_004448'],
  KRAS: ['NM_004985', 'NM_033360'],
  BRAF: ['NM_004333'],
};

/** First and last codon of exons that reports name. */
const EXONS: Readonly<Record<string, Readonly<Record<number, readonly [number, number]>>>> = {
  EGFR: { 18: [688, 728], 19: [729, 761], 20: [762, 823], 21: [824, 875] },
  ERBB2: { 8: [301, 341], 19: [737, 769], 20: [770, 831], 21: [832, 883] },
  MET: { 14: [963, 1010] },
};

/** Codons of an exon, if they are known. */
export const codonsOf = (gene: string, exon: number): readonly [number, number] | null =>
  EXONS[gene]?.[exon] ?? null;

/** Could a residue lie in the exon that a report names? Yes where the codons are not known. */
export const mayLieIn = (gene: string, residue: number, exon: number): boolean => {
  const codons = codonsOf(gene, exon);
  return codons === null || (residue >= codons[0] && residue <= codons[1]);
};

/** Last residue of exon 14 of MET. */
export const MET_EXON_14_LAST = 1010;

/** Residues of MET's exon 14, of which a printed deletion may leave out one at its front. */
const MOST_OF_EXON_14 = 45;

/** Is a deletion of the protein that of MET's exon 14, in the numbers of NM_000245 or NM_001127500? */
export const losesMetExon14 = (gene: string, change: ProteinChange): boolean => {
  const last = lastResidueOf(change);
  return (
    gene === 'MET' &&
    change.kind === 'deletion' &&
    last - change.first.at >= MOST_OF_EXON_14 &&
    (last === MET_EXON_14_LAST || last === MET_EXON_14_LAST + 18)
  );
};
