import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandContext } from '@leptotrace/event-store';
import { recordDecision, type DecisionToRecord } from '@leptotrace/timeline';
import { PatientStreams, type PatientOutcome } from '../patients/patient-streams';

export class RecordDecision extends Command<PatientOutcome> {
  constructor(
    readonly patientId: string,
    readonly decision: DecisionToRecord,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(RecordDecision)
export class RecordDecisionHandler implements ICommandHandler<RecordDecision> {
  constructor(private readonly patients: PatientStreams) {}

  execute({ patientId, decision, context }: RecordDecision): Promise<PatientOutcome> {
    return this.patients.run(patientId, context, recordDecision(decision));
  }
}
