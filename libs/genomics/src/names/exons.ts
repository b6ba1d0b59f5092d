import { type Residue } from './protein-change';

/** Reference transcripts. KRAS has two isoforms: the report must say which. */
export const TRANSCRIPTS: Readonly<Record<string, readonly string[]>> = {
  EGFR: ['NM_005228'],
  ALK: ['NM_004304'],
  ROS1: ['NM_002944'],
  MET: ['NM_000245'],
  RET: ['NM_020975'],
  ERBB2: ['NM_004448'],
  KRAS: ['NM_004985', 'NM_033360'],
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

/** Residues at which the tables of section 10 have substitutions. */
const HOTSPOTS: Readonly<Record<string, readonly string[]>> = {
  EGFR: ['G719', 'G724', 'L718', 'L747', 'D761', 'S768', 'T790', 'L792', 'G796', 'C797', 'L858', 'L861'],
  ALK: ['L1152', 'C1156', 'I1171', 'F1174', 'V1180', 'L1196', 'L1198', 'G1202', 'S1206', 'E1210', 'G1269'],
  ROS1: ['S1986', 'F2004', 'L2026', 'G2032', 'D2033', 'L2086'],
  MET: ['G1163', 'L1195', 'F1200', 'D1228', 'Y1230'],
  RET: ['L730', 'V804', 'Y806', 'G810'],
  ERBB2: ['L755', 'S310', 'T798', 'C805'],
  KRAS: ['G12', 'G13', 'A59', 'Q61', 'R68', 'H95', 'Y96', 'Q99'],
  NRAS: ['G12', 'G13', 'Q61'],
  BRAF: ['V600'],
  PIK3CA: ['E542', 'E545', 'H1047'],
};

export const isHotspot = (gene: string, { aa, at }: Residue): boolean =>
  HOTSPOTS[gene]?.includes(`${aa}${at}`) ?? false;
