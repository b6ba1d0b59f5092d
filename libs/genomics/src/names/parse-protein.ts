import { type Flag } from '@leptotrace/rules';
import { isHotspot } from './exons';
import { type ProteinChange, type Residue } from './protein-change';
import { AMINO_ACID, residueOf, residuesOf, STOP_OR_ANY } from './residues';

export interface ReadChange {
  readonly change: ProteinChange;
  readonly flags: readonly Flag[];
}

const PLACE = `(${AMINO_ACID})(\\d{1,5})`;
const expression = (body: string): RegExp => new RegExp(`^${body}$`, 'i');

const SUBSTITUTION = expression(`${PLACE}(${AMINO_ACID}|${STOP_OR_ANY})`);
const FRAMESHIFT = expression(`${PLACE}(${AMINO_ACID})?fs(?:(Ter|\\*|X)(\\d{1,5}|\\?)?)?`);
const STRETCH = `${PLACE}(?:_${PLACE})?`;
const REMOVED = expression(`${STRETCH}(del|dup)([A-Za-z]*)`);
const DELINS = expression(`${STRETCH}(delins|>)([A-Za-z*]+)`);
const INSERTION = expression(`${PLACE}_${PLACE}ins([A-Za-z*]+)`);

const NO_FLAGS: readonly Flag[] = [];
const LEGACY: readonly Flag[] = ['LEGACY_SPELLING'];

const place = (aa: string | undefined, at: string | undefined): Residue | null => {
  const code = aa === undefined ? null : residueOf(aa);
  return code === null || at === undefined || Number(at) < 1 ? null : { aa: code, at: Number(at) };
};

type Read = (text: string, gene: string) => ReadChange | null;

/** Old names write X for a stop; at a residue of the tables it means any change there. */
const changeToX = (gene: string, first: Residue): ReadChange =>
  isHotspot(gene, first)
    ? { change: { kind: 'any-change', first }, flags: NO_FLAGS }
    : { change: { kind: 'stop', first }, flags: LEGACY };

const changeTo = (printed: string, gene: string, first: Residue): ReadChange | null => {
  const alt = residueOf(printed);
  if (!alt) return null;
  const upper = printed.toUpperCase();
  if (upper === 'XAA') return { change: { kind: 'any-change', first }, flags: NO_FLAGS };
  if (upper === 'X') return changeToX(gene, first);
  const change: ReadChange['change'] =
    alt === '*' ? { kind: 'stop', first } : { kind: 'substitution', first, alt };
  return { change, flags: NO_FLAGS };
};

const substitution: Read = (text, gene) => {
  const match = SUBSTITUTION.exec(text);
  const first = place(match?.[1], match?.[2]);
  return first ? changeTo(match?.[3] ?? '', gene, first) : null;
};

const frameshift: Read = (text) => {
  const match = FRAMESHIFT.exec(text);
  const first = place(match?.[1], match?.[2]);
  if (!match || !first) return null;
  const count = match[5] === undefined || match[5] === '?' ? null : Number(match[5]);
  const alt = match[3] === undefined ? null : residueOf(match[3]);
  return {
    change: { kind: 'frameshift', first, alt, stopAfter: count },
    flags: match[4]?.toUpperCase() === 'X' ? LEGACY : NO_FLAGS,
  };
};

/** The two ends of a stretch; `null` when they are no stretch of the protein. */
const ends = (
  match: RegExpExecArray | null,
): { readonly first: Residue; readonly last: Residue | null } | null => {
  const first = place(match?.[1], match?.[2]);
  if (!first || !match) return null;
  if (match[3] === undefined) return { first, last: null };
  const last = place(match[3], match[4]);
  return last && last.at > first.at ? { first, last } : null;
};

const isLong = (match: RegExpExecArray): boolean => (match[1] ?? '').length === 3;

/** Older names repeat the residues that went or came twice: they must be those of the stretch. */
const repeats = (codes: string, first: Residue, last: Residue | null): boolean =>
  codes.length === (last?.at ?? first.at) - first.at + 1 &&
  codes.startsWith(first.aa) &&
  codes.endsWith((last ?? first).aa);

const removed: Read = (text) => {
  const match = REMOVED.exec(text);
  const found = ends(match);
  if (!match || !found) return null;
  const kind = match[5]?.toLowerCase() === 'del' ? 'deletion' : 'duplication';
  const spelt = match[6] ?? '';
  if (spelt === '') return { change: { kind, ...found }, flags: NO_FLAGS };
  const codes = residuesOf(spelt, isLong(match));
  const fits = codes !== null && repeats(codes, found.first, found.last);
  return fits ? { change: { kind, ...found }, flags: LEGACY } : null;
};

const delins: Read = (text) => {
  const match = DELINS.exec(text);
  const found = ends(match);
  const inserted = match && residuesOf(match[6] ?? '', isLong(match));
  if (!match || !found || !inserted) return null;
  return { change: { kind: 'delins', ...found, inserted }, flags: match[5] === '>' ? LEGACY : NO_FLAGS };
};

const insertion: Read = (text) => {
  const match = INSERTION.exec(text);
  const found = ends(match);
  const inserted = match && residuesOf(match[5] ?? '', isLong(match));
  if (!inserted || !found?.last || found.last.at !== found.first.at + 1) return null;
  return { change: { kind: 'insertion', first: found.first, last: found.last, inserted }, flags: NO_FLAGS };
};

const READERS: readonly Read[] = [substitution, frameshift, removed, delins, insertion];

/** Spellings that older reports use for a change whose proper name is known. */
const OLD_NAMES: Readonly<Record<string, string>> = {
  'ALK 1151TINS': 'T1151dup',
  'ALK I1151TINS': 'T1151dup',
  'ALK T1151INS': 'T1151dup',
  'ERBB2 A775_G776INSYVMA': 'Y772_A775dup',
  'ERBB2 ALA775_GLY776INSTYRVALMETALA': 'Y772_A775dup',
};

/** The bare change: reference prefix, `p.` and the brackets of a predicted change taken off. */
const bare = (text: string): string =>
  text
    .replace(/^[A-Za-z0-9_.]+:(?=\s*p\.)/i, '')
    .trim()
    .replace(/^p\.\s*/i, '')
    .replace(/^\((.*)\)$/, '$1')
    .trim();

/**
 * Reads a protein change in one-letter or three-letter form, with or without `p.`; `null` when the
 * text is none. Specification 10, HGVS.
 *
 * @param gene HGNC symbol; decides whether `X` means any residue or, as in old names, a stop.
 */
export const parseProteinChange = (gene: string, text: string): ReadChange | null => {
  const name = bare(text);
  const known = OLD_NAMES[`${gene} ${name.toUpperCase()}`];
  if (known !== undefined) {
    const read = removed(known, gene);
    return read && { change: read.change, flags: LEGACY };
  }
  for (const read of READERS) {
    const found = read(name, gene);
    if (found) return found;
  }
  return null;
};
