import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Type } from '@sinclair/typebox';
import { decisionProperties } from '@leptotrace/clinical';
import type { CommandContext } from '@leptotrace/event-store';
import { deterministicId } from '@leptotrace/kernel';
import type { DecisionToRecord } from '@leptotrace/timeline';
import type { FastifyReply } from 'fastify';
import { Context, stateRevision } from '../http/context';
import { dtoFrom } from '../http/dto-from-schema';
import { doneOrProblem } from '../http/problem';
import { PatientIdPipe } from '../patients/patient-id.pipe';
import { RecordDecision } from './decision.command';
import {
  ListDecisions,
  ReplayDecision,
  type DecisionAnswer,
  type ReplayedDecision,
} from './decision.queries';

export const decisionSchema = Type.Object({
  ...decisionProperties,
  asOf: Type.Optional(
    Type.String({ pattern: '^r\\d{1,9}$', mend: 'Send the revision that the board had before it, as r17.' }),
  ),
});

export class RecordDecisionDto extends dtoFrom('RecordDecisionBase', decisionSchema) {}

type DecisionBody = Omit<DecisionToRecord, 'decisionId' | 'knownRevision'> & { readonly asOf?: string };

@ApiTags('board')
@Controller('v1/patients/:patientId/decisions')
export class DecisionController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Record what the board decided, with what it knew' })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiHeader({ name: 'If-Match', required: false })
  async record(
    @Param('patientId', PatientIdPipe) patientId: string,
    @Body() dto: RecordDecisionDto,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ decisionId: string; knownRevision: number; revision: number; position: string | null }> {
    const { asOf, ...body } = dto as unknown as DecisionBody;
    const decisionId = deterministicId('decision', patientId, context.commandId);
    const decision = {
      decisionId,
      ...body,
      ...(asOf === undefined ? {} : { knownRevision: Number(asOf.slice(1)) }),
    };
    const done = doneOrProblem(await this.commands.execute(new RecordDecision(patientId, decision, context)));
    const [entry] = done.entries;
    const knownRevision =
      entry?.statement.statement === 'decided' ? entry.statement.knownRevision : done.revision - 1;
    stateRevision(reply, done);
    return { decisionId, knownRevision, revision: done.revision, position: done.position };
  }

  @Get()
  @ApiOperation({ summary: 'Decisions, and whether later facts touch them' })
  async list(
    @Param('patientId', PatientIdPipe) patientId: string,
  ): Promise<{ decisions: readonly DecisionAnswer[] }> {
    return { decisions: await this.queries.execute(new ListDecisions(patientId)) };
  }

  @Get(':decisionId')
  @ApiOperation({ summary: 'A decision replayed: what the board knew, and what has changed since' })
  replay(
    @Param('patientId', PatientIdPipe) patientId: string,
    @Param('decisionId') decisionId: string,
  ): Promise<ReplayedDecision> {
    return this.queries.execute(new ReplayDecision(patientId, decisionId));
  }
}
