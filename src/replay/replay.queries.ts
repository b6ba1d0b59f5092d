import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { AskedQuestion } from '../derivations/derivations';
import { PatientStreams } from '../patients/patient-streams';
import { SITE_TIME, type SiteTime } from '../timelines/site-time';
import { logOf } from '../timelines/timeline.queries';
import { patientLogAnswer } from './patient-log.answer';
import type { PatientLogAnswer, ReplayAnswer, ReplayChange } from './replay.answer';
import { Replays } from './replays';

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

  execute({ patientId, question }: GetReplay): Promise<ReplayAnswer> {
    return this.replays.answer(patientId, question);
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

  execute({ patientId, question, from }: GetReplayChange): Promise<ReplayChange> {
    return this.replays.change(patientId, question, from);
  }
}

export class GetPatientLog extends Query<PatientLogAnswer> {
  constructor(readonly patientId: string) {
    super();
  }
}

@QueryHandler(GetPatientLog)
export class GetPatientLogHandler implements IQueryHandler<GetPatientLog> {
  constructor(
    private readonly patients: PatientStreams,
    @Inject(SITE_TIME) private readonly site: SiteTime,
  ) {}

  async execute({ patientId }: GetPatientLog): Promise<PatientLogAnswer> {
    return patientLogAnswer(patientId, await logOf(this.patients, patientId), this.site.zone.name);
  }
}
