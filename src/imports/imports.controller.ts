import { Readable } from 'node:stream';
import { Body, Controller, Get, Headers, HttpCode, Inject, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { EventStore } from '@leptotrace/event-store';
import { exportPieces } from '@leptotrace/interchange';
import type { FastifyReply } from 'fastify';
import { Actor } from '../http/context';
import { invalidAt, Problem } from '../http/problem';
import { PatientStreams } from '../patients/patient-streams';
import type { ListedPatient } from '../read-models/patients.projection';
import { CrossPatientRows, type Rows } from '../read-models/rows';
import { EVENT_STORE } from '../store/tokens';
import { readParameters } from '../timelines/parameters';
import { Importer, type ImportOptions, type ImportReport } from './importer';

const PAGE = 100;

const readDryRun = (query: Record<string, unknown>): boolean => {
  const { dryRun = 'false' } = readParameters(query, ['dryRun']);
  if (dryRun === 'true' || dryRun === 'false') return dryRun === 'true';
  throw invalidAt('/query/dryRun', 'not true or false', 'Send true or false.');
};

/** What a content type says of a body: CSV or not, and the character set where it names one. */
const saidBy = (type = ''): Pick<ImportOptions, 'kind' | 'charset'> => {
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(type)?.[1];
  const kind = /^text\/csv/i.test(type) ? 'csv' : 'json-or-ndjson';
  return charset === undefined ? { kind } : { kind, charset };
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
    private readonly rows: CrossPatientRows,
    @Inject(EVENT_STORE) private readonly log: EventStore,
  ) {}

  @Post('imports')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Take in a published course, native NDJSON or SDTM-like CSV: each patient whole or not at all',
  })
  @ApiConsumes('application/json', 'application/x-ndjson', 'text/csv')
  @ApiBody({ schema: { type: 'object' } })
  @ApiQuery({ name: 'dryRun', required: false, enum: ['true', 'false'] })
  async import(
    @Body() body: unknown,
    @Query() query: Record<string, unknown>,
    @Headers('content-type') type: string | undefined,
    @Actor() actor: string,
  ): Promise<ImportReport> {
    const dryRun = readDryRun(query);
    const source = Buffer.isBuffer(body) ? body : JSON.stringify(body ?? '');
    const report = await this.importer.import(source, { dryRun, actor, ...saidBy(type) });
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
    // Asked before the answer begins: a list that does not reach the head is a refusal, not half an export.
    const listed = patientId === undefined ? await this.listed() : null;
    // Pulled by the connection: whoever does not read holds one piece.
    void reply.type('application/x-ndjson').send(Readable.from(this.lines(listed, patientId)));
  }

  private async listed(cursor?: string): Promise<Rows<ListedPatient>> {
    const position = (await this.log.head()) ?? undefined;
    return this.rows.page<ListedPatient>('patients', { cursor, limit: PAGE, position });
  }

  private async *lines(
    listed: Rows<ListedPatient> | null,
    patientId: string | undefined,
  ): AsyncGenerator<string> {
    if (patientId !== undefined) yield* this.pieces(patientId);
    for (let page = listed; page !== null; page = page.next === null ? null : await this.listed(page.next))
      for (const row of page.rows) yield* this.pieces(row.patientId);
  }

  private async *pieces(patientId: string): AsyncGenerator<string> {
    yield* exportPieces(patientId, (await this.patients.log(patientId)) ?? []);
  }
}
