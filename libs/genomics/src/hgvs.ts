import { type Flag } from '@leptotrace/rules';
import { formatClass, fusionOf, parseClass, type NamedClass } from './names/classes';
import { mayLieIn } from './names/exons';
import { FUSION_GENES, geneSymbol, symbolsOf } from './names/genes';
import { parseProteinChange } from './names/parse-protein';
import { formatHgvs, formatShort, type ProteinChange } from './names/protein-change';

export { TRANSCRIPTS } from './names/exons';
export { formatHgvs, formatShort, type ProteinChange, type Residue } from './names/protein-change';
export { parseProteinChange, type ReadChange } from './names/parse-protein';
export { formatClass, type ExonChange, type NamedClass } from './names/classes';
export { geneSymbol } from './names/genes';

export type AlterationKind =
  ProteinChange['kind'] | NamedClass['kind'] | 'amplification-of-allele' | 'unread';

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
  readonly flags: readonly Flag[];
}

/** Histology is of no gene, whichever one a report writes beside it. */
const HISTOLOGY = 'HISTOLOGY';

const ofChange = (gene: string, change: ProteinChange, flags: readonly Flag[]): Alteration => {
  const name = formatHgvs(change);
  const shown = formatShort(change);
  return { key: `${gene} ${name}`, gene, name, shown, kind: change.kind, change, named: null, flags };
};

/** Of a fusion, the gene that the report is about if it is a partner; else the kinase, else the 3' gene. */
const geneOfFusion = (gene: string, [five, three]: readonly [string, string]): string => {
  if (gene === three || gene === five) return gene;
  return [three, five].find((each) => FUSION_GENES.includes(each)) ?? three;
};

const ofClass = (printedGene: string, named: NamedClass): Alteration => {
  const name = formatClass(named);
  const gene =
    named.kind === 'transformation'
      ? HISTOLOGY
      : named.kind === 'fusion' && named.partners
        ? geneOfFusion(printedGene, named.partners)
        : printedGene;
  return {
    key: `${gene} ${name}`,
    gene,
    name,
    shown: name,
    kind: named.kind,
    change: null,
    named,
    flags: [],
  };
};

const unread = (gene: string, printed: string): Alteration => ({
  key: `${gene} "${printed}"`,
  gene,
  name: printed,
  shown: printed,
  kind: 'unread',
  change: null,
  named: null,
  flags: ['UNREAD_NAME'],
});

/** One space between words, plain hyphens. */
const tidy = (text: string): string =>
  text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/[\u2010-\u2015\u2212]/g, '-');

const withoutGene = (gene: string, text: string): string => {
  const upper = text.toUpperCase();
  const found = symbolsOf(gene).find((symbol) => upper.startsWith(`${symbol} `));
  return found === undefined ? text : text.slice(found.length + 1);
};

const EXON_BESIDE = /^\(?ex(?:on)? ?(\d{1,2})\)?[ ,:]+(.+)$|^(.+?)[ ,]+\(?(?:in )?ex(?:on)? ?(\d{1,2})\)?$/i;
const NOUN = / (?:point )?(?:mutation|variant|substitution|positive)$/i;

/** The change and the exon that stands before or after it; `null`: no exon beside it. */
const besideExon = (text: string): { readonly change: string; readonly exon: number | null } => {
  const [, before, after, change, exon] = EXON_BESIDE.exec(text) ?? [];
  const printed = before ?? exon;
  return { change: after ?? change ?? text, exon: printed === undefined ? null : Number(printed) };
};

/** A protein change with its exon or a noun beside it: `L858R (exon 21)`, `exon 20 T790M mutation`. */
const changeBeside = (gene: string, text: string): Alteration | null => {
  const { change, exon } = besideExon(text.replace(NOUN, ''));
  const read = parseProteinChange(gene, change);
  const fits = read && (exon === null || mayLieIn(gene, read.change.first.at, exon));
  return read && fits ? ofChange(gene, read.change, read.flags) : null;
};

/** Amplification of one mutated allele: `G12C amplification`. */
const amplifiedAllele = (gene: string, text: string): Alteration | null => {
  const match = /^(\S+) amp(?:lification)?$/i.exec(text);
  const read = match && parseProteinChange(gene, match[1] ?? '');
  if (!read) return null;
  const allele = ofChange(gene, read.change, read.flags);
  const name = `${allele.name} amplification`;
  return {
    ...allele,
    key: `${gene} ${name}`,
    name,
    shown: `${allele.shown} amplification`,
    kind: 'amplification-of-allele',
    change: null,
  };
};

/** A gene field may itself name a fusion (EML4-ALK): the kinase is the gene. */
const splitGene = (printed: string): { readonly gene: string; readonly fusion: NamedClass | null } => {
  const gene = geneSymbol(printed);
  const fusion = gene.includes('-') ? parseClass(gene, gene) : null;
  return fusion?.kind === 'fusion' && fusion.partners
    ? { gene: geneOfFusion(gene, fusion.partners), fusion }
    : { gene, fusion: null };
};

const FUSION_ONLY: ReadonlySet<string> = new Set(['fusion']);

/**
 * Reads the name of an alteration of a gene. Whatever cannot be read is kept as printed, with a
 * flag; nothing is guessed. Specification 10, names.
 *
 * @param printedGene HGNC symbol or an older one, as the report prints it.
 * @param fusionPartner the other gene of a fusion, where the report names it apart.
 */
export const parseAlteration = (
  printedGene: string,
  text: string,
  fusionPartner: string | null = null,
): Alteration => {
  const { gene, fusion } = splitGene(printedGene);
  const printed = tidy(text);
  const name = withoutGene(gene, printed);
  const change = changeBeside(gene, name) ?? amplifiedAllele(gene, name);
  if (change) return change;
  // A histology may be split between the two fields: gene SCLC, alteration transformation.
  const found = parseClass(gene, name) ?? parseClass(gene, `${gene} ${name}`);
  if (!found) return unread(gene, printed);
  if (!FUSION_ONLY.has(formatClass(found))) return ofClass(gene, found);
  return ofClass(gene, fusion ?? (fusionPartner ? fusionOf(gene, fusionPartner) : found));
};

/** The stored name; reading it again gives the same alteration. */
export const formatAlteration = ({ name }: Alteration): string => name;
