import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { StatementOf } from '@leptotrace/clinical';
import type { CommandContext } from '@leptotrace/event-store';
import { registerPatient } from '@leptotrace/timeline';
import { PatientStreams, type PatientOutcome } from '../patient-streams';

export class RegisterPatient extends Command<PatientOutcome> {
  constructor(
    readonly patientId: string,
    readonly registration: Omit<StatementOf<'registered'>, 'statement'>,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(RegisterPatient)
export class RegisterPatientHandler implements ICommandHandler<RegisterPatient> {
  constructor(private readonly patients: PatientStreams) {}

  execute({ patientId, registration, context }: RegisterPatient): Promise<PatientOutcome> {
    return this.patients.run(patientId, context, registerPatient(registration));
  }
}
