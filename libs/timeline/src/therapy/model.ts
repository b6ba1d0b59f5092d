import type { AgentGroup, Fact, FactKind, FactOf, TreatedCompartment } from '@leptotrace/clinical';
import type { DayInterval, EpochDay } from '@leptotrace/kernel';

type FactIn<K extends FactKind> = { readonly [Each in K]: FactOf<Each> }[K];

/** A fact with every day that its date may mean, and the one that is used for it. */
export interface DatedFact<K extends FactKind = FactKind> {
  readonly factId: string;
  readonly fact: FactIn<K>;
  readonly day: EpochDay;
  readonly dates: DayInterval;
}

/** Days by which starts belong together, a pause is one, and silence makes a therapy doubtful. */
export interface TherapyParameters {
  readonly regimenWindowDays: number;
  readonly lineGapDays: number;
  readonly lineGapDaysOral: number;
  readonly staleTherapyDays: number;
  readonly staleTherapyDaysOral: number;
}

/** The defaults of the rulesets, for answers that ask no ruleset. */
export const THERAPY_PARAMETERS: TherapyParameters = {
  regimenWindowDays: 28,
  lineGapDays: 120,
  lineGapDaysOral: 180,
  staleTherapyDays: 90,
  staleTherapyDaysOral: 180,
};

export type TherapyStart = DatedFact<'TherapyStarted'>;
export type TherapyStop = DatedFact<'TherapyStopped'>;
export type TherapyChange = DatedFact<
  'TherapyDoseChanged' | 'TherapyHeld' | 'TherapyResumed' | 'TherapyStopped'
>;
export type LocalFact = DatedFact<'RadiotherapyDelivered' | 'ProcedurePerformed'>;

export type EndRule =
  'END-R3-recorded' | 'END-R3-death' | 'END-R3-hospice' | 'END-R3-cycles' | 'END-R3-next-line';

export interface TherapyEnd {
  readonly rule: EndRule;
  readonly reason: FactOf<'TherapyStopped'>['reason'] | 'hospice' | 'next-line';
  /** Not recorded as a stop of this therapy; follows from other facts. */
  readonly inferred: boolean;
  /** The end lies on one of these days. */
  readonly dates: DayInterval;
  /** Last day in effect, as it is counted. */
  readonly day: EpochDay;
  readonly factIds: readonly string[];
}

/** One drug from its start to its end, however often it was recorded. */
export interface DrugCourse {
  readonly start: TherapyStart;
  /** Further records of the same: the next cycle, another source. */
  readonly again: readonly TherapyStart[];
  /** One key for every name of the drug; `null`: not told, and never the same as another. */
  readonly drug: string | null;
  readonly name: string;
  readonly group: AgentGroup | null;
  readonly anticancer: boolean;
  readonly intoCsf: boolean;
  readonly oral: boolean;
  /** Ascending; of every record. */
  readonly changes: readonly TherapyChange[];
  readonly stop: TherapyStop | null;
  /** The last day on which a fact shows that it was given. */
  readonly shown: DayInterval;
  readonly end: TherapyEnd | null;
  /** Without an end, and not shown for so long that nobody can say that it goes on. */
  readonly mayHaveEnded: boolean;
  /** Last day on which it certainly counts as going on, where no end is known. */
  readonly trustedUntil: EpochDay;
}

/** Radiotherapy or a resection. */
export interface LocalTreatment {
  readonly fact: LocalFact;
  readonly name: string;
  readonly compartment: TreatedCompartment;
  /** Begun with the regimen: of the line itself, and no new therapy. */
  readonly ofRegimen: boolean;
}

export type LineRule =
  | 'LINE-R3-source'
  | 'LINE-R3-first'
  | 'LINE-R3-regimen'
  | 'LINE-R3-maintenance'
  | 'LINE-R3-swap'
  | 'LINE-R3-another-tki'
  | 'LINE-R3-pause'
  | 'LINE-R3-rechallenge'
  | 'LINE-R3-supportive'
  | 'LINE-R3-added'
  | 'LINE-R3-after-worsening'
  | 'LINE-R3-next'
  | 'LINE-R3-local-alone';

export type PhaseRule = 'LINE-R3-dose-raised' | 'LINE-R3-local-progressed';

/** A part of a line with a start of its own, from which every endpoint can be asked. */
export interface LinePhase {
  readonly rule: PhaseRule;
  readonly day: EpochDay;
  readonly dates: DayInterval;
  readonly factId: string;
  readonly sequence: number | null;
}

/** How a drug came into its line. */
export interface Joined {
  readonly course: DrugCourse;
  readonly rule: LineRule;
}

export interface DrugLine {
  readonly lineId: string;
  /** Rule by which it began. */
  readonly rule: LineRule;
  /** Why the therapy before it ended, where that is recorded. */
  readonly reason: FactOf<'TherapyStopped'>['reason'] | null;
  readonly day: EpochDay;
  readonly dates: DayInterval;
  readonly sequence: number | null;
  /** Drugs begun in it, ascending. */
  readonly begun: readonly Joined[];
  /** Drugs in force at its start that were begun in an earlier line. */
  readonly held: readonly DrugCourse[];
  readonly local: readonly LocalTreatment[];
  readonly phases: readonly LinePhase[];
}

/** `told`: as the days in use say; `other`: what cannot be dated stands on the other side. */
export type OrderReading = 'told' | 'other';

export interface TherapyCourse {
  readonly drugs: readonly DrugCourse[];
  readonly lines: readonly DrugLine[];
  /** Facts whose place could not be told and that decided a line. */
  readonly uncertain: readonly string[];
}

export const isOfKind = <K extends FactKind>(
  found: DatedFact,
  ...kinds: readonly K[]
): found is DatedFact & { readonly fact: FactIn<K> } =>
  (kinds as readonly FactKind[]).includes(found.fact.kind);

export const sequenceOf = ({ fact }: { readonly fact: Fact }): number | null => fact.sequence ?? null;
