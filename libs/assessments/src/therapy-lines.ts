import {
  agentNameOf,
  agentOf,
  compartmentOfProcedure,
  compartmentOfRadiotherapy,
  isAnticancer,
  type FactOf,
  type TreatedCompartment,
} from '@leptotrace/clinical';
import { oncePer, type DayInterval, type EpochDay } from '@leptotrace/kernel';
import { type Dated, type NewTherapy } from '@leptotrace/endpoints';
import { type Exposure } from '@leptotrace/genomics';
import { placedOf, type Placed } from './placement';

/** One anticancer treatment: a drug, a course of radiotherapy or a resection. */
export interface Treatment extends Dated {
  readonly name: string;
  readonly lineKey: string | null;
  readonly compartment: NewTherapy['compartment'];
  /** Last day in effect; `null` while it goes on. */
  readonly to: EpochDay | null;
  readonly stopReason: FactOf<'TherapyStopped'>['reason'] | null;
  readonly stop: Dated | null;
}

/** Treatments that were begun together or that the source gives one line. Ascending by start. */
export interface TherapyLine extends Dated {
  readonly lineId: string;
  readonly treatments: readonly Treatment[];
  readonly to: EpochDay | null;
}

type Start = Placed<'TherapyStarted'>;
type Change = Placed<'TherapyHeld' | 'TherapyResumed' | 'TherapyStopped' | 'TherapyDoseChanged'>;

const CHANGES: ReadonlySet<string> = new Set([
  'TherapyHeld',
  'TherapyResumed',
  'TherapyStopped',
  'TherapyDoseChanged',
]);

const isChange = (placed: Placed): placed is Change => CHANGES.has(placed.fact.kind);

const byStart = oncePer((facts: readonly Placed[]): ReadonlyMap<string, readonly Change[]> => {
  const changes = new Map<string, Change[]>();
  for (const change of facts.filter(isChange)) {
    const there = changes.get(change.fact.startId);
    if (there) there.push(change);
    else changes.set(change.fact.startId, [change]);
  }
  return changes;
});

/** What happened to a therapy after its start, ascending. */
export const changesOf = (facts: readonly Placed[], startId: string): readonly Change[] =>
  byStart(facts).get(startId) ?? [];

const isStop = (change: Change): change is Placed<'TherapyStopped'> => change.fact.kind === 'TherapyStopped';

const INTRATHECAL: ReadonlySet<string> = new Set(['intrathecal', 'intraventricular']);

const ofDrug = (facts: readonly Placed[], start: Start): Treatment => {
  const stop = changesOf(facts, start.factId).filter(isStop).at(-1) ?? null;
  return {
    name: agentNameOf(start.fact),
    lineKey: start.fact.lineId ?? start.fact.regimenId ?? null,
    compartment: INTRATHECAL.has(start.fact.route) ? 'cns' : null,
    day: start.day,
    dates: start.dates,
    factIds: [start.factId],
    to: stop?.day ?? null,
    stopReason: stop?.fact.reason ?? null,
    stop,
  };
};

const once = (placed: Placed, name: string, treated: TreatedCompartment): Treatment => ({
  name,
  lineKey: null,
  compartment: treated === 'both' ? null : treated,
  day: placed.day,
  dates: placed.dates,
  factIds: [placed.factId],
  to: placed.day,
  stopReason: null,
  stop: null,
});

const ofRadiotherapy = (placed: Placed<'RadiotherapyDelivered'>): Treatment =>
  once(placed, `radiotherapy (${placed.fact.technique})`, compartmentOfRadiotherapy(placed.fact));

/** Every anticancer treatment that was given, ascending by start. A planned one is none (0.4, 11). */
export const treatmentsOf = (facts: readonly Placed[]): readonly Treatment[] =>
  [
    ...placedOf(facts, 'TherapyStarted')
      .filter(({ fact }) => isAnticancer(fact))
      .map((start) => ofDrug(facts, start)),
    ...placedOf(facts, 'RadiotherapyDelivered').map(ofRadiotherapy),
    ...placedOf(facts, 'ProcedurePerformed')
      .filter(({ fact }) => fact.procedure === 'resection')
      .map((placed) => once(placed, 'resection', compartmentOfProcedure(placed.fact))),
  ].sort((a, b) => a.day - b.day || ((a.factIds[0] as string) < (b.factIds[0] as string) ? -1 : 1));

