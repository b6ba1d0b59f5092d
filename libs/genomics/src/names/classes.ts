import { geneSymbol, isBiomarker, orderedFusion } from './genes';

export type ExonChange = 'deletion' | 'insertion' | 'skipping' | 'mutation';

/** An alteration that is named by its class and not by an exact protein change. */
export type NamedClass =
  | { readonly kind: 'exon'; readonly exon: number; readonly change: ExonChange }
  | { readonly kind: 'amplification' }
  /** More copies, not said to be an amplification: numbers of the call may say so. */
  | { readonly kind: 'copy-number-gain' }
  | { readonly kind: 'loss' }
  | { readonly kind: 'loss-of-expression' }
  | { readonly kind: 'overexpression' }
  | { readonly kind: 'fusion'; readonly partners: readonly [string, string] | null }
  | { readonly kind: 'fusion-with'; readonly partner: string }
  | { readonly kind: 'transformation'; readonly into: 'SCLC' | 'squamous' }
  | { readonly kind: 'wild-type' }
  /** Of no gene: mutational burden, microsatellites. */
  | { readonly kind: 'biomarker' }
  | { readonly kind: 'none-found' }
  | { readonly kind: 'not-tested' };

const NAMES: {
  readonly [K in NamedClass['kind']]: (found: Extract<NamedClass, { kind: K }>) => string;
} = {
  exon: ({ exon, change }) => `exon ${exon} ${change}`,
  amplification: () => 'amplification',
  'copy-number-gain': () => 'copy number gain',
  loss: () => 'loss',
  'loss-of-expression': () => 'loss of expression',
  overexpression: () => 'overexpression',
  fusion: ({ partners }) => partners?.join('::') ?? 'fusion',
  'fusion-with': ({ partner }) => `fusion with ${partner}`,
  transformation: ({ into }) => `${into} transformation`,
  'wild-type': () => 'wild type',
  biomarker: () => 'biomarker',
  'none-found': () => 'no alteration found',
  'not-tested': () => 'not tested',
};

/** Name of a class, as it is stored and shown. */
export const formatClass = (found: NamedClass): string =>
  (NAMES[found.kind] as (found: NamedClass) => string)(found);

const EXON_CHANGES: readonly (readonly [ExonChange, string])[] = [
  ['deletion', '(?:in-?frame )?del(?:etions?)?'],
  ['insertion', '(?:in-?frame )?(?:ins(?:ertions?)?|dup(?:lications?)?)'],
  [
    'skipping',
    '(?:skip(?:p(?:ing|ed))?|splice(?:[ -]?(?:site|region|acceptor|donor))?)(?:[ -](?:mutation|variant|alteration|event))?',
  ],
  ['mutation', 'mut(?:ation|ated|ant)?'],
];
const EXON = 'e(?:x(?:on)?)?[ -]*';

/** The exon that is lost by splicing: what is called its deletion, or stands alone, is the skipping. */
const isMetExon14 = (gene: string, exon: number): boolean => gene === 'MET' && exon === 14;

const exonOf = (gene: string, exon: number, change: ExonChange): NamedClass => ({
  kind: 'exon',
  exon,
  change: change === 'deletion' && isMetExon14(gene, exon) ? 'skipping' : change,
});

const SKIPPED =
  /^(?:e(?:x(?:on)?)?[ -]*14(?:[ -]?sk)?|(?:MET)?\W*\(13\)\W*MET\W*\(15\)|(?:MET-)?MET[. ]M13[;:]?M15)$/i;

const exonClass = (gene: string, text: string): NamedClass | null => {
  if (gene === 'MET' && SKIPPED.test(text)) return exonOf(gene, 14, 'skipping');
  for (const [change, words] of EXON_CHANGES) {
    const spellings = [
      `^${EXON}(\\d{1,2})[ -]*(?:${words})$`,
      `^(?:${words})[ -]*(?:in |of )?${EXON}(\\d{1,2})$`,
    ];
    // Without the word exon only deletions and insertions are written: del19, 19del, 20ins.
    if (change === 'deletion' || change === 'insertion')
      spellings.push(`^(?:${words})[ -]*(\\d{1,2})$`, `^(\\d{1,2})[ -]*(?:${words})$`);
    for (const spelling of spellings) {
      const match = new RegExp(spelling, 'i').exec(text);
      if (match) return exonOf(gene, Number(match[1]), change);
    }
  }
  return null;
};

