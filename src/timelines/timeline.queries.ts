import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { believedAt, compareCuts, type Comparison, type PatientLog } from '@leptotrace/timeline';
import { RULESETS, therapyParametersOf, type Rulesets } from '../derivations/rulesets';
import { Problem } from '../http/problem';
import { PatientStreams } from '../patients/patient-streams';
import { readAsOf, readOn } from './cut';
import { SITE_TIME, todayAt, type SiteTime } from './site-time';
import { RESEARCH_USE, timelineAnswer, type TimelineAnswer } from './timeline.answer';

/** @throws Problem when there is no such patient. */
export const logOf = async (patients: PatientStreams, patientId: string): Promise<PatientLog> => {
  const log = await patients.log(patientId);
  if (!log) throw new Problem('unknown-patient', 'Register the patient first, or check the id.');
  return log;
};

export class GetTimeline extends Query<TimelineAnswer> {
  constructor(
    readonly patientId: string,
    readonly on: string | undefined,
    readonly asOf: string | undefined,
  ) {
    super();
  }
}

@QueryHandler(GetTimeline)
export class GetTimelineHandler implements IQueryHandler<GetTimeline> {
  constructor(
    private readonly patients: PatientStreams,
    @Inject(SITE_TIME) private readonly site: SiteTime,
    @Inject(RULESETS) private readonly rulesets: Rulesets,
  ) {}

  async execute({ patientId, on, asOf }: GetTimeline): Promise<TimelineAnswer> {
    const log = await logOf(this.patients, patientId);
    const cut = {
      revision: readAsOf(log, this.site, { text: asOf }),
      on: readOn(this.site, on),
      zone: this.site.zone,
    };
    return timelineAnswer(patientId, log, cut, therapyParametersOf(this.rulesets));
  }
}

export interface ComparisonAnswer extends Comparison {
  readonly patientId: string;
  readonly from: { readonly revision: number; readonly on: string };
  readonly to: { readonly revision: number; readonly on: string };
  readonly revision: number;
  /** Time zone of the site, in which instants have their days. */
  readonly zone: string;
  readonly notice: string;
}

export interface ComparisonQuestion {
  readonly from?: string;
  readonly to?: string;
  readonly on?: string;
  readonly fromOn?: string;
  readonly toOn?: string;
}

export class CompareTimelines extends Query<ComparisonAnswer> {
  constructor(
    readonly patientId: string,
    readonly question: ComparisonQuestion,
  ) {
    super();
  }
}

@QueryHandler(CompareTimelines)
export class CompareTimelinesHandler implements IQueryHandler<CompareTimelines> {
  constructor(
    private readonly patients: PatientStreams,
    @Inject(SITE_TIME) private readonly site: SiteTime,
    @Inject(RULESETS) private readonly rulesets: Rulesets,
  ) {}

  async execute({ patientId, question }: CompareTimelines): Promise<ComparisonAnswer> {
    const log = await logOf(this.patients, patientId);
    const side = (name: 'from' | 'to') => ({
      revision: readAsOf(log, this.site, { text: question[name], name }),
      on: readOn(this.site, question[`${name}On`] ?? question.on, `${name}On`),
      zone: this.site.zone,
    });
    const [from, to] = [side('from'), side('to')];
    const shown = (cut: typeof from, name: 'from' | 'to') => ({
      revision: cut.revision,
      on: question[`${name}On`] ?? question.on ?? todayAt(this.site),
    });
    return {
      patientId,
      from: shown(from, 'from'),
      to: shown(to, 'to'),
      revision: log.length - 1,
      zone: this.site.zone.name,
      ...compareCuts(log, { from, to }, therapyParametersOf(this.rulesets)),
      notice: RESEARCH_USE,
    };
  }
}

export interface HistoryAnswer {
  readonly patientId: string;
  readonly factId: string;
  readonly revision: number;
  readonly current: number;
  readonly statements: readonly object[];
}

export class GetFactHistory extends Query<HistoryAnswer> {
  constructor(
    readonly patientId: string,
    readonly factId: string,
  ) {
    super();
  }
}

@QueryHandler(GetFactHistory)
export class GetFactHistoryHandler implements IQueryHandler<GetFactHistory> {
  constructor(private readonly patients: PatientStreams) {}

  async execute({ patientId, factId }: GetFactHistory): Promise<HistoryAnswer> {
    const log = await logOf(this.patients, patientId);
    const fact = believedAt(log).facts.get(factId);
    if (!fact)
      throw new Problem('unknown-fact', `Fact ${factId} is not there. Read the timeline for the ids.`);
    return {
      patientId,
      factId,
      revision: log.length - 1,
      current: fact.revision,
      statements: fact.statements.map(({ statement, ...entry }) => ({ ...entry, ...statement })),
    };
  }
}
