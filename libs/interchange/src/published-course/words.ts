/**
 * The one place where words of a source are matched. Codes are matched whole, only the form is loose; in
 * sentences a word counts only where it is asserted: "no progression" is none, "possible progression" is
 * not known, and neither is read as progression.
 */

/** Case, joints and spaces say nothing: `CSF_cytology`, `csf-cytology` and `CSF cytology` are one. */
export const plainWords = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[_/‐-―-]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const keyOf = (text: string): string => plainWords(text).replace(/[^\p{L}\p{N}+<>%?]/gu, '');

/** Do a code and the words of a source differ in nothing but case, joints and spaces? */
export const sameWords = (code: unknown, words: unknown): boolean =>
  code === words ||
  (typeof code === 'string' && typeof words === 'string' && keyOf(code) === keyOf(words)) ||
  words === undefined ||
  words === null;

/** Spellings of each code beside the code itself. */
export type Spellings<T extends string> = Readonly<Record<T, readonly string[]>>;

export interface Vocabulary<T extends string> {
  readonly spellings: Spellings<T>;
  readonly byKey: ReadonlyMap<string, T>;
}

export const vocabulary = <T extends string>(spellings: Spellings<T>): Vocabulary<T> => ({
  spellings,
  byKey: new Map(
    (Object.entries(spellings) as [T, readonly string[]][]).flatMap(([code, others]) =>
      [code, ...others].map((spelling) => [keyOf(spelling), code] as const),
    ),
  ),
});

/** Adverbs that take back or weaken what follows: the word behind them is not what is said. */
const WEAKENING =
  /^(hardly|barely|scarcely|unlikely|possibly|probably|presumably|supposedly|questionably|doubtfully|falsely|previously|formerly|initially|equivocally|allegedly|potentially|nearly|incompletely|partially|partly|weakly|faintly|marginally|minimally)$/;
const ADVERB = /^(\p{L}+ly|very|still|again|now)\s+/u;
const BRACKETS = /\s*[([][^()[\]]*[)\]]\s*$/;

const withoutAdverb = (text: string): string | null => {
  const adverb = ADVERB.exec(text)?.[1];
  return adverb === undefined || WEAKENING.test(adverb) ? null : text.replace(ADVERB, '');
};

/** A bracket that takes back what stands before it is no remark. */
const withoutBrackets = (text: string): string | null => {
  const bracket = BRACKETS.exec(text)?.[0];
  return bracket === undefined || DOUBT.test(bracket) ? null : text.replace(BRACKETS, '');
};

/** The code that a text means: exactly, else without remarks in brackets behind it, else without an adverb. */
export const codeIn = <T extends string>({ byKey }: Vocabulary<T>, text: string): T | undefined => {
  const plain = plainWords(text);
  const bare = withoutBrackets(plain);
  const candidates = [plain, bare, withoutAdverb(plain), bare === null ? null : withoutAdverb(bare)];
  const found = candidates.find((each) => each !== null && byKey.has(keyOf(each)));
  return found === undefined || found === null ? undefined : byKey.get(keyOf(found));
};

export type Said = 'yes' | 'perhaps' | 'no' | 'nothing';

const CLAUSES =
  /[,;()[\]\n]|\.(?:\s|$)|\b(?:but|however|although|though|because|due to|owing to|yet|despite)\b/;

