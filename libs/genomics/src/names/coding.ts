import { HOTSPOT_CODINGS, type HotspotCoding } from './hotspots';
import { lastResidueOf, type ProteinChange } from './protein-change';
import { TRANSCRIPTS } from './exons';

/** A coding change as a report prints it, in one spelling. */
export interface Coding {
  /** `c.2369C>T` */
  readonly name: string;
  /** Accession without version; `null`: not told, the gene's reference transcript is meant. */
  readonly transcript: string | null;
  readonly from: number;
  readonly to: number;
  /** Distance into the intron, from the exon's last or first base; 0 inside the exon. */
  readonly fromOffset: number;
  readonly toOffset: number;
  readonly isSubstitution: boolean;
}

const CODING =
  /^(?:(?<transcript>(?:NM_|ENST)\d+)(?:\.\d+)?:)?(?<prefix>c\.)?(?<from>\d{1,5})(?<fromOffset>[+-]\d{1,4})?(?:_(?<to>\d{1,5})(?<toOffset>[+-]\d{1,4})?)?(?<event>[ACGT]*>[ACGT]+|del(?:[ACGT]*|\d+)(?:ins[ACGT]+)?|dup(?:[ACGT]*|\d+)|ins[ACGT]+|inv|=)$/i;

/** What is taken out and doubled is said by the positions. */
const spelt = (event: string): string => {
  const upper = event.toUpperCase();
  if (upper.startsWith('DEL'))
    return upper.replace(/^DEL(?:[ACGT]*|\d+)(?=INS|$)/, 'del').replace('INS', 'ins');
  if (upper.startsWith('DUP')) return 'dup';
  return upper.startsWith('INS') ? `ins${upper.slice(3)}` : upper.replace('INV', 'inv');
};

/** Several bases for several others is a delins: `c.2573_2574TG>GT`. */
const eventOf = (event: string, isStretch: boolean): string => {
  const text = spelt(event);
  const [, alt] = text.split('>');
  return isStretch && alt !== undefined ? `delins${alt}` : text;
};

interface Matched {
  readonly transcript?: string;
  readonly prefix?: string;
  readonly from: string;
  readonly fromOffset?: string;
  readonly to?: string;
  readonly toOffset?: string;
  readonly event: string;
}

const nameOf = ({ from, fromOffset = '', to, toOffset = '' }: Matched, event: string): string =>
  `c.${from}${fromOffset}${to === undefined ? '' : `_${to}${toOffset}`}${event}`;

const codingOf = (found: Matched): Coding => {
  const { transcript, from, to, fromOffset = '0', toOffset = '0' } = found;
  const event = eventOf(found.event, to !== undefined);
  const isOne = to === undefined;
  return {
    name: nameOf(found, event),
    transcript: transcript?.toUpperCase() ?? null,
    from: Number(from),
    to: Number(to ?? from),
    fromOffset: Number(fromOffset),
    toOffset: Number(isOne ? fromOffset : toOffset),
    isSubstitution: isOne && event.includes('>'),
  };
};

/** Reads a coding change; `null` when the text is none. */
export const parseCoding = (text: string): Coding | null => {
  const found = CODING.exec(text.replace(/\s+/g, ''))?.groups as Matched | undefined;
  if (!found) return null;
  // Without its prefix only a substitution is a coding change: 767_769dup is one of the protein.
  return found.prefix === undefined && !found.event.includes('>') ? null : codingOf(found);
};

/** Protein change of a coding change, by the reviewed table alone; `null`: not in it. */
export const hotspotOf = (gene: string, { name, transcript }: Coding): HotspotCoding | null => {
  if (transcript !== null && !(TRANSCRIPTS[gene] ?? []).includes(transcript)) return null;
  return HOTSPOT_CODINGS.find((row) => row.gene === gene && row.coding === name) ?? null;
};

/** Where the exon that is skipped ends, by transcript: exon 14 of MET in NM_000245 and in NM_001127500. */
const MET_EXON_14 = [
  { first: 2888, last: 3028 },
  { first: 2942, last: 3082 },
] as const;

/** How far before the exon a deletion still takes the branch point or the stretch behind it. */
const ACCEPTOR = 35;
const DONOR = 3;

/** A place in exon or intron as one number: bases of the intron are parts of one of the exon. */
const placed = (at: number, offset: number): number => at + offset / 10_000;

const touches = (coding: Coding, from: number, to: number): boolean =>
  placed(coding.from, coding.fromOffset) <= to && placed(coding.to, coding.toOffset) >= from;

const isAtAnEnd = (coding: Coding, { first, last }: (typeof MET_EXON_14)[number]): boolean => {
  const before = coding.name.includes('del') ? ACCEPTOR : 2;
  return (
    touches(coding, last, placed(last, DONOR)) || touches(coding, placed(first, -before), placed(first, -1))
  );
};

/** A change of MET at the ends of exon 14, or of its last base: the exon is skipped. */
export const skipsExon14 = (gene: string, coding: Coding): boolean =>
  gene === 'MET' && MET_EXON_14.some((exon) => isAtAnEnd(coding, exon));

/** How far the name of an insertion or deletion may stand from where the bases changed. */
const SHIFT = 12;

/** Could the coding change be the cause of the protein change, by its place alone? */
export const mayCause = (coding: Coding, change: ProteinChange): boolean => {
  if (coding.fromOffset !== 0 || coding.toOffset !== 0) return true;
  const [first, last] = [Math.ceil(coding.from / 3), Math.ceil(coding.to / 3)];
  if (coding.isSubstitution) return first === change.first.at;
  return first - SHIFT <= lastResidueOf(change) && last + SHIFT >= change.first.at;
};
