import { agentOf, isAnticancer, type Fact, type FactOf } from '@leptotrace/clinical';
import { dayText, type DayInterval, type OccurredOn } from '@leptotrace/kernel';
import { confounderOf, confoundingOf, type Confounder, type Confounding } from './confounding';
import {
  therapyCourseOf,
  THERAPY_PARAMETERS,
  type DatedFact,
  type DrugCourse,
  type TherapyChange,
  type TherapyCourse,
  type TherapyEnd,
  type TherapyParameters,
  type TherapyStart,
} from './therapy';
import type { TimelineView, ViewedFact } from './view';

/** How a therapy ended, or that nobody recorded it. */
export interface TherapyEnding {
  readonly rule: TherapyEnd['rule'];
  readonly reason: TherapyEnd['reason'];
  /** Not recorded as a stop of this therapy; follows from other facts. */
  readonly inferred: boolean;
  readonly facts: readonly string[];
}

export interface TherapyState {
  readonly startId: string;
  /** Further records of the same exposure: the next cycle, another source. */
  readonly recordedAgain: readonly string[];
  readonly agent: string;
  readonly name: string;
  readonly anticancer: boolean;
  readonly confounds: Confounder | null;
  readonly route: FactOf<'TherapyStarted'>['route'];
  readonly regimenId: string | null;
  readonly since: OccurredOn | null;
  readonly dose: FactOf<'TherapyStarted'>['dose'] | null;
  /** When that dose was begun: not the start of the drug, where it was changed. */
  readonly doseSince: OccurredOn | null;
  readonly schedule: string | null;
  /** The source's words for the dose in effect. */
  readonly printedDose: string | null;
  readonly status: 'running' | 'held' | 'stopped' | 'may-have-ended';
  /** Days on which it ended; recorded, or inferred as `ended` says. */
  readonly stoppedOn: OccurredOn | null;
  readonly ended: TherapyEnding | null;
  /** Last date of a fact that shows it. */
  readonly shownOn: OccurredOn | null;
  /** Facts that may have changed it by the day; their dates do not tell. */
  readonly mayHaveChanged: readonly string[];
}

export interface TherapySummary {
  readonly running: readonly TherapyState[];
  readonly held: readonly TherapyState[];
  readonly stopped: readonly TherapyState[];
  /** Without an end, and silent for so long that nobody can say that it goes on. */
  readonly mayHaveEnded: readonly TherapyState[];
  /** Starts whose dates do not tell whether they lie before the day. */
  readonly undetermined: readonly TherapyState[];
  /** Steroids and bevacizumab on the day: running, none recorded, or unknown. */
  readonly confounding: Confounding;
  /** Never counts as exposure. */
  readonly planned: readonly {
    readonly factId: string;
    readonly agent: string;
    readonly name: string;
    readonly status: string;
  }[];
}

type Start = FactOf<'TherapyStarted'>;

const nameOf = (fact: Start | FactOf<'TherapyPlanned'>): string =>
  agentOf(fact) ?? fact.printedName ?? 'other';

const datesText = ({ from, to }: DayInterval): OccurredOn =>
  from === to ? dayText(from) : { earliest: dayText(from), latest: dayText(to) };

/** The date as it was recorded; of one that is told by another fact, the days that it means. */
const dateOf = ({ fact, dates }: DatedFact): OccurredOn => fact.occurredOn ?? datesText(dates);

const begin = (found: TherapyStart, start = found.fact): TherapyState => ({
  startId: found.factId,
  recordedAgain: [],
  agent: agentOf(start) ?? 'other',
  name: nameOf(start),
  anticancer: isAnticancer(start),
  confounds: confounderOf(start),
  route: start.route,
  regimenId: start.regimenId ?? null,
  since: dateOf(found),
  dose: start.dose ?? null,
  doseSince: dateOf(found),
  schedule: start.schedule ?? null,
  printedDose: start.printed?.['dose'] ?? null,
  status: 'running',
  stoppedOn: null,
  ended: null,
  shownOn: null,
  mayHaveChanged: [],
});

type Dosing = DatedFact<'TherapyStarted' | 'TherapyDoseChanged' | 'TherapyResumed'>;

