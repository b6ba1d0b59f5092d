import { Body, Controller, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Type } from '@sinclair/typebox';
import { patientIdSchema, registrationProperties, type StatementOf } from '@leptotrace/clinical';
import type { CommandContext } from '@leptotrace/event-store';
import { deterministicId } from '@leptotrace/kernel';
import type { FastifyReply } from 'fastify';
import { Context, stateRevision } from '../../http/context';
import { dtoFrom } from '../../http/dto-from-schema';
import { doneOrProblem } from '../../http/problem';
import { RegisterPatient } from './register-patient.command';

export const registrationSchema = Type.Object(
  { patientId: Type.Optional(patientIdSchema()), ...registrationProperties },
  { additionalProperties: false },
);

export class RegisterPatientDto extends dtoFrom('RegisterPatientBase', registrationSchema) {}

type RegistrationBody = Omit<StatementOf<'registered'>, 'statement'> & { readonly patientId?: string };

@ApiTags('patients')
@Controller('v1/patients')
export class RegisterPatientController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiOperation({ summary: 'Register a patient under a pseudonym' })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  async register(
    @Body() dto: RegisterPatientDto,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ patientId: string; revision: number; position: string | null }> {
    const { patientId: chosen, ...registration } = dto as RegistrationBody;
    const patientId = chosen ?? deterministicId('patient', context.commandId);
    const done = doneOrProblem(
      await this.commands.execute(new RegisterPatient(patientId, registration, context)),
    );
    stateRevision(reply, done);
    return { patientId, revision: done.revision, position: done.position };
  }
}
