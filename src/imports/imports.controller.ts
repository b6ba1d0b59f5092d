import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import { exportPatient } from '@leptotrace/interchange';
import type { FastifyReply } from 'fastify';
import { invalidAt, Problem } from '../http/problem';
import { PatientIndex } from '../patients/list-patients/patient-index';
import { PatientStreams } from '../patients/patient-streams';
import { readParameters } from '../timelines/parameters';
import { Importer, type ImportReport } from './importer';

const PAGE = 100;

const readDryRun = (query: Record<string, unknown>): boolean => {
  const { dryRun = 'false' } = readParameters(query, ['dryRun']);
  if (dryRun === 'true' || dryRun === 'false') return dryRun === 'true';
  throw invalidAt('/query/dryRun', 'not true or false', 'Send true or false.');
};

const refusal = (report: ImportReport): Problem => {
  const rows = report.patients.flatMap((patient) =>
    patient.rows.flatMap(({ row, issues }) => issues.map((issue) => ({ row, ...issue }))),
  );
  const errors = [...report.issues, ...rows];
  const [first] = errors;
  const detail = first
    ? `Row ${first.row}: ${first.path} ${first.message}. ${first.mend}`
    : 'Rows were refused.';
  return new Problem('invalid-request', detail, { errors, report });
};

@ApiTags('interchange')
@Controller('v1')
export class ImportsController {
  constructor(
    private readonly importer: Importer,
    private readonly patients: PatientStreams,
    private readonly index: PatientIndex,
  ) {}

  @Post('imports')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Take in a published course, native NDJSON or SDTM-like CSV: each patient whole or not at all',
  })
  @ApiConsumes('application/json', 'application/x-ndjson', 'text/csv')
  @ApiBody({ schema: { type: 'object' } })
  @ApiQuery({ name: 'dryRun', required: false, enum: ['true', 'false'] })
  async import(@Body() body: unknown, @Query() query: Record<string, unknown>): Promise<ImportReport> {
    const dryRun = readDryRun(query);
    const text = typeof body === 'string' ? body : JSON.stringify(body ?? '');
    const report = await this.importer.import(text, { dryRun, actor: 'import' });
    if (report.refused && !dryRun && report.statements === 0) throw refusal(report);
    return report;
  }

  @Get('exports/leptotrace.ndjson')
  @ApiOperation({ summary: 'Every statement, one a line, in the native format' })
  @ApiProduces('application/x-ndjson')
  @ApiQuery({ name: 'patientId', required: false })
  async export(@Query() query: Record<string, unknown>, @Res() reply: FastifyReply): Promise<void> {
    const { patientId } = readParameters(query, ['patientId']);
    if (patientId !== undefined && !(await this.patients.log(patientId))) {
      throw new Problem('unknown-patient', 'Check the id.');
    }
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'application/x-ndjson' });
    for await (const text of this.lines(patientId)) {
      if (!reply.raw.write(text)) await new Promise((resolve) => reply.raw.once('drain', resolve));
    }
    reply.raw.end();
  }

  private async *lines(patientId: string | undefined): AsyncGenerator<string> {
    let cursor: string | null = null;
    let ids = patientId === undefined ? this.index.after(cursor, PAGE) : [patientId];
    while (ids.length > 0) {
      for (const id of ids) yield exportPatient(id, (await this.patients.log(id)) ?? []);
      cursor = ids.at(-1) ?? null;
      ids = patientId === undefined ? this.index.after(cursor, PAGE) : [];
    }
  }
}
