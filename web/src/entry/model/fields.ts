import type { JsonSchema } from './schema';

interface Named {
  readonly name: string;
  readonly required: boolean;
  readonly description?: string;
}

export type TextField = Named & { readonly type: 'text'; readonly long: boolean };
/** Many short texts, as the genes of a panel: one a line. */
export type LinesField = Named & { readonly type: 'lines' };
export type NumberField = Named & { readonly type: 'number' };
export type BooleanField = Named & { readonly type: 'boolean' };
export type CodeField = Named & { readonly type: 'code'; readonly codes: readonly string[] };
/** A list of codes: each is in it or not. */
export type CodesField = Named & { readonly type: 'codes'; readonly codes: readonly string[] };
export type QuantityField = Named & {
  readonly type: 'quantity';
  readonly units: readonly string[];
  /** Bounds that it may carry; empty when it must be a measured value. */
  readonly bounds: readonly string[];
};
export type DateField = Named & { readonly type: 'date' };
/** A partial date, or somewhere between two. */
export type OccurredField = Named & { readonly type: 'occurred' };
export type ReferenceField = Named & {
  readonly type: 'reference';
  readonly to: 'fact' | 'specimen';
  /** Kinds that may be pointed to; any when empty. */
  readonly kinds: readonly string[];
};
export type ObjectField = Named & { readonly type: 'object'; readonly fields: readonly Field[] };
export type ListField = Named & { readonly type: 'list'; readonly item: Field; readonly least: number };
/** Values under names that the source gives. */
export type RecordField = Named & { readonly type: 'record' };

/** What a form asks for, read from the schema that checks it. */
export type Field =
  | TextField
  | LinesField
  | NumberField
  | BooleanField
  | CodeField
  | CodesField
  | QuantityField
  | DateField
  | OccurredField
  | ReferenceField
  | ObjectField
  | ListField
  | RecordField;

/** Texts longer than this get more than one line. */
const LONG = 200;
/** Lists of texts no longer than this are typed one a line. */
const SHORT = 40;

const isQuantity = ({ properties = {} }: JsonSchema): boolean =>
  'value' in properties && 'unit' in properties;

const stringField = (schema: JsonSchema, named: Named): Field => {
  if (schema.enum) return { ...named, type: 'code', codes: schema.enum };
  if (schema['x-reference'])
    return { ...named, type: 'reference', to: schema['x-reference'], kinds: schema['x-kinds'] ?? [] };
  if (schema.format === 'partial-date') return { ...named, type: 'date' };
  return { ...named, type: 'text', long: (schema.maxLength ?? 0) > LONG };
};

const arrayField = (schema: JsonSchema, named: Named): Field => {
  const items = schema.items ?? {};
  if (items.enum) return { ...named, type: 'codes', codes: items.enum };
  const isShort = items.type === 'string' && (items.maxLength ?? Infinity) <= SHORT;
  if (isShort) return { ...named, type: 'lines' };
  const item = fieldOf(items, { name: named.name, required: true });
  return { ...named, type: 'list', item, least: schema.minItems ?? 0 };
};

const objectField = (schema: JsonSchema, named: Named): Field => {
  if (isQuantity(schema)) {
    const { unit, bound } = schema.properties ?? {};
    return { ...named, type: 'quantity', units: unit?.examples ?? [], bounds: bound?.enum ?? [] };
  }
  return schema.properties
    ? { ...named, type: 'object', fields: fieldsOf(schema) }
    : { ...named, type: 'record' };
};

const described = ({ description }: JsonSchema, named: Named): Named =>
  description === undefined ? named : { ...named, description };

/** The field of one schema. @throws when the schema has a form that no field is known for. */
export const fieldOf = (schema: JsonSchema, name: Named): Field => {
  const named = described(schema, name);
  if (schema.anyOf) return { ...named, type: 'occurred' };
  switch (schema.type) {
    case 'string':
      return stringField(schema, named);
    case 'number':
    case 'integer':
      return { ...named, type: 'number' };
    case 'boolean':
      return { ...named, type: 'boolean' };
    case 'array':
      return arrayField(schema, named);
    case 'object':
      return objectField(schema, named);
    default:
      throw new Error(`no field for ${named.name}: ${JSON.stringify(schema)}`);
  }
};

/** The fields of an object's schema in its order; what is constant is not asked for. */
export const fieldsOf = (schema: JsonSchema): readonly Field[] =>
  Object.entries(schema.properties ?? {})
    .filter(([, member]) => member.const === undefined)
    .map(([name, member]) => fieldOf(member, { name, required: schema.required?.includes(name) ?? false }));
