import { textOf, type JsonObject, type JsonValue } from '@leptotrace/kernel';
import { DIGITS } from '../digits';
import { unitOf } from './codes-of-specimens';

/** A value as a source prints it, with the unit it has; `null` where value or unit is not plain. */
export interface Printed extends JsonObject {
  readonly value: number;
  readonly unit: string;
  readonly bound?: string;
}

const BOUNDED = new RegExp(
  String.raw`^(<=|>=|<|>|≤|≥|above|over|more than|below|under|less than)?\s*(${DIGITS}(?:[.,]\d+)?)\s*(.*)$`,
  'i',
);
const BOUNDS: Readonly<Record<string, string>> = {
  '≤': '<=',
  '≥': '>=',
  above: '>',
  over: '>',
  'more than': '>',
  below: '<',
  under: '<',
  'less than': '<',
};

const boundOf = (printed: string | undefined): string | undefined =>
  printed === undefined ? undefined : (BOUNDS[printed.toLowerCase()] ?? printed);

const isBound = (text: string): boolean => /^(?:<=|>=|<|>)$/.test(text);

const quantity = (value: number, printedUnit: string, bound: string | undefined): Printed | null => {
  const unit = unitOf(printedUnit);
  if (unit === undefined || (bound !== undefined && !isBound(bound))) return null;
  return { value, unit, ...(bound === undefined ? {} : { bound }) };
};

const ofText = (text: string, unit: string | undefined): Printed | null => {
  const match = BOUNDED.exec(text.trim());
  if (!match) return null;
  const [, bound, value, own] = match;
  const printedUnit = own === '' || own === undefined ? unit : own;
  return printedUnit === undefined
    ? null
    : quantity(Number((value as string).replace(',', '.')), printedUnit, boundOf(bound));
};

const ofObject = ({ value, unit, comparator, bound }: JsonObject): Printed | null => {
  const printedUnit = unit === undefined || unit === null ? undefined : textOf(unit);
  const limit = comparator ?? bound ?? undefined;
  if (typeof value !== 'number') return value === undefined ? null : ofText(textOf(value), printedUnit);
  return printedUnit === undefined
    ? null
    : quantity(
        value,
        printedUnit,
        limit === undefined || limit === null ? undefined : boundOf(textOf(limit)),
      );
};

/** `">40 cm"`, `{"value": 16, "comparator": ">", "unit": "cmH2O"}`, or a number with its unit beside it. */
export const quantityOf = (value: JsonValue, unit?: string): Printed | null => {
  if (typeof value === 'number') return unit === undefined ? null : quantity(value, unit, undefined);
  if (typeof value === 'string') return ofText(value, unit);
  const isObject = value !== null && typeof value === 'object' && !Array.isArray(value);
  return isObject ? ofObject(value as JsonObject) : null;
};
