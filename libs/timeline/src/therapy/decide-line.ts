import type { DayInterval, EpochDay } from '@leptotrace/kernel';
import {
  gapOf,
  isGivenOn,
  isSameTarget,
  isSwap,
  isTki,
  lastDayOf,
  type Drug,
  type StopReason,
} from './drugs';
import type {
  DatedFact,
  LineRule,
  LocalTreatment,
  OrderReading,
  TherapyParameters,
  TherapyStart,
} from './model';
import { sequenceOf } from './model';
import { worsenedBetween } from './order';

/** A line while it is put together. */
export interface Line {
  readonly lineId: string;
  readonly rule: LineRule;
  readonly reason: StopReason | null;
  readonly first: DatedFact;
  readonly begun: { readonly drug: Drug; readonly rule: LineRule }[];
  readonly held: readonly Drug[];
  readonly local: LocalTreatment[];
  readonly phases: { readonly rule: 'LINE-R3-local-progressed'; readonly fact: DatedFact }[];
}

export interface Context {
  readonly worsenings: readonly DatedFact[];
  readonly parameters: TherapyParameters;
  readonly reading: OrderReading;
  readonly lines: readonly Line[];
  /** Takes the facts whose place could not be told. */
  readonly uncertain: Set<string>;
}

export interface Verdict {
  readonly rule: LineRule;
  /** `null`: it opens a line. */
  readonly line: Line | null;
  readonly reason: StopReason | null;
}

const opens = (rule: LineRule, reason: StopReason | null = null): Verdict => ({ rule, line: null, reason });
const joins = (rule: LineRule, line: Line): Verdict => ({ rule, line, reason: null });

export const drugsOf = ({ begun, held }: Line): readonly Drug[] => [
  ...begun.map(({ drug }) => drug),
  ...held,
];

const isWorse = (from: DatedFact, to: DatedFact, context: Context): boolean => {
  const { worse, uncertain } = worsenedBetween(context.worsenings, { from, to }, context.reading);
  uncertain.forEach((id) => context.uncertain.add(id));
  return worse;
};

/** Did it worsen in the line, before this? */
export const isWorseIn = (line: Line, to: DatedFact, context: Context): boolean =>
  isWorse(line.first, to, context);

const sourceLine = ({ start }: Drug, { lines }: Context): Verdict | null => {
  const { lineId, regimenId } = start.fact;
  const same = (fact: TherapyStart['fact']): boolean =>
    lineId === undefined ? regimenId !== undefined && fact.regimenId === regimenId : fact.lineId === lineId;
  const line = lines.findLast(({ begun }) => begun.some(({ drug }) => same(drug.start.fact)));
  if (line) return joins('LINE-R3-source', line);
  return lineId === undefined ? null : opens('LINE-R3-source');
};

const distance = (a: DayInterval, b: DayInterval): { readonly least: number; readonly most: number } => ({
  least: Math.max(0, b.from - a.to),
  most: b.to - a.from,
});

/** Told one after the other within dates that do not tell how far apart: the narrative tells a change. */
const isWithin = (
  first: DatedFact,
  next: DatedFact,
  { parameters, reading, uncertain }: Context,
): boolean => {
  const { least, most } = distance(first.dates, next.dates);
  const { regimenWindowDays } = parameters;
  if (most <= regimenWindowDays || least > regimenWindowDays) return most <= regimenWindowDays;
  uncertain.add(next.factId);
  const [a, b] = [sequenceOf(first), sequenceOf(next)];
  const apart = a !== null && b !== null && a !== b;
  return reading === 'told' ? !apart : apart;
};

const isStoppedIn = (line: Line, day: EpochDay): boolean =>
  drugsOf(line).some(({ stop }) => stop !== null && stop.day >= line.first.day && stop.day <= day);

/** Begun so soon after the first of the line, with no stop and no stated worsening between. */
export const isOfRegimen = (line: Line, next: DatedFact, context: Context): boolean =>
  isWithin(line.first, next, context) && !isStoppedIn(line, next.day) && !isWorseIn(line, next, context);

/** Is the line still going on, or only just over? */
const isNear = (line: Line, { start }: Drug, { parameters }: Context): boolean =>
  drugsOf(line).some((drug) => start.day - lastDayOf(drug) <= gapOf(drug, parameters));

const earlierOf = (drug: Drug, lines: readonly Line[]): Drug | undefined =>
  lines
    .flatMap(drugsOf)
    .findLast((other) => other.drug !== null && other.drug === drug.drug && other.intoCsf === drug.intoCsf);

const sameDrugAgain = (drug: Drug, line: Line, context: Context): Verdict | null => {
  const before = earlierOf(drug, context.lines);
  if (!before) return null;
  const inLine = drugsOf(line).includes(before);
  const pause = drug.start.day - lastDayOf(before) <= gapOf(before, context.parameters);
  return inLine && pause && !isWorse(before.start, drug.start, context)
    ? joins('LINE-R3-pause', line)
    : opens('LINE-R3-rechallenge', before.stop?.fact.reason ?? null);
};

/** The rows between the regimen and a drug that is added: what goes on, is swapped, or takes a place. */
const continued = (drug: Drug, line: Line, context: Context): Verdict | null => {
  const { start } = drug;
  const others = drugsOf(line);
  const goesOn = (): boolean => isNear(line, drug, context) && !isWorseIn(line, start, context);
  if (start.fact.intent === 'maintenance' && !isWorseIn(line, start, context))
    return joins('LINE-R3-maintenance', line);
  if (others.some((other) => isSwap(drug, other)) && goesOn()) return joins('LINE-R3-swap', line);
  const tki = others.find((other) => isTki(other) && other.drug !== drug.drug && other.group === drug.group);
  if (isTki(drug) && tki) return opens('LINE-R3-another-tki', tki.stop?.fact.reason ?? null);
  return sameDrugAgain(drug, line, context);
};

const added = (drug: Drug, line: Line, context: Context): Verdict => {
  const { start } = drug;
  const last = drugsOf(line).findLast(({ stop }) => stop !== null);
  const reason = last?.stop?.fact.reason ?? null;
  if (isWorseIn(line, start, context)) return opens('LINE-R3-after-worsening', reason);
  if (!drugsOf(line).some((other) => isGivenOn(other, start.day))) return opens('LINE-R3-next', reason);
  return start.fact.intent === 'supportive' ? joins('LINE-R3-supportive', line) : opens('LINE-R3-added');
};

/** The line of a drug, by the table of lines in its order. */
export const lineOfDrug = (drug: Drug, context: Context): Verdict => {
  const source = sourceLine(drug, context);
  if (source) return source;
  const line = context.lines.at(-1);
  if (!line) return opens('LINE-R3-first');
  const others = drugsOf(line);
  if (others.length === 0) return opens('LINE-R3-next');
  const replaces = others.some((other) => other.drug !== drug.drug && isSameTarget(drug, other));
  if (!replaces && isOfRegimen(line, drug.start, context)) return joins('LINE-R3-regimen', line);
  return continued(drug, line, context) ?? added(drug, line, context);
};
