import type { Fact } from '@leptotrace/clinical';
import {
  byEarliestDay,
  dayIn,
  occurrenceBy,
  UTC,
  type DayInterval,
  type EpochDay,
  type Zone,
} from '@leptotrace/kernel';
import { checkedUpTo, type Check } from './checks';
import { isImported } from './log';
import { currentFact, currentVersion, factInterval, type Patient, type TimelineFact } from './patient';

/** Why a fact counts as late: it was not there when its day was lived. */
export type LateReason =
  /** The source said so only after the day in question. */
  | 'asserted-after-day'
  /** Recorded after facts of later days. */
  | 'recorded-out-of-order'
  /** This system learned it only after the day in question (not said of imported history). */
  | 'recorded-after-day';

export interface ViewedFact {
  readonly factId: string;
  readonly fact: Fact;
  readonly interval: DayInterval;
  readonly timeline: TimelineFact;
  readonly late: readonly LateReason[];
  readonly amended: boolean;
  readonly reinstated: boolean;
}

export interface TimelineView {
  readonly revision: number;
  readonly on: DayInterval;
  /** In which instants have their day: of recording, and of what a source said. */
  readonly zone: Zone;
  /** Happened by the end of the day asked for. */
  readonly known: readonly ViewedFact[];
  /** Their dates do not tell whether they had happened by then. */
  readonly undetermined: readonly ViewedFact[];
  /** Lie after the day; not used for any answer. */
  readonly later: number;
  /** Starts of therapy of which facts after the day, or perhaps after it, still tell: they went on until then. */
  readonly toldLater: readonly string[];
  readonly retracted: readonly ViewedFact[];
  /** Facts that stand in the course and drive nothing: results on a specimen of another fluid. */
  readonly setAside: readonly ViewedFact[];
  /** Checks whose facts have all happened, or may have, by the day. */
  readonly checks: readonly Check[];
  /** Relative dates that lead nowhere. */
  readonly undated: readonly string[];
}

/** For each fact, the latest day that was certainly reached by facts recorded before it. */
const daysReachedBefore = (patient: Patient): ReadonlyMap<string, EpochDay> => {
  const reached = new Map<string, EpochDay>();
  let latest = -Infinity;
  for (const timelineFact of patient.facts.values()) {
    reached.set(timelineFact.factId, latest);
    const interval = factInterval(patient, timelineFact.versions[0].fact);
    // Statements about documents lie outside the course: they say nothing about its order.
    if (interval && timelineFact.versions[0].fact.kind !== 'OtherFactRecorded')
      latest = Math.max(latest, interval.from);
  }
  return reached;
};

const lateReasons = (
  timeline: TimelineFact,
  interval: DayInterval,
  asked: { readonly on: DayInterval; readonly zone: Zone; readonly reachedBefore: EpochDay },
): readonly LateReason[] => {
  const { fact, entry } = timeline.versions[0];
  const reasons: LateReason[] = [];
  const asserted = fact.assertedAt === undefined ? null : dayIn(asked.zone, fact.assertedAt);
  // From its first day on the source had said so for certain.
  if (asserted && asserted.from > asked.on.to) reasons.push('asserted-after-day');
  if (asked.reachedBefore > interval.to) reasons.push('recorded-out-of-order');
  if (!isImported(entry) && entry.recordedAt > asked.zone.endOf(asked.on.to))
    reasons.push('recorded-after-day');
  return reasons;
};

/** Facts that drive nothing stand apart; the rest stands where its date puts it. */
const groupOf = (
  { factId, retraction }: TimelineFact,
  setAside: ReadonlySet<string>,
): 'retracted' | 'setAside' | null => {
  if (retraction) return 'retracted';
  return setAside.has(factId) ? 'setAside' : null;
};

/** Clinical order, then that of the narrative, then that of recording. */
export const displayOrder = (a: ViewedFact, b: ViewedFact): number =>
  byEarliestDay(a.interval, b.interval) ||
  (a.fact.timeOfDay ?? '').localeCompare(b.fact.timeOfDay ?? '') ||
  (a.fact.sequence ?? 0) - (b.fact.sequence ?? 0) ||
  a.timeline.versions[0].entry.revision - b.timeline.versions[0].entry.revision;

const noteStart = (starts: Set<string>, { fact, timeline }: ViewedFact): void => {
  if (timeline.retraction) return;
  if ('startId' in fact) starts.add(fact.startId);
  if (fact.kind === 'InductionCompleted') for (const startId of fact.startIds) starts.add(startId);
};

/**
 * The facts of a patient as believed, seen from one clinical day. `on` may be a partial date: a fact
 * is then known only if it is so for every day that `on` may mean. `zone` is that of the place of care.
 */
export const viewOn = (patient: Patient, on: DayInterval, zone: Zone = UTC): TimelineView => {
  const groups = {
    known: [] as ViewedFact[],
    undetermined: [] as ViewedFact[],
    retracted: [] as ViewedFact[],
    setAside: [] as ViewedFact[],
  };
  const undated: string[] = [];
  let later = 0;
  const toldLater = new Set<string>();
  const reached = daysReachedBefore(patient);
  const { checks: all, setAside } = checkedUpTo(patient, on, zone);
  for (const timeline of patient.facts.values()) {
    const interval = factInterval(patient, currentFact(timeline));
    if (!interval) {
      undated.push(timeline.factId);
      continue;
    }
    const occurrence = occurrenceBy(interval, on);
    const reachedBefore = reached.get(timeline.factId) ?? -Infinity;
    const viewed: ViewedFact = {
      factId: timeline.factId,
      fact: currentVersion(timeline).fact,
      interval,
      timeline,
      late: occurrence === 'later' ? [] : lateReasons(timeline, interval, { on, zone, reachedBefore }),
      amended: timeline.versions.length > 1,
      reinstated: timeline.statements.some(({ statement }) => statement.statement === 'reinstated'),
    };
    if (occurrence !== 'known') noteStart(toldLater, viewed);
    if (occurrence === 'later') later += 1;
    else groups[groupOf(timeline, setAside) ?? occurrence].push(viewed);
  }
  for (const group of Object.values(groups)) group.sort(displayOrder);
  // What could not be read has no place in time that anybody could rely on: undated, it may lie before any day.
  const seen = new Set([
    ...[groups.known, groups.undetermined, groups.setAside, groups.retracted].flatMap((group) =>
      group.map(({ factId }) => factId),
    ),
    ...undated,
  ]);
  const checks = all.filter(({ factIds }) => factIds.every((factId) => seen.has(factId)));
  return {
    revision: patient.revision,
    on,
    zone,
    ...groups,
    checks,
    later,
    toldLater: [...toldLater].sort(),
    undated,
  };
};
