import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Asking, QUESTION } from '../derivations/asking';
import { stateRevision } from '../http/context';
import { PatientIdPipe } from '../patients/patient-id.pipe';
import { readParameters } from '../timelines/parameters';
import { invalidAt } from '../http/problem';
import type { PatientLogAnswer, ReplayAnswer, ReplayChange } from './replay.answer';
import { GetPatientLog, GetReplay, GetReplayChange } from './replay.queries';

const TOKEN = /^([\d-]{10}|period)\.[\da-f]{32}$/;

@ApiTags('replay')
@Controller('v1/patients/:patientId')
export class ReplayController {
  constructor(private readonly queries: QueryBus) {}

  @Get('replay')
  @Asking('Timeline, status, endpoints, resistance and decisions of one instant, and what was said since')
  async replay(
    @Param('patientId', PatientIdPipe) patientId: string,
    @Query() query: Record<string, unknown>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReplayAnswer> {
    const answer = await this.queries.execute(new GetReplay(patientId, readParameters(query, QUESTION)));
    // The head and not the revision looked at: what was said since is part of the answer.
    stateRevision(reply, { revision: answer.head, position: null });
    return answer;
  }

  @Get('replay/change')
  @Asking('What is different in a replay from one that was answered before; all of it when that is gone')
  @ApiQuery({ name: 'from', description: 'The token of the replay that is held.' })
  async change(
    @Param('patientId', PatientIdPipe) patientId: string,
    @Query() query: Record<string, unknown>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReplayChange> {
    const { from, ...question } = readParameters(query, [...QUESTION, 'from']);
    if (from === undefined || !TOKEN.test(from))
      throw invalidAt('/query/from', 'not a token', 'Send the token of an earlier replay.');
    const answer = await this.queries.execute(new GetReplayChange(patientId, question, from));
    stateRevision(reply, { revision: answer.head, position: null });
    return answer;
  }

  @Get('log')
  @ApiOperation({ summary: 'Every statement in recorded order, without content, and the registration' })
  async log(
    @Param('patientId', PatientIdPipe) patientId: string,
    @Query() query: Record<string, unknown>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PatientLogAnswer> {
    readParameters(query, []);
    const answer = await this.queries.execute(new GetPatientLog(patientId));
    stateRevision(reply, { revision: answer.revision, position: null });
    return answer;
  }
}
