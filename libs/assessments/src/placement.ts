import { type Fact, type FactKind, type FactOf } from '@leptotrace/clinical';
import { imputeDay, type Dated, type ImputationBounds, type ImputedWhat } from '@leptotrace/endpoints';
import { type EpochDay } from '@leptotrace/kernel';
import { type Configuration, type Flag } from '@leptotrace/rules';
import { type TimelineView, type ViewedFact } from '@leptotrace/timeline';

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

export const decides = (fact: Fact): boolean => !SILENT.has(fact.kind);

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

/** Statements about a document or a plan say nothing of whether the patient lived. */
export const showsLife = ({ kind }: Fact): boolean =>
  kind !== 'DeathRecorded' && kind !== 'OtherFactRecorded' && kind !== 'TherapyPlanned';

/** What has been placed so far, as bounds for the next imputed day. */
class Sofar {
  private readonly lastOfSeries = new Map<string, EpochDay>();
  private lastSign: EpochDay | null = null;

  boundsOf(fact: Fact, notAfter: EpochDay): ImputationBounds {
    if (fact.kind === 'DeathRecorded')
      return this.lastSign === null ? { notAfter } : { notAfter, lastKnownAlive: this.lastSign };
    const before = this.lastOfSeries.get(seriesOf(fact));
    return before === undefined ? { notAfter } : { notAfter, notBefore: before + 1 };
  }

  note(fact: Fact, day: EpochDay): void {
    // Only assessments push each other on; therapies of one month may well begin on one day.
    if (!(fact.kind in POLICY)) this.lastOfSeries.set(seriesOf(fact), day);
    if (showsLife(fact)) this.lastSign = Math.max(this.lastSign ?? -Infinity, day);
  }
}

/**
 * Gives each known fact its one day (8.5). The result does not depend on the order in which facts
 * were recorded.
 */
export const placeFacts = (view: TimelineView, config: Configuration): Placement => {
  const placed: Placed[] = [];
  const unplaced: ViewedFact[] = [];
  const sofar = new Sofar();
  for (const viewed of [...view.known].sort(narrative)) {
    const { fact, interval, factId } = viewed;
    const bounds = sofar.boundsOf(fact, view.on.from);
    const found = imputeDay({ what: POLICY[fact.kind] ?? 'scan', dates: interval, bounds }, config);
    if (found.day === null) {
      unplaced.push(viewed);
      continue;
    }
    sofar.note(fact, found.day);
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

export const placedOf = <K extends FactKind>(facts: readonly Placed[], kind: K): readonly Placed<K>[] =>
  facts.filter(({ fact }) => fact.kind === kind) as unknown as readonly Placed<K>[];
