import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import {
  changeOf,
  digestOf,
  occurrenceBy,
  parsePartialDate,
  type Change,
  type DayInterval,
  type JsonValue,
} from '@leptotrace/kernel';
import { believedAt, saidSince, type Patient, type PatientLog } from '@leptotrace/timeline';
import { decisionAnswer, type DecisionAnswer } from '../boards/decision.queries';
import { Derivations, keyOf, type AskedAndDerived, type AskedQuestion } from '../derivations/derivations';
import { endpointsAnswer } from '../derivations/endpoints.answer';
import { ENGINE_VERSION } from '../derivations/engine-version';
import { resistanceAnswer } from '../derivations/resistance.answer';
import { statusAnswer } from '../derivations/status.answer';
import { PatientStreams } from '../patients/patient-streams';
import { factAnswer, RESEARCH_USE, timelineOf } from '../timelines/timeline.answer';
import { logOf } from '../timelines/timeline.queries';
import { patientLogAnswer } from './patient-log.answer';
import type { PatientLogAnswer, ReplayAnswer, ReplayChange } from './replay.answer';

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

/** The day, and a digest of all else that decides an answer: engine, rules, what was known, what is known. */
const tokenOf = ({ asked }: AskedAndDerived, { on, head }: Pick<ReplayAnswer, 'on' | 'head'>): string =>
  `${on}.${digestOf([ENGINE_VERSION, head, keyOf(asked)]).slice(0, 32)}`;

/** Everything a look at a course shows: each part as its own endpoint answers it, all of one log. */
export const replayAnswer = (found: AskedAndDerived): ReplayAnswer => {
  const { patientId, log, revision, on } = found.asked;
  const then = believedAt(log, revision);
  const now = believedAt(log);
  const timeline = timelineOf(patientId, log, { patient: then, view: found.view });
  const { notYetRecorded, corrections } = saidSince(log, { revision, on }, { then, now });
  const head = now.revision;
  return {
    patientId,
    on: timeline.on,
    revision,
    head,
    timeline,
    status: statusAnswer(found),
    endpoints: endpointsAnswer(found),
    resistance: resistanceAnswer(found),
    decisions: decisionsBy(log, then, { now, on }),
    since: { notYetRecorded: notYetRecorded.map(factAnswer), corrections },
    token: tokenOf(found, { on: timeline.on, head }),
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
  constructor(private readonly derivations: Derivations) {}

  async execute({ patientId, question, from }: GetReplayChange): Promise<ReplayChange> {
    const found = await this.derivations.answer(patientId, question);
    const answer = replayAnswer(found);
    return { head: answer.head, change: this.changeFrom(from, found, { question, answer }) };
  }

  /** An answer of another engine, ruleset or state of knowledge is not made again: all is said anew. */
  private changeFrom(
    from: string,
    { asked }: AskedAndDerived,
    { question, answer }: { readonly question: AskedQuestion; readonly answer: ReplayAnswer },
  ): Change {
    const [on = ''] = from.split('.');
    const isDay = parsePartialDate(on) !== null;
    const held = isDay
      ? replayAnswer(this.derivations.answerFrom(asked.patientId, asked.log, { ...question, on }))
      : null;
    if (held?.token !== from) return { is: answer as unknown as JsonValue };
    return changeOf(held as unknown as JsonValue, answer as unknown as JsonValue) ?? { of: {} };
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
