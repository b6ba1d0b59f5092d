import { AMINO_ACID } from './residues';

const AA = `(?:${AMINO_ACID})`;
const PLACE = `${AA}\\d{1,4}`;
const STRETCH = `${PLACE}(?:_${PLACE})?`;

const expression = (body: string): RegExp => new RegExp(body, 'gi');

/** Characters that printing adds: typographic dashes, arrows, quotes, spaces of all widths. */
const CHARACTERS: readonly (readonly [RegExp, string])[] = [
  [/[\u200b-\u200d\u2060\ufeff]/g, ''],
  [/[\u2010-\u2015\u2212]/g, '-'],
  [/[\u2192\u279c\u21d2]|->/g, '>'],
  [/["'`\u2018\u2019\u201c\u201d]/g, ''],
  [/\s+/g, ' '],
];

/** A name with plain characters, as it is kept when it cannot be read. */
export const tidy = (text: string): string =>
  CHARACTERS.reduce((plain, [found, put]) => plain.replace(found, put), text.normalize('NFKC')).trim();

/** Ways of printing a change that mean what the usual one means. In this order. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/\u0394|\u2206|\bdelta /g, 'del '],
  [/\bstop\b|(?<=\d)stop/gi, 'Ter'],
  [/\b([pc])\. +/gi, '$1.'],
  // A predicted change in brackets, and an accession with its gene in brackets.
  [/\b([pc])\.[([]([^()[\]; ]+)[)\]]/gi, '$1.$2'],
  [/\b((?:N[MP]_|ENS[TP])\d+(?:\.\d+)?)\([A-Z0-9-]+\):/gi, '$1:'],
  [/: +(?=[pc]\.)/gi, ':'],
  [/ *> */g, '>'],
  [expression(`\\bdel(?=${PLACE})`), 'del '],
  [expression(`\\b(${PLACE}) ?[-/] ?(?=${PLACE}(?:\\b|del|dup|ins|>))`), '$1_'],
  [expression(`\\bdel(?:etion)?(?: of)?[ -]?(${STRETCH})(?:del)?ins`), '$1delins'],
  [expression(`\\bdel(?:etion)?(?: of)?[ -]?(${PLACE}_${PLACE})(?![a-z0-9>])`), '$1del'],
  [expression(`(${PLACE}) (?:in-?frame )?del(?:etion)?(?![a-z])`), '$1del'],
  [expression(`\\bdup(?:lication)?(?: of)?[ -]?(${STRETCH})(?![a-z0-9>])`), '$1dup'],
  [expression(`(${PLACE}) dup(?:lication)?(?![a-z])`), '$1dup'],
  [expression(`(${PLACE}) ?ins(?:ertion)? ?(?=${AA}+\\b)`), '$1ins'],
];

const APART = expression(`^(p\\.)?(${AA}) (\\d{1,4}) (${AA}|Ter|\\*)$`);

/** The same name in the usual spelling. */
export const usual = (tidied: string): string =>
  SPELLINGS.reduce((name, [found, put]) => name.replace(found, put), tidied).replace(APART, '$1$2$3$4');
