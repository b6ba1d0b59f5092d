import type { Field, ObjectField } from './fields';
import { numberText } from './numbers';

/** A row of a list. The key stays with it while rows are moved. */
export interface Row {
  readonly key: string;
  readonly state: State;
}

export interface Members {
  readonly [name: string]: State;
}

/**
 * What stands in a form, as it was typed: nothing is read before it is sent. A text for whatever is one
 * input; its members for an object, a quantity, a date; rows for a list. A list that is not there is ''.
 */
export type State = string | Members | readonly Row[];

export const textOf = (state: State | undefined): string => (typeof state === 'string' ? state : '');

export const rowsOf = (state: State | undefined): readonly Row[] =>
  Array.isArray(state) ? (state as readonly Row[]) : [];

export const membersOf = (state: State | undefined): Members =>
  typeof state === 'object' && !Array.isArray(state) ? (state as Members) : {};

let rows = 0;

/** A row with a key of its own. */
export const rowOf = (state: State): Row => {
  rows += 1;
  return { key: `row-${rows}`, state };
};

const blankMembers = (fields: readonly Field[]): Members =>
  Object.fromEntries(fields.map((field) => [field.name, blank(field)]));

/** What an untouched field holds. */
export const blank = (field: Field): State => {
  switch (field.type) {
    case 'object':
      return blankMembers(field.fields);
    case 'quantity':
      // A unit is never guessed: it is chosen, unless there is but one.
      return { value: '', unit: field.units.length === 1 ? (field.units[0] ?? '') : '', bound: '' };
    case 'occurred':
      return { from: '', to: '' };
    case 'list':
      return field.least > 0 ? [rowOf(blank(field.item))] : field.required ? [] : '';
    default:
      return '';
  }
};

type Json = unknown;
const asObject = (value: Json): Readonly<Record<string, Json>> => value as Readonly<Record<string, Json>>;
const asList = (value: Json): readonly Json[] => value as readonly Json[];

const quantityState = (value: Json, language: string): Members => {
  const { value: number, unit, bound = '' } = asObject(value);
  return { value: numberText(number as number, language), unit: unit as string, bound: bound as string };
};

const occurredState = (value: Json): Members => {
  if (typeof value === 'string') return { from: value, to: '' };
  const { earliest, latest } = asObject(value);
  return { from: earliest as string, to: latest as string };
};

const recordState = (value: Json): readonly Row[] =>
  Object.entries(asObject(value)).map(([name, held]) =>
    rowOf(
      typeof held === 'string'
        ? { name, value: held, kept: '' }
        : { name, value: '', kept: JSON.stringify(held) },
    ),
  );

/** The form that shows a value: what a fact holds, ready to be changed. */
export const stateOf = (field: Field, value: Json, language: string): State => {
  if (value === undefined) return blank(field);
  switch (field.type) {
    case 'object':
      return objectState(field.fields, value, language);
    case 'quantity':
      return quantityState(value, language);
    case 'occurred':
      return occurredState(value);
    case 'list':
      return asList(value).map((item) => rowOf(stateOf(field.item, item, language)));
    case 'record':
      return recordState(value);
    case 'codes':
      return asList(value).join(' ');
    case 'lines':
      return asList(value).join('\n');
    case 'number':
      return numberText(value as number, language);
    default:
      return typeof value === 'string' ? value : JSON.stringify(value);
  }
};

export const objectState = (fields: ObjectField['fields'], value: Json, language: string): Members => {
  const held = asObject(value);
  return Object.fromEntries(fields.map((field) => [field.name, stateOf(field, held[field.name], language)]));
};
