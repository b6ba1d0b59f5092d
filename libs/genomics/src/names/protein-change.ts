import { longOf } from './residues';

/** One residue of the reference protein: one-letter code and number. */
export interface Residue {
  readonly aa: string;
  readonly at: number;
}

interface Stretch {
  readonly first: Residue;
  /** `null`: one residue only. */
  readonly last: Residue | null;
}

/** A protein change after HGVS. Residues are one-letter codes. */
export type ProteinChange =
  | { readonly kind: 'substitution'; readonly first: Residue; readonly alt: string }
  | { readonly kind: 'stop'; readonly first: Residue }
  /** Any other residue at this place, as G719X. */
  | { readonly kind: 'any-change'; readonly first: Residue }
  | ({ readonly kind: 'deletion' } & Stretch)
  | ({ readonly kind: 'duplication' } & Stretch)
  | ({ readonly kind: 'delins'; readonly inserted: string } & Stretch)
  | { readonly kind: 'insertion'; readonly first: Residue; readonly last: Residue; readonly inserted: string }
  | {
      readonly kind: 'frameshift';
      readonly first: Residue;
      readonly alt: string | null;
      /** Codons to the new stop. */
      readonly stopAfter: number | null;
    };

/** Last residue that a change touches. */
export const lastResidueOf = (change: ProteinChange): number =>
  'last' in change && change.last ? change.last.at : change.first.at;

type Spell = (codes: string) => string;

const stretch = (change: Stretch, spell: Spell): string =>
  [change.first, ...(change.last ? [change.last] : [])].map(({ aa, at }) => `${spell(aa)}${at}`).join('_');

const WRITE: {
  readonly [K in ProteinChange['kind']]: (
    change: Extract<ProteinChange, { kind: K }>,
    spell: Spell,
  ) => string;
} = {
  substitution: ({ first, alt }, spell) => `${spell(first.aa)}${first.at}${spell(alt)}`,
  stop: ({ first }, spell) => `${spell(first.aa)}${first.at}${spell('*')}`,
  'any-change': ({ first }, spell) => `${spell(first.aa)}${first.at}${spell('X')}`,
  deletion: (change, spell) => `${stretch(change, spell)}del`,
  duplication: (change, spell) => `${stretch(change, spell)}dup`,
  delins: (change, spell) => `${stretch(change, spell)}delins${spell(change.inserted)}`,
  insertion: (change, spell) => `${stretch(change, spell)}ins${spell(change.inserted)}`,
  frameshift: ({ first, alt, stopAfter }, spell) =>
    `${spell(first.aa)}${first.at}${alt ? spell(alt) : ''}fs${stopAfter === null ? '' : `${spell('*')}${stopAfter}`}`,
};

const write = (change: ProteinChange, spell: Spell): string =>
  (WRITE[change.kind] as (change: ProteinChange, spell: Spell) => string)(change, spell);

/** The stored form: `p.Thr790Met`. */
export const formatHgvs = (change: ProteinChange): string => `p.${write(change, longOf)}`;

/** The shown form: `T790M`. */
export const formatShort = (change: ProteinChange): string => write(change, (codes) => codes);
