import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { stateRevision } from '../http/context';
import { PatientIdPipe } from '../patients/patient-id.pipe';
import type { TimelineAnswer } from './timeline.answer';
import {
  CompareTimelines,
  GetFactHistory,
  GetTimeline,
  type ComparisonAnswer,
  type ComparisonQuestion,
  type HistoryAnswer,
} from './timeline.queries';
import { readParameters } from './parameters';

const AS_OF =
  'State of knowledge: a revision (r17), a date (the end of that day at the site) or an instant. The head when left out.';
const ON = 'Clinical day: 2021, 2021-05 or 2021-05-03. Today at the site (SITE_TIME_ZONE) when left out.';

@ApiTags('timeline')
@Controller('v1/patients/:patientId')
export class TimelineController {
  constructor(private readonly queries: QueryBus) {}

  @Get('timeline')
  @ApiOperation({ summary: 'The course on a day, as known at a moment' })
  @ApiQuery({ name: 'on', required: false, description: ON })
  @ApiQuery({ name: 'asOf', required: false, description: AS_OF })
  async timeline(
    @Param('patientId', PatientIdPipe) patientId: string,
    @Query() query: Record<string, unknown>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TimelineAnswer> {
    const { on, asOf } = readParameters(query, ['on', 'asOf']);
    const answer = await this.queries.execute(new GetTimeline(patientId, on, asOf));
    stateRevision(reply, { revision: answer.revision, position: null });
    return answer;
  }

  @Get('compare')
  @ApiOperation({ summary: 'Two looks at the course, side by side' })
  @ApiQuery({ name: 'from', required: false, description: AS_OF })
  @ApiQuery({ name: 'to', required: false, description: AS_OF })
  @ApiQuery({ name: 'on', required: false, description: ON })
  @ApiQuery({ name: 'fromOn', required: false, description: 'Day of the first look, if it is another.' })
  @ApiQuery({ name: 'toOn', required: false, description: 'Day of the second look, if it is another.' })
  compare(
    @Param('patientId', PatientIdPipe) patientId: string,
    @Query() query: Record<string, unknown>,
  ): Promise<ComparisonAnswer> {
    const question: ComparisonQuestion = readParameters(query, ['from', 'to', 'on', 'fromOn', 'toOn']);
    return this.queries.execute(new CompareTimelines(patientId, question));
  }

  @Get('facts/:factId/history')
  @ApiOperation({ summary: 'Every statement about a fact: who, when, why' })
  history(
    @Param('patientId', PatientIdPipe) patientId: string,
    @Param('factId') factId: string,
  ): Promise<HistoryAnswer> {
    return this.queries.execute(new GetFactHistory(patientId, factId));
  }
}
