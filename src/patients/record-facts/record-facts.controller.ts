import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, ValidateNested } from 'class-validator';
import type { Fact } from '@leptotrace/clinical';
import type { CommandContext } from '@leptotrace/event-store';
import { deterministicId } from '@leptotrace/kernel';
import type { FastifyReply } from 'fastify';
import { Context, stateRevision } from '../../http/context';
import { FactModels, FactUnion } from '../../http/fact.dto';
import { doneOrProblem } from '../../http/problem';
import { PatientIdPipe } from '../patient-id.pipe';
import { RecordFacts } from './record-facts.command';

/** Facts that one request may record. */
export const MOST_FACTS = 500;
const length = { message: 'not 1 to 500 facts', context: { mend: 'Send a list of 1 to 500 facts.' } };

@FactModels()
export class RecordFactsDto {
  @IsArray(length)
  @ArrayMinSize(1, length)
  @ArrayMaxSize(MOST_FACTS, length)
  @ValidateNested({
    each: true,
    message: 'not an object',
    context: { mend: 'Send an object for each fact.' },
  })
  @FactUnion({ isArray: true })
  facts: readonly Fact[];
}

export interface RecordedFacts {
  readonly revision: number;
  readonly position: string | null;
  readonly facts: readonly { readonly factId: string }[];
}

@ApiTags('facts')
@Controller('v1/patients/:patientId/facts')
export class RecordFactsController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiOperation({ summary: 'Record facts: all of them or none' })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiHeader({ name: 'If-Match', required: false })
  async record(
    @Param('patientId', PatientIdPipe) patientId: string,
    @Body() { facts }: RecordFactsDto,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecordedFacts> {
    const named = facts.map((fact, index) => ({
      factId: deterministicId('fact', patientId, context.commandId, index),
      fact,
    }));
    const done = doneOrProblem(await this.commands.execute(new RecordFacts(patientId, named, context)));
    stateRevision(reply, done);
    return {
      revision: done.revision,
      position: done.position,
      facts: named.map(({ factId }) => ({ factId })),
    };
  }
}
