import {
  FormatRegistry,
  Kind,
  Type,
  TypeRegistry,
  type SchemaOptions,
  type TSchema,
} from '@sinclair/typebox';
import { type ValueError, TypeCompiler } from '@sinclair/typebox/compiler';
import {
  isCalendarDuration,
  parseInstant,
  parsePartialDate,
  type Checked,
  type Issue,
} from '@leptotrace/kernel';
import { isUnitOf, unitMend, unitMessage, unitsOf, type Dimension, type UnitText } from './vocabulary/units';

/**
 * One description of each payload, as JSON Schema data: from it come the static type, the decoder of
 * every read, the DTO of every write and the OpenAPI document. `mend` says how to put a bad value right.
 */
export type Mendable = SchemaOptions & { readonly mend?: string };

const FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  'partial-date': (text) => parsePartialDate(text) !== null,
  instant: (text) => parseInstant(text) !== null,
  'asserted-at': (text) => parsePartialDate(text) !== null || parseInstant(text) !== null,
  duration: isCalendarDuration,
};
for (const [name, check] of Object.entries(FORMATS)) FormatRegistry.Set(name, check);

const CODE_KIND = 'Code';
TypeRegistry.Set<{ readonly enum: readonly string[] }>(CODE_KIND, (schema, value) =>
  schema.enum.includes(value as string),
);

const UNIT_KIND = 'Unit';
const DIMENSIONS = 'x-dimensions';
const dimensionsOf = (schema: TSchema): readonly Dimension[] => schema[DIMENSIONS] as readonly Dimension[];
TypeRegistry.Set<TSchema>(
  UNIT_KIND,
  (schema, value) => typeof value === 'string' && isUnitOf(value, ...dimensionsOf(schema)),
);

/** Is the text of that format? The formats are those of the schemas in this library. */
export const hasFormat = (format: string, text: string): boolean => FORMATS[format]?.(text) ?? true;

const quoteList = (values: readonly string[]): string => values.map((value) => `"${value}"`).join(', ');

export const text = (maxLength = 400, options: Mendable = {}) =>
  Type.String({ minLength: 1, maxLength, mend: `Send a text of 1 to ${maxLength} characters.`, ...options });

/** A closed list of codes. Anything else is refused. */
export const code = <const T extends readonly string[]>(values: T, options: Mendable = {}) =>
  Type.Unsafe<T[number]>({
    [Kind]: CODE_KIND,
    type: 'string',
    enum: [...values],
    mend: `Use one of ${quoteList(values)}.`,
    ...options,
  });

export const identifier = (options: Mendable = {}) =>
  Type.String({
    pattern: '^[A-Za-z0-9][A-Za-z0-9._:/#-]{0,127}$',
    mend: 'Use 1 to 128 letters, digits or . _ : / # - and begin with a letter or digit.',
    ...options,
  });

/** Points to a fact of the same patient: of one of the kinds, or of any when none is named. */
export const factReference = (what: string, ...kinds: readonly string[]) =>
  identifier({
    description: `factId of ${what}`,
    'x-reference': 'fact',
    ...(kinds.length > 0 ? { 'x-kinds': [...kinds] } : {}),
  });

export const partialDate = (options: Mendable = {}) =>
  Type.String({
    format: 'partial-date',
    mend: 'Write a year, a month or a day that the calendar has: 2021, 2021-05 or 2021-05-03.',
    ...options,
  });

export const dateRange = () =>
  Type.Object(
    { earliest: partialDate(), latest: partialDate() },
    { additionalProperties: false, description: 'It lies somewhere between the two, both inclusive.' },
  );

export const occurredOn = () =>
  Type.Union([partialDate(), dateRange()], {
    description: 'When it was so in the patient’s life. An interval of days, never filled in.',
    mend: 'Write 2021, 2021-05 or 2021-05-03, or {"earliest": …, "latest": …} when it lies between two dates.',
  });

/** From a first to a last day, both inclusive; an open end is still going on or not known. */
export const period = () =>
  Type.Object(
    { start: Type.Optional(partialDate()), end: Type.Optional(partialDate()) },
    {
      additionalProperties: false,
      mend: 'Send {"start": …, "end": …}; leave out the end that is not known.',
    },
  );

