import { intervalOf, type DayInterval, type EpochDay } from '@web/format/dates';
import type { Fact, FactAnswer, FactOf, ReplayAnswer } from '@web/api/types';
import type { LaneId, Mark } from './marks';

type Start = FactOf<'TherapyStarted'>;
type Change = Extract<
  Fact,
  { readonly kind: 'TherapyDoseChanged' | 'TherapyHeld' | 'TherapyResumed' | 'TherapyStopped' }
>;
type Dose = NonNullable<Start['dose']>;
type Therapies = ReplayAnswer['status']['therapy'];
type State = Therapies['running'][number];

/** A run of equal exposure: the dose, or a hold, until the next change. */
export interface Stretch {
  readonly from: EpochDay;
  /** `null`: goes on. */
  readonly to: EpochDay | null;
  readonly held: boolean;
  readonly dose: Dose | null;
  /** Nobody can say that it was still given. */
  readonly faded: boolean;
}

export interface TherapyBar {
  readonly key: string;
  readonly lane: LaneId;
  /** The mark of the start; its fact names agent and dose. */
  readonly start: Mark;
  readonly agent: string;
  readonly printedName: string | undefined;
  readonly regimenId: string | null;
  readonly confounds: FactAnswer['confounds'];
  /** Not an anticancer therapy. */
  readonly supportive: boolean;
  readonly stretches: readonly Stretch[];
  /** In force on the day, and since when where that is not the start. */
  readonly dose: Dose | null;
  readonly doseSince: DayInterval | null;
  /** Days that the end may mean, as the service answers it; `null`: none is known. */
  readonly end: DayInterval | null;
  readonly ended: State['ended'];
  /** From here nothing shows it, and nothing ends it. */
  readonly fadesFrom: EpochDay | null;
  /** Last days that show it, where it may have ended. */
  readonly shown: DayInterval | null;
  readonly changes: readonly Mark[];
}

const startFact = ({ answer }: Mark): Start | null =>
  answer?.fact.kind === 'TherapyStarted' ? answer.fact : null;

const CHANGES: ReadonlySet<string> = new Set([
  'TherapyDoseChanged',
  'TherapyHeld',
  'TherapyResumed',
  'TherapyStopped',
]);

const changeFact = ({ answer }: Mark): Change | null =>
  answer && CHANGES.has(answer.fact.kind) ? (answer.fact as Change) : null;

/** A change that is believed to have happened; the others stand beside the bar and move nothing. */
const counts = ({ standing }: Mark): boolean => standing === 'known';

/** Runs as the facts change them: where the drug ends is not read from them. */
const after = (runs: readonly Stretch[], mark: Mark): readonly Stretch[] => {
  const last = runs.at(-1);
  const change = changeFact(mark) ?? startFact(mark);
  if (!last || !change || change.kind === 'TherapyStopped') return runs;
  // A change that is dated before the run it changes cannot make it shorter than nothing.
  const at = Math.max(mark.from, last.from);
  const dose = 'dose' in change && change.dose !== undefined ? change.dose : last.dose;
  const goesOn = change.kind === 'TherapyResumed' || change.kind === 'TherapyStarted';
  const held = change.kind === 'TherapyHeld' || (last.held && !goesOn);
  return [...runs.slice(0, -1), { ...last, to: at }, { ...last, from: at, to: null, held, dose }];
};

const least = (a: EpochDay | null, b: EpochDay | null): EpochDay | null =>
  a === null || b === null ? (a ?? b) : Math.min(a, b);

/** A run in its sure part, and in the part in which it may be over. */
const parted = (run: Stretch, sure: EpochDay | null, last: EpochDay | null): readonly Stretch[] => {
  if (sure === null) return [run];
  const parts = [
    { ...run, to: least(run.to, sure) },
    { ...run, from: Math.max(run.from, sure), to: least(run.to, last), faded: true },
  ];
  return parts.filter(({ from, to }) => to === null || to > from);
};

interface Ending {
  readonly end: DayInterval | null;
  readonly fadesFrom: EpochDay | null;
  readonly shown: DayInterval | null;
}

/** Of what has no state on the day, as a start that may lie after it, nothing tells how long it went on. */
const endingOf = (start: Mark, state: State | undefined): Ending => {
  if (!state || start.standing !== 'known') return { end: null, fadesFrom: start.from, shown: null };
  const shown = state.shownOn === null ? null : intervalOf(state.shownOn);
  if (state.status === 'may-have-ended')
    return { end: null, fadesFrom: Math.max(start.from, shown?.to ?? start.from), shown };
  if (state.stoppedOn === null) return { end: null, fadesFrom: null, shown: null };
  const found = intervalOf(state.stoppedOn);
  const from = Math.max(start.from, found.from);
  return { end: { from, to: Math.max(from, found.to) }, fadesFrom: null, shown: null };
};

const stretchesOf = (start: Mark, fact: Start, changes: readonly Mark[], ending: Ending) => {
  const { end, fadesFrom } = ending;
  const first = { from: start.from, to: null, held: false, dose: fact.dose ?? null, faded: false };
  const runs = changes.filter(counts).reduce(after, [first]);
  // A vague end may lie on its last day as well.
  const last = end && (end.from === end.to ? end.to : end.to + 1);
  return runs.flatMap((run) => parted(run, end ? end.from : fadesFrom, last));
};

