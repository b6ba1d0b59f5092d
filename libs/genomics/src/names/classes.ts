import { geneSymbol, FUSION_GENES, orderedFusion } from './genes';

export type ExonChange = 'deletion' | 'insertion' | 'skipping' | 'mutation';

/** An alteration that is named by its class and not by an exact protein change. */
export type NamedClass =
  | { readonly kind: 'exon'; readonly exon: number; readonly change: ExonChange }
  | { readonly kind: 'amplification' }
  | { readonly kind: 'loss' }
  | { readonly kind: 'loss-of-expression' }
  | { readonly kind: 'overexpression' }
  | { readonly kind: 'fusion'; readonly partners: readonly [string, string] | null }
  | { readonly kind: 'fusion-with'; readonly partner: string }
  | { readonly kind: 'transformation'; readonly into: 'SCLC' | 'squamous' }
  | { readonly kind: 'wild-type' }
  | { readonly kind: 'not-tested' };

const NAMES: {
  readonly [K in NamedClass['kind']]: (found: Extract<NamedClass, { kind: K }>) => string;
} = {
  exon: ({ exon, change }) => `exon ${exon} ${change}`,
  amplification: () => 'amplification',
  loss: () => 'loss',
  'loss-of-expression': () => 'loss of expression',
  overexpression: () => 'overexpression',
  fusion: ({ partners }) => partners?.join('::') ?? 'fusion',
  'fusion-with': ({ partner }) => `fusion with ${partner}`,
  transformation: ({ into }) => `${into} transformation`,
  'wild-type': () => 'wild type',
  'not-tested': () => 'not tested',
};

/** Name of a class, as it is stored and shown. */
export const formatClass = (found: NamedClass): string =>
  (NAMES[found.kind] as (found: NamedClass) => string)(found);

const EXON_CHANGES: readonly (readonly [ExonChange, string])[] = [
  ['deletion', 'del(?:etions?)?'],
  ['insertion', 'ins(?:ertions?)?'],
  ['skipping', 'skip(?:ping)?(?: mutation)?|splice(?: site)?(?: mutation| variant)?'],
  ['mutation', 'mut(?:ation|ated|ant)?'],
];
const EXON = 'ex(?:on)?[ -]*';

const exonClass = (text: string): NamedClass | null => {
  for (const [change, words] of EXON_CHANGES) {
    const spellings = [
      `^${EXON}(\\d{1,2})[ -]*(?:${words})$`,
      `^(?:${words})[ -]*(?:in |of )?${EXON}(\\d{1,2})$`,
    ];
    // Without the word exon only deletions are written: del19, 19del.
    if (change === 'deletion') spellings.push('^del[ -]*(\\d{1,2})$', '^(\\d{1,2})[ -]*del(?:etion)?$');
    for (const spelling of spellings) {
      const match = new RegExp(spelling, 'i').exec(text);
      if (match) return { kind: 'exon', exon: Number(match[1]), change };
    }
  }
  return null;
};

const FUSION_WORD = '(?:(?:gene )?(?:fusion|rearrangement|rearranged|translocation))';
const PAIR = new RegExp(`^([A-Z][A-Z0-9]{1,9})(::|-|--|/|_)([A-Z][A-Z0-9]{1,9})(?: ${FUSION_WORD})?$`, 'i');

/** `EML4::ALK`; another separator only where one of the two is a gene known to fuse, or the report's. */
const fusionPair = (text: string, gene: string): NamedClass | null => {
  const match = PAIR.exec(text);
  if (!match) return null;
  const pair = [geneSymbol(match[1] ?? ''), geneSymbol(match[3] ?? '')] as const;
  const known = pair.some((each) => each === gene || FUSION_GENES.includes(each));
  return match[2] === '::' || known ? { kind: 'fusion', partners: pair } : null;
};

const fusionWith = (text: string, gene: string): NamedClass | null => {
  const match = new RegExp(`^${FUSION_WORD} with ([A-Z][A-Z0-9-]{1,19})$`, 'i').exec(text);
  return match ? fusionOf(gene, match[1] ?? '') : null;
};

/** Fusion of a gene with a partner that the report names apart. */
export const fusionOf = (gene: string, printedPartner: string): NamedClass => {
  const partner = geneSymbol(printedPartner);
  const ordered = orderedFusion(gene, partner);
  if (ordered === null) return { kind: 'fusion-with', partner };
  const [five, three] = ordered.split('::') as [string, string];
  return { kind: 'fusion', partners: [five, three] };
};

const SCLC = '(?:sclc|small[ -]cell(?: lung (?:cancer|carcinoma))?)';
const SQUAMOUS = '(?:squamous(?:[ -]cell)?(?: carcinoma)?)';
const TRANSFORMED = '(?:histological |histologic )?transformation';

const WORDS: readonly (readonly [string, NamedClass])[] = [
  ['amp(?:lification|lified)?|gene amplification', { kind: 'amplification' }],
  ['(?:homozygous |gene |copy number )?(?:loss|deletion)', { kind: 'loss' }],
  ['(?:loss of|lost) (?:[a-z0-9]+ )?expression|expression loss', { kind: 'loss-of-expression' }],
  ['over-?expression|(?:up-?regulation)', { kind: 'overexpression' }],
  [`${FUSION_WORD}(?: positive)?`, { kind: 'fusion', partners: null }],
  [`${SCLC} ${TRANSFORMED}|${TRANSFORMED} (?:in)?to ${SCLC}`, { kind: 'transformation', into: 'SCLC' }],
  [
    `${SQUAMOUS} ${TRANSFORMED}|${TRANSFORMED} (?:in)?to ${SQUAMOUS}`,
    { kind: 'transformation', into: 'squamous' },
  ],
  ['wild[ -]?type|wt', { kind: 'wild-type' }],
  ['not (?:tested|done|performed|assessed)', { kind: 'not-tested' }],
];

const worded = (text: string): NamedClass | null =>
  WORDS.find(([spelling]) => new RegExp(`^(?:${spelling})$`, 'i').test(text))?.[1] ?? null;

/** The class that a text names; `null` when it names none. The gene has been taken off its front. */
export const parseClass = (gene: string, text: string): NamedClass | null =>
  exonClass(text) ?? worded(text) ?? fusionPair(text, gene) ?? fusionWith(text, gene);
