import { parsePartialDate, type DayInterval, type EpochDay } from '@web/format/dates';
import type { ReplayAnswer } from '@web/api/types';
import { bandRows, clocksOf, type BandRow, type Clock } from './bands';
import { markOfDecision, marksOfFact, standings, startsIn, warnedFacts } from './fact-marks';
import { LANES, type LaneId, type Mark } from './marks';
import { therapyBars, type TherapyBar } from './therapy-bars';
import { vafSeries, type VafSeries } from './vaf';

/** What a lane shows. Its key changes when anything in it does: a lane that says the same is not drawn again. */
export interface LaneModel {
  readonly id: LaneId;
  readonly key: string;
  readonly marks: readonly Mark[];
  readonly bars: readonly TherapyBar[];
  readonly bands: readonly BandRow[];
  readonly clocks: readonly Clock[];
  readonly series: readonly VafSeries[];
}

export type Lanes = ReadonlyMap<LaneId, LaneModel>;

const BAR_LANES: ReadonlySet<LaneId> = new Set(['systemic', 'cns-therapy', 'steroid']);

const marksIn = (answer: ReplayAnswer): readonly Mark[] => {
  const context = { startOf: startsIn(answer), warned: warnedFacts(answer) };
  return [
    ...standings(answer).flatMap(([fact, standing]) => marksOfFact(fact, standing, context)),
    ...answer.decisions.map(markOfDecision),
  ];
};

/** A specimen of which a result stands in the same lane says nothing of its own. */
const withoutPlainSpecimens = (marks: readonly Mark[]): readonly Mark[] => {
  const reported = new Set(
    marks.flatMap(({ answer }) => {
      const fact = answer?.fact;
      return fact && 'specimenId' in fact && fact.kind !== 'SpecimenCollected' ? [fact.specimenId] : [];
    }),
  );
  return marks.filter(
    ({ answer }) =>
      answer?.fact.kind !== 'SpecimenCollected' ||
      answer.fact.inferred !== true ||
      !reported.has(answer.fact.specimenId),
  );
};

/** Marks by lane: sorted by their days once, since every lane reads them in that order. */
const byLane = (marks: readonly Mark[]): ReadonlyMap<LaneId, readonly Mark[]> => {
  const lanes = new Map<LaneId, Mark[]>();
  for (const mark of [...marks].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const found = lanes.get(mark.lane);
    if (found) found.push(mark);
    else lanes.set(mark.lane, [mark]);
  }
  return lanes;
};

/** Series of a lane: a variant is drawn with CSF and plasma paired, in the first lane that has one of them. */
const seriesFor = (lane: LaneId, all: readonly VafSeries[]): readonly VafSeries[] => {
  const has = ({ points }: VafSeries, fluid: 'csf' | 'plasma' | 'tissue'): boolean =>
    points.some((point) => point.fluid === fluid && point.state !== 'not-tested');
  if (lane === 'ctdna-csf') return all.filter((each) => has(each, 'csf'));
  if (lane === 'ctdna-plasma') return all.filter((each) => !has(each, 'csf') && has(each, 'plasma'));
  return [];
};

const keyOf = ({ marks, bars, bands, clocks, series }: Omit<LaneModel, 'id' | 'key'>): string =>
  [
    ...marks.map(({ key }) => key),
    ...bars.map(({ key }) => key),
    ...bands.flatMap(({ key, bands: each }) => [key, ...each.map((band) => band.key)]),
    ...clocks.map(({ key }) => key),
    ...series.flatMap(({ points }) => points.map(({ key }) => key)),
  ].join('\n');

const bandsFor = (lane: LaneId, { status }: ReplayAnswer): readonly BandRow[] =>
  status.compartments.filter(({ compartment }) => compartment === lane).flatMap(bandRows);

/** Lanes of an answer that have anything to show. */
export const lanesOf = (answer: ReplayAnswer): Lanes => {
  const marks = byLane(marksIn(answer));
  const series = vafSeries(answer);
  const lanes = LANES.flatMap((id) => {
    const own = withoutPlainSpecimens(marks.get(id) ?? []);
    const bars = BAR_LANES.has(id) ? therapyBars(own, answer.status.therapy) : [];
    const started = new Set(bars.flatMap(({ start, changes }) => [start, ...changes]));
    const content = {
      marks: own.filter((mark) => !started.has(mark)),
      bars,
      bands: bandsFor(id, answer),
      clocks: clocksOf(answer, id),
      series: seriesFor(id, series),
    };
    return hasAny(content) ? [[id, { id, key: keyOf(content), ...content }] as const] : [];
  });
  return new Map(lanes);
};