const dosedSince = (state: State | undefined): DayInterval | null =>
  state?.doseSince && JSON.stringify(state.doseSince) !== JSON.stringify(state.since)
    ? intervalOf(state.doseSince)
    : null;

/** What the service answers of a start on the day. */
type StateOf = (startId: string) => State | undefined;

const isOf = (mark: Mark, start: Mark, stateOf: StateOf): boolean => {
  const id = changeFact(mark)?.startId ?? mark.id;
  return mark !== start && (id === start.id || stateOf(id)?.startId === start.id);
};

/** Changes when anything that the service answers of it does. */
const toldOf = (state: State | undefined): string => {
  if (!state) return '';
  const { status, stoppedOn, ended, shownOn, dose, doseSince, anticancer } = state;
  return JSON.stringify([status, stoppedOn, ended, shownOn, dose, doseSince, anticancer]);
};

const changesOf = (start: Mark, all: readonly Mark[], stateOf: StateOf): readonly Mark[] =>
  all
    .filter((mark) => isOf(mark, start, stateOf))
    .sort((a, b) => a.from - b.from || (a.answer?.revision ?? 0) - (b.answer?.revision ?? 0));

const drugOf = ({ agent, printedName, regimenId }: Start) => ({
  agent,
  printedName,
  regimenId: regimenId ?? null,
});

const barOf = (start: Mark, all: readonly Mark[], stateOf: StateOf): TherapyBar | null => {
  const fact = startFact(start);
  const state = stateOf(start.id);
  // Recorded again it is the same exposure: a change of the bar that it goes on with.
  if (!fact || (state && state.startId !== start.id)) return null;
  const changes = changesOf(start, all, stateOf);
  const ending = endingOf(start, state);
  return {
    key: [start.key, ...changes.map(({ key }) => key), toldOf(state)].join('|'),
    lane: start.lane,
    start,
    ...drugOf(fact),
    confounds: start.answer?.confounds,
    supportive: state?.anticancer === false,
    changes,
    stretches: stretchesOf(start, fact, changes, ending),
    dose: (state ?? fact).dose ?? null,
    doseSince: dosedSince(state),
    ended: state?.ended ?? null,
    ...ending,
  };
};

const statesIn = ({ running, held, stopped, mayHaveEnded, undetermined }: Therapies): StateOf => {
  const states = new Map(
    [undetermined, stopped, mayHaveEnded, held, running]
      .flat()
      .flatMap((state) => [state.startId, ...state.recordedAgain].map((id) => [id, state] as const)),
  );
  return (startId) => states.get(startId);
};

/** One bar for each exposure to an agent, in the order of their days. */
export const therapyBars = (marks: readonly Mark[], therapies: Therapies): readonly TherapyBar[] => {
  const stateOf = statesIn(therapies);
  return marks
    .flatMap((mark) => barOf(mark, marks, stateOf) ?? [])
    .sort((a, b) => Number(a.supportive) - Number(b.supportive) || a.start.from - b.start.from);
};

/** Agents of one regimen that ran together are one bar while the lane is closed. */
export interface BarGroup {
  readonly key: string;
  readonly bars: readonly [TherapyBar, ...TherapyBar[]];
}

const wasHeld = ({ stretches }: TherapyBar): boolean => stretches.some(({ held }) => held);

/** Intrathecal steroid is part of its regimen; elsewhere what is no anticancer therapy stands apart. */
const ofOneRegimen = (a: TherapyBar, b: TherapyBar): boolean =>
  a.regimenId !== null &&
  a.regimenId === b.regimenId &&
  (a.supportive === b.supportive || a.lane === 'cns-therapy');

const endKey = ({ end, ended, fadesFrom }: TherapyBar): string =>
  JSON.stringify([end, ended?.rule, fadesFrom]);

const together = (a: TherapyBar, b: TherapyBar): boolean =>
  ofOneRegimen(a, b) &&
  a.start.standing === b.start.standing &&
  a.start.from === b.start.from &&
  endKey(a) === endKey(b) &&
  !wasHeld(a) &&
  !wasHeld(b);

export const groupBars = (bars: readonly TherapyBar[], apart: boolean): readonly BarGroup[] => {
  const groups: [TherapyBar, ...TherapyBar[]][] = [];
  for (const bar of bars) {
    const group = apart ? undefined : groups.find(([first]) => together(first, bar));
    if (group) group.push(bar);
    else groups.push([bar]);
  }
  return groups.map((each) => ({ key: each.map(({ key }) => key).join('+'), bars: each }));
};

/** Height of a dose step, 0.35 to 1 of the bar; a dose in another unit cannot be compared and stands full. */
export const doseHeight = (dose: Dose | null, bars: readonly TherapyBar[], agent: string): number => {
  if (!dose) return 1;
  const same = bars
    .filter((bar) => bar.agent === agent)
    .flatMap(({ stretches }) => stretches)
    .flatMap(({ dose: other }) => (other?.unit === dose.unit ? [other.value] : []));
  const most = Math.max(...same, dose.value);
  return most > 0 ? 0.35 + 0.65 * (dose.value / most) : 1;
};
