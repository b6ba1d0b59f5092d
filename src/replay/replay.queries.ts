import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { changeOf, type Change, type JsonValue } from '@leptotrace/kernel';
import type { AskedQuestion } from '../derivations/derivations';
import { PatientStreams } from '../patients/patient-streams';
import { logOf } from '../timelines/timeline.queries';
import { patientLogAnswer } from './patient-log.answer';
import type { PatientLogAnswer, ReplayAnswer, ReplayChange } from './replay.answer';
import { Replays } from './replays';

const SAME: Change = { of: {} };
const json = (answer: ReplayAnswer): JsonValue => answer as unknown as JsonValue;

export class GetReplay extends Query<ReplayAnswer> {
  constructor(
    readonly patientId: string,
    readonly question: AskedQuestion,
  ) {
    super();
  }
}

@QueryHandler(GetReplay)
export class GetReplayHandler implements IQueryHandler<GetReplay> {
  constructor(private readonly replays: Replays) {}

  async execute({ patientId, question }: GetReplay): Promise<ReplayAnswer> {
    return (await this.replays.answer(patientId, question)).answer;
  }
}

export class GetReplayChange extends Query<ReplayChange> {
  constructor(
    readonly patientId: string,
    readonly question: AskedQuestion,
    /** Token of the answer that the asker holds. */
    readonly from: string,
  ) {
    super();
  }
}

@QueryHandler(GetReplayChange)
export class GetReplayChangeHandler implements IQueryHandler<GetReplayChange> {
  constructor(private readonly replays: Replays) {}

  async execute({ patientId, question, from }: GetReplayChange): Promise<ReplayChange> {
    const { log, answer } = await this.replays.answer(patientId, question);
    const held = this.replays.named(from, patientId, { log, question });
    const change: Change =
      held === null ? { is: json(answer) } : (changeOf(json(held), json(answer)) ?? SAME);
    return { head: answer.head, change };
  }
}

export class GetPatientLog extends Query<PatientLogAnswer> {
  constructor(readonly patientId: string) {
    super();
  }
}

@QueryHandler(GetPatientLog)
export class GetPatientLogHandler implements IQueryHandler<GetPatientLog> {
  constructor(private readonly patients: PatientStreams) {}

  async execute({ patientId }: GetPatientLog): Promise<PatientLogAnswer> {
    return patientLogAnswer(patientId, await logOf(this.patients, patientId));
  }
}
