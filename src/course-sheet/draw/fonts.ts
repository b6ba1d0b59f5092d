import { readFileSync } from 'node:fs';
import { create, type Font } from 'fontkit';
import { unpackedWoff } from './woff';

export type Weight = 'regular' | 'bold';

/** A file of Noto Sans (OFL). Each holds one script; together they cover what a tumour board writes. */
interface Face {
  readonly name: string;
  readonly font: () => Font;
}

const WEIGHTS: Readonly<Record<Weight, number>> = { regular: 400, bold: 700 };

const FILES = [
  ['noto-sans', 'latin'],
  ['noto-sans', 'latin-ext'],
  ['noto-sans', 'greek'],
  ['noto-sans', 'cyrillic'],
  ['noto-sans-sc', 'chinese-simplified'],
] as const;

/** Opened when a character first needs it. */
const opened = (path: string): (() => Font) => {
  let font: Font | undefined;
  return () => (font ??= create(unpackedWoff(readFileSync(require.resolve(path)))) as Font);
};

const facesOf = (weight: Weight): readonly Face[] =>
  FILES.map(([family, script]) => ({
    name: `${family}-${script}-${weight}`,
    // WOFF and not WOFF2: of the latter fontkit embeds whole tables where it should take single glyphs.
    font: opened(`@fontsource/${family}/files/${family}-${script}-${WEIGHTS[weight]}-normal.woff`),
  }));

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

/** What no face covers: shown to be there, never dropped. */
const UNKNOWN = '?';

const covering = (faces: readonly Face[], character: string): Face | undefined =>
  faces.find(({ font }) => font().hasGlyphForCodePoint(character.codePointAt(0) ?? 0));

const readable = (text: string): string =>
  // Control characters and line ends of free text are spaces on a line.
  [...text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')]
    .map((character) => SPELLED[character] ?? character)
    .join('');

/** A text as runs of one face each. */
export const runsOf = (text: string, weight: Weight): readonly Run[] => {
  const faces = FACES[weight];
  const [first] = faces as readonly [Face, ...Face[]];
  const runs: { face: Face; text: string }[] = [];
  for (const character of readable(text)) {
    const face = covering(faces, character);
    const shown = face ? character : UNKNOWN;
    const last = runs.at(-1);
    if (last && last.face === (face ?? first)) last.text += shown;
    else runs.push({ face: face ?? first, text: shown });
  }
  return runs;
};
