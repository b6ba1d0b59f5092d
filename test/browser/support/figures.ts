import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { daysText, occurredText } from '@web/format/dates';
import { rawText, valueAt } from '@web/replay/figures';

export interface SeenFigure {
  readonly path: string;
  readonly raw: string;
  readonly text: string;
}

/** Every figure that a page shows and that another call of the service answers too. */
export const figuresOn = (page: Page): Promise<readonly SeenFigure[]> =>
  page.locator('[data-figure*="."]').evaluateAll((elements) =>
    elements.map((element) => ({
      path: element.getAttribute('data-figure') ?? '',
      raw: element.getAttribute('data-value') ?? '',
      text: element.textContent ?? '',
    })),
  );

const PARTS = ['status', 'endpoints', 'resistance', 'timeline'] as const;

/** The answers of the single calls for a day, under the names that figures are pathed by. */
export const answersOf = async (url: string, id: string, on: string): Promise<object> => {
  const get = async (path: string): Promise<unknown> =>
    (await fetch(`${url}/v1/patients/${id}/${path}?on=${on}`)).json();
  const [answers, { decisions }] = await Promise.all([
    Promise.all(PARTS.map(get)),
    get('decisions') as Promise<{ readonly decisions: unknown }>,
  ]);
  return { ...Object.fromEntries(PARTS.map((part, at) => [part, answers[at]])), decisions };
};

type Words = ReadonlyMap<string, readonly string[]>;

const leaves = (node: unknown, key: string): readonly (readonly [string, string])[] =>
  typeof node === 'string'
    ? [[key, node]]
    : Object.entries(node as object).flatMap(([name, each]) => leaves(each, name));

/** Every way in which the screens name a code, by the code. */
export const wordsIn = (language: string): Words => {
  const words = new Map<string, string[]>();
  for (const feature of ['terms', 'replay']) {
    const file = join(process.cwd(), 'web', 'src', feature, 'texts', `${language}.json`);
    for (const [key, text] of leaves(JSON.parse(readFileSync(file, 'utf8')), ''))
      words.set(key, [...(words.get(key) ?? []), text]);
  }
  return words;
};

const NOTHING = ['notComputed', 'noEvidence', 'noDate', 'none'] as const;

const isRange = (value: object): value is { from: string | number; to: string | number } =>
  'from' in value && 'to' in value;

const ofObject = (value: object, language: string, words: Words): readonly string[] => {
  if (Array.isArray(value)) return [value.join(', ')];
  if ('value' in value && 'unit' in value)
    return [
      [number(value.value, language), ...(words.get(String(value.unit))?.slice(-1) ?? [])].join('\u00a0'),
    ];
  if (!isRange(value)) return [occurredText(value as { earliest: string; latest: string }, language)];
  const { from, to } = value;
  if (typeof from === 'number' && from === to) return [number(from, language)];
  return [typeof from === 'number' ? `${from}–${to}` : daysText({ from, to: String(to) }, language)];
};

const number = (value: unknown, language: string): string =>
  new Intl.NumberFormat(language, { useGrouping: false, maximumFractionDigits: 8 }).format(Number(value));

/** Codes that are said in other words where they stand. */
const SAID: Readonly<Record<string, string>> = {
  'cnsr 0': 'event',
  // Which reason a censoring has is told in the audit.
  ...Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`cnsr ${at + 1}`, 'censored'])),
  'value MISSING': 'noBest',
  'certainty none': 'noLm',
  'answer none': 'noSteroid',
  'answer unknown': 'steroidUnknown',
  'technique not-stated': 'RadiotherapyDelivered',
};

const ofText = (text: string, language: string, words: Words): readonly string[] => {
  if (/^\d{4}(-\d\d){0,2}$/.test(text)) return [occurredText(text, language)];
  // A digest is told by its beginning.
  if (/^[0-9a-f]{64}$/.test(text)) return [text.slice(0, 12)];
  return words.get(text) ?? [text, text.charAt(0).toUpperCase() + text.slice(1)];
};

/** The texts of which one has to stand where a value is shown. */
const textsOf = (path: string, value: unknown, language: string, words: Words): readonly string[] => {
  const said = SAID[`${path.split('.').at(-1) ?? ''} ${rawText(value)}`];
  if (said !== undefined) return words.get(said) ?? [];
  if (typeof value === 'number') return [number(value, language)];
  if (typeof value === 'string') return ofText(value, language, words);
  if (typeof value === 'object' && value !== null) return ofObject(value, language, words);
  return NOTHING.flatMap((name) => words.get(name) ?? []);
};

/** What is wrong with a figure beside the answers of the service; nothing when it tells the same. */
export const faultOf = (
  { path, raw, text }: SeenFigure,
  answers: object,
  { language, words }: { readonly language: string; readonly words: Words },
): readonly string[] => {
  const value = valueAt(answers, path);
  if (value === undefined) return [`${path}: no other call answers it`];
  if (rawText(value) !== raw) return [`${path}: ${raw} instead of ${rawText(value)}`];
  const wanted = textsOf(path, value, language, words);
  return wanted.some((each) => text.includes(each)) ? [] : [`${path}: “${text}” does not say ${raw}`];
};
