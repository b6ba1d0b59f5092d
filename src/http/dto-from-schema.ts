import { ApiProperty } from '@nestjs/swagger';
import type { TArray, TObject, TSchema } from '@sinclair/typebox';
import { Type as TransformType } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsDefined,
  IsObject,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { decoderOf, type Mendable } from '@leptotrace/clinical';
import type { Issue } from '@leptotrace/kernel';

/** A class that class-validator, class-transformer and Swagger read like a hand-written DTO. */
export type DtoClass = new () => object;

interface Place {
  readonly name: string;
  readonly required: boolean;
}

const isObjectSchema = (schema: TSchema): schema is TObject =>
  schema['type'] === 'object' && 'properties' in schema;
const isArraySchema = (schema: TSchema): schema is TArray => schema['type'] === 'array';

const mendOf = (schema: TSchema, fallback: string): string => (schema as Mendable).mend ?? fallback;

/** The mend of the value itself; of something inside it, that of the whole, which knows what may stand there. */
const mendFor = (schema: TSchema, issue: Issue | undefined): string | undefined =>
  issue?.path === '' ? issue.mend : ((schema as Mendable).mend ?? issue?.mend);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A value that the schema describes as a whole: text, number, code, union, free object, list of these. */
const Conforms = (schema: TSchema): PropertyDecorator => {
  const decode = decoderOf(schema);
  const issueOf = (value: unknown): Issue | undefined => {
    const decoded = decode(value);
    return decoded.ok ? undefined : decoded.issues[0];
  };
  return ValidateBy(
    {
      name: 'conforms',
      validator: { validate: (value) => decode(value).ok, defaultMessage: () => 'not accepted' },
    },
    {
      context: { mend: (value: unknown) => mendFor(schema, issueOf(value)) },
      message: ({ value }) => issueOf(value)?.message ?? 'not accepted',
    },
  );
};

const nested = (
  schema: TObject,
  { name, required, isArray }: Place & { isArray: boolean },
): readonly PropertyDecorator[] => {
  const Nested = dtoFrom(name, schema);
  const context = { mend: mendOf(schema, 'Send an object.') };
  return [
    // ValidateNested alone lets what is not there pass.
    ...(required ? [IsDefined({ message: 'not there', context })] : []),
    TransformType(() => Nested),
    // And takes a list for an object, with the items for its fields.
    IsObject({ each: isArray, message: 'not an object', context }),
    ValidateNested({ each: isArray, message: 'not an object', context }),
    ApiProperty({ type: () => Nested, isArray, required, ...(isArray ? {} : described(schema)) }),
  ];
};

const listOf = (schema: TArray, place: Place): readonly PropertyDecorator[] => {
  const context = { mend: mendOf(schema, 'Send a list.') };
  const options = { message: 'not a list of an accepted length', context };
  return [
    IsArray(options),
    ArrayMinSize(schema.minItems ?? 0, options),
    ArrayMaxSize(schema.maxItems ?? 10_000, options),
    ...nested(schema.items as TObject, { ...place, isArray: true }),
  ];
};

const described = (schema: TSchema): { description?: string } =>
  schema.description === undefined ? {} : { description: schema.description };

/** JSON Schema of a property as OpenAPI takes it: our own annotations left out. */
const openApiOf = (schema: TSchema): Record<string, unknown> => {
  const plain = JSON.parse(
    JSON.stringify(schema, (key, value: unknown) => (key === 'mend' || key === '$id' ? undefined : value)),
  ) as Record<string, unknown>;
  // Swagger looks for a class where it sees no type; Object beside a oneOf is left out of the document.
  const { anyOf, ...rest } = plain;
  if (anyOf) return { ...rest, type: Object, oneOf: anyOf };
  return 'type' in plain ? plain : { ...plain, type: 'object', additionalProperties: true };
};

const decoratorsOf = (schema: TSchema, place: Place): readonly PropertyDecorator[] => {
  if (isObjectSchema(schema)) return nested(schema, { ...place, isArray: false });
  if (isArraySchema(schema) && isObjectSchema(schema.items)) return listOf(schema, place);
  return [Conforms(schema), ApiProperty({ ...openApiOf(schema), required: place.required })];
};

const decorateProperty = (Dto: DtoClass, property: string, schema: TSchema, required: boolean): void => {
  const decorators = [
    // Not IsOptional: that would let null pass, and null says nothing.
    ...(required ? [] : [ValidateIf((_dto: object, value: unknown) => value !== undefined)]),
    ...decoratorsOf(schema, { name: `${Dto.name.replace(/Dto$/, '')}${capital(property)}Dto`, required }),
  ];
  for (const decorate of decorators) decorate(Dto.prototype as object, property);
};

/**
 * The DTO of a schema. The schema is the one description of a payload: what the decoder reads from the
 * log and what the API takes cannot drift apart.
 */
export const dtoFrom = (name: string, schema: TObject): DtoClass => {
  const Dto = { [name]: class {} }[name] as DtoClass;
  const required = new Set(schema.required ?? []);
  for (const [property, propertySchema] of Object.entries(schema.properties)) {
    decorateProperty(Dto, property, propertySchema, required.has(property));
  }
  return Dto;
};
