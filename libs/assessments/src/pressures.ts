import { inBaseUnit, type Fact, type FactOf } from '@leptotrace/clinical';
import { type PressureReading } from '@leptotrace/criteria';
import { type DayInterval } from '@leptotrace/kernel';
import { ruleBook } from '@leptotrace/rules';

export const PRESSURE_RULES = ruleBook({
  'PRESS-12-lumbar': {
    says: 'The lumbar reading is the opening pressure; that of a reservoir, shunt, drain or monitor is shown as such, never in its place nor in its trend.',
    section: '12',
    cites: ['house'],
    provenance: ['choice'],
  },
  'PRESS-12-first': {
    says: 'Of several lumbar readings of one day the first by the clock opens it; where no clock tells, the highest.',
    section: '12',
    cites: ['house'],
    provenance: ['choice'],
  },
});

/** A fact with every day that it may mean. */
export interface Told {
  readonly factId: string;
  readonly fact: Fact;
  readonly dates: DayInterval;
}

export interface MeasuredPressure extends Omit<PressureReading, 'day' | 'lumbar'> {
  readonly dates: DayInterval;
  readonly time: string | null;
  readonly method: FactOf<'IntracranialPressureMeasured'>['method'];
}

type Pressure = FactOf<'IntracranialPressureMeasured'>['pressure'];

const pressureIn = (
  fact: Fact,
): { readonly pressure: Pressure; readonly method: MeasuredPressure['method'] } | null => {
  if (fact.kind === 'IntracranialPressureMeasured') return fact;
  if (fact.kind !== 'LumbarPuncturePerformed' || fact.openingPressure === undefined) return null;
  return { pressure: fact.openingPressure, method: 'lumbar-puncture' };
};

const DRAINING: ReadonlySet<string> = new Set(['vp-shunt', 'ommaya-placement']);

const letsOff = (fact: Fact): boolean => {
  switch (fact.kind) {
    case 'SpecimenCollected':
      return fact.specimen === 'csf';
    case 'LumbarPuncturePerformed':
      return true;
    case 'ProcedurePerformed':
      return DRAINING.has(fact.procedure) || /drain|shunt/i.test(fact.description ?? '');
    default:
      return false;
  }
};

const isOneDay = ({ from, to }: DayInterval): boolean => from === to;

/** CSF had been let off earlier on the day: only a clock tells. A puncture without a reading is that of the reading. */
const isAfterDrainage = (facts: readonly Told[], { fact, dates }: Told, isLumbar: boolean): boolean => {
  const { timeOfDay } = fact;
  if (timeOfDay === undefined || !isOneDay(dates)) return false;
  return facts.some(
    (other) =>
      letsOff(other.fact) &&
      isOneDay(other.dates) &&
      other.dates.from === dates.from &&
      other.fact.timeOfDay !== undefined &&
      other.fact.timeOfDay < timeOfDay &&
      !(isLumbar && other.fact.kind === 'LumbarPuncturePerformed' && !other.fact.openingPressure),
  );
};

const byTime = (a: MeasuredPressure, b: MeasuredPressure): number =>
  a.dates.to - b.dates.to ||
  a.dates.from - b.dates.from ||
  (a.time ?? '').localeCompare(b.time ?? '') ||
  (a.factId < b.factId ? -1 : 1);

/** Every pressure that was measured, by whatever device, in the order of time. */
const pressuresOf = (facts: readonly Told[]): readonly MeasuredPressure[] =>
  facts
    .flatMap((told): readonly MeasuredPressure[] => {
      const { fact, factId, dates } = told;
      const found = pressureIn(fact);
      if (!found) return [];
      const { pressure, method } = found;
      const isLumbar = method === 'lumbar-puncture';
      return [
        {
          factId,
          dates,
          time: fact.timeOfDay ?? null,
          method,
          cmH2O: inBaseUnit(pressure.value, pressure.unit),
          ...(pressure.bound === undefined ? {} : { bound: pressure.bound }),
          position: ('position' in fact ? fact.position : undefined) ?? 'not-stated',
          afterDrainage: isAfterDrainage(facts, told, isLumbar),
        },
      ];
    })
    .sort(byTime);

/** Whether a reading opens its day rather than another of the same days. */
const opensBefore = (a: MeasuredPressure, b: MeasuredPressure): boolean =>
  a.time !== null && b.time !== null && a.time !== b.time ? a.time < b.time : a.cmH2O > b.cmH2O;

/** The opening pressures of a course, one for each day on which a puncture was measured. */
export const openingPressuresOf = (facts: readonly Told[]): readonly MeasuredPressure[] => {
  const days = new Map<string, MeasuredPressure>();
  for (const reading of pressuresOf(facts)) {
    if (reading.method !== 'lumbar-puncture') continue;
    const day = `${reading.dates.from}/${reading.dates.to}`;
    const there = days.get(day);
    if (!there || opensBefore(reading, there)) days.set(day, reading);
  }
  return [...days.values()];
};

export interface PressuresNow {
  readonly opening: MeasuredPressure | null;
  /** The latest reading of each other device since then, and other readings of the same puncture. */
  readonly beside: readonly MeasuredPressure[];
}

/** The opening pressure that counts now, and what was read beside it. It needs no therapy and no clock. */
export const pressuresNow = (facts: readonly Told[]): PressuresNow => {
  const opening = openingPressuresOf(facts).at(-1) ?? null;
  const since = opening?.dates.from ?? -Infinity;
  const others = pressuresOf(facts).filter(
    (reading) => reading.factId !== opening?.factId && reading.dates.to >= since,
  );
  const beside = others.filter(
    ({ method }, at) =>
      method === 'lumbar-puncture' || !others.slice(at + 1).some((later) => later.method === method),
  );
  return { opening, beside };
};
