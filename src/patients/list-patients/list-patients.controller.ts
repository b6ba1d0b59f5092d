import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  believedAt,
  summaryOf,
  viewOn,
  type CourseSummary,
  type Patient,
  type StatedEntry,
} from '@leptotrace/timeline';
import { invalidAt, Problem } from '../../http/problem';
import { readOn } from '../../timelines/cut';
import { readParameters } from '../../timelines/parameters';
import { RESEARCH_USE } from '../../timelines/timeline.answer';
import { PatientStreams } from '../patient-streams';
import { PatientIndex } from './patient-index';

export interface ListedPatient {
  readonly patientId: string;
  readonly study: string | null;
  readonly site: string | null;
  readonly pseudonym: string | null;
  readonly attribution: string | null;
  readonly revision: number;
  readonly facts: number;
  readonly lastRecordedAt: string;
  /** As the sources state it, on the last day the course tells of; nothing here is derived. */
  readonly status: {
    readonly lm: CourseSummary['lm']['certainty'];
    readonly vital: CourseSummary['vital']['status'];
    readonly stated: readonly StatedEntry[];
  };
}

const limitOf = (text: string | undefined): number => {
  const limit = Number(text ?? 50);
  if (Number.isInteger(limit) && limit >= 1 && limit <= 200) return limit;
  throw invalidAt('/query/limit', 'not a page length', 'Send a whole number from 1 to 200.');
};

const shownRegistration = ({ registration }: Patient) => {
  const { study = null, site = null, pseudonym = null, attribution = null } = registration ?? {};
  return { study, site, pseudonym, attribution };
};

@ApiTags('patients')
@Controller('v1/patients')
export class ListPatientsController {
  constructor(
    private readonly index: PatientIndex,
    private readonly patients: PatientStreams,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Patients with their last stated status, page by page' })
  @ApiQuery({ name: 'limit', required: false })
  @ApiQuery({ name: 'cursor', required: false, description: 'The `next` of the page before.' })
  @ApiHeader({ name: 'Timeline-Position', required: false, description: 'Of a write that must be listed.' })
  async list(
    @Query() query: Record<string, unknown>,
    @Headers('timeline-position') position: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ patients: readonly ListedPatient[]; next: string | null; notice: string }> {
    const { limit: wanted, cursor } = readParameters(query, ['limit', 'cursor']);
    const limit = limitOf(wanted);
    if (position !== undefined && !(await this.index.reached(position))) {
      throw new Problem('unavailable', 'The list has not come that far yet. Try again.');
    }
    const ids = this.index.after(cursor ?? null, limit);
    const listed = await Promise.all(ids.map((id) => this.listed(id)));
    if (this.index.state.position) void reply.header('Timeline-Position', this.index.state.position);
    return {
      patients: listed.filter((patient) => patient !== null),
      next: ids.length === limit ? (ids.at(-1) ?? null) : null,
      notice: RESEARCH_USE,
    };
  }

  private async listed(patientId: string): Promise<ListedPatient | null> {
    const log = await this.patients.log(patientId);
    const last = log?.at(-1);
    if (!log || !last) return null;
    const patient = believedAt(log);
    const { lm, vital, stated } = summaryOf(viewOn(patient, readOn(undefined)));
    return {
      patientId,
      ...shownRegistration(patient),
      revision: patient.revision,
      facts: [...patient.facts.values()].filter((fact) => !fact.retraction).length,
      lastRecordedAt: last.recordedAt,
      status: { lm: lm.certainty, vital: vital.status, stated },
    };
  }
}
