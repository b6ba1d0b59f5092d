import { type Flag } from '@leptotrace/rules';
import { contradictsReference, isHotspot, residueAt } from './reference';
import { formatShort, type ProteinChange, type Residue } from './protein-change';
import { AMINO_ACID, residueOf, residuesOf, STOP_OR_ANY } from './residues';
import { threePrime } from './three-prime';

export interface ReadChange {
  readonly change: ProteinChange;
  readonly flags: readonly Flag[];
}

const PLACE = `(${AMINO_ACID})(\\d{1,5})`;
const expression = (body: string): RegExp => new RegExp(`^${body}$`, 'i');

const SUBSTITUTION = expression(`${PLACE}>?(${AMINO_ACID}|${STOP_OR_ANY}|=)`);
const FRAMESHIFT = expression(`${PLACE}(${AMINO_ACID})?fs(?:(Ter|\\*|X)(\\d{1,5}|\\?)?)?`);
const STRETCH = `${PLACE}(?:_${PLACE})?`;
const REMOVED = expression(`${STRETCH}(del|dup)([A-Za-z]*|\\d{1,3})`);
const DELINS = expression(`${STRETCH}(del(?:[A-Za-z]*|\\d{1,3})ins|>)([A-Za-z*]+)`);
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
  // No change of the protein: a silent change of the gene.
  if (printed === '=') return { change: { kind: 'substitution', first, alt: first.aa }, flags: NO_FLAGS };
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

/**
 * Older names repeat the residues that went or came twice, or count them or their bases: they must be those
 * of the stretch.
 */
const repeats = (spelt: string, isLongForm: boolean, first: Residue, last: Residue | null): boolean => {
  const length = (last?.at ?? first.at) - first.at + 1;
  if (/^\d+$/.test(spelt)) return Number(spelt) === length || Number(spelt) === 3 * length;
  const codes = residuesOf(spelt, isLongForm);
  return codes?.length === length && codes.startsWith(first.aa) && codes.endsWith((last ?? first).aa);
};

const removed: Read = (text) => {
  const match = REMOVED.exec(text);
  const found = ends(match);
  if (!match || !found) return null;
  const kind = match[5]?.toLowerCase() === 'del' ? 'deletion' : 'duplication';
  const spelt = match[6] ?? '';
  if (spelt === '') return { change: { kind, ...found }, flags: NO_FLAGS };
  const fits = repeats(spelt, isLong(match), found.first, found.last);
  return fits ? { change: { kind, ...found }, flags: LEGACY } : null;
};

const delins: Read = (text) => {
  const match = DELINS.exec(text);
  const found = ends(match);
  if (!match || !found) return null;
  const [event, alt] = [match[5] as string, match[6] as string];
  const inserted = residuesOf(alt, isLong(match));
  const spelt = event.replace(/^del|ins$|>/gi, '');
  if (!inserted || (spelt !== '' && !repeats(spelt, isLong(match), found.first, found.last))) return null;
  const flags = event.toLowerCase() === 'delins' ? NO_FLAGS : LEGACY;
  return { change: { kind: 'delins', ...found, inserted }, flags };
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
  // The longer transcript of MET, NM_001127500, counts 18 residues more.
  'MET D1246N': 'D1228N',
  'MET D1246H': 'D1228H',
  'MET D1246Y': 'D1228Y',
  'MET D1246V': 'D1228V',
  'MET Y1248H': 'Y1230H',
  'MET Y1248C': 'Y1230C',
  'MET Y1248S': 'Y1230S',
  'MET Y1248D': 'Y1230D',
  'MET D1028N': 'D1010N',
  'MET D1028H': 'D1010H',
  'MET D1028Y': 'D1010Y',
};

/** Residues that a name gives by their numbers alone: `767_769dup`. */
const NUMBERS = /^(\d{1,4})(?:_(\d{1,4}))?(?=(?:del|dup|ins)[a-z]*$)/i;

const withResidues = (gene: string, name: string): string => {
  const match = NUMBERS.exec(name);
  const [from, to] = [match?.[1], match?.[2]].map((at) =>
    at === undefined ? '' : `${residueAt(gene, Number(at)) ?? ''}${at}`,
  );
  if (!match || !from) return name;
  return `${to ? `${from}_${to}` : from}${name.slice(match[0].length)}`;
};

/** The bare change: reference prefix, `p.` and the brackets of a predicted change taken off. */
const bare = (text: string): string =>
  text
    .replace(/^(?:(?:N[PM]_|ENS[PT])\d+(?:\.\d+)?|[A-Z0-9-]{2,10}(?=:\s*p\.)):\s*/i, '')
    .trim()
    .replace(/^p\.\s*/i, '')
    .replace(/^\((.*)\)$/, '$1')
    .trim();

const readBare = (gene: string, name: string): ReadChange | null => {
  for (const read of READERS) {
    const found = read(name, gene);
    if (found) return found;
  }
  return null;
};

/** One name for one protein: what was spelt otherwise is flagged. */
const normalised = (gene: string, { change, flags }: ReadChange): ReadChange => {
  const one = threePrime(gene, change);
  const isSame = formatShort(one) === formatShort(change);
  return { change: one, flags: isSame ? flags : LEGACY };
};

/**
 * Reads a protein change in one-letter or three-letter form, with or without `p.`; `null` when the
 * text is none, or names residues that the protein does not have there. Specification 10, HGVS; R7.
 *
 * @param gene HGNC symbol; decides whether `X` means any residue or, as in old names, a stop.
 */
export const parseProteinChange = (gene: string, text: string): ReadChange | null => {
  const name = bare(text);
  const old = readBare(gene, name);
  const known =
    OLD_NAMES[`${gene} ${name.toUpperCase()}`] ?? (old && OLD_NAMES[`${gene} ${formatShort(old.change)}`]);
  const read = known ? readBare(gene, known) : (old ?? readBare(gene, withResidues(gene, name)));
  if (!read || contradictsReference(gene, read.change)) return null;
  return normalised(gene, known ? { change: read.change, flags: LEGACY } : read);
};