const FUSION_WORD =
  '(?:(?:gene )?(?:fusions?|re-?arrangements?|rearranged|translocations?|translocated)(?: positive| detected)?)';
const UNKNOWN =
  '(?:(?:,? ?with )?(?:an? )?(?:unknown|novel|unidentified|undetermined|not identified)(?: fusion)?(?: partner)?|,? ?partner (?:unknown|not (?:identified|known|stated)))';

const fusionWith = (text: string, gene: string): NamedClass | null => {
  const match = new RegExp(`^${FUSION_WORD} with ([A-Z][A-Z0-9-]{1,19})$`, 'i').exec(text);
  return match ? fusionOf(gene, match[1] ?? '') : null;
};

/** Fusion of a gene with a partner that the report names apart. */
export const fusionOf = (gene: string, printedPartner: string): NamedClass => {
  const partner = geneSymbol(printedPartner);
  const ordered = orderedFusion(gene, partner);
  return ordered === null ? { kind: 'fusion-with', partner } : { kind: 'fusion', partners: ordered };
};

const SCLC = '(?:sclc|small[ -]cell(?: lung (?:cancer|carcinoma))?)';
const SQUAMOUS = '(?:squamous(?:[ -]cell)?(?: carcinoma)?)';
const TRANSFORMED = '(?:histological |histologic )?transformation';

const WORDS: readonly (readonly [string, NamedClass])[] = [
  [
    '(?:(?:high|low)[ -]level |focal |gene |cnv |copy[ -]number )*amp(?:l(?:ification|ified)?)?\\.?',
    { kind: 'amplification' },
  ],
  [
    '(?:gene )?(?:copy[ -]number|cnv?|copy)? ?(?:gains?|increased?)|increased copy number',
    { kind: 'copy-number-gain' },
  ],
  ['(?:homozygous |gene |copy number )?(?:loss|deletion)', { kind: 'loss' }],
  ['(?:loss of|lost) (?:[a-z0-9]+ )?expression|expression loss', { kind: 'loss-of-expression' }],
  ['over-?expression|(?:up-?regulation)', { kind: 'overexpression' }],
  [`(?:${UNKNOWN} )?${FUSION_WORD},?(?: \\(?${UNKNOWN}\\)?)?`, { kind: 'fusion', partners: null }],
  [`${SCLC} ${TRANSFORMED}|${TRANSFORMED} (?:in)?to ${SCLC}`, { kind: 'transformation', into: 'SCLC' }],
  [
    `${SQUAMOUS} ${TRANSFORMED}|${TRANSFORMED} (?:in)?to ${SQUAMOUS}`,
    { kind: 'transformation', into: 'squamous' },
  ],
  ['wild[ -]?type|wt', { kind: 'wild-type' }],
  ['not (?:tested|done|performed|assessed)', { kind: 'not-tested' }],
  [
    'negative|none|(?:no |not )(?:(?:pathogenic |somatic )?(?:mutations?|variants?|alterations?|fusions?) ?)?(?:detected|found|identified)?',
    { kind: 'none-found' },
  ],
];

/** Genes whose fusion is what `positive` means. */
const POSITIVE_IS_FUSED: ReadonlySet<string> = new Set([
  'ALK',
  'ROS1',
  'RET',
  'NTRK',
  'NTRK1',
  'NTRK2',
  'NTRK3',
]);
const POSITIVE = /^(?:\+|pos(?:itive)?|(?:fish|ihc|break-?apart)[ -](?:pos(?:itive)?|\+))$/i;

const worded = (text: string): NamedClass | null =>
  WORDS.find(([spelling]) => new RegExp(`^(?:${spelling})$`, 'i').test(text))?.[1] ?? null;

/** The class that a text names; `null` when it names none. The gene has been taken off its front. */
export const parseClass = (gene: string, text: string): NamedClass | null => {
  if (isBiomarker(gene)) return { kind: 'biomarker' };
  if (POSITIVE_IS_FUSED.has(gene) && POSITIVE.test(text)) return { kind: 'fusion', partners: null };
  return exonClass(gene, text) ?? worded(text) ?? fusionWith(text, gene);
};
