import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Fact } from '@leptotrace/clinical';
import type { CommandContext } from '@leptotrace/event-store';
import { deterministicId } from '@leptotrace/kernel';
import { believedAt, currentFact, recordFacts, retractFact, type Rejection } from '@leptotrace/timeline';
import { PatientStreams, type PatientOutcome } from '../patient-streams';

export interface Move {
  readonly fromPatientId: string;
  readonly factId: string;
  readonly toPatientId: string;
  readonly supersedes: number;
  readonly note?: string;
}

export interface MoveOutcome {
  readonly recorded: PatientOutcome;
  /** `null` when the recording was refused: then nothing was taken back either. */
  readonly retracted: PatientOutcome | null;
  readonly newFactId: string;
}

/** A fact of the wrong patient: recorded there and taken back here, tied by one correlation id. */
export class MoveFact extends Command<MoveOutcome> {
  constructor(
    readonly move: Move,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/**
 * Two commands on two streams. Both ids derive from the caller's, so that the request repeated after a
 * fault completes what was begun and does nothing twice. Recording comes first: a fault in between
 * leaves the fact with both patients, which is seen and mended, and never with none.
 */
@CommandHandler(MoveFact)
export class MoveFactHandler implements ICommandHandler<MoveFact> {
  constructor(private readonly patients: PatientStreams) {}

  async execute({ move, context }: MoveFact): Promise<MoveOutcome> {
    const newFactId = deterministicId('moved', move.fromPatientId, move.factId, move.toPatientId);
    const found = await this.factToMove(move);
    if ('kind' in found)
      return { recorded: { kind: 'rejected', rejection: found }, retracted: null, newFactId };
    const { ifMatch, ...free } = context;
    const recorded = await this.patients.run(
      move.toPatientId,
      { ...free, commandId: deterministicId('move-record', context.commandId) },
      recordFacts([{ factId: newFactId, fact: found.fact }]),
    );
    if (recorded.kind !== 'done') return { recorded, retracted: null, newFactId };
    const retracted = await this.patients.run(
      move.fromPatientId,
      {
        ...free,
        ...(ifMatch === undefined ? {} : { ifMatch }),
        commandId: deterministicId('move-retract', context.commandId),
      },
      retractFact({
        factId: move.factId,
        supersedes: move.supersedes,
        reason: 'wrong-patient',
        movedTo: { patientId: move.toPatientId, factId: newFactId },
        ...(move.note === undefined ? {} : { note: move.note }),
      }),
    );
    return { recorded, retracted, newFactId };
  }

  /** The content as the caller saw it: the version in force at the revision that is superseded. */
  private async factToMove({ fromPatientId, factId, supersedes }: Move): Promise<{ fact: Fact } | Rejection> {
    const log = await this.patients.log(fromPatientId);
    if (!log) return { kind: 'unknown-patient' };
    const now = believedAt(log).facts.get(factId);
    if (!now) return { kind: 'unknown-fact', factId };
    const then = believedAt(log, supersedes).facts.get(factId);
    // Moved by this request already: it is repeated to be completed.
    const isMoved = now.retraction?.movedTo !== undefined && now.retraction.supersedes === supersedes;
    if (then?.revision !== supersedes || (now.revision !== supersedes && !isMoved)) {
      return { kind: 'superseded', factId, named: supersedes, current: now.revision };
    }
    return then.retraction ? { kind: 'already-retracted', factId } : { fact: currentFact(then) };
  }
}
