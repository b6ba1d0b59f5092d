import { type Flag } from '@leptotrace/rules';
import { formatClass, type NamedClass } from './names/classes';
import { FUSION_GENES, orderedFusion } from './names/genes';
import { formatHgvs, formatShort, type ProteinChange } from './names/protein-change';

export type AlterationKind =
  ProteinChange['kind'] | NamedClass['kind'] | 'amplification-of-allele' | 'unread';

/** An unread finding of a gene that nobody knows may be one of any gene. */
export const ANY_GENE = '*';

/** What an alteration is, however a report spells it. Equal alterations have equal keys. */
export interface Alteration {
  /** Gene and stored name: `EGFR p.Thr790Met`, `EGFR exon 19 deletion`, `ALK EML4::ALK`. */
  readonly key: string;
  readonly gene: string;
  /** Three-letter HGVS, class, or the text as printed. */
  readonly name: string;
  /** For readers: one-letter HGVS, class, or the text as printed. */
  readonly shown: string;
  readonly kind: AlterationKind;
  /** Exact change of the protein, where the name has one. */
  readonly change: ProteinChange | null;
  readonly named: NamedClass | null;
  /** Coding change that is printed beside or instead of the name; no part of the identity. */
  readonly coding: string | null;
  /** Copies that the name itself tells. */
  readonly copies: number | null;
  /** Genes of which something was found that could not be read: any of their alterations may be it. */
  readonly mayBeOf: readonly string[];
  readonly flags: readonly Flag[];
}

/** Histology is of no gene, whichever one a report writes beside it. */
const HISTOLOGY = 'HISTOLOGY';

const PLAIN = { change: null, named: null, coding: null, copies: null, mayBeOf: [], flags: [] } as const;

export const ofChange = (gene: string, change: ProteinChange, flags: readonly Flag[]): Alteration => {
  const name = formatHgvs(change);
  return {
    ...PLAIN,
    key: `${gene} ${name}`,
    gene,
    name,
    shown: formatShort(change),
    kind: change.kind,
    change,
    flags,
  };
};

/** Kinases whose fusions are not of the list; the fusion is theirs all the same. */
const OTHER_KINASES: readonly string[] = ['EGFR', 'ERBB2', 'MET', 'KIT', 'RAF1', 'FGFR4'];

/** Of a fusion the kinase, whichever gene the report writes beside it: the pair is the identity. */
const geneOfFusion = (gene: string, [five, three]: readonly [string, string]): string => {
  const behind = orderedFusion(five, three)?.[1] === three && FUSION_GENES.includes(three) ? [three] : [];
  const found = [...behind, ...[three, five].filter((each) => FUSION_GENES.includes(each))][0];
  if (found !== undefined) return found;
  const kinase = [three, five].find((each) => OTHER_KINASES.includes(each));
  return kinase ?? (gene === five ? five : three);
};

const geneOf = (printedGene: string, named: NamedClass): string => {
  if (named.kind === 'transformation') return HISTOLOGY;
  return named.kind === 'fusion' && named.partners ? geneOfFusion(printedGene, named.partners) : printedGene;
};

export const ofClass = (printedGene: string, named: NamedClass, flags: readonly Flag[] = []): Alteration => {
  const name = formatClass(named);
  const gene = geneOf(printedGene, named);
  return { ...PLAIN, key: `${gene} ${name}`, gene, name, shown: name, kind: named.kind, named, flags };
};

/** A name that cannot be read, as printed. */
export const unread = (gene: string, printed: string, mayBeOf: readonly string[]): Alteration => ({
  ...PLAIN,
  key: `${gene} "${printed}"`,
  gene,
  name: printed,
  shown: printed,
  kind: 'unread',
  mayBeOf,
  flags: ['UNREAD_NAME'],
});

/** Amplification of one mutated allele: `G12C amplification`. */
export const ofAllele = (allele: Alteration): Alteration => {
  const name = `${allele.name} amplification`;
  return {
    ...allele,
    key: `${allele.gene} ${name}`,
    name,
    shown: `${allele.shown} amplification`,
    kind: 'amplification-of-allele',
    change: null,
  };
};