/** A dose and its own date belong together. */
const withDose = (state: TherapyState, found: Dosing): TherapyState => {
  const change = found.fact;
  const isOther = change.dose !== undefined || change.schedule !== undefined;
  return {
    ...state,
    dose: change.dose ?? state.dose,
    schedule: change.schedule ?? state.schedule,
    doseSince: isOther && change.kind !== 'TherapyStarted' ? dateOf(found) : state.doseSince,
    // Words like "unchanged" say nothing of the dose itself.
    printedDose: change.dose ? (change.printed?.['dose'] ?? null) : state.printedDose,
  };
};

const sameDose = (state: TherapyState, { dose }: Start): boolean =>
  dose === undefined || (state.dose?.value === dose.value && state.dose.unit === dose.unit);

const again = (state: TherapyState, found: TherapyStart): TherapyState => {
  const next = { ...withDose(state, found), recordedAgain: [...state.recordedAgain, found.factId] };
  return sameDose(state, found.fact) ? next : { ...next, doseSince: dateOf(found) };
};

const apply = (state: TherapyState, found: TherapyStart | TherapyChange): TherapyState => {
  const { fact } = found;
  switch (fact.kind) {
    case 'TherapyStarted':
      return again(state, found as TherapyStart);
    case 'TherapyHeld':
      return { ...state, status: 'held' };
    case 'TherapyResumed':
      return { ...withDose(state, found as Dosing), status: 'running' };
    case 'TherapyDoseChanged':
      return withDose(state, found as Dosing);
    case 'TherapyStopped':
      return state;
    default:
      fact satisfies never;
      return state;
  }
};

const statusOf = (
  { end, mayHaveEnded }: DrugCourse,
  status: TherapyState['status'],
): TherapyState['status'] => {
  if (end) return 'stopped';
  return mayHaveEnded ? 'may-have-ended' : status;
};

const stateOf = (drug: DrugCourse, open: ReadonlyMap<string, readonly string[]>): TherapyState => {
  const { end, start } = drug;
  const facts = [...drug.again, ...drug.changes].sort((a, b) => a.day - b.day);
  const state = facts.reduce<TherapyState>(apply, begin(start));
  const ids = [start.factId, ...state.recordedAgain];
  return {
    ...state,
    status: statusOf(drug, state.status),
    stoppedOn: end && (drug.stop && !end.inferred ? dateOf(drug.stop) : datesText(end.dates)),
    ended: end && { rule: end.rule, reason: end.reason, inferred: end.inferred, facts: end.factIds },
    shownOn: datesText(drug.shown),
    mayHaveChanged: ids.flatMap((id) => open.get(id) ?? []),
  };
};

/** What may have been said of each start after it: its dates do not tell. */
const openChanges = (facts: readonly ViewedFact[]): ReadonlyMap<string, readonly string[]> => {
  const changes = new Map<string, readonly string[]>();
  for (const { fact, factId } of facts)
    if ('startId' in fact) changes.set(fact.startId, [...(changes.get(fact.startId) ?? []), factId]);
  return changes;
};

const dated = ({ factId, fact, interval }: ViewedFact): DatedFact => ({
  factId,
  fact,
  day: interval.from,
  dates: interval,
});

/** The course of therapy of a view, by the parameters of the ruleset that the other answers take. */
export const therapyCourseOfView = (
  view: TimelineView,
  parameters: TherapyParameters = THERAPY_PARAMETERS,
): TherapyCourse =>
  therapyCourseOf(view.known.map(dated), {
    on: view.on.from,
    parameters,
    toldLater: view.toldLater,
  });

const isStart = ({ kind }: Fact): boolean => kind === 'TherapyStarted';

/** Therapies as they stand on the day. */
export const therapiesOf = (
  view: TimelineView,
  course: TherapyCourse = therapyCourseOfView(view),
): TherapySummary => {
  const open = openChanges(view.undetermined);
  const states = course.drugs.map((drug) => stateOf(drug, open));
  const having = (status: TherapyState['status']): readonly TherapyState[] =>
    states.filter((state) => state.status === status);
  const asked = {
    running: having('running'),
    mayHaveEnded: having('may-have-ended'),
    undetermined: view.undetermined
      .filter(({ fact }) => isStart(fact))
      .map((viewed) => begin(dated(viewed) as TherapyStart)),
  };
  return {
    ...asked,
    held: having('held'),
    stopped: having('stopped'),
    confounding: confoundingOf(asked, view.known),
    planned: view.known.flatMap(({ factId, fact }) =>
      fact.kind === 'TherapyPlanned'
        ? [{ factId, agent: agentOf(fact) ?? 'other', name: nameOf(fact), status: fact.status ?? 'planned' }]
        : [],
    ),
  };
};