const hull = (treatments: readonly Treatment[]): { from: EpochDay; to: EpochDay } => ({
  from: Math.min(...treatments.map(({ dates }) => dates.from)),
  to: Math.min(...treatments.map(({ dates }) => dates.to)),
});

const endOf = (treatments: readonly Treatment[]): EpochDay | null =>
  treatments.some(({ to }) => to === null) ? null : Math.max(...treatments.map(({ to }) => to as number));

const belongs = (line: readonly Treatment[], treatment: Treatment): boolean =>
  line.some(
    (other) =>
      (treatment.lineKey !== null && other.lineKey === treatment.lineKey) ||
      // Begun on one day and not told apart by the source: one regimen.
      ((treatment.lineKey === null || other.lineKey === null) && other.day === treatment.day),
  );

/** Lines of therapy: by the source's line or regimen id, else what began on one day. */
export const linesOf = (treatments: readonly Treatment[]): readonly TherapyLine[] => {
  const lines: Treatment[][] = [];
  for (const treatment of treatments) {
    const found = lines.find((line) => belongs(line, treatment));
    if (found) found.push(treatment);
    else lines.push([treatment]);
  }
  return lines.map((line) => ({
    lineId: line[0]?.lineKey ?? (line[0]?.factIds[0] as string),
    treatments: line,
    day: line[0]?.day as number,
    dates: hull(line),
    factIds: line.flatMap(({ factIds }) => factIds),
    to: endOf(line),
  }));
};

/**
 * The line that response and endpoints are about: the first that begins on or after the diagnosis of
 * LM; without one, the last that had begun by then; without a diagnosis, the first of all. A start
 * whose dates do not tell counts as after: treatment follows the diagnosis it is for.
 */
export const indexLineOf = (
  lines: readonly TherapyLine[],
  lmDiagnosis: DayInterval | null,
): TherapyLine | null =>
  lmDiagnosis === null
    ? (lines[0] ?? null)
    : (lines.find(({ dates }) => dates.to >= lmDiagnosis.from) ?? lines.at(-1) ?? null);

/** Anticancer therapy begun after the origin that is not of the index line (NACT, 8.1). */
export const newTherapiesOf = (
  lines: readonly TherapyLine[],
  index: TherapyLine | null,
  origin: EpochDay,
): readonly NewTherapy[] =>
  lines
    .filter((line) => line !== index)
    .flatMap(({ treatments }) => treatments)
    .filter(({ day }) => day > origin)
    .map(({ name, compartment, day, dates, factIds }) => ({ name, compartment, day, dates, factIds }))
    .sort((a, b) => a.day - b.day);

const heldIntervals = (changes: readonly Change[], to: EpochDay | null): Exposure['held'] => {
  const held: { from: EpochDay; to: EpochDay | null }[] = [];
  for (const { fact, day } of changes) {
    const open = held.at(-1);
    if (fact.kind === 'TherapyHeld') held.push({ from: day, to });
    else if (fact.kind === 'TherapyResumed' && open) open.to = day - 1;
  }
  return held;
};

/** What the patient was exposed to, drug by drug; holds are not exposure. */
export const exposuresOf = (facts: readonly Placed[]): readonly Exposure[] =>
  placedOf(facts, 'TherapyStarted').map((start) => {
    const changes = changesOf(facts, start.factId);
    const to = changes.filter(isStop).at(-1)?.day ?? null;
    return {
      agent: agentOf(start.fact) ?? 'other',
      name: agentNameOf(start.fact),
      from: start.day,
      to,
      factId: start.factId,
      held: heldIntervals(changes, to),
    };
  });

/** Days on which a line begins: pairs of samples do not reach across them (10.4). */
export const lineChangesOf = (lines: readonly TherapyLine[]): readonly EpochDay[] =>
  lines.map(({ day }) => day);