export const count = (maximum = 1_000_000) =>
  Type.Integer({ minimum: 0, maximum, mend: `Send a whole number from 0 to ${maximum}.` });

export const positive = (maximum = 1e9) =>
  Type.Number({ minimum: 0, maximum, mend: `Send a number from 0 to ${maximum}.` });

export const flag = (description?: string) =>
  Type.Boolean({ mend: 'Send true or false.', ...(description ? { description } : {}) });

/** Any UCUM expression that measures one of the dimensions, kept as it was sent; the examples are common. */
const unit = (...dimensions: readonly Dimension[]) =>
  Type.Unsafe<UnitText>({
    [Kind]: UNIT_KIND,
    type: 'string',
    minLength: 1,
    maxLength: 60,
    examples: [...unitsOf(...dimensions)],
    [DIMENSIONS]: [...dimensions],
    mend: unitMend(undefined, dimensions),
  });

/** A value with its unit, always both. */
export const quantity = (...dimensions: readonly Dimension[]) =>
  Type.Object(
    { value: positive(), unit: unit(...dimensions) },
    {
      additionalProperties: false,
      mend: 'Send {"value": number, "unit": "…"} with a UCUM unit.',
      [DIMENSIONS]: [...dimensions],
    },
  );

/** A measured value, or only a bound of it: `<0.1` is kept as a bound and never becomes 0.1. */
export const boundedQuantity = (...dimensions: readonly Dimension[]) =>
  Type.Object(
    {
      value: positive(),
      unit: unit(...dimensions),
      bound: Type.Optional(
        code(['<', '<=', '>', '>='], { description: 'Left out when the value itself was measured.' }),
      ),
    },
    {
      additionalProperties: false,
      mend: 'Send {"value": number, "unit": "…"}, with "bound": "<" for a value like <0.1.',
      [DIMENSIONS]: [...dimensions],
    },
  );

export const list = <T extends TSchema>(items: T, maxItems = 200, options: Mendable = {}) =>
  Type.Array(items, { maxItems, mend: `Send a list of at most ${maxItems}.`, ...options });

export const nonEmptyList = <T extends TSchema>(items: T, maxItems = 200) =>
  Type.Array(items, { minItems: 1, maxItems, mend: `Send a list of 1 to ${maxItems}.` });

const messageOf = (error: ValueError): string => {
  switch (error.schema[Kind]) {
    case CODE_KIND:
      return `${JSON.stringify(error.value) ?? 'nothing'} is not an accepted code`;
    case UNIT_KIND:
      return unitMessage(error.value);
    case 'Union':
      return 'none of the forms that it may have';
    default:
      return error.message;
  }
};

const mendOf = (error: ValueError): string => {
  const name = error.path.slice(error.path.lastIndexOf('/') + 1);
  if (error.message === 'Unexpected property') return `Leave "${name}" out, or put it where it belongs.`;
  if (error.message === 'Expected required property') return `Add "${name}".`;
  if (error.schema[Kind] === UNIT_KIND) return unitMend(error.value, dimensionsOf(error.schema));
  const schema = error.schema as Mendable;
  return schema.mend ?? `Send what the schema describes: ${error.message}.`;
};

const issuesOf = (errors: Iterable<ValueError>): readonly Issue[] => {
  const byPath = new Map<string, Issue>();
  for (const error of errors) {
    // The first error of a path says what is wrong; those after it repeat it in other words.
    if (!byPath.has(error.path)) {
      byPath.set(error.path, { path: error.path, message: messageOf(error), mend: mendOf(error) });
    }
  }
  return [...byPath.values()];
};

export type Decoder<T> = (value: unknown) => Checked<T>;

/** Compiles a schema once into a decoder that answers the value, or every issue with path and mend. */
export const decoderOf = <T>(schema: TSchema): Decoder<T> => {
  const compiled = TypeCompiler.Compile(schema);
  return (value) =>
    compiled.Check(value)
      ? { ok: true, value: value as T }
      : { ok: false, issues: issuesOf(compiled.Errors(value)) };
};
