import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Texts = { readonly [key: string]: string | Texts };

const textsOf = (language: string): Texts =>
  JSON.parse(readFileSync(join(__dirname, 'texts', `${language}.json`), 'utf8')) as Texts;

const flat = (texts: Texts, path = ''): readonly (readonly [string, string])[] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as const] : flat(value, `${path}${key}.`),
  );

/** Chinese has one form for all numbers. */
const withoutForms = (key: string): string => key.replace(/_(one|other)$/, '');
const places = (text: string): readonly string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name as string).sort();

const EN = new Map(flat(textsOf('en')));

describe.each(['de', 'zh-CN'])('texts in %s', (language) => {
  const texts = flat(textsOf(language));

  it('are as complete as the English ones', () => {
    const keys = (of: Iterable<readonly [string, string]>) =>
      [...new Set([...of].map(([key]) => withoutForms(key)))].sort();
    expect(keys(texts)).toEqual(keys(EN));
  });

  it('fill in the same places', () => {
    const other = texts.filter(
      ([key, text]) => JSON.stringify(places(text)) !== JSON.stringify(places(EN.get(key) ?? text)),
    );
    expect(other).toEqual([]);
  });
});
