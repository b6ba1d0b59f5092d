import { parseAlteration } from '../hgvs';
import { parseCoding } from './coding';
import { TRANSCRIPTS } from './exons';
import { HOTSPOT_CODINGS, type HotspotCoding } from './hotspots';
import { threePrime } from './three-prime';
import { formatShort, type ProteinChange } from './protein-change';
import { parseProteinChange } from './parse-protein';
import { residueAt } from './reference';

const BASES = 'TCAG';
/** The standard genetic code, codons in the order TTT, TTC, TTA, TTG, TCT, … */
const AMINO_ACIDS = 'FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG';
const translate = (codon: string): string =>
  AMINO_ACIDS[[...codon].reduce((at, base) => 4 * at + BASES.indexOf(base), 0)] as string;
const CODONS = [...BASES].flatMap((a) => [...BASES].flatMap((b) => [...BASES].map((c) => a + b + c)));

/** Coding sequences with the codon that each starts at. */
const CDS: Readonly<Record<string, { readonly from: number; readonly bases: string }>> = {
  EGFR: {
    from: 745,
    bases:
      'AAGGAATTAAGAGAAGCAACATCTCCGAAAGCCAACAAGGAAATCCTCGATGAAGCCTACGTGATGGCCAGCGTGGACAACCCCCACGTGTGCCGCCTGCTGGGCATCTGCCTCACCTCCACCGTGCAGCTCATCACGCAGCTCATGCCCTTCGGCTGCCTCCTGGACTATGTCCGGGAACACAAAGACAATATTGGCTCCCAGTACCTGCTCAACTGGTGTGTGCAGATCGCAAAG',
  },
  ERBB2: {
    from: 770,
    bases:
      'GAAGCATACGTGATGGCTGGTGTGGGCTCCCCATATGTCTCCCGCCTTCTGGGCATCTGCCTGACATCCACGGTGCAGCTGGTGACACAGCTTATGCCCTATGGCTGC',
  },
  KRAS: {
    from: 1,
    bases:
      'ATGACTGAATATAAACTTGTGGTAGTTGGAGCTGGTGGCGTAGGCAAGAGTGCCTTGACGATACAGCTAATTCAGAATCATTTTGTGGACGAATATGATCCAACAATAGAGGATTCCTACAGGAAGCAAGTAGTAATTGATGGAGAAACCTGTCTCTTGGATATTCTCGACACAGCAGGTCAAGAGGAGTACAGTGCAATGAGGGACCAGTACATGAGGACTGGGGAGGGCTTTCTTTGTGTATTTGCCATAAATAATACTAAATCATTTGAAGATATTCACCATTATAGAGAACAA',
  },
};

const proteinOf = (bases: string): string =>
  (bases.match(/.../g) ?? []).map((codon) => translate(codon)).join('');

const changeOf = ({ gene, protein }: HotspotCoding): ProteinChange => {
  const read = parseProteinChange(gene, protein);
  if (!read) throw new Error(`${gene} ${protein}`);
  return read.change;
};

/** The coding change applied to the coding sequence, and the protein of it. */
const mutated = ({ gene, coding }: HotspotCoding): { before: string; after: string; from: number } => {
  const { from, bases } = CDS[gene] as { from: number; bases: string };
  const read = parseCoding(coding);
  if (!read) throw new Error(coding);
  const index = (position: number): number => position - 3 * (from - 1) - 1;
  const [start, end] = [index(read.from), index(read.to) + 1];
  const event = coding.replace(/^c\.[\d_]+/, '');
  const taken = bases.slice(start, end);
  const after = (): string => {
    if (event === 'del') return bases.slice(0, start) + bases.slice(end);
    if (event === 'dup') return bases.slice(0, end) + taken + bases.slice(end);
    if (event.startsWith('delins')) return bases.slice(0, start) + event.slice(6) + bases.slice(end);
    if (event.startsWith('ins')) return bases.slice(0, start + 1) + event.slice(3) + bases.slice(start + 1);
    const [reference, alternative] = event.split('>');
    expect(taken).toBe(reference);
    return bases.slice(0, start) + alternative + bases.slice(end);
  };
  return { before: proteinOf(bases), after: proteinOf(after()), from };
};

