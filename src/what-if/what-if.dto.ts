import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { Type } from '@sinclair/typebox';
import { Type as TransformType } from 'class-transformer';
import {
  Allow,
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsDefined,
  IsIn,
  IsObject,
  ValidateNested,
} from 'class-validator';
import { code, factReference, type Fact } from '@leptotrace/clinical';
import { dtoFrom } from '../http/dto-from-schema';
import { FactModels, FactUnion } from '../http/fact.dto';
import { MOST_FACTS } from '../patients/record-facts/record-facts.controller';
import type { Supposition } from './what-if.answer';

const aboutFact = <const S extends Supposition['statement']>(statement: S) =>
  Type.Object({ statement: code([statement]), factId: factReference('the fact') });

const present = { message: 'not there', context: { mend: 'Add the whole fact as it should be.' } };
const object = { message: 'not an object', context: { mend: 'Send the whole fact as it should be.' } };

export class SupposedRecordingDto extends dtoFrom(
  'SupposedRecordingBase',
  Type.Object({ statement: code(['recorded']) }),
) {
  @IsDefined(present)
  @IsObject(object)
  @ValidateNested(object)
  @FactUnion({ isArray: false })
  fact: Fact;
}
export class SupposedAmendmentDto extends dtoFrom('SupposedAmendmentBase', aboutFact('amended')) {
  @IsDefined(present)
  @IsObject(object)
  @ValidateNested(object)
  @FactUnion({ isArray: false })
  fact: Fact;
}
export class SupposedRetractionDto extends dtoFrom('SupposedRetractionBase', aboutFact('retracted')) {}
export class SupposedReinstatementDto extends dtoFrom('SupposedReinstatementBase', aboutFact('reinstated')) {}

const DTOS: Readonly<Record<Supposition['statement'], new () => object>> = {
  recorded: SupposedRecordingDto,
  amended: SupposedAmendmentDto,
  retracted: SupposedRetractionDto,
  reinstated: SupposedReinstatementDto,
};
const NAMES = Object.keys(DTOS) as readonly Supposition['statement'][];

/** What stands in for a statement of no known name: it can only be refused, and for that alone. */
class SuppositionDto {
  @IsIn(NAMES, {
    message: 'not a statement that can be supposed',
    context: { mend: `Use one of ${NAMES.join(', ')}.` },
  })
  statement: string;
  @Allow() fact: unknown;
  @Allow() factId: unknown;
}

// As many as one recording takes: whatever can be recorded can be tried first.
const MOST = MOST_FACTS;
const length = {
  message: `not 1 to ${MOST} suppositions`,
  context: { mend: `Send a list of 1 to ${MOST} suppositions.` },
};

const each = {
  each: true,
  message: 'not an object',
  context: { mend: 'Send an object for each supposition.' },
};

@FactModels()
@ApiExtraModels(...Object.values(DTOS))
export class WhatIfDto {
  @IsArray(length)
  @ArrayMinSize(1, length)
  @ArrayMaxSize(MOST, length)
  @IsObject(each)
  @ValidateNested(each)
  @TransformType(() => SuppositionDto, {
    discriminator: {
      property: 'statement',
      subTypes: NAMES.map((name) => ({ name, value: DTOS[name] })),
    },
    keepDiscriminatorProperty: true,
  })
  @ApiProperty({
    type: 'array',
    items: {
      oneOf: NAMES.map((name) => ({ $ref: getSchemaPath(DTOS[name]) })),
      discriminator: {
        propertyName: 'statement',
        mapping: Object.fromEntries(NAMES.map((name) => [name, getSchemaPath(DTOS[name])])),
      },
    },
  })
  suppositions: readonly Supposition[];
}
