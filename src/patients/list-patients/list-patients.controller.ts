import { Controller, Get, Headers, Inject, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { ListedPatient } from '../../read-models/patients.projection';
import { CrossPatientRows, limitOf, statePosition, type RowsRequest } from '../../read-models/rows';
import { readParameters } from '../../timelines/parameters';
import { SITE_TIME, type SiteTime } from '../../timelines/site-time';
import { RESEARCH_USE } from '../../timelines/timeline.answer';
import { findPatients, readSought, type FoundPatients } from './find-patients';

interface PatientList {
  readonly patients: readonly ListedPatient[];
  readonly next: string | null;
  /** Time zone of the site, in which instants have their days. */
  readonly zone: string;
  readonly notice: string;
}

@ApiTags('patients')
@Controller('v1/patients')
export class ListPatientsController {
  constructor(
    private readonly rows: CrossPatientRows,
    @Inject(SITE_TIME) private readonly site: SiteTime,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Patients with their last status, stated and derived, page by page' })
  @ApiQuery({
    name: 'q',
    required: false,
    description:
      'Part of an id, pseudonym, study or site, in any case. A page may then hold fewer rows, or none, and still have a `next`: follow it.',
  })
  @ApiQuery({ name: 'limit', required: false })
  @ApiQuery({ name: 'cursor', required: false, description: 'The `next` of the page before.' })
  @ApiHeader({ name: 'Timeline-Position', required: false, description: 'Of a write that must be listed.' })
  async list(
    @Query() query: Record<string, unknown>,
    @Headers('timeline-position') position: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PatientList> {
    const { q, limit, cursor } = readParameters(query, ['q', 'limit', 'cursor']);
    const request = { cursor, limit: limitOf(limit), position };
    const page =
      q === undefined ? await this.page(request) : await findPatients(this.rows, readSought(q), request);
    statePosition(reply, page.position);
    const { patients, next } = page;
    return { patients, next, zone: this.site.zone.name, notice: RESEARCH_USE };
  }

  private async page(request: RowsRequest): Promise<FoundPatients> {
    const { rows, next, position } = await this.rows.page<ListedPatient>('patients', request);
    return { patients: rows, next, position };
  }
}