const NO_BEFORE =
  /\b(no|not|non|without|w o|never|neither|nor|none|negative for|absence of|absent|free of|free from|lack of|den(y|ies|ied)|rather than|instead of|except|excluding|excluded|excludes?|ruled out|rules? out|unlikely|fail(s|ed)? to|failure to|nothing|cannot|isn t|isn't|wasn't|didn't|refus\w+|declin\w+|contraindicat\w+|abandon\w*|cancel\w*)\b/;
const NO_AFTER =
  /^\W*(?:(?:is|are|was|were|has been|have been|had been|could be|can be|to be|status|seen as)\s+)*(?:(?:\w+ly)\s+)?(?:ruled out|excluded|absent|unlikely|free\b|none\b|nil\b|no\b|not\b|never\b|denied|refused|declined|abandoned|cancelled|canceled|impossible|contraindicated)/;
const NOT_EXCLUDED =
  /\b(not (be )?(excluded|ruled out)|cannot (be )?(excluded?|ruled out|rule out)|could not (be )?(excluded?|ruled out)|not (un|im)\w+)\b/;
const PERHAPS_BEFORE =
  /\b(possibl[ey]|probabl[ey]|suspected|suspicious|suspicions?|suspects?|questionable|equivocal|doubtful|presum\w+|likely|may(?! \d)|might|could|would|suggest\w*|versus|vs|risk of|fear of|concern\w*|differential|r o|if|unless|unclear|whether|planned|awaiting|scheduled|intended|proposed|considered|refer\w*|query)\b/;
/** What stands right behind such a word belongs to the past. */
const PAST_BEFORE =
  /\b(after|following|since|before|until|till|prior to|prior|previous|previously|earlier|former|past|history of|status post|s p)\s+(?:(?:the|a|an|any|his|her|its|their|first|second|\w+(?:al|ic|ous|ar))\s+)*$/;
const DOUBT_AFTER =
  /^\W*(?:(?:is|are|was|were|has been|remains|seems|appears)\s+)*(?:possible|probable|suspected|questionable|equivocal|doubtful|unclear|uncertain|planned|to be confirmed|\?)/;
const DOUBT = new RegExp(`${NO_BEFORE.source}|${PERHAPS_BEFORE.source}|\\?`);

const saidAt = (clause: string, from: number, to: number): Exclude<Said, 'nothing'> => {
  const [before, after] = [clause.slice(0, from), clause.slice(to)];
  if (NOT_EXCLUDED.test(before) || NOT_EXCLUDED.test(after)) return 'perhaps';
  if (NO_BEFORE.test(before) || NO_AFTER.test(after)) return 'no';
  const doubt = PERHAPS_BEFORE.test(before) || DOUBT_AFTER.test(after) || PAST_BEFORE.test(before);
  return doubt ? 'perhaps' : 'yes';
};

const ORDER: readonly Said[] = ['yes', 'perhaps', 'no'];

/** Does a text say it, deny it, or leave it open? One plain assertion is enough. */
export const said = (pattern: RegExp, text: string): Said => {
  const everywhere = new RegExp(pattern.source, 'gu');
  const found = new Set<Said>(
    plainWords(text)
      .split(CLAUSES)
      .flatMap((clause) =>
        [...clause.matchAll(everywhere)].map(({ index, 0: match }) =>
          saidAt(clause, index, index + match.length),
        ),
      ),
  );
  return ORDER.find((each) => found.has(each)) ?? 'nothing';
};

/** One meaning and the phrases that stand for it; `*` ends a word anyhow. */
export type Phrases<T> = readonly (readonly [meaning: T, ...phrases: string[]])[];

/** Longer phrases first: what stands behind "brain stem" is not what stands behind "brain". */
const patternOf = (phrases: readonly string[]): RegExp => {
  const byLength = [...phrases].sort((a, b) => b.length - a.length);
  const each = byLength.map((phrase) =>
    plainWords(phrase)
      .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '[\\p{L}\\p{N}]*'),
  );
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${each.join('|')})(?![\\p{L}\\p{N}])`, 'u');
};

export interface PhraseTable<T> {
  readonly phrases: Phrases<T>;
  readonly rules: readonly { readonly meaning: T; readonly pattern: RegExp }[];
}

export const phraseTable = <T>(phrases: Phrases<T>): PhraseTable<T> => ({
  phrases,
  rules: phrases.map(([meaning, ...words]) => ({ meaning, pattern: patternOf(words) })),
});

/** Every meaning that a text asserts, in the order of the table; a word that one line has read, no later one reads. */
export const allSaid = <T>({ rules }: PhraseTable<T>, text: string): readonly T[] => {
  let left = plainWords(text);
  return rules.flatMap(({ meaning, pattern }) => {
    const asserted = said(pattern, left) === 'yes';
    left = left.replace(new RegExp(pattern.source, 'gu'), ' ');
    return asserted ? [meaning] : [];
  });
};

/** A text without the phrases of a table, so that their words are not read for something else. */
export const without = <T>({ rules }: PhraseTable<T>, text: string): string =>
  rules.reduce((left, { pattern }) => left.replace(new RegExp(pattern.source, 'gu'), ' '), plainWords(text));

/** The first meaning of the table that a text asserts. */
export const firstSaid = <T>(table: PhraseTable<T>, text: string): T | undefined => allSaid(table, text)[0];

/** "not stated", "unknown": the source says that it does not say. */
export const saysNothing = (text: string): boolean =>
  /^(?:not (?:stated|given|known|reported|specified|available|named)|none (?:stated|named|given)|none|unknown|unspecified|n a|\?)(?![\p{L}\p{N}])/u.test(
    plainWords(text),
  ) || plainWords(text) === '';
