import { Body, Controller, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Asking, QUESTION } from '../derivations/asking';
import { stateRevision } from '../http/context';
import { PatientIdPipe } from '../patients/patient-id.pipe';
import { readParameters } from '../timelines/parameters';
import type { WhatIfAnswer } from './what-if.answer';
import { WhatIfDto } from './what-if.dto';
import { TrySuppositions } from './what-if.query';

@ApiTags('derived')
@Controller('v1/patients/:patientId/what-if')
export class WhatIfController {
  constructor(private readonly queries: QueryBus) {}

  @Post()
  @HttpCode(200)
  @Asking('What statements would change, or why they would be refused; nothing is recorded')
  async whatIf(
    @Param('patientId', PatientIdPipe) patientId: string,
    @Query() query: Record<string, unknown>,
    @Body() { suppositions }: WhatIfDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WhatIfAnswer> {
    const question = readParameters(query, QUESTION);
    const answer = await this.queries.execute(new TrySuppositions(patientId, question, suppositions));
    stateRevision(reply, { revision: answer.before.revision, position: null });
    return answer;
  }
}
