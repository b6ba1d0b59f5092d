import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { StatementOf } from '@leptotrace/clinical';
import type { CommandContext } from '@leptotrace/event-store';
import { amendFact, reinstateFact, retractFact, type Decide } from '@leptotrace/timeline';
import { PatientStreams, type PatientOutcome } from '../patient-streams';

export type Correction = StatementOf<'amended'> | StatementOf<'retracted'> | StatementOf<'reinstated'>;

/** Amends, retracts or reinstates one fact. */
export class CorrectFact extends Command<PatientOutcome> {
  constructor(
    readonly patientId: string,
    readonly correction: Correction,
    readonly context: CommandContext,
  ) {
    super();
  }
}

const decisionOf = (correction: Correction): Decide => {
  switch (correction.statement) {
    case 'amended':
      return amendFact(correction);
    case 'retracted':
      return retractFact(correction);
    case 'reinstated':
      return reinstateFact(correction);
  }
};

@CommandHandler(CorrectFact)
export class CorrectFactHandler implements ICommandHandler<CorrectFact> {
  constructor(private readonly patients: PatientStreams) {}

  execute({ patientId, correction, context }: CorrectFact): Promise<PatientOutcome> {
    return this.patients.run(patientId, context, decisionOf(correction));
  }
}
