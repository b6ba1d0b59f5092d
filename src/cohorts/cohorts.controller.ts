import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { PARAMS } from '@leptotrace/endpoints';
import type { FastifyReply } from 'fastify';
import { invalidAt } from '../http/problem';
import type { CohortRow } from '../read-models/cohort.projection';
import { CrossPatientRows, limitOf, statePosition } from '../read-models/rows';
import { readParameters } from '../timelines/parameters';
import { RESEARCH_USE } from '../timelines/timeline.answer';
import { ENTRY_RULES, entrySays, type EntryRule } from './entry';
import {
  memberOf,
  STRATA,
  survivalAnswer,
  type Member,
  type Outside,
  type Stratum,
  type SurvivalAnswer,
} from './survival.answer';

const stratumOf = (text: string | undefined): Stratum | null => {
  if (text === undefined) return null;
  const found = STRATA.find((known) => known === text);
  if (found) return found;
  throw invalidAt('/query/by', `${JSON.stringify(text)} is no covariate`, `Use ${STRATA.join(', ')}.`);
};

/** A response lasts by a criterion: its duration is not one value a patient. */
const ENDPOINTS = Object.keys(PARAMS).filter((paramcd) => paramcd !== 'DOR');

const endpointOf = (text: string | undefined): string => {
  if (text !== undefined && ENDPOINTS.includes(text)) return text;
  throw invalidAt('/query/paramcd', 'not an endpoint of a cohort', `Use ${ENDPOINTS.join(', ')}.`);
};

const entryRuleOf = (text = 'none'): EntryRule => {
  const found = ENTRY_RULES.find((known) => known === text);
  if (found) return found;
  const why = `${JSON.stringify(text)} says of no clinical day when observation began`;
  throw invalidAt('/query/entry', why, `Use ${ENTRY_RULES.join(', ')}.`);
};

const ENTRY = ENTRY_RULES.map((rule) => `\`${rule}\`: ${entrySays(rule)}`).join(' ');

@ApiTags('cohorts')
@Controller('v1/cohorts')
export class CohortsController {
  constructor(private readonly rows: CrossPatientRows) {}

  @Get('endpoints')
  @ApiOperation({
    summary: 'Every patient with endpoints and covariates, on the day of the last statement, page by page',
  })
  @ApiQuery({ name: 'limit', required: false })
  @ApiQuery({ name: 'cursor', required: false, description: 'The `next` of the page before.' })
  @ApiHeader({ name: 'Timeline-Position', required: false, description: 'Of a write that must be included.' })
  async endpoints(
    @Query() query: Record<string, unknown>,
    @Headers('timeline-position') position: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ rows: readonly CohortRow[]; next: string | null; notice: string }> {
    const { limit, cursor } = readParameters(query, ['limit', 'cursor']);
    const page = await this.rows.page<CohortRow>('cohort', { cursor, limit: limitOf(limit), position });
    statePosition(reply, page.position);
    return { rows: page.rows, next: page.next, notice: RESEARCH_USE };
  }

  @Get('survival')
  @ApiOperation({ summary: 'Kaplan-Meier of one endpoint over the cohort, by a covariate' })
  @ApiQuery({ name: 'paramcd', required: true, description: 'CNSPFS, NCNSPFS, BIPFS, PFS, OS, ...' })
  @ApiQuery({ name: 'by', required: false, enum: STRATA })
  @ApiQuery({ name: 'study', required: false })
  @ApiQuery({
    name: 'entry',
    required: false,
    enum: ENTRY_RULES,
    description: `From when on a patient is at risk (left truncation). ${ENTRY}`,
  })
  @ApiHeader({ name: 'Timeline-Position', required: false, description: 'Of a write that must be included.' })
  async survival(
    @Query() query: Record<string, unknown>,
    @Headers('timeline-position') position: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SurvivalAnswer & { readonly position: string | null; readonly notice: string }> {
    const { paramcd, by, study, entry } = readParameters(query, ['paramcd', 'by', 'study', 'entry']);
    const question = { paramcd: endpointOf(paramcd), by: stratumOf(by), entry: entryRuleOf(entry) };
    const members: (Member | Outside)[] = [];
    let reached: string | null = null;
    for await (const page of this.rows.pages<CohortRow>('cohort', position)) {
      reached ??= page.position;
      for (const row of page.rows)
        if (study === undefined || row.covariates.study === study) members.push(memberOf(row, question));
    }
    statePosition(reply, reached);
    return { ...survivalAnswer(members, question), position: reached, notice: RESEARCH_USE };
  }
}
