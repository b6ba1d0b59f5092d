/** Chinese breaks between any two characters, but no line begins with these or ends with those. */
const NOT_FIRST = /^[，。、；：！？）》”’%]/;
const NOT_LAST = /[（《“‘]$/;
// A no-break space holds a number and its unit together.
const PIECES =
  /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]|\p{Script=Han}|[^\S\u00a0]+|(?:(?![\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]|\p{Script=Han})[\S\u00a0])+/gu;

/** The smallest parts of a text that a line may end after. */
const piecesOf = (text: string): readonly string[] => {
  const pieces: string[] = [];
  for (const piece of text.match(PIECES) ?? []) {
    const last = pieces.at(-1);
    if (last !== undefined && (NOT_FIRST.test(piece) || NOT_LAST.test(last)))
      pieces[pieces.length - 1] += piece;
    else pieces.push(piece);
  }
  return pieces;
};

export interface Measure {
  readonly of: (text: string) => number;
  readonly width: number;
  /** Taken on the first line already, by a label. */
  readonly first?: number;
}

/** A word that is wider than a line is cut where the line ends. */
const cutToFit = (piece: string, { of, width }: Measure): readonly string[] => {
  const parts: string[] = [];
  let part = '';
  for (const character of piece) {
    if (part !== '' && of(part + character) > width) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
};

/** A text in lines of a width. Pure: measuring is given. */
export const wrapped = (text: string, measure: Measure): readonly string[] => {
  const lines: string[] = [];
  let current = '';
  const room = (): number => measure.width - (lines.length === 0 ? (measure.first ?? 0) : 0);
  const add = (piece: string): void => {
    if (measure.of((current + piece).trimEnd()) <= room()) {
      current += piece;
      return;
    }
    if (current.trim() !== '' || lines.length === 0) lines.push(current.trimEnd());
    current = piece.trimStart();
  };
  for (const piece of piecesOf(text)) {
    const parts = measure.of(piece) > measure.width ? cutToFit(piece, measure) : [piece];
    parts.forEach(add);
  }
  return current === '' && lines.length > 0 ? lines : [...lines, current.trimEnd()];
};

/** At most so many lines; a text that goes on says so. */
export const clamped = (lines: readonly string[], most: number): readonly string[] =>
  lines.length <= most
    ? lines
    : [...lines.slice(0, most - 1), `${[...(lines[most - 1] ?? '')].slice(0, -1).join('')}…`];

/** A text on one line of a width. */
export const shortened = (text: string, { of, width }: Measure): string => {
  if (of(text) <= width) return text;
  // By characters: half of a rare one is none.
  const characters = [...text];
  const upTo = (end: number): string => `${characters.slice(0, end).join('').trimEnd()}…`;
  let end = characters.length;
  while (end > 1 && of(upTo(end)) > width) end -= 1;
  return upTo(end);
};