/** The whole stretch as one delins: what both ends share is left out by the 3' rule. */
const differenceOf = (gene: string, { before, after, from }: ReturnType<typeof mutated>): string => {
  const first = { aa: before[0] as string, at: from };
  const last = { aa: before.at(-1) as string, at: from + before.length - 1 };
  return formatShort(threePrime(gene, { kind: 'delins', first, last, inserted: after }));
};

const row = ({ gene, coding, protein }: HotspotCoding): readonly [string, string, string] => [
  gene,
  coding,
  protein,
];

describe('the reviewed table of coding changes', () => {
  it.each(HOTSPOT_CODINGS.map((each) => [...row(each), each] as const))(
    'GENO-R7-coding: %s %s is %s',
    (gene, coding, protein, each) => {
      expect(TRANSCRIPTS[gene]).toContain(each.transcript);
      expect(parseAlteration(gene, coding).key).toBe(parseAlteration(gene, protein).key);
      expect(parseAlteration(gene, `${each.transcript}.9:${coding}`).key).toBe(
        parseAlteration(gene, protein).key,
      );
    },
  );

  it.each(
    HOTSPOT_CODINGS.filter(({ source }) => source === 'cds').map((each) => [...row(each), each] as const),
  )(
    'GENO-R7-coding: %s %s gives the protein of %s, worked out on the coding sequence',
    (gene, _coding, protein, each) => {
      if (gene === 'KRAS') return expect(proteinBySubstitution(each)).toBe(protein);
      return expect(differenceOf(gene, mutated(each))).toBe(formatShort(changeOf(each)));
    },
  );

  const proteinBySubstitution = (each: HotspotCoding): string => {
    const { before, after, from } = mutated(each);
    const at = [...before].findIndex((aa, index) => aa !== after[index]);
    return `${before[at]}${from + at}${after[at]}`;
  };

  it.each(
    HOTSPOT_CODINGS.filter(({ source }) => source === 'codon').map((each) => [...row(each), each] as const),
  )(
    'GENO-R7-coding: %s %s is at the residue of %s, and some codon of it becomes the other by that change',
    (gene, coding, _protein, each) => {
      const change = changeOf(each);
      const read = parseCoding(coding);
      if (change.kind !== 'substitution' || !read) throw new Error(coding);
      expect(Math.ceil(read.from / 3)).toBe(change.first.at);
      expect(Math.ceil(read.to / 3)).toBe(change.first.at);
      const known = residueAt(gene, change.first.at);
      if (known !== null) expect(known).toBe(change.first.aa);
      const offset = (read.from - 1) % 3;
      const [reference, alternative] = read.isSubstitution
        ? (read.name.replace(/^c\.\d+/, '').split('>') as [string, string])
        : ['', read.name.split('delins')[1] as string];
      const becomes = CODONS.filter((codon) => translate(codon) === change.first.aa)
        .filter((codon) => reference === '' || codon[offset] === reference)
        .map((codon) =>
          translate(codon.slice(0, offset) + alternative + codon.slice(offset + alternative.length)),
        );
      expect(becomes).toContain(change.alt);
    },
  );

  it('GENO-R7-coding: the sequences say what the reference residues are', () => {
    for (const gene of ['EGFR', 'ERBB2'] as const) {
      const { from, bases } = CDS[gene] as { from: number; bases: string };
      [...proteinOf(bases)].forEach((aa, at) =>
        expect(`${from + at}${aa}`).toBe(`${from + at}${residueAt(gene, from + at)}`),
      );
    }
  });

  it('GENO-R7-coding: names every row once', () => {
    const names = HOTSPOT_CODINGS.map(({ gene, coding }) => `${gene} ${coding}`);
    expect(new Set(names).size).toBe(names.length);
  });
});
