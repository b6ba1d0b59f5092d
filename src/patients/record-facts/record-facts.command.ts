import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandContext } from '@leptotrace/event-store';
import { recordFacts, type FactToRecord } from '@leptotrace/timeline';
import { PatientStreams, type PatientOutcome } from '../patient-streams';

export class RecordFacts extends Command<PatientOutcome> {
  constructor(
    readonly patientId: string,
    readonly facts: readonly FactToRecord[],
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(RecordFacts)
export class RecordFactsHandler implements ICommandHandler<RecordFacts> {
  constructor(private readonly patients: PatientStreams) {}

  execute({ patientId, facts, context }: RecordFacts): Promise<PatientOutcome> {
    return this.patients.run(patientId, context, recordFacts(facts));
  }
}
