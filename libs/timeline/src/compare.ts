import type { Fact } from '@leptotrace/clinical';
import { canonicalJson, type DayInterval, type JsonValue, type Zone } from '@leptotrace/kernel';
import type { PatientLog } from './log';
import { believedAt } from './patient';
import { summaryOf, type CourseSummary } from './summary';
import type { TherapyParameters } from './therapy';
import { viewOn, type TimelineView, type ViewedFact } from './view';

/** One look at a course: what is known at a revision about a clinical day. */
export interface Cut {
  readonly revision: number;
  readonly on: DayInterval;
  /** Of the place of care: instants have their days in it. */
  readonly zone?: Zone;
}

export type FactChange =
  /** There now, not there before. */
  | 'added'
  /** There before, not there now. */
  | 'removed'
  /** Another content. */
  | 'corrected'
  /** Another date. */
  | 're-dated'
  /** Its day has come, or can now be told. */
  | 'determined'
  | 'undetermined';

export interface ComparedFact {
  readonly factId: string;
  readonly changes: readonly FactChange[];
  readonly before: Fact | null;
  readonly after: Fact | null;
}

export interface Comparison {
  readonly facts: readonly ComparedFact[];
  /** Parts of the summary that differ, side by side. */
  readonly summary: readonly {
    readonly part: keyof CourseSummary;
    readonly before: unknown;
    readonly after: unknown;
  }[];
}

interface Seen {
  readonly viewed: ViewedFact;
  readonly group: 'known' | 'undetermined';
}

const seenIn = (view: TimelineView): ReadonlyMap<string, Seen> =>
  new Map([
    ...view.known.map((viewed): [string, Seen] => [viewed.factId, { viewed, group: 'known' }]),
    ...view.undetermined.map((viewed): [string, Seen] => [viewed.factId, { viewed, group: 'undetermined' }]),
  ]);

const sameJson = (a: unknown, b: unknown): boolean =>
  canonicalJson(a as JsonValue) === canonicalJson(b as JsonValue);

const changesBetween = (before: Seen | undefined, after: Seen | undefined): readonly FactChange[] => {
  if (!before) return ['added'];
  if (!after) return ['removed'];
  const changes: FactChange[] = [];
  const dateOf = ({ viewed }: Seen): unknown => [viewed.interval.from, viewed.interval.to];
  if (!sameJson(before.viewed.fact, after.viewed.fact)) changes.push('corrected');
  if (!sameJson(dateOf(before), dateOf(after))) changes.push('re-dated');
  if (before.group !== after.group) changes.push(after.group === 'known' ? 'determined' : 'undetermined');
  return changes;
};

/** What differs between two looks at the same patient. */
export const compareCuts = (
  log: PatientLog,
  { from, to }: { readonly from: Cut; readonly to: Cut },
  parameters: TherapyParameters,
): Comparison => {
  const [earlier, later] = [from, to].map((cut) =>
    viewOn(believedAt(log, cut.revision), cut.on, cut.zone),
  ) as [TimelineView, TimelineView];
  const [before, after] = [seenIn(earlier), seenIn(later)];
  const facts = [...new Set([...before.keys(), ...after.keys()])].flatMap(
    (factId): readonly ComparedFact[] => {
      const [was, is] = [before.get(factId), after.get(factId)];
      const changes = changesBetween(was, is);
      return changes.length === 0
        ? []
        : [{ factId, changes, before: was?.viewed.fact ?? null, after: is?.viewed.fact ?? null }];
    },
  );
  const [then, now] = [summaryOf(earlier, parameters), summaryOf(later, parameters)];
  const summary = (Object.keys(then) as (keyof CourseSummary)[])
    .filter((part) => !sameJson(then[part], now[part]))
    .map((part) => ({ part, before: then[part], after: now[part] }));
  return { facts, summary };
};
