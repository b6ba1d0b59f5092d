import type { Fact, FactKind, FactOf } from '@web/api/types';
import type { TermNames } from '../names';

/** What a summary is said with: the names of a language and its patterns. */
export interface Speech extends TermNames {
  readonly texts: Readonly<Record<string, string>>;
}

/** The fact of an id, where whoever asks has it at hand. */
export type FindFact = (factId: string) => Fact | undefined;

export type Summary<K extends FactKind> = (fact: FactOf<K>, speech: Speech, find?: FindFact) => string;

/** A pattern with its places filled. */
export const say = ({ texts }: Speech, name: string, values: Readonly<Record<string, string>> = {}): string =>
  (texts[name] ?? name).replace(/\{\{(\w+)\}\}/g, (_all, place: string) => values[place] ?? '');

type Part = string | undefined | false;

const present = (parts: readonly Part[]): readonly string[] =>
  parts.filter((part): part is string => typeof part === 'string' && part !== '');

export const listed = (speech: Speech, parts: readonly Part[]): string =>
  present(parts).join(say(speech, 'join'));

export const parted = (speech: Speech, parts: readonly Part[]): string =>
  present(parts).join(say(speech, 'part'));

/** `head: rest`, or the head alone when nothing more is said. */
export const headed = (speech: Speech, head: string, rest: string): string =>
  rest === '' ? head : `${head}${say(speech, 'colon')}${rest}`;

export const spaced = (parts: readonly Part[]): string => present(parts).join(' ');

/** Sentences begin with a capital; a name such as `mRNA` is never first. */
export const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
