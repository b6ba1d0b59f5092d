import { ofAllele, ofChange, ofClass, unread, type Alteration } from './alteration';
import { formatClass, fusionOf, parseClass, type NamedClass } from './names/classes';
import { hotspotOf, parseCoding, skipsExon14, type Coding } from './names/coding';
import { losesMetExon14 } from './names/exons';
import { parseFusion } from './names/fusions';
import { geneSymbol, symbolsOf } from './names/genes';
import { isKnownGene } from './names/known-genes';
import { parseProteinChange } from './names/parse-protein';
import { partsOf, together, type Part } from './names/parts';
import { residueAt } from './names/reference';
import { tidy, usual } from './names/tidy';

export { TRANSCRIPTS } from './names/exons';
export { formatHgvs, formatShort, type ProteinChange, type Residue } from './names/protein-change';
export { parseProteinChange, type ReadChange } from './names/parse-protein';
export { formatClass, type ExonChange, type NamedClass } from './names/classes';
export { geneSymbol } from './names/genes';
export { HOTSPOT_CODINGS, type HotspotCoding } from './names/hotspots';
export { ANY_GENE, type Alteration, type AlterationKind } from './alteration';

const EXON = /^\(?(?:in )?ex(?:on)?[ -]?(\d{1,2})\)?$/i;
const COPIES = /^(?:(?:gcn|cn|copy number|copies)[ :=]*(\d+(?:\.\d+)?)|(\d+(?:\.\d+)?) copies)$/i;

/** Words beside a name that do not change what it means. */
const NOTHING =
  /^(?:p\.\(?\?\)?|(?:N[MP]_|ENS[TP])\d+(?:\.\d+)?|gene|mutations?|variants?|substitution|missense|nonsense|point|(?:likely )?pathogenic|oncogenic|somatic|activating|sensiti[sz]ing|hot-?spot|driver|resistance|gatekeeper|positive|detected|present|heterozygous|in-?frame|v?af|maf|\d+(?:\.\d+)? ?%|tier|i{1,3}[a-d]?|[~:=+-])$/i;

const SKIPPING: NamedClass = { kind: 'exon', exon: 14, change: 'skipping' };

const codingPart = (gene: string, coding: Coding): Part => {
  if (skipsExon14(gene, coding)) return { kind: 'coding', coding, means: ofClass(gene, SKIPPING) };
  const known = hotspotOf(gene, coding);
  const read = known && parseProteinChange(gene, known.protein);
  return { kind: 'coding', coding, means: read && ofChange(gene, read.change, []) };
};

/** `G719A/C/S`, `codon 12`: some change of one residue. */
const anyOf = (gene: string, text: string): string | null => {
  const several = /^(?:p\.)?([A-Z]\d{1,4})[A-Z](?:\/[A-Z])+$/i.exec(text)?.[1];
  if (several !== undefined) return `${several}X`;
  const codon = /^codon (\d{1,4})$/i.exec(text)?.[1];
  const residue = codon === undefined ? null : residueAt(gene, Number(codon));
  return residue === null ? null : `${residue}${codon}X`;
};

const exactPart = (gene: string, text: string): Part | null => {
  const read = parseProteinChange(gene, anyOf(gene, text) ?? text);
  if (!read) return null;
  const alteration = losesMetExon14(gene, read.change)
    ? ofClass(gene, SKIPPING)
    : ofChange(gene, read.change, read.flags);
  return { kind: 'alteration', alteration };
};

const classPart = (gene: string, text: string): Part | null => {
  const named = parseClass(gene, text);
  return named && { kind: 'alteration', alteration: ofClass(gene, named) };
};

const besidePart = (gene: string, text: string): Part | null => {
  const exon = EXON.exec(text)?.[1];
  if (exon !== undefined) return { kind: 'exon', exon: Number(exon) };
  const [, before, after] = COPIES.exec(text) ?? [];
  const copies = before ?? after;
  if (copies !== undefined) return { kind: 'copies', copies: Number(copies) };
  return NOTHING.test(text) || geneSymbol(text) === gene ? { kind: 'nothing' } : null;
};

