import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Type } from '@sinclair/typebox';
import { IsDefined, IsObject, ValidateNested } from 'class-validator';
import {
  amendmentProperties,
  reinstatementProperties,
  retractionProperties,
  type Fact,
  type StatementOf,
  type Warning,
} from '@leptotrace/clinical';
import type { CommandContext } from '@leptotrace/event-store';
import type { FastifyReply } from 'fastify';
import { Context, stateRevision } from '../../http/context';
import { dtoFrom } from '../../http/dto-from-schema';
import { FactUnion } from '../../http/fact.dto';
import { doneOrProblem } from '../../http/problem';
import { PatientIdPipe } from '../patient-id.pipe';
import { PatientStreams } from '../patient-streams';
import { CorrectFact, type Correction } from './correct-fact.command';

const present = { message: 'not there', context: { mend: 'Add the whole fact as it should be.' } };
const whole = { message: 'not an object', context: { mend: 'Send the whole fact as it should be.' } };

export class AmendFactDto extends dtoFrom('AmendFactBase', Type.Object(amendmentProperties)) {
  @IsDefined(present)
  @IsObject(whole)
  @ValidateNested(whole)
  @FactUnion({ isArray: false })
  fact: Fact;
}
export class RetractFactDto extends dtoFrom('RetractFactBase', Type.Object(retractionProperties)) {}
export class ReinstateFactDto extends dtoFrom('ReinstateFactBase', Type.Object(reinstatementProperties)) {}

type Input<N extends Correction['statement']> = Omit<StatementOf<N>, 'statement' | 'factId'>;

export interface CorrectedFact {
  readonly factId: string;
  readonly revision: number;
  readonly position: string | null;
  /** Values that are hardly meant in the fact as it now stands. */
  readonly warnings: readonly Warning[];
}

@ApiTags('facts')
@ApiHeader({ name: 'Idempotency-Key', required: false })
@ApiHeader({ name: 'If-Match', required: false })
@Controller('v1/patients/:patientId/facts/:factId')
export class CorrectFactController {
  constructor(
    private readonly commands: CommandBus,
    private readonly patients: PatientStreams,
  ) {}

  @Post('amendments')
  @ApiOperation({ summary: 'Replace the content of a fact, with the reason' })
  amend(
    @Param('patientId', PatientIdPipe) patientId: string,
    @Param('factId') factId: string,
    @Body() dto: AmendFactDto,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CorrectedFact> {
    const input = dto as unknown as Input<'amended'>;
    return this.correct(patientId, { statement: 'amended', factId, ...input }, context, reply);
  }

  @Post('retraction')
  @ApiOperation({ summary: 'Take a fact back, with the reason' })
  retract(
    @Param('patientId', PatientIdPipe) patientId: string,
    @Param('factId') factId: string,
    @Body() dto: RetractFactDto,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CorrectedFact> {
    const input = dto as unknown as Input<'retracted'>;
    return this.correct(patientId, { statement: 'retracted', factId, ...input }, context, reply);
  }

  @Post('reinstatement')
  @ApiOperation({ summary: 'Undo a retraction, with the reason' })
  reinstate(
    @Param('patientId', PatientIdPipe) patientId: string,
    @Param('factId') factId: string,
    @Body() dto: ReinstateFactDto,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CorrectedFact> {
    const input = dto as unknown as Input<'reinstated'>;
    return this.correct(patientId, { statement: 'reinstated', factId, ...input }, context, reply);
  }

  private async correct(
    patientId: string,
    correction: Correction,
    context: CommandContext,
    reply: FastifyReply,
  ): Promise<CorrectedFact> {
    const done = doneOrProblem(await this.commands.execute(new CorrectFact(patientId, correction, context)));
    stateRevision(reply, done);
    const { factId } = correction;
    const [found] = await this.patients.warnings(patientId, done.revision, [factId]);
    const warnings = (found?.warnings ?? []).map((each) => ({ ...each, path: `/fact${each.path}` }));
    return { factId, revision: done.revision, position: done.position, warnings };
  }
}
