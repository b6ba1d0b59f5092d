import type { Fact, Supposition } from '@web/api/types';

/** What is supposed of one fact: that it was never so, or that some of its fields were others. */
export type Supposed =
  | { readonly as: 'nothing' }
  | { readonly as: 'retracted' }
  | { readonly as: 'changed'; readonly fields: Readonly<Record<string, string>> };

const NAME = /^[A-Za-z][A-Za-z0-9]{0,40}$/;
/** Days and codes only: a link is no place for what a report says. */
const VALUE = /^[A-Za-z0-9_+.:/-]{1,60}$/;

export const canBeSupposed = (value: string): boolean => VALUE.test(value);

/** As the URL holds it: `retracted`, or `occurredOn~2024-07~result~negative`. */
export const readSupposed = (text: string | null): Supposed => {
  if (text === null) return { as: 'nothing' };
  if (text === 'retracted') return { as: 'retracted' };
  const parts = text.split('~');
  const fields: Record<string, string> = {};
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [name = '', value = ''] = parts.slice(at);
    if (NAME.test(name) && canBeSupposed(value)) fields[name] = value;
  }
  return Object.keys(fields).length === 0 ? { as: 'nothing' } : { as: 'changed', fields };
};

export const supposedText = (supposed: Supposed): string | null => {
  if (supposed.as === 'nothing') return null;
  if (supposed.as === 'retracted') return 'retracted';
  const parts = Object.entries(supposed.fields).flat();
  return parts.length === 0 ? null : parts.join('~');
};

/** Sets one field of what is supposed; the value that the fact has already is no supposition. */
export const supposeField = (
  supposed: Supposed,
  fact: Fact,
  { name, value }: { readonly name: string; readonly value: string },
): Supposed => {
  const { [name]: _before, ...others } = supposed.as === 'changed' ? supposed.fields : {};
  const fields = value === '' || value === fieldText(fact, name) ? others : { ...others, [name]: value };
  return Object.keys(fields).length === 0 ? { as: 'nothing' } : { as: 'changed', fields };
};

/** A field as it is typed; a span of two dates is `2024-05/2024-07`. */
export const fieldText = (fact: Fact, name: string): string => {
  const value = (fact as unknown as Readonly<Record<string, unknown>>)[name];
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null && 'earliest' in value && 'latest' in value)
    return `${String(value.earliest)}/${String(value.latest)}`;
  return '';
};

const typed = (name: string, value: string): unknown => {
  if (name !== 'occurredOn' || !value.includes('/')) return value;
  const [earliest, latest] = value.split('/');
  return { earliest, latest };
};

/** The fact as it is supposed to be. */
export const supposedFact = (fact: Fact, fields: Readonly<Record<string, string>>): Fact => ({
  ...fact,
  ...Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, typed(name, value)])),
});

export const suppositionOf = (factId: string, fact: Fact, supposed: Supposed): Supposition | null => {
  if (supposed.as === 'nothing') return null;
  if (supposed.as === 'retracted') return { statement: 'retracted', factId };
  return { statement: 'amended', factId, fact: supposedFact(fact, supposed.fields) };
};

export interface CodedField {
  readonly name: string;
  readonly codes: readonly string[];
}

interface Property {
  readonly type?: string;
  readonly enum?: readonly string[];
}

/** How a date was come by and who wrote it change no value. */
const BESIDE = ['kind', 'dateBasis', 'author'];

/** Coded fields of a kind of fact, those that must be there first. */
export const codedFields = (schema: {
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Property>>;
}): readonly CodedField[] => {
  const coded = Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
    property.enum && !BESIDE.includes(name) ? [{ name, codes: property.enum }] : [],
  );
  const needed = ({ name }: CodedField): boolean => schema.required?.includes(name) ?? false;
  return [...coded.filter(needed), ...coded.filter((field) => !needed(field))];
};
