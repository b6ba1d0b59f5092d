type Names = Readonly<Record<string, string>>;

/** Texts of forms that are found by what the service calls a thing. */
export interface FormTexts {
  readonly fields: Names;
  readonly fieldsIn: Readonly<Record<string, Names>>;
  /** By the description of the schema. */
  readonly hints: Names;
  /** By the sentence of a refusal, with # for what it quotes. */
  readonly sentences: Names;
}

/** A sentence in the reader's language, or as the service says it, and then in English. */
export interface Said {
  readonly text: string;
  readonly lang?: 'en';
}

// Quoted words, lists of them, codes such as 2021-05 and numbers are the particulars of a sentence.
const PARTICULAR = /"[^"]*"(?:, "[^"]*")*|\b\d[\d.:TZ-]*\b|(?<![\w])-\d+/g;

/** A sentence without its particulars, and these in order. */
export const patternOf = (
  sentence: string,
): { readonly pattern: string; readonly held: readonly string[] } => {
  const held = [...sentence.matchAll(PARTICULAR)].map(([text]) => text);
  return { pattern: sentence.replace(PARTICULAR, '#'), held };
};

/** What a refusal says to who fills in a form, where the sentence is known; it was made for who writes JSON. */
export const saidIn = (
  { sentences }: Pick<FormTexts, 'sentences'>,
  sentence: string,
  language: string,
): Said => {
  const { pattern, held } = patternOf(sentence);
  const translated = sentences[pattern];
  if (translated === undefined)
    return language === 'en' ? { text: sentence } : { text: sentence, lang: 'en' };
  let next = 0;
  return { text: translated.replace(/#/g, () => held[next++] ?? '') };
};

/** What a field of a form is called. */
export const labelIn = ({ fields, fieldsIn }: FormTexts, kind: string, name: string): string =>
  fieldsIn[kind]?.[name] ?? fields[name] ?? name;

/** What is to be known of a field; empty where its name says it all. */
export const hintIn = (
  { hints }: Pick<FormTexts, 'hints'>,
  description: string | undefined,
  language: string,
): Said => {
  if (description === undefined) return { text: '' };
  const text = hints[description];
  if (text !== undefined) return { text };
  return language === 'en' ? { text: description } : { text: description, lang: 'en' };
};
