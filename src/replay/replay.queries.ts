import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { occurrenceBy, parsePartialDate, type DayInterval } from '@leptotrace/kernel';
import { believedAt, saidSince, type Patient, type PatientLog } from '@leptotrace/timeline';
import { decisionAnswer, type DecisionAnswer } from '../boards/decision.queries';
import { Derivations, type AskedAndDerived, type AskedQuestion } from '../derivations/derivations';
import { endpointsAnswer } from '../derivations/endpoints.answer';
import { resistanceAnswer } from '../derivations/resistance.answer';
import { statusAnswer } from '../derivations/status.answer';
import { PatientStreams } from '../patients/patient-streams';
import { factAnswer, RESEARCH_USE, timelineOf } from '../timelines/timeline.answer';
import { logOf } from '../timelines/timeline.queries';
import { patientLogAnswer } from './patient-log.answer';
import type { PatientLogAnswer, ReplayAnswer } from './replay.answer';

const isNotAfter = (date: string, on: DayInterval): boolean => {
  const day = parsePartialDate(date);
  return day !== null && occurrenceBy(day, on) !== 'later';
};

const decisionsBy = (
  log: PatientLog,
  { decisions }: Patient,
  { now, on }: { readonly now: Patient; readonly on: DayInterval },
): readonly DecisionAnswer[] =>
  [...decisions.values()]
    .filter(({ decision }) => isNotAfter(decision.on, on))
    .map((board) => decisionAnswer(log, board, now));

/** Everything a look at a course shows: each part as its own endpoint answers it, all of one log. */
export const replayAnswer = (found: AskedAndDerived): ReplayAnswer => {
  const { patientId, log, revision, on } = found.asked;
  const then = believedAt(log, revision);
  const now = believedAt(log);
  const timeline = timelineOf(patientId, log, { patient: then, view: found.view });
  const { notYetRecorded, corrections } = saidSince(log, { revision, on }, { then, now });
  return {
    patientId,
    on: timeline.on,
    revision,
    head: now.revision,
    timeline,
    status: statusAnswer(found),
    endpoints: endpointsAnswer(found),
    resistance: resistanceAnswer(found),
    decisions: decisionsBy(log, then, { now, on }),
    since: { notYetRecorded: notYetRecorded.map(factAnswer), corrections },
    notice: RESEARCH_USE,
  };
};

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
  constructor(private readonly derivations: Derivations) {}

  async execute({ patientId, question }: GetReplay): Promise<ReplayAnswer> {
    return replayAnswer(await this.derivations.answer(patientId, question));
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
