import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import {
  changeOf,
  dayText,
  digestOf,
  occurrenceBy,
  parsePartialDate,
  UNCHANGED,
  type DayInterval,
  type JsonValue,
} from '@leptotrace/kernel';
import { believedAt, saidSince, type Patient, type PatientLog } from '@leptotrace/timeline';
import { decisionAnswer, type DecisionAnswer } from '../boards/decision.queries';
import {
  Derivations,
  keyOf,
  type Asked,
  type AskedAndDerived,
  type AskedQuestion,
} from '../derivations/derivations';
import { endpointsAnswer } from '../derivations/endpoints.answer';
import { resistanceAnswer } from '../derivations/resistance.answer';
import { statusAnswer } from '../derivations/status.answer';
import { factAnswer, RESEARCH_USE, timelineOf } from '../timelines/timeline.answer';
import type { ReplayAnswer, ReplayChange } from './replay.answer';

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

/** The day, and a digest of all that decides an answer: code, rules, what was known, what is known. */
const tokenOf = ({ asked }: AskedAndDerived): string =>
  `${asked.on.from === asked.on.to ? dayText(asked.on.from) : 'period'}.${digestOf([
    asked.log.length,
    keyOf(asked),
  ]).slice(0, 32)}`;

/** Everything a look at a course shows: each part as its own endpoint answers it, all of one log. */
export const replayAnswer = (found: AskedAndDerived): ReplayAnswer => {
  const { patientId, log, revision, on } = found.asked;
  const then = believedAt(log, revision);
  const now = revision === log.length - 1 ? then : believedAt(log);
  const timeline = timelineOf(patientId, log, {
    patient: then,
    view: found.view,
    // The ruleset asked for: the state stands beside what it derives.
    parameters: found.asked.ruleset.configuration,
  });
  const { notYetRecorded, corrections } = saidSince(
    log,
    { revision, on, zone: found.view.zone },
    { then, now },
  );
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
    since: { notYetRecorded: notYetRecorded.map((viewed) => factAnswer(viewed)), corrections },
    token: tokenOf(found),
    notice: RESEARCH_USE,
  };
};

/** Replays kept, by the facts of their courses: about 5 kB for each, so that a step needs only its own day. */
const KEPT_FACTS = 10_000;

const json = (answer: ReplayAnswer): JsonValue => answer as unknown as JsonValue;

/** Replays by token: what a token names never changes. */
@Injectable()
export class Replays {
  private readonly kept = new LRUCache<string, ReplayAnswer>({
    maxSize: KEPT_FACTS,
    sizeCalculation: ({ timeline }) => 50 + timeline.facts.length + timeline.undetermined.length,
  });

  constructor(private readonly derivations: Derivations) {}

  /** @throws Problem when the patient is unknown or the question cannot be read. */
  async answer(patientId: string, question: AskedQuestion): Promise<ReplayAnswer> {
    return this.keptOr(await this.derivations.answer(patientId, question));
  }

  /** What is different from the replay that a token names; all of it where that is not to be had. @throws Problem */
  async change(patientId: string, question: AskedQuestion, from: string): Promise<ReplayChange> {
    const found = await this.derivations.answer(patientId, question);
    const [held, answer] = [this.named(from, found.asked, question), this.keptOr(found)];
    const change = held === null ? { is: json(answer) } : (changeOf(json(held), json(answer)) ?? UNCHANGED);
    return { head: answer.head, change };
  }

  /** Of the same question on another day only: one of another engine, ruleset or state of knowledge is gone. */
  private named(token: string, { patientId, log }: Asked, question: AskedQuestion): ReplayAnswer | null {
    const [on = ''] = token.split('.');
    if (parsePartialDate(on) === null) return null;
    const found = this.derivations.answerFrom(patientId, log, { ...question, on });
    return tokenOf(found) === token ? this.keptOr(found) : null;
  }

  private keptOr(found: AskedAndDerived): ReplayAnswer {
    const token = tokenOf(found);
    const answer = this.kept.get(token) ?? replayAnswer(found);
    this.kept.set(token, answer);
    return answer;
  }
}
