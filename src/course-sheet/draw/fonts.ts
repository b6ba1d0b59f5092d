import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { create, type Font } from 'fontkit';
import { unpackedWoff } from './woff';

export type Weight = 'regular' | 'bold';

/** A file of Noto Sans (OFL). Each holds one script; together they cover what a tumour board writes. */
interface Face {
  readonly name: string;
  readonly font: () => Font;
}

const WEIGHTS: Readonly<Record<Weight, { readonly woff: number; readonly han: string }>> = {
  regular: { woff: 400, han: 'Regular' },
  bold: { woff: 700, han: 'Bold' },
};

const SCRIPTS = ['latin', 'latin-ext', 'greek', 'cyrillic'] as const;

/** Opened when a character first needs it. */
const opened = (read: () => Buffer, prepared = (font: Font): Font => font): (() => Font) => {
  let font: Font | undefined;
  return () => (font ??= prepared(create(read()) as Font));
};

/**
 * A glyph keeps the character that it was first asked for. The U of an Ü is asked for without one: unless
 * it was there before, every later U of this process would be missing in the text layer.
 */
const named = (font: Font): Font => {
  for (const character of font.characterSet) font.glyphForCodePoint(character);
  return font;
};

/** WOFF and not WOFF2: of the latter fontkit embeds whole tables where it should take single glyphs. */
const scriptFile = (script: string, weight: Weight): Buffer =>
  unpackedWoff(
    readFileSync(
      require.resolve(`@fontsource/noto-sans/files/noto-sans-${script}-${WEIGHTS[weight].woff}-normal.woff`),
    ),
  );

/**
 * The whole font for Chinese, in one file. Files cut for the web leave out what few pages need: 1,051
 * signs of GB 2312, among them those for gadolinium, delirium and retention of urine.
 */
const hanFile = (weight: Weight): Buffer =>
  readFileSync(
    join(dirname(require.resolve('@embedpdf/fonts-sc')), `../fonts/NotoSansHans-${WEIGHTS[weight].han}.otf`),
  );

const facesOf = (weight: Weight): readonly Face[] => [
  ...SCRIPTS.map((script) => ({
    name: `noto-sans-${script}-${weight}`,
    font: opened(() => scriptFile(script, weight), named),
  })),
  { name: `noto-sans-hans-${weight}`, font: opened(() => hanFile(weight)) },
];

const FACES: Readonly<Record<Weight, readonly Face[]>> = {
  regular: facesOf('regular'),
  bold: facesOf('bold'),
};

export interface Run {
  readonly face: Face;
  readonly text: string;
}

/** Signs that the fonts do not have, as people type them without. */
const SPELLED: Readonly<Record<string, string>> = {
  '≥': '>=',
  '≤': '<=',
  '→': '->',
  '≈': '~',
  '\u2011': '-',
};

const codePointOf = (character: string): number => character.codePointAt(0) as number;

const covering = (faces: readonly Face[], character: string): Face | undefined =>
  faces.find(({ font }) => font().hasGlyphForCodePoint(codePointOf(character)));

/** What no face covers: a box and its code point, so that nobody takes it for a sign that was written. */
const unknownSign = (character: string): string =>
  `□U+${codePointOf(character).toString(16).toUpperCase().padStart(4, '0')}`;

/** Signs that are to be seen: joiners, selectors and byte order marks show nothing by themselves. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;

const readable = (text: string): readonly string[] =>
  [
    ...text
      .normalize('NFC')
      .replace(UNSEEN, '')
      // Control characters and line ends of free text are spaces on a line.
      .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' '),
  ].map((character) => SPELLED[character] ?? character);

/** How many signs of a text no face has. */
export const signsWithoutGlyph = (text: string, weight: Weight): number =>
  readable(text).filter((sign) => [...sign].some((character) => !covering(FACES[weight], character))).length;

/** A text as runs of one face each. */
export const runsOf = (text: string, weight: Weight): readonly Run[] => {
  const faces = FACES[weight];
  const [first] = faces as readonly [Face, ...Face[]];
  const runs: { face: Face; text: string }[] = [];
  const add = (character: string): void => {
    const face = covering(faces, character) ?? first;
    const last = runs.at(-1);
    if (last?.face === face) last.text += character;
    else runs.push({ face, text: character });
  };
  for (const sign of readable(text))
    for (const character of sign)
      for (const shown of covering(faces, character) ? character : unknownSign(character)) add(shown);
  return runs;
};
