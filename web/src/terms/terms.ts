import type { Fact } from '@web/api/types';
import { namesOf, type TermNames, type TermTexts } from './names';
import { summaryOf, type FindFact } from './summary';

export type { Quantity, TermTexts } from './names';

export interface Terms extends TermNames {
  /** One line that says what a fact says. `find` looks up facts that it points to. */
  readonly summary: (fact: Fact, find?: FindFact) => string;
}

/** Names and summaries in the language of the texts. */
export const termsOf = (texts: TermTexts, language: string): Terms => {
  const names = namesOf(texts, language);
  const speech = { ...names, texts: texts.say };
  return { ...names, summary: (fact, find) => summaryOf(fact, speech, find) };
};
