import type { JsonValue } from '@leptotrace/kernel';
import { RESPONSES } from '@web/terms/responses';

/** What kind of thing a value of a derivation is, for the one who draws it. */
export type Shown =
  | {
      readonly as: 'endpoint';
      readonly paramcd: string;
      readonly aval: number | null;
      readonly cnsr: number | null;
    }
  | { readonly as: 'response'; readonly value: string }
  | { readonly as: 'answer'; readonly yes: boolean }
  | { readonly as: 'none' }
  | { readonly as: 'date'; readonly date: string }
  | { readonly as: 'word'; readonly word: string }
  | { readonly as: 'number'; readonly number: number }
  | { readonly as: 'parts'; readonly parts: readonly Named[] };

export interface Named {
  readonly name: string;
  readonly text: string;
  readonly unit: string;
}

const UNITS: readonly (readonly [RegExp, string])[] = [
  [/Days$/, 'd'],
  [/Percent$/, '%'],
  [/MgPerDay$/, 'mg/d'],
  [/CmH2O$/, 'cmH2O'],
  [/mm$/i, 'mm'],
  [/mm2$/i, 'mm²'],
];

const SIZES: readonly string[] = ['mm', 'mm²'];

const plain = (value: JsonValue): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** A number whose name carries its unit, as `nadirMm`: the number is told in that unit; a size needs no other name. */
export const namedValue = (name: string, value: JsonValue): Named => {
  const [end, unit] = (typeof value === 'number' && UNITS.find(([ending]) => ending.test(name))) || [
    null,
    '',
  ];
  const bare = end && SIZES.includes(unit) ? name.replace(end, '') : name;
  return { name: bare, text: value === null ? '–' : plain(value), unit };
};

type JsonRecord = Readonly<Record<string, JsonValue>>;

const shownObject = (value: JsonRecord): Shown => {
  const { paramcd, aval = null, cnsr = null } = value;
  if (typeof paramcd === 'string')
    return { as: 'endpoint', paramcd, aval: aval as number | null, cnsr: cnsr as number | null };
  return { as: 'parts', parts: Object.entries(value).map(([name, each]) => namedValue(name, each)) };
};

const shownText = (text: string): Shown => {
  if (RESPONSES.has(text)) return { as: 'response', value: text };
  return /^\d{4}-\d\d-\d\d$/.test(text) ? { as: 'date', date: text } : { as: 'word', word: text };
};

export const shownValue = (value: JsonValue | undefined): Shown => {
  if (value === null || value === undefined) return { as: 'none' };
  if (typeof value === 'string') return shownText(value);
  if (typeof value === 'boolean') return { as: 'answer', yes: value };
  if (typeof value === 'number') return { as: 'number', number: value };
  if (Array.isArray(value)) return { as: 'word', word: value.map(plain).join(', ') };
  return shownObject(value as JsonRecord);
};
