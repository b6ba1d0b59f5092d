import type { Field } from './fields';
import { parseNumber } from './numbers';
import { membersOf, rowsOf, textOf, type State } from './state';

/** What is typed and is no number goes out as it is: the service refuses it at its field, nothing is guessed. */
const numberOf = (text: string, language: string): number | string | undefined =>
  text.trim() === '' ? undefined : (parseNumber(text, language) ?? text);

const quantityOf = (state: State | undefined, language: string): unknown => {
  const { value, unit, bound } = membersOf(state);
  const number = numberOf(textOf(value), language);
  if (number === undefined) return undefined;
  return {
    value: number,
    ...(textOf(unit) === '' ? {} : { unit: textOf(unit) }),
    ...(textOf(bound) === '' ? {} : { bound: textOf(bound) }),
  };
};

const occurredOf = (state: State | undefined): unknown => {
  const { from, to } = membersOf(state);
  const [earliest, latest] = [textOf(from).trim(), textOf(to).trim()];
  if (latest === '') return earliest === '' ? undefined : earliest;
  return { earliest, latest };
};

const recordOf = (state: State | undefined): unknown => {
  const entries = rowsOf(state).map((row) => {
    const { name, value, kept } = membersOf(row.state);
    return [textOf(name), textOf(kept) === '' ? textOf(value) : (JSON.parse(textOf(kept)) as unknown)];
  });
  return entries.length === 0 ? undefined : (Object.fromEntries(entries) as unknown);
};

/** A row that stands in the form is sent, blank or not: the service speaks of rows by their number. */
const listOf = (item: Field, state: State | undefined, language: string): unknown =>
  Array.isArray(state)
    ? rowsOf(state).map((row) => payloadOf(item, row.state, language) ?? blankPayload(item))
    : undefined;

const blankPayload = ({ type }: Field): unknown => (type === 'object' || type === 'quantity' ? {} : '');

const objectOf = (
  fields: readonly Field[],
  state: State | undefined,
  language: string,
): Readonly<Record<string, unknown>> => {
  const members = membersOf(state);
  return Object.fromEntries(
    fields
      .map((field) => [field.name, payloadOf(field, members[field.name], language)] as const)
      .filter(([, value]) => value !== undefined),
  );
};

const split = (text: string, by: RegExp): readonly string[] | undefined => {
  const parts = text.split(by).filter((part) => part.trim() !== '');
  return parts.length === 0 ? undefined : parts;
};

const textValue = (text: string): string | undefined => (text.trim() === '' ? undefined : text);

/** What a field sends; `undefined` when nothing was said. Missing is never a value. */
export const payloadOf = (field: Field, state: State | undefined, language: string): unknown => {
  switch (field.type) {
    case 'object': {
      const held = objectOf(field.fields, state, language);
      return Object.keys(held).length > 0 || field.required ? held : undefined;
    }
    case 'quantity':
      return quantityOf(state, language);
    case 'occurred':
      return occurredOf(state);
    case 'list':
      return listOf(field.item, state, language);
    case 'record':
      return recordOf(state);
    case 'codes':
      return split(textOf(state), / /);
    case 'lines':
      return split(textOf(state), /\r?\n/);
    case 'number':
      return numberOf(textOf(state), language);
    case 'boolean':
      return textOf(state) === '' ? undefined : textOf(state) === 'true';
    default:
      return textValue(textOf(state));
  }
};

/** The body of a form: its fields, and what it has beside them. */
export const bodyOf = (
  fields: readonly Field[],
  state: State,
  { language, ...beside }: { readonly language: string } & Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> => ({ ...beside, ...objectOf(fields, state, language) });
