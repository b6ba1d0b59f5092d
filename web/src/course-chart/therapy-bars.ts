import type { DayInterval, EpochDay } from '@web/format/dates';
import type { Fact, FactOf } from '@web/api/types';
import type { LaneId, Mark } from './marks';

type Start = FactOf<'TherapyStarted'>;
type Change = Extract<
  Fact,
  { readonly kind: 'TherapyDoseChanged' | 'TherapyHeld' | 'TherapyResumed' | 'TherapyStopped' }
>;
type Dose = NonNullable<Start['dose']>;

/** A run of equal exposure: the dose, or a hold, until the next change. */
export interface Stretch {
  readonly from: EpochDay;
  /** `null`: goes on. */
  readonly to: EpochDay | null;
  readonly held: boolean;
  readonly dose: Dose | null;
}

export interface TherapyBar {
  readonly key: string;
  readonly lane: LaneId;
  /** The mark of the start; its fact names agent and dose. */
  readonly start: Mark;
  readonly agent: string;
  readonly printedName: string | undefined;
  readonly regimenId: string | null;
  /** Not an anticancer therapy. */
  readonly supportive: boolean;
  readonly stretches: readonly Stretch[];
  /** Days that the stop may mean; `null` while it goes on. */
  readonly end: DayInterval | null;
  readonly stopReason: string | null;
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

export const isTherapyChange = (mark: Mark): boolean => changeFact(mark) !== null;

/** A change that is believed to have happened; the others stand beside the bar and move nothing. */
const counts = ({ standing }: Mark): boolean => standing === 'known';

interface Exposure {
  readonly stretches: readonly Stretch[];
  readonly end: DayInterval | null;
  readonly stopReason: string | null;
}

const after = (found: Exposure, mark: Mark, change: Change): Exposure => {
  const last = found.stretches.at(-1);
  if (!last) return found;
  // A change that is dated before the run it changes cannot make it shorter than nothing.
  const at = Math.max(mark.from, last.from);
  const closed = [...found.stretches.slice(0, -1), { ...last, to: at }];
  const dose = 'dose' in change && change.dose !== undefined ? change.dose : last.dose;
  if (change.kind === 'TherapyStopped')
    return { stretches: closed, end: { from: at, to: Math.max(at, mark.to) }, stopReason: change.reason };
  const held = change.kind === 'TherapyHeld' || (last.held && change.kind !== 'TherapyResumed');
  return { ...found, stretches: [...closed, { from: at, to: null, held, dose }] };
};

const exposure = (start: Mark, fact: Start, changes: readonly Mark[]): Exposure =>
  changes.filter(counts).reduce<Exposure>(
    (found, mark) => {
      const change = changeFact(mark);
      return change && found.end === null ? after(found, mark, change) : found;
    },
    {
      stretches: [{ from: start.from, to: null, held: false, dose: fact.dose ?? null }],
      end: null,
      stopReason: null,
    },
  );

const barOf = (start: Mark, all: readonly Mark[], supportive: ReadonlySet<string>): TherapyBar | null => {
  const fact = startFact(start);
  if (!fact) return null;
  const changes = all
    .filter((mark) => changeFact(mark)?.startId === start.id)
    .sort((a, b) => a.from - b.from || (a.answer?.revision ?? 0) - (b.answer?.revision ?? 0));
  return {
    key: [start.key, ...changes.map(({ key }) => key), supportive.has(start.id)].join('|'),
    lane: start.lane,
    start,
    agent: fact.agent,
    printedName: fact.printedName,
    regimenId: fact.regimenId ?? null,
    supportive: supportive.has(start.id),
    changes,
    ...exposure(start, fact, changes),
  };
};

/** One bar for each start of an agent, in the order of their days. */
export const therapyBars = (marks: readonly Mark[], supportive: ReadonlySet<string>): readonly TherapyBar[] =>
  marks
    .flatMap((mark) => barOf(mark, marks, supportive) ?? [])
    .sort((a, b) => Number(a.supportive) - Number(b.supportive) || a.start.from - b.start.from);

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

const together = (a: TherapyBar, b: TherapyBar): boolean =>
  ofOneRegimen(a, b) &&
  a.start.standing === b.start.standing &&
  a.start.from === b.start.from &&
  a.end?.from === b.end?.from &&
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
