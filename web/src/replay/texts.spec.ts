import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Texts = { readonly [key: string]: string | Texts };

const flat = (texts: Texts, path = ''): readonly (readonly [string, string])[] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as const] : flat(value, `${path}${key}.`),
  );

const textsOf = (language: string) =>
  flat(JSON.parse(readFileSync(join(__dirname, 'texts', `${language}.json`), 'utf8')) as Texts);

/** Plural forms differ between languages: a key stands for all of its forms. */
const plain = (key: string): string => key.replace(/_(zero|one|other)$/, '');
const keysOf = (texts: readonly (readonly [string, string])[]) =>
  [...new Set(texts.map(([key]) => plain(key)))].sort();
const placesOf = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)]
    .map(([, name]) => name as string)
    .sort()
    .join();

const EN = new Map(textsOf('en'));

describe.each(['de', 'zh-CN'])('texts in %s', (language) => {
  const texts = textsOf(language);

  it('are as complete as the English ones', () => expect(keysOf(texts)).toEqual(keysOf([...EN])));

  it('fill in the same places', () =>
    expect(texts.filter(([key, text]) => placesOf(text) !== placesOf(EN.get(key) ?? text))).toEqual([]));
});
