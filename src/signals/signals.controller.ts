import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { JsonObject } from '@leptotrace/kernel';
import { SIGNAL_TYPES, signalSchema } from '@leptotrace/signals';
import { invalidAt, Problem } from '../http/problem';
import { CrossPatientRows, limitOf, statePosition } from '../read-models/rows';
import { readParameters } from '../timelines/parameters';
import { schemaUri } from './envelope';

const SEQUENCE = /^(\d{20}|\d{40})$/;

const sequenceOf = (text: string | undefined): string | undefined => {
  if (text === undefined || SEQUENCE.test(text)) return text;
  throw invalidAt('/query/after', 'not a sequence', 'Send the `sequence` of a signal as it was.');
};

@ApiTags('signals')
@Controller('v1/signals')
export class SignalsController {
  constructor(private readonly rows: CrossPatientRows) {}

  @Get()
  @ApiOperation({ summary: 'Signals of all patients in order, from any sequence, as CloudEvents 1.0' })
  @ApiQuery({
    name: 'after',
    required: false,
    description: 'The `sequence` of the last signal that you have.',
  })
  @ApiQuery({ name: 'limit', required: false })
  @ApiHeader({
    name: 'Timeline-Position',
    required: false,
    description: 'Of a write whose signals must be in.',
  })
  async feed(
    @Query() query: Record<string, unknown>,
    @Headers('timeline-position') position: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ signals: readonly JsonObject[]; next: string | null }> {
    const { after, limit } = readParameters(query, ['after', 'limit']);
    const request = { cursor: sequenceOf(after), limit: limitOf(limit), position };
    const page = await this.rows.page<JsonObject>('signals', request);
    statePosition(reply, page.position);
    const last = page.rows.at(-1)?.['sequence'];
    return { signals: page.rows, next: typeof last === 'string' ? last : (after ?? null) };
  }

  @Get('schemas/:type')
  @ApiOperation({ summary: 'JSON Schema of the data of one type of signal: the one it is checked with' })
  schema(@Param('type') type: string): JsonObject {
    if (!(SIGNAL_TYPES as readonly string[]).includes(type))
      throw new Problem('not-found', `Use ${SIGNAL_TYPES.join(', ')}.`);
    return { $id: schemaUri(type), title: type, ...(signalSchema as unknown as JsonObject) };
  }
}
