import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { ListedPatient } from '../../read-models/patients.projection';
import { CrossPatientRows, limitOf, statePosition } from '../../read-models/rows';
import { readParameters } from '../../timelines/parameters';
import { RESEARCH_USE } from '../../timelines/timeline.answer';

@ApiTags('patients')
@Controller('v1/patients')
export class ListPatientsController {
  constructor(private readonly rows: CrossPatientRows) {}

  @Get()
  @ApiOperation({ summary: 'Patients with their last status, stated and derived, page by page' })
  @ApiQuery({ name: 'limit', required: false })
  @ApiQuery({ name: 'cursor', required: false, description: 'The `next` of the page before.' })
  @ApiHeader({ name: 'Timeline-Position', required: false, description: 'Of a write that must be listed.' })
  async list(
    @Query() query: Record<string, unknown>,
    @Headers('timeline-position') position: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ patients: readonly ListedPatient[]; next: string | null; notice: string }> {
    const { limit, cursor } = readParameters(query, ['limit', 'cursor']);
    const page = await this.rows.page<ListedPatient>('patients', { cursor, limit: limitOf(limit), position });
    statePosition(reply, page.position);
    return { patients: page.rows, next: page.next, notice: RESEARCH_USE };
  }
}
