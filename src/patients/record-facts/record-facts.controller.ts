import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsObject, ValidateNested } from 'class-validator';
import { unreadNamesIn, type UnreadName } from '@leptotrace/assessments';
import { resolveRefs, type Fact, type RequestedFact, type Warning } from '@leptotrace/clinical';
import type { CommandContext } from '@leptotrace/event-store';
import { deterministicId } from '@leptotrace/kernel';
import type { FastifyReply } from 'fastify';
import { Context, stateRevision } from '../../http/context';
import { FactModels, FactUnion } from '../../http/fact.dto';
import { doneOrProblem, invalid } from '../../http/problem';
import { PatientIdPipe } from '../patient-id.pipe';
import { PatientStreams } from '../patient-streams';
import { RecordFacts } from './record-facts.command';

/** Facts that one request may record. */
export const MOST_FACTS = 500;
const length = { message: 'not 1 to 500 facts', context: { mend: 'Send a list of 1 to 500 facts.' } };
const each = { each: true, message: 'not an object', context: { mend: 'Send an object for each fact.' } };

@FactModels()
export class RecordFactsDto {
  @IsArray(length)
  @ArrayMinSize(1, length)
  @ArrayMaxSize(MOST_FACTS, length)
  @IsObject(each)
  @ValidateNested(each)
  @FactUnion({ isArray: true })
  facts: readonly RequestedFact[];
}

export interface RecordedFacts {
  readonly revision: number;
  readonly position: string | null;
  readonly facts: readonly { readonly factId: string }[];
  /** What was recorded as it is, and is hardly meant or could not be read; paths into the request. */
  readonly warnings: readonly (Warning | UnreadName)[];
}

const unreadIn = (facts: readonly Fact[]): RecordedFacts['warnings'] =>
  facts.flatMap((fact, index) =>
    unreadNamesIn(fact).map((each) => ({ ...each, path: `/facts/${index}${each.path}` })),
  );

const resolved = (facts: readonly RequestedFact[], factIds: readonly string[]): readonly Fact[] => {
  const pointed = resolveRefs(facts, factIds);
  if (pointed.ok) return pointed.value;
  throw invalid(pointed.issues);
};

@ApiTags('facts')
@Controller('v1/patients/:patientId/facts')
export class RecordFactsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly patients: PatientStreams,
  ) {}

  @Post()
  @ApiOperation({
    summary: 'Record facts: all of them or none',
    description:
      'Facts of one request may point to each other: give one "ref": "start-1" and let the other name it as "ref:start-1" where a factId is asked for. Names are resolved to factIds and not recorded.',
  })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiHeader({ name: 'If-Match', required: false })
  async record(
    @Param('patientId', PatientIdPipe) patientId: string,
    @Body() { facts }: RecordFactsDto,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecordedFacts> {
    const factIds = facts.map((_fact, index) => deterministicId('fact', patientId, context.commandId, index));
    const named = resolved(facts, factIds).map((fact, index) => ({ factId: factIds[index] as string, fact }));
    const done = doneOrProblem(await this.commands.execute(new RecordFacts(patientId, named, context)));
    stateRevision(reply, done);
    const found = await this.patients.warnings(patientId, done.revision, factIds);
    const hardlyMeant = found.flatMap(({ factId, warnings }) =>
      warnings.map((each) => ({ ...each, path: `/facts/${factIds.indexOf(factId)}${each.path}` })),
    );
    return {
      revision: done.revision,
      position: done.position,
      facts: named.map(({ factId }) => ({ factId })),
      warnings: [...unreadIn(named.map(({ fact }) => fact)), ...hardlyMeant],
    };
  }
}
