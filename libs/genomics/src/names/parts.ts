import { type Alteration } from '../alteration';
import { type Coding } from './coding';
import { mayCause } from './coding';
import { covers } from './coverage';
import { codonsOf, mayLieIn } from './exons';

/** What one part of a printed name says. */
export type Part =
  | { readonly kind: 'alteration'; readonly alteration: Alteration }
  | { readonly kind: 'coding'; readonly coding: Coding; readonly means: Alteration | null }
  | { readonly kind: 'exon'; readonly exon: number }
  | { readonly kind: 'copies'; readonly copies: number }
  | { readonly kind: 'nothing' };

/** `disagree`: the parts do not mean one alteration. `unread`: no part names one. */
export type Together =
  | { readonly kind: 'one'; readonly alteration: Alteration }
  | { readonly kind: 'disagree' }
  | { readonly kind: 'unread' };

const LONGEST = 6;

/**
 * The parts of a printed name, the longest readable run of words first; `null` when a word stays that nobody
 * could read: it may turn the meaning of all others.
 */
export const partsOf = (
  words: readonly string[],
  read: (text: string) => Part | null,
): readonly Part[] | null => {
  const parts: Part[] = [];
  for (let at = 0; at < words.length;) {
    let length = Math.min(LONGEST, words.length - at);
    let part: Part | null = null;
    while (length > 0 && (part = read(words.slice(at, at + length).join(' '))) === null) length -= 1;
    if (!part) return null;
    parts.push(part);
    at += length;
  }
  return parts;
};

const fitsExon = ({ gene, change, named }: Alteration, exon: number): boolean => {
  if (named?.kind === 'exon') return named.exon === exon;
  return change === null || mayLieIn(gene, change.first.at, exon);
};

const fitsCoding = ({ gene, change, named }: Alteration, coding: Coding): boolean => {
  if (change) return mayCause(coding, change);
  const codons = named?.kind === 'exon' ? codonsOf(gene, named.exon) : null;
  const at = Math.ceil(coding.from / 3);
  return codons === null || coding.fromOffset !== 0 || (at >= codons[0] - 1 && at <= codons[1] + 1);
};

const agrees = (alteration: Alteration, part: Part): boolean => {
  if (part.kind === 'exon') return fitsExon(alteration, part.exon);
  return part.kind !== 'coding' || part.means !== null || fitsCoding(alteration, part.coding);
};

const namedBy = (part: Part): readonly Alteration[] => {
  if (part.kind === 'alteration') return [part.alteration];
  return part.kind === 'coding' && part.means ? [part.means] : [];
};

/** The alteration that all parts mean: the narrowest of those named, which every other one covers. */
export const together = (parts: readonly Part[]): Together => {
  const named = parts.flatMap(namedBy);
  if (named.length === 0) return { kind: 'unread' };
  const one = named.find((each) => named.every((other) => other.key === each.key || covers(other, each)));
  if (!one || !parts.every((part) => agrees(one, part))) return { kind: 'disagree' };
  const codings = parts.flatMap((part) => (part.kind === 'coding' ? [part.coding.name] : []));
  const copies = parts.flatMap((part) => (part.kind === 'copies' ? [part.copies] : []));
  return {
    kind: 'one',
    alteration: {
      ...one,
      coding: one.coding ?? codings[0] ?? null,
      copies: copies[0] ?? null,
      flags: [...new Set(named.filter(({ key }) => key === one.key).flatMap(({ flags }) => flags))].sort(),
    },
  };
};
