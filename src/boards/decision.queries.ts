import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import {
  believedAt,
  reviewOf,
  type BoardDecision,
  type DecisionReview,
  type PatientLog,
} from '@leptotrace/timeline';
import { RULESETS, therapyParametersOf, type Rulesets } from '../derivations/rulesets';
import { Problem } from '../http/problem';
import { PatientStreams } from '../patients/patient-streams';
import { readOn } from '../timelines/cut';
import { SITE_TIME, type SiteTime } from '../timelines/site-time';
import { timelineAnswer, type TimelineAnswer } from '../timelines/timeline.answer';
import { logOf } from '../timelines/timeline.queries';

export interface DecisionAnswer {
  readonly decisionId: string;
  readonly on: string;
  readonly question: string;
  readonly decision: string;
  readonly options?: readonly string[];
  readonly participants?: readonly string[];
  readonly followUpDue?: string;
  readonly knownRevision: number;
  readonly recordedAt: string;
  /** Set when something recorded since touches what the board stood on. */
  readonly review: DecisionReview | null;
}

/** A decision with the review that the head suggests. */
export const decisionAnswer = (
  log: PatientLog,
  board: BoardDecision,
  now = believedAt(log),
): DecisionAnswer => {
  const { statement: _statement, sourceKey: _key, origin: _origin, ...decision } = board.decision;
  return {
    ...decision,
    recordedAt: board.entry.recordedAt,
    review: reviewOf(log, board, now.revision, now),
  };
};

export class ListDecisions extends Query<readonly DecisionAnswer[]> {
  constructor(readonly patientId: string) {
    super();
  }
}

@QueryHandler(ListDecisions)
export class ListDecisionsHandler implements IQueryHandler<ListDecisions> {
  constructor(private readonly patients: PatientStreams) {}

  async execute({ patientId }: ListDecisions): Promise<readonly DecisionAnswer[]> {
    const log = await logOf(this.patients, patientId);
    const now = believedAt(log);
    return [...now.decisions.values()].map((board) => decisionAnswer(log, board, now));
  }
}

export interface ReplayedDecision extends DecisionAnswer {
  /** The timeline as the board knew it, about the day of the meeting. */
  readonly knowledge: TimelineAnswer;
}

export class ReplayDecision extends Query<ReplayedDecision> {
  constructor(
    readonly patientId: string,
    readonly decisionId: string,
  ) {
    super();
  }
}

@QueryHandler(ReplayDecision)
export class ReplayDecisionHandler implements IQueryHandler<ReplayDecision> {
  constructor(
    private readonly patients: PatientStreams,
    @Inject(SITE_TIME) private readonly site: SiteTime,
    @Inject(RULESETS) private readonly rulesets: Rulesets,
  ) {}

  async execute({ patientId, decisionId }: ReplayDecision): Promise<ReplayedDecision> {
    const log = await logOf(this.patients, patientId);
    const now = believedAt(log);
    const board = now.decisions.get(decisionId);
    if (!board) throw new Problem('unknown-decision', `Decision ${decisionId} is not there.`);
    const cut = {
      revision: board.decision.knownRevision,
      on: readOn(this.site, board.decision.on),
      zone: this.site.zone,
    };
    return {
      ...decisionAnswer(log, board, now),
      knowledge: timelineAnswer(patientId, log, cut, therapyParametersOf(this.rulesets)),
    };
  }
}
