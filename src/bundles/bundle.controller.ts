import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Asking, AskingReader, READER_QUESTION } from '../derivations/asking';
import { stateRevision } from '../http/context';
import { PatientIdPipe } from '../patients/patient-id.pipe';
import { readParameters } from '../timelines/parameters';
import { bundleText } from './bundle';
import { GetBundle } from './bundle.query';

@ApiTags('derived')
@Controller('v1/patients/:patientId/endpoints/:paramcd/bundle')
export class BundleController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @AskingReader()
  @Asking('One value with its statements, ruleset and derivation, as a file that check-bundle derives again')
  async bundle(
    @Param('patientId', PatientIdPipe) patientId: string,
    @Param('paramcd') paramcd: string,
    @Query() query: Record<string, unknown>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const question = readParameters(query, READER_QUESTION);
    const bundle = await this.queries.execute(new GetBundle(patientId, question, paramcd));
    const { revision } = bundle.question;
    stateRevision(reply, { revision, position: null });
    // The name of the value is one of ours by now, and the id has the form of one.
    const name = `leptotrace-${patientId}-${paramcd}-r${revision}.json`;
    void reply.header('Content-Disposition', `attachment; filename="${name}"`).type('application/json');
    return bundleText(bundle);
  }
}
