import { Readable } from 'node:stream';
import { Controller, Get, Headers, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { invalidAt } from '../http/problem';
import { limitOf, statePosition } from '../read-models/rows';
import { readParameters } from '../timelines/parameters';
import { RESEARCH_USE } from '../timelines/timeline.answer';
import { QualityReport, type QualityPage } from './quality.report';
import { CODES, FILTERS, GROUPS, readSought, SEVERITIES } from './sought';

const FORMATS = ['json', 'csv'] as const;

/** What is asked for by name, else what the header names first. @throws Problem */
const formatOf = (asked: string | undefined, accept = ''): (typeof FORMATS)[number] => {
  if (asked === undefined)
    return /text\/csv|application\/json/i.exec(accept)?.[0] === 'text/csv' ? 'csv' : 'json';
  const format = FORMATS.find((known) => known === asked);
  if (format) return format;
  throw invalidAt('/query/format', `${JSON.stringify(asked)} is none`, `Use ${FORMATS.join(', ')}.`);
};

/** Begun, so that what cannot be answered at all is a problem and not a file that ends early. */
const begun = async (lines: AsyncGenerator<string>): Promise<Readable> => {
  const first = await lines.next();
  const all = async function* (): AsyncGenerator<string> {
    if (!first.done) yield first.value;
    yield* lines;
  };
  return Readable.from(all());
};

@ApiTags('quality')
@Controller('v1/quality')
export class QualityController {
  constructor(private readonly report: QualityReport) {}

  @Get()
  @ApiOperation({
    summary: 'Checks of all patients: what contradicts, is hardly meant, could not be read or is not used',
    description:
      'Page by page over the patients, with counts of everything that is asked for in the answer without a cursor. As CSV all of it is one answer, without `limit` and `cursor`. `unreadable` names patients whose checks may not be complete.',
  })
  @ApiProduces('application/json', 'text/csv')
  @ApiQuery({ name: 'study', required: false })
  @ApiQuery({ name: 'site', required: false })
  @ApiQuery({ name: 'severity', required: false, enum: SEVERITIES })
  @ApiQuery({ name: 'group', required: false, enum: GROUPS })
  @ApiQuery({ name: 'code', required: false, enum: CODES })
  @ApiQuery({ name: 'patientId', required: false })
  @ApiQuery({
    name: 'format',
    required: false,
    enum: FORMATS,
    description:
      'Or `Accept: text/csv`. Cells that a spreadsheet would take for a formula begin with an apostrophe.',
  })
  @ApiQuery({ name: 'limit', required: false, description: 'Patients with such checks, 1 to 200 (50).' })
  @ApiQuery({ name: 'cursor', required: false, description: 'The `next` of the page before.' })
  @ApiHeader({ name: 'Timeline-Position', required: false, description: 'Of a write that must be included.' })
  async quality(
    @Query() query: Record<string, unknown>,
    @Headers('timeline-position') position: string | undefined,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<(QualityPage & { readonly notice: string }) | StreamableFile> {
    const { format, limit, cursor, ...asked } = readParameters(query, [
      ...FILTERS,
      'format',
      'limit',
      'cursor',
    ]);
    const sought = readSought(asked);
    void reply.header('Vary', 'Accept');
    if (formatOf(format, accept) === 'csv') {
      if (limit !== undefined || cursor !== undefined)
        throw invalidAt('/query', 'limit and cursor are for pages of JSON', 'Leave them out: CSV is whole.');
      const stream = await begun(this.report.csv({ sought, position }));
      return new StreamableFile(stream, {
        type: 'text/csv; charset=utf-8; header=present',
        disposition: 'attachment; filename="leptotrace-quality.csv"',
      });
    }
    const { position: reached, ...page } = await this.report.page({
      sought,
      cursor,
      limit: limitOf(limit),
      position,
    });
    statePosition(reply, reached);
    return { ...page, notice: RESEARCH_USE };
  }
}
