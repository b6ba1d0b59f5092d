import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn } from 'class-validator';
import { FACT_KIND_NAMES, factSchemaOf, refSchema, type FactKind } from '@leptotrace/clinical';
import { Type as Schema } from '@sinclair/typebox';
import { dtoFrom, type DtoClass } from './dto-from-schema';

/** As a fact is sent: with a name that others of the request may point to. */
const requestSchemaOf = (kind: FactKind) =>
  Schema.Object({ ...factSchemaOf(kind).properties, ref: Schema.Optional(refSchema()) });

/** One DTO for each kind of fact, made from its schema. */
export const FACT_DTOS = Object.fromEntries(
  FACT_KIND_NAMES.map((kind) => [kind, dtoFrom(`${kind}Dto`, requestSchemaOf(kind))]),
) as Readonly<Record<FactKind, DtoClass>>;

/** What stands in for a fact of no known kind: it can only be refused. */
export class FactDto {
  @IsIn(FACT_KIND_NAMES as readonly string[], {
    message: 'not a kind of fact',
    context: { mend: `Use one of ${FACT_KIND_NAMES.join(', ')}.` },
  })
  kind: FactKind;
}

const union = {
  oneOf: FACT_KIND_NAMES.map((kind) => ({ $ref: getSchemaPath(FACT_DTOS[kind]) })),
  discriminator: {
    propertyName: 'kind',
    mapping: Object.fromEntries(FACT_KIND_NAMES.map((kind) => [kind, getSchemaPath(FACT_DTOS[kind])])),
  },
};

/** A fact, or a list of facts, discriminated by `kind`. */
export const FactUnion = ({ isArray }: { readonly isArray: boolean }): PropertyDecorator => {
  const decorators = [
    Type(() => FactDto, {
      discriminator: {
        property: 'kind',
        subTypes: FACT_KIND_NAMES.map((kind) => ({ name: kind, value: FACT_DTOS[kind] })),
      },
      keepDiscriminatorProperty: true,
    }),
    ApiProperty(isArray ? { type: 'array', items: union } : union),
  ];
  return (target, property) => decorators.forEach((decorate) => decorate(target, property));
};

export const FactModels = (): ClassDecorator => ApiExtraModels(...Object.values(FACT_DTOS));