const hasAny = ({ marks, bars, bands, clocks }: Omit<LaneModel, 'id' | 'key'>): boolean =>
  marks.length > 0 ||
  bars.length > 0 ||
  clocks.length > 0 ||
  bands.some(({ bands: each }) => each.length > 0);

/** Lanes that say what they said before stay the very same objects. */
export const reuse = (before: Lanes | null, after: Lanes): Lanes =>
  before === null
    ? after
    : new Map(
        [...after].map(([id, lane]) => {
          const old = before.get(id);
          return [id, old?.key === lane.key ? old : lane] as const;
        }),
      );

/** Everything in a lane that stands for a fact: marks, and the starts and changes of its bars. */
export const allMarks = ({ marks, bars }: LaneModel): readonly Mark[] => [
  ...marks,
  ...bars.flatMap(({ start, changes }) => [start, ...changes]),
];

/** How many facts, decisions and responses a lane holds. */
export const countOf = (lane: LaneModel): number =>
  allMarks(lane).length +
  lane.bands.filter(({ drives }) => drives).reduce((sum, { bands }) => sum + bands.length, 0);

/** What stands where in the layout: the lanes of the whole course, and what only this look shows. */
export const layoutLanes = (whole: Lanes, shown: Lanes): Lanes => {
  const ids = LANES.filter((id) => whole.has(id) || shown.has(id));
  return new Map(ids.map((id) => [id, merged(id, whole.get(id), shown.get(id))] as const));
};

const merged = (id: LaneId, whole: LaneModel | undefined, shown: LaneModel | undefined): LaneModel => {
  if (!whole || !shown) return (whole ?? shown) as LaneModel;
  const seats = new Set(allMarks(whole).map(({ seat }) => seat));
  const extraMarks = shown.marks.filter(({ seat }) => !seats.has(seat));
  const extraBars = shown.bars.filter(({ start }) => !seats.has(start.seat));
  if (extraMarks.length === 0 && extraBars.length === 0) return whole;
  const marks = [...whole.marks, ...extraMarks].sort((a, b) => a.from - b.from || a.to - b.to);
  const bars = [...whole.bars, ...extraBars];
  return {
    ...whole,
    id,
    marks,
    bars,
    key: `${whole.key}\n${keyOf({ ...whole, marks: extraMarks, bars: extraBars })}`,
  };
};

export interface Extent {
  /** Days from the first to the last of what may be shown. */
  readonly extent: DayInterval;
  /** Days of the clinical course, which 8 % of a gap are taken of: documents about it do not widen it. */
  readonly measured: DayInterval;
  readonly intervals: readonly DayInterval[];
}

const bounds = (intervals: readonly DayInterval[], on: EpochDay): DayInterval => {
  let [from, to] = [Infinity, -Infinity];
  for (const each of intervals) {
    from = Math.min(from, each.from);
    to = Math.max(to, each.to);
  }
  return Number.isFinite(from) ? { from, to: Math.max(from, to) } : { from: on - 27, to: on };
};

/** From where to where the axis runs, and which days hold it open. */
export const extentOf = (lanes: Lanes, last: EpochDay): Extent => {
  const marks = [...lanes.values()].flatMap(allMarks);
  const clamp = ({ from, to }: DayInterval): DayInterval => ({
    from,
    to: Math.min(to, Math.max(last, from)),
  });
  const clinical = marks.filter(({ lane }) => lane !== 'other').map(clamp);
  const bands = [...lanes.values()]
    .flatMap((lane) => lane.bands.flatMap((row) => row.bands))
    .map(({ from }) => ({ from, to: from }));
  const intervals = [...marks.map(clamp), ...bands, { from: last, to: last }];
  const measured = bounds([...clinical, ...bands], last);
  const all = bounds(intervals, last);
  return { extent: { from: all.from, to: Math.max(all.to, last) }, measured, intervals };
};

/** Last day of an answer's question. */
export const lastDay = ({ on }: ReplayAnswer): EpochDay => {
  const text = on.split('/').at(-1) ?? on;
  return parsePartialDate(text)?.to ?? 0;
};
