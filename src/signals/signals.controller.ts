import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { JsonObject } from '@leptotrace/kernel';
import { SIGNAL_TYPES } from '@leptotrace/signals';
import { Problem } from '../http/problem';
import { PatientIdPipe } from '../patients/patient-id.pipe';
import { PatientStreams } from '../patients/patient-streams';
import { CrossPatientRows, limitOf, statePosition } from '../read-models/rows';
import { readParameters } from '../timelines/parameters';
import { logOf } from '../timelines/timeline.queries';
import { asyncApiDocument } from './asyncapi';
import { schemaOf } from './schemas';
import { sequenceIn, sequenceOf } from './sequence';
import { SignalFeed } from './signal-feed';

const AFTER = { name: 'after', required: false, description: 'The `sequence` of the last signal you have.' };

interface SignalsAnswer {
  readonly signals: readonly JsonObject[];
  /** What to send as `after` next time. */
  readonly next: string | null;
}

const answerOf = (signals: readonly JsonObject[], after: string | undefined): SignalsAnswer => {
  const last = signals.at(-1);
  return { signals, next: last ? sequenceIn(last) : (after ?? null) };
};

@ApiTags('signals')
@Controller('v1')
export class SignalsController {
  constructor(
    private readonly rows: CrossPatientRows,
    private readonly feed: SignalFeed,
    private readonly patients: PatientStreams,
  ) {}

  @Get('signals')
  @ApiOperation({ summary: 'Signals of all patients in order, from any sequence, as CloudEvents 1.0' })
  @ApiQuery(AFTER)
  @ApiQuery({ name: 'limit', required: false })
  @ApiHeader({
    name: 'Timeline-Position',
    required: false,
    description: 'Of a write whose signals must be in.',
  })
  async ofAll(
    @Query() query: Record<string, unknown>,
    @Headers('timeline-position') position: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignalsAnswer> {
    const { after, limit } = readParameters(query, ['after', 'limit']);
    const request = { cursor: sequenceOf(after, '/query/after'), limit: limitOf(limit), position };
    const page = await this.rows.page<JsonObject>('signals', request);
    statePosition(reply, page.position);
    return answerOf(page.rows, after);
  }

  @Get('patients/:patientId/signals')
  @ApiOperation({ summary: 'Signals of one patient in order, from any sequence' })
  @ApiQuery(AFTER)
  async ofPatient(
    @Param('patientId', PatientIdPipe) patientId: string,
    @Query() query: Record<string, unknown>,
  ): Promise<SignalsAnswer> {
    const { after } = readParameters(query, ['after']);
    const from = sequenceOf(after, '/query/after') ?? null;
    await logOf(this.patients, patientId);
    return answerOf(await this.feed.read({ patientId, after: from }), after);
  }

  @Get('signals/asyncapi.json')
  @ApiOperation({ summary: 'AsyncAPI 3 document of every channel' })
  asyncApi(): JsonObject {
    return asyncApiDocument;
  }

  @Get('signals/schemas/:type')
  @ApiOperation({ summary: 'JSON Schema of the data of one type of signal: the one it is checked with' })
  schema(@Param('type') type: string): JsonObject {
    const schema = schemaOf(type);
    if (!schema) throw new Problem('not-found', `Use ${SIGNAL_TYPES.join(', ')} or SignalReference.`);
    return schema;
  }
}
