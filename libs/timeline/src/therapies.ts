import { agentOf, isAnticancer, type Fact, type FactOf } from '@leptotrace/clinical';
import type { OccurredOn } from '@leptotrace/kernel';
import type { TimelineView, ViewedFact } from './view';

export interface TherapyState {
  readonly startId: string;
  readonly agent: string;
  readonly name: string;
  readonly anticancer: boolean;
  readonly route: FactOf<'TherapyStarted'>['route'];
  readonly regimenId: string | null;
  readonly since: OccurredOn | null;
  readonly dose: FactOf<'TherapyStarted'>['dose'] | null;
  readonly schedule: string | null;
  /** The source's words for the dose in effect. */
  readonly printedDose: string | null;
  readonly status: 'running' | 'held' | 'stopped';
  readonly stoppedOn: OccurredOn | null;
  /** Facts that may have changed it by the day; their dates do not tell. */
  readonly mayHaveChanged: readonly string[];
}

export interface TherapySummary {
  readonly running: readonly TherapyState[];
  readonly held: readonly TherapyState[];
  readonly stopped: readonly TherapyState[];
  /** Starts whose dates do not tell whether they lie before the day. */
  readonly undetermined: readonly TherapyState[];
  /** Never counts as exposure. */
  readonly planned: readonly {
    readonly factId: string;
    readonly agent: string;
    readonly name: string;
    readonly status: string;
  }[];
}

type Start = FactOf<'TherapyStarted'>;
type Change = Extract<Fact, { readonly startId: string }>;

const nameOf = (fact: Start | FactOf<'TherapyPlanned'>): string =>
  agentOf(fact) ?? fact.printedName ?? 'other';

const begin = (viewed: ViewedFact, start: Start, mayHaveChanged: readonly string[]): TherapyState => ({
  startId: viewed.factId,
  agent: agentOf(start) ?? 'other',
  name: nameOf(start),
  anticancer: isAnticancer(start),
  route: start.route,
  regimenId: start.regimenId ?? null,
  since: start.occurredOn ?? null,
  dose: start.dose ?? null,
  schedule: start.schedule ?? null,
  printedDose: start.printed?.['dose'] ?? null,
  status: 'running',
  stoppedOn: null,
  mayHaveChanged,
});

const doseAfter = (state: TherapyState, change: Change): Partial<TherapyState> => {
  if (change.kind !== 'TherapyDoseChanged' && change.kind !== 'TherapyResumed') return {};
  const printed = change.printed?.['dose'];
  return {
    dose: change.dose ?? state.dose,
    schedule: change.schedule ?? state.schedule,
    // Words like "unchanged" say nothing of the dose itself.
    printedDose: change.dose ? (printed ?? null) : state.printedDose,
  };
};

const apply = (state: TherapyState, change: Change): TherapyState => {
  const next = { ...state, ...doseAfter(state, change) };
  switch (change.kind) {
    case 'TherapyDoseChanged':
      return next;
    case 'TherapyHeld':
      return { ...next, status: 'held' };
    case 'TherapyResumed':
      return { ...next, status: 'running' };
    case 'TherapyStopped':
      return { ...next, status: 'stopped', stoppedOn: change.occurredOn ?? null };
    default:
      change satisfies never;
      return next;
  }
};

type Changes = ReadonlyMap<string, readonly { readonly viewed: ViewedFact; readonly change: Change }[]>;

/** What was said of each start after it. */
const changesByStart = (facts: readonly ViewedFact[]): Changes => {
  const changes = new Map<string, { viewed: ViewedFact; change: Change }[]>();
  for (const viewed of facts) {
    if (!('startId' in viewed.fact)) continue;
    const { fact: change } = viewed;
    const there = changes.get(change.startId);
    if (there) there.push({ viewed, change });
    else changes.set(change.startId, [{ viewed, change }]);
  }
  return changes;
};

interface ChangesOfView {
  readonly known: Changes;
  readonly undetermined: Changes;
}

const stateOf = ({ known, undetermined }: ChangesOfView, viewed: ViewedFact, start: Start): TherapyState => {
  const open = (undetermined.get(viewed.factId) ?? []).map((found) => found.viewed.factId);
  return (known.get(viewed.factId) ?? []).reduce(
    (state, { change }) => apply(state, change),
    begin(viewed, start, open),
  );
};

const startsOf = (changes: ChangesOfView, facts: readonly ViewedFact[]): readonly TherapyState[] =>
  facts.flatMap((viewed) =>
    viewed.fact.kind === 'TherapyStarted' ? [stateOf(changes, viewed, viewed.fact)] : [],
  );

/** Therapies as they stand on the day. */
export const therapiesOf = (view: TimelineView): TherapySummary => {
  const changes = { known: changesByStart(view.known), undetermined: changesByStart(view.undetermined) };
  const states = startsOf(changes, view.known);
  const having = (status: TherapyState['status']): readonly TherapyState[] =>
    states.filter((state) => state.status === status);
  return {
    running: having('running'),
    held: having('held'),
    stopped: having('stopped'),
    undetermined: startsOf(changes, view.undetermined),
    planned: view.known.flatMap(({ factId, fact }) =>
      fact.kind === 'TherapyPlanned'
        ? [{ factId, agent: agentOf(fact) ?? 'other', name: nameOf(fact), status: fact.status ?? 'planned' }]
        : [],
    ),
  };
};
