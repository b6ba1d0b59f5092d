import { AMINO_ACID } from './residues';
import { FUSION_GENES, geneSymbol, orderedFusion } from './genes';

/** Two genes, the 5' one first, and whether the report prints them the other way round. */
export interface PrintedFusion {
  readonly partners: readonly [string, string];
  readonly reversed: boolean;
}

const WORD = '(?:gene )?(?:fusions?|re-?arrangements?|rearranged|translocations?|translocated)';
const NOUN = `(?:${WORD})(?: genes?| transcripts?| variants?)?(?: positive| detected)?`;
const GENE = '([A-Z][A-Z0-9]{1,9}?)';
/** An exon printed beside its gene: `EML4 exon 13`, `EML4(13)`, `EML4:e13`. */
const EXON =
  '(?:(?: ?\\( ?|[ _.:]*)(?:exon|ex)[ ._]*\\d{1,2}[a-z]?\\)?|(?: ?\\( ?|[ _.:])e?\\d{1,2}[a-z]?\\)?)?';
const SEPARATOR = ' ?(::|--|[-/_:;]| to ) ?';
const PAIR = new RegExp(`^${GENE}${EXON}${SEPARATOR}${GENE}${EXON}((?:[^A-Z0-9].*)?)$`, 'i');

/** What may stand behind the pair: exons, the number of the variant, the id of a catalogue. */
const BEHIND: readonly RegExp[] = [
  // Rest of `E6a/b`.
  /^\/[a-z](?![A-Z0-9])/i,
  new RegExp(NOUN, 'gi'),
  /\bv(?:ar(?:iant)?)?\.? ?\d{1,2}[a-z]?(?:\/[a-z0-9]{1,2})?\b/gi,
  /\b(?:exon|ex)[ ._]*\d{1,2}[a-z]?\b/gi,
  /(?<![A-Z0-9])[A-Z]\d{1,2}[a-z]?(?:\/[a-z])?(?:(?:ins|del)\d{1,3})?(?:[A-Z]\d{1,2}[a-z]?)?(?![A-Z0-9])/gi,
  /\b(?:COSF|AB|CUFF)\d+(?:\.\d+)?\b/gi,
  /\b(?:in-?frame|breakpoints?|exons?|intron \d{1,2}|to|rna|dna)\b/gi,
];

const isBreakpoints = (text: string): boolean =>
  BEHIND.reduce((left, found) => left.replace(found, ' '), text).replace(/[\s;:,.()[\]/~+_-]/g, '') === '';

/** Words that stand beside a gene with the same hyphen as a partner does. */
const NO_PARTNER = new RegExp(
  `^(?:${AMINO_ACID}\\d+.*|ex(?:on)?\\d*|del.*|ins.*|dup.*|amp.*|fish|ihc|ngs|pcr|pos.*|neg.*|re.?arr.*|fus.*|` +
    'transloc.*|tkis?|mut.*|wt|wild.*|gain|loss|high|low|cnv?|skip.*|splice.*|v\\d.*|var.*|d5f3|unknown|none|' +
    'not|no|intergenic|alteration|vus|gene|kinase|domain|intron\\d*)$',
  'i',
);

const isPartner = (symbol: string): boolean => !NO_PARTNER.test(symbol);

/** `EML4::ALK` whichever was printed first: of a kinase that is the 3' gene of its fusions it is known. */
const ordered = (one: string, other: string): PrintedFusion => {
  const partners = orderedFusion(one, other) ?? ([one, other] as const);
  return { partners, reversed: partners[0] !== one };
};

const isKnown = (genes: readonly string[], separator: string, gene: string): boolean => {
  if (separator === '::' || genes.some((each) => FUSION_GENES.includes(each))) return true;
  return separator.startsWith('-') && genes.includes(gene);
};

/**
 * A fusion in any of its printed forms, with exons, variant number or catalogue id; `null` when the text
 * names none. Breakpoints are no part of the identity: it is the pair of genes.
 */
export const parseFusion = (gene: string, text: string): PrintedFusion | null => {
  const bare = text
    .replace(new RegExp(`^(?:${gene} )?${NOUN}[ :,(]+(?=[A-Z0-9]+.*[-:])`, 'i'), '')
    .replace(/ ?\((?:NM_|ENST)\d+(?:\.\d+)?\)/gi, '')
    .replace(/\b(EML4|KIF5B|CD74|CCDC6|ALK|ROS1|RET)(?=e\d)/gi, '$1 ');
  const match = PAIR.exec(bare);
  if (!match) return null;
  const [, one, separator, other, behind] = match as unknown as [string, string, string, string, string];
  const pair = [geneSymbol(one), geneSymbol(other)] as const;
  const reads = pair.every(isPartner) && pair[0] !== pair[1] && isBreakpoints(behind);
  return reads && isKnown(pair, separator.trim(), gene) ? ordered(...pair) : null;
};
