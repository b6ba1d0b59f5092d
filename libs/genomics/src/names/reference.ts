import { type ProteinChange, type Residue } from './protein-change';

interface Segment {
  readonly from: number;
  readonly residues: string;
}

/** Residues of the kinase domains that the tables speak of (NP_005219, NP_004439). */
const SEGMENTS: Readonly<Record<string, Segment>> = {
  EGFR: {
    from: 708,
    residues:
      'KETEFKKIKVLGSGAFGTVYKGLWIPEGEKVKIPVAIKELREATSPKANKEILDEAYVMASVDNPHVCRLLGICLTSTVQLITQLMPFGCLLDYVREHKDNIGSQYLLNWCVQIAKGMNYLEDRRLVHRDLAARNVLVKTPQHVKITDFGLAKLLGAEEKEYHAEGGK',
  },
  ERBB2: {
    from: 753,
    residues: 'KVLRENTSPKANKEILDEAYVMAGVGSPYVSRLLGICLTSTVQLVTQLMPYGCL',
  },
};

/** Residues at which the tables of section 10 have substitutions. */
const HOTSPOTS: Readonly<Record<string, readonly string[]>> = {
  EGFR: ['G719', 'G724', 'L718', 'L747', 'D761', 'S768', 'T790', 'L792', 'G796', 'C797', 'L858', 'L861'],
  ALK: [
    ...['T1151', 'L1152', 'C1156', 'I1171', 'F1174', 'V1180', 'L1196', 'L1198', 'G1202', 'D1203', 'S1206'],
    ...['E1210', 'G1269'],
  ],
  ROS1: ['S1986', 'F2004', 'L2026', 'G2032', 'D2033', 'L2086'],
  MET: ['D1010', 'G1163', 'L1195', 'F1200', 'D1228', 'Y1230'],
  RET: ['L730', 'V804', 'Y806', 'G810'],
  ERBB2: ['L755', 'S310', 'T798', 'C805'],
  KRAS: ['G12', 'G13', 'A59', 'Q61', 'R68', 'H95', 'Y96', 'Q99'],
  NRAS: ['G12', 'G13', 'Q61'],
  BRAF: ['V600'],
  PIK3CA: ['E542', 'E545', 'H1047'],
};

export const isHotspot = (gene: string, { aa, at }: Residue): boolean =>
  HOTSPOTS[gene]?.includes(`${aa}${at}`) ?? false;

/** Reference residue of a place; `null` where it is not known here. */
export const residueAt = (gene: string, at: number): string | null => {
  const segment = SEGMENTS[gene];
  const known = segment?.residues[at - segment.from];
  if (known !== undefined) return known;
  return HOTSPOTS[gene]?.find((each) => Number(each.slice(1)) === at)?.[0] ?? null;
};

/** Reference residues of a stretch; `null` unless all of them are known. */
export const residuesBetween = (gene: string, first: number, last: number): string | null => {
  const segment = SEGMENTS[gene];
  if (!segment || first < segment.from || last >= segment.from + segment.residues.length) return null;
  return segment.residues.slice(first - segment.from, last - segment.from + 1);
};

const endsOf = (change: ProteinChange): readonly Residue[] =>
  'last' in change && change.last ? [change.first, change.last] : [change.first];

/** A change at residues that the protein does not have is a misprint: nobody knows which change was meant. */
export const contradictsReference = (gene: string, change: ProteinChange): boolean =>
  endsOf(change).some(({ aa, at }) => {
    const known = residueAt(gene, at);
    return known !== null && known !== aa;
  });
