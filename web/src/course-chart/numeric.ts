import type { Fact, FactAnswer } from '@web/api/types';
import type { Mark } from './marks';

/** A value that was measured, or the bound that it lies under or over. */
export interface NumericPoint {
  readonly key: string;
  readonly id: string;
  readonly mark: Mark;
  readonly value: number;
  readonly bound: '<' | '>' | null;
}

/** One quantity over time, in one unit: what was measured in another unit stands in a row of its own. */
export interface NumericSeries {
  readonly key: string;
  readonly quantity: string;
  readonly unit: string;
  /** A line to read it against. */
  readonly limit: number | null;
  readonly points: readonly NumericPoint[];
}

/** 25 cmH2O in each unit of pressure. */
const PRESSURE_LINE: Readonly<Record<string, number>> = {
  'cm[H2O]': 25,
  'mm[H2O]': 250,
  'mm[Hg]': 25 / 1.35951,
  kPa: 25 / 10.1972,
};

interface Bounded {
  readonly value: number;
  readonly unit: string;
  readonly bound?: string;
}

interface Reading {
  readonly quantity: string;
  readonly result: Bounded;
  readonly limit: number | null;
}

const pressure = (result: Bounded): readonly Reading[] => [
  { quantity: 'pressure', result, limit: PRESSURE_LINE[result.unit] ?? null },
];

/** What a reservoir, a drain or a monitor reads is another quantity than the opening pressure. */
const devicePressure = (method: string, result: Bounded): readonly Reading[] => [
  { quantity: `pressure-${method}`, result, limit: null },
];

const readings = (fact: Fact): readonly Reading[] => {
  switch (fact.kind) {
    case 'LumbarPuncturePerformed':
      return fact.openingPressure ? pressure(fact.openingPressure) : [];
    case 'IntracranialPressureMeasured':
      return fact.method === 'lumbar-puncture'
        ? pressure(fact.pressure)
        : devicePressure(fact.method, fact.pressure);
    case 'CsfChemistryReported':
      return fact.analytes.map(({ analyte, result }) => ({ quantity: analyte, result, limit: null }));
    case 'TumorMarkerReported': {
      const { analyte, analyteName, result, upperLimitOfNormal: upper } = fact;
      const limit = upper?.unit === result.unit ? upper.value : null;
      return [{ quantity: analyteName ?? analyte, result, limit }];
    }
    case 'CirculatingTumorCellsReported':
      return [
        {
          quantity: 'cells',
          result: { value: fact.count, unit: `/${fact.volume.value} ${fact.volume.unit}` },
          limit: null,
        },
      ];
    default:
      return [];
  }
};

const ROWS_AFTER_PRESSURE = 1;

/** Pressure first, then the rest as they came. */
const order = ({ quantity }: NumericSeries): number => (quantity === 'pressure' ? 0 : ROWS_AFTER_PRESSURE);

const pointOf = (mark: Mark, { quantity, result: { value, bound = '' } }: Reading): NumericPoint => ({
  key: `${mark.key}/${quantity}`,
  id: mark.id,
  mark,
  value,
  bound: bound.startsWith('<') ? '<' : bound.startsWith('>') ? '>' : null,
});

const factOf = (answer: FactAnswer | null): readonly Reading[] => (answer ? readings(answer.fact) : []);

/** Series of what was measured in a lane. */
export const numericSeries = (marks: readonly Mark[]): readonly NumericSeries[] => {
  const series = new Map<string, NumericSeries & { readonly points: NumericPoint[] }>();
  for (const mark of marks) {
    for (const reading of factOf(mark.answer)) {
      const { quantity, limit } = reading;
      const { unit } = reading.result;
      const key = `${quantity} ${unit}`;
      const found = series.get(key) ?? { key, quantity, unit, limit, points: [] };
      found.points.push(pointOf(mark, reading));
      series.set(key, found);
    }
  }
  return [...series.values()].sort((a, b) => order(a) - order(b));
};
