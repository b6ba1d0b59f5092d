/** Amino acids: one letter to three. `*` is a stop, `X` any residue. */
export const THREE_OF = {
  A: 'Ala',
  C: 'Cys',
  D: 'Asp',
  E: 'Glu',
  F: 'Phe',
  G: 'Gly',
  H: 'His',
  I: 'Ile',
  K: 'Lys',
  L: 'Leu',
  M: 'Met',
  N: 'Asn',
  P: 'Pro',
  Q: 'Gln',
  R: 'Arg',
  S: 'Ser',
  T: 'Thr',
  V: 'Val',
  W: 'Trp',
  Y: 'Tyr',
  '*': 'Ter',
  X: 'Xaa',
} as const;

export type ResidueCode = keyof typeof THREE_OF;

const ONE_OF: ReadonlyMap<string, ResidueCode> = new Map(
  (Object.entries(THREE_OF) as [ResidueCode, string][]).flatMap(([one, three]) => [
    [one, one],
    [three.toUpperCase(), one],
  ]),
);

const AMINO_ACIDS = (Object.keys(THREE_OF) as ResidueCode[]).filter((one) => one !== '*' && one !== 'X');

/** Patterns for regular expressions with the flag `i`; the longer form first. */
export const AMINO_ACID = `(?:${AMINO_ACIDS.map((one) => THREE_OF[one]).join('|')}|[${AMINO_ACIDS.join('')}])`;
export const STOP_OR_ANY = '(?:Ter|Xaa|\\*|X)';

/** One-letter code of a residue in either form, whatever its case. */
export const residueOf = (text: string): ResidueCode | null => ONE_OF.get(text.toUpperCase()) ?? null;

/**
 * A run of residues as one-letter codes.
 *
 * @param long whether the name is in three-letter form; `AlaSer` and `ASA` cannot be told apart otherwise.
 */
export const residuesOf = (text: string, long: boolean): string | null => {
  const parts = text.match(long ? /.{1,3}/g : /./g) ?? [];
  const codes = parts.map((part) => (part.length === (long ? 3 : 1) ? residueOf(part) : null));
  return parts.length > 0 && codes.every((code) => code !== null && code !== 'X') ? codes.join('') : null;
};

/** A run of one-letter codes in three-letter form. */
export const longOf = (codes: string): string =>
  [...codes].map((one) => THREE_OF[one as ResidueCode]).join('');
