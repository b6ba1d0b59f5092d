import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { PatientIdPipe } from '../patients/patient-id.pipe';
import { readParameters } from '../timelines/parameters';
import { Asking, AskingReader, QUESTION, READER_QUESTION, stated } from './asking';
import type { DerivationAnswer } from './derivation.answer';
import {
  CompareRulesets,
  GetDerivation,
  GetEndpoints,
  GetResistance,
  GetStatus,
  type RulesetComparison,
} from './derivation.queries';
import type { EndpointsAnswer } from './endpoints.answer';
import type { ResistanceReply } from './resistance.answer';
import type { StatusAnswer } from './status.answer';

@ApiTags('derived')
@Controller('v1/patients/:patientId')
export class DerivationController {
  constructor(private readonly queries: QueryBus) {}

  @Get('status')
  @AskingReader()
  @Asking('Response by every criterion and compartment, on a day, as known at a moment')
  async status(
    @Param('patientId', PatientIdPipe) patientId: string,
    @Query() query: Record<string, unknown>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StatusAnswer> {
    return stated(
      reply,
      await this.queries.execute(new GetStatus(patientId, readParameters(query, READER_QUESTION))),
    );
  }

  @Get('resistance')
  @Asking('Alterations by compartment: state, trend, emergence, clearance, what is known of each drug')
  async resistance(
    @Param('patientId', PatientIdPipe) patientId: string,
    @Query() query: Record<string, unknown>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ResistanceReply> {
    return stated(
      reply,
      await this.queries.execute(new GetResistance(patientId, readParameters(query, QUESTION))),
    );
  }

  @Get('endpoints')
  @AskingReader()
  @Asking('Every endpoint at once, with ranges where dates are partial')
  async endpoints(
    @Param('patientId', PatientIdPipe) patientId: string,
    @Query() query: Record<string, unknown>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EndpointsAnswer> {
    return stated(
      reply,
      await this.queries.execute(new GetEndpoints(patientId, readParameters(query, READER_QUESTION))),
    );
  }

  @Get('endpoints/:paramcd/derivation')
  @AskingReader()
  @Asking('How one value came about: rules, facts, and the candidates that lost')
  @ApiQuery({ name: 'criterion', required: false, description: 'For OVR, BOR, CBOR and DOR.' })
  @ApiQuery({ name: 'compartment', required: false, description: 'cns or non-cns, for STATED.' })
  @ApiQuery({
    name: 'timePoint',
    required: false,
    description: 'For OVR: timePointId of the status; the last one when left out.',
  })
  @ApiQuery({ name: 'form', required: false, description: 'full (default) or compact.' })
  async derivation(
    @Param('patientId', PatientIdPipe) patientId: string,
    @Param('paramcd') paramcd: string,
    @Query() query: Record<string, unknown>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DerivationAnswer> {
    const { criterion, compartment, timePoint, form, ...question } = readParameters(query, [
      ...READER_QUESTION,
      'criterion',
      'compartment',
      'timePoint',
      'form',
    ]);
    const of = {
      paramcd,
      ...(criterion === undefined ? {} : { criterion }),
      ...(compartment === undefined ? {} : { compartment }),
      ...(timePoint === undefined ? {} : { timePoint }),
      ...(form === undefined ? {} : { form }),
    };
    return stated(reply, await this.queries.execute(new GetDerivation(patientId, question, of)));
  }

  @Get('rulesets/compare')
  @Asking('What another ruleset would derive for this patient')
  @ApiQuery({ name: 'against', required: true, description: 'The other ruleset.' })
  async compare(
    @Param('patientId', PatientIdPipe) patientId: string,
    @Query() query: Record<string, unknown>,
  ): Promise<RulesetComparison> {
    const { against, ...question } = readParameters(query, [...QUESTION, 'against']);
    return this.queries.execute(new CompareRulesets(patientId, question, against));
  }
}
