import { showsLife, type Fact, type FactKind, type FactOf } from '@leptotrace/clinical';
import { imputeDay, type Dated, type ImputationBounds, type ImputedWhat } from '@leptotrace/endpoints';
import { type DayInterval, type EpochDay, groupBy, oncePer } from '@leptotrace/kernel';
import { type Configuration, type Flag } from '@leptotrace/rules';
import { isEvidence, type TimelineView, type ViewedFact } from '@leptotrace/timeline';

type FactIn<K extends FactKind> = { readonly [Each in K]: FactOf<Each> }[K];

/** A fact with the one day that criteria and endpoints use for it; `dates` keeps every day it may mean. */
export interface Placed<K extends FactKind = FactKind> extends Dated {
  readonly factId: string;
  readonly fact: FactIn<K>;
  readonly imputed: boolean;
  readonly flags: readonly Flag[];
}

export interface Placement {
  /** Ascending by day; facts of one day by clock time, then by the order of the narrative. */
  readonly placed: readonly Placed[];
  /** Facts that may or may not lie on or before the day of the question. */
  readonly undetermined: readonly ViewedFact[];
  /** Facts dated so vaguely that the specification forbids filling the date in (8.5). */
  readonly unplaced: readonly ViewedFact[];
}

const POLICY: Readonly<Partial<Record<FactKind, ImputedWhat>>> = {
  DiagnosisRecorded: 'diagnosis',
  // No criterion dates a progression by it: a sample of one of two months still has its place in a series.
  MolecularReportIssued: 'diagnosis',
  DeathRecorded: 'death',
  ContactRecorded: 'contact',
  CareTransitioned: 'contact',
  TherapyStopped: 'contact',
  TherapyStarted: 'therapy',
  TherapyDoseChanged: 'therapy',
  TherapyHeld: 'therapy',
  TherapyResumed: 'therapy',
  TherapyPlanned: 'therapy',
  RadiotherapyDelivered: 'therapy',
  ProcedurePerformed: 'therapy',
  InductionCompleted: 'therapy',
};

/** Kinds that never decide a derived value: where they lie is of no consequence. */
const SILENT: ReadonlySet<FactKind> = new Set<FactKind>([
  'OtherFactRecorded',
  'TherapyPlanned',
  'SymptomRecorded',
  'AdverseEventRecorded',
  'ComplicationRecorded',
]);

/** A toxicity decides nothing, but where it shows that a drug was given. */
export const decides = (fact: Fact): boolean => !SILENT.has(fact.kind) || isEvidence({ fact });

/** Assessments of one kind and region follow each other: an imputed one never falls on the one before. */
const seriesOf = (fact: Fact): string =>
  fact.kind === 'ImagingStudyReported' ? `${fact.kind} ${fact.regions.join()}` : fact.kind;

const byDay = (a: Placed, b: Placed): number =>
  a.day - b.day ||
  (a.fact.timeOfDay ?? '').localeCompare(b.fact.timeOfDay ?? '') ||
  (a.fact.sequence ?? 0) - (b.fact.sequence ?? 0) ||
  (a.factId < b.factId ? -1 : 1);

const isDeath = ({ fact }: ViewedFact): number => Number(fact.kind === 'DeathRecorded');

/** Deaths last: theirs is bounded by every sign of life. Else by date, by the source's sequence, by id. */
const narrative = (a: ViewedFact, b: ViewedFact): number =>
  isDeath(a) - isDeath(b) ||
  a.interval.from - b.interval.from ||
  a.interval.to - b.interval.to ||
  (a.fact.sequence ?? 0) - (b.fact.sequence ?? 0) ||
  (a.factId < b.factId ? -1 : 1);

interface Told {
  readonly sequence: number;
  readonly day: EpochDay;
}

/** What has been placed so far, as bounds for the next imputed day. */
interface Sofar {
  readonly lastOfSeries: Map<string, EpochDay>;
  readonly told: Told[];
  lastSign: EpochDay | null;
}

/** Last day of what the narrative tells before this fact and what may lie before it. */
const toldBefore = ({ told }: Sofar, { sequence }: Fact, dates: DayInterval): EpochDay | null => {
  if (sequence === undefined) return null;
  const days = told.filter((each) => each.sequence < sequence && each.day <= dates.to).map(({ day }) => day);
  return days.length === 0 ? null : Math.max(...days);
};

const boundsOf = (sofar: Sofar, { fact, interval }: ViewedFact, notAfter: EpochDay): ImputationBounds => {
  if (interval.from === interval.to) return {};
  if (fact.kind === 'DeathRecorded')
    return sofar.lastSign === null ? { notAfter } : { notAfter, lastKnownAlive: sofar.lastSign };
  // Only assessments push each other on; therapies of one month may well begin on one day.
  const previous = fact.kind in POLICY ? undefined : sofar.lastOfSeries.get(seriesOf(fact));
  const bounds = [previous === undefined ? null : previous + 1, toldBefore(sofar, fact, interval)];
  const known = bounds.filter((day) => day !== null);
  return known.length === 0 ? { notAfter } : { notAfter, notBefore: Math.max(...known) };
};

const note = (sofar: Sofar, fact: Fact, day: EpochDay): void => {
  sofar.lastOfSeries.set(seriesOf(fact), day);
  if (fact.sequence !== undefined) sofar.told.push({ sequence: fact.sequence, day });
  if (showsLife(fact)) sofar.lastSign = Math.max(sofar.lastSign ?? -Infinity, day);
};

/**
 * Gives each known fact its one day (8.5). The result does not depend on the order in which facts
 * were recorded.
 */
export const placeFacts = (view: TimelineView, config: Configuration): Placement => {
  const placed: Placed[] = [];
  const unplaced: ViewedFact[] = [];
  const sofar: Sofar = { lastOfSeries: new Map(), told: [], lastSign: null };
  for (const viewed of [...view.known].sort(narrative)) {
    const { fact, interval, factId } = viewed;
    const bounds = boundsOf(sofar, viewed, view.on.from);
    const found = imputeDay({ what: POLICY[fact.kind] ?? 'scan', dates: interval, bounds }, config);
    if (found.day === null) {
      unplaced.push(viewed);
      continue;
    }
    note(sofar, fact, found.day);
    placed.push({
      factId,
      fact,
      day: found.day,
      dates: interval,
      factIds: [factId],
      imputed: found.dtf !== null,
      flags: found.flags,
    });
  }
  placed.sort(byDay);
  return { placed, undetermined: view.undetermined, unplaced };
};

type ByKind = ReadonlyMap<FactKind, readonly Placed[]>;

/** Every time point asks for several kinds of the same list. */
const byKind = oncePer((facts: readonly Placed[]): ByKind => groupBy(facts, ({ fact }) => fact.kind));

/** The facts of one kind, in the same order. */
export const placedOf = <K extends FactKind>(facts: readonly Placed[], kind: K): readonly Placed<K>[] =>
  (byKind(facts).get(kind) ?? []) as unknown as readonly Placed<K>[];
