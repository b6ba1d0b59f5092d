import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AskingHead, stated } from '../derivations/asking';
import { PatientIdPipe } from '../patients/patient-id.pipe';
import { readParameters } from '../timelines/parameters';
import type { ValueHistoryAnswer } from './value-history.answer';
import { GetValueHistory } from './value-history.query';

@ApiTags('derived')
@Controller('v1/patients/:patientId/endpoints/:paramcd/history')
export class ValueHistoryController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @AskingHead('How one value changed as more became known, and what others were told of it')
  @ApiQuery({ name: 'before', required: false, description: 'Only what was known before a revision: r17.' })
  @ApiQuery({
    name: 'limit',
    required: false,
    description: 'Appends looked at, the newest: 1 to 500, else 100.',
  })
  async history(
    @Param('patientId', PatientIdPipe) patientId: string,
    @Param('paramcd') paramcd: string,
    @Query() query: Record<string, unknown>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ValueHistoryAnswer> {
    const { before, limit, ...question } = readParameters(query, [
      'on',
      'ruleset',
      'origin',
      'mode',
      'before',
      'limit',
    ]);
    const request = {
      paramcd,
      ...(before === undefined ? {} : { before }),
      ...(limit === undefined ? {} : { limit }),
    };
    return stated(reply, await this.queries.execute(new GetValueHistory(patientId, question, request)));
  }
}