const readPart =
  (gene: string) =>
  (text: string): Part | null => {
    const coding = parseCoding(text);
    if (coding) return codingPart(gene, coding);
    return classPart(gene, text) ?? exactPart(gene, text) ?? besidePart(gene, text);
  };

const withoutGene = (gene: string, text: string): string => {
  const upper = text.toUpperCase();
  const found = symbolsOf(gene).find(
    (symbol) =>
      upper.startsWith(symbol) && /^(?:[ :_-]|\(|ex|del ?(?:ex|\d))/i.test(text.slice(symbol.length)),
  );
  return found === undefined ? text : text.slice(found.length).replace(/^[ :_-]+/, '');
};

const wordsOf = (text: string): readonly string[] =>
  text.split(/[\s,;|()[\]{}]+|(?<=\S): | \/ /).filter((word) => word !== undefined && word !== '');

const amplifiedAllele = (gene: string, text: string): Alteration | null => {
  const match = /^(\S+) amp(?:lification)?$/i.exec(text);
  const read = match && parseProteinChange(gene, match[1] ?? '');
  return read ? ofAllele(ofChange(gene, read.change, read.flags)) : null;
};

/** Of an unread name: the gene beside it, and every gene that stands in it. */
const genesIn = (gene: string, text: string): readonly string[] => {
  const others = (text.match(/[A-Za-z][A-Za-z0-9-]{1,9}/g) ?? []).map(geneSymbol).filter(isKnownGene);
  return [...new Set([gene, ...others])];
};

const fusionIn = (gene: string, name: string): Alteration | null => {
  const found = parseFusion(gene, name);
  if (!found) return null;
  const named: NamedClass = { kind: 'fusion', partners: found.partners };
  return ofClass(gene, named, found.reversed ? ['LEGACY_SPELLING'] : []);
};

const partsIn = (gene: string, name: string): ReturnType<typeof together> => {
  const bare = withoutGene(gene, name);
  const allele = amplifiedAllele(gene, bare);
  if (allele) return { kind: 'one', alteration: allele };
  // A histology may be split between the two fields: gene SCLC, alteration transformation.
  const whole = readPart(gene)(bare) ?? classPart(gene, `${gene} ${bare}`);
  const parts = whole ? [whole] : partsOf(wordsOf(bare), readPart(gene));
  return parts ? together(parts) : { kind: 'unread' };
};

/** A gene field may itself name a fusion (EML4-ALK): the kinase is the gene. */
const splitGene = (printed: string): { readonly gene: string; readonly fusion: Alteration | null } => {
  const gene = geneSymbol(printed);
  const fusion = gene.includes('-') && !isKnownGene(gene) ? fusionIn(gene, gene) : null;
  return { gene: fusion?.gene ?? gene, fusion };
};

const FUSION_ONLY = formatClass({ kind: 'fusion', partners: null });

/** A fusion whose genes stand in other fields. */
const withPartner = (found: Alteration, fusion: Alteration | null, partner: string | null): Alteration => {
  if (found.name !== FUSION_ONLY) return found;
  if (fusion) return fusion;
  return partner === null || partner.trim() === ''
    ? found
    : ofClass(found.gene, fusionOf(found.gene, partner));
};

/**
 * Reads the name of an alteration of a gene, in any of the forms in which laboratories print it: protein and
 * coding change in either order, with exon, class or transcript beside it. Whatever cannot be read is kept as
 * printed, with a flag; nothing is guessed. Specification 10, names; R7.
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
  const name = usual(printed);
  const pair = fusionIn(gene, name);
  if (pair) return pair;
  const found = partsIn(gene, name);
  if (found.kind === 'one') return withPartner(found.alteration, fusion, fusionPartner);
  const kept = unread(gene, printed, genesIn(gene, printed));
  return found.kind === 'disagree' ? { ...kept, flags: ['UNREAD_NAME', 'NAMES_DISAGREE'] } : kept;
};

/** The stored name; reading it again gives the same alteration. */
export const formatAlteration = ({ name }: Alteration): string => name;
