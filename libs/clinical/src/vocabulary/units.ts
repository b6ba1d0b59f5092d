/**
 * Units that a quantity may carry, in UCUM. A unit that is not in this table is refused, never
 * guessed: 180 read as cmH2O instead of mmH2O is a death, not a rounding error.
 * `factor` turns a value into the first unit of its dimension. Pressure factors: criteria 12.
 */
export interface Unit {
  readonly dimension: Dimension;
  readonly name: string;
  readonly factor: number;
}

export type Dimension =
  | 'pressure'
  | 'volume'
  | 'mass-concentration'
  | 'substance-concentration'
  | 'cell-concentration'
  | 'activity-concentration'
  | 'dose'
  | 'radiation-dose'
  | 'duration'
  | 'length'
  | 'mass'
  | 'fraction'
  | 'score';

export const UNITS = {
  'cm[H2O]': { dimension: 'pressure', name: 'centimetre of water', factor: 1 },
  'mm[H2O]': { dimension: 'pressure', name: 'millimetre of water', factor: 0.1 },
  'mm[Hg]': { dimension: 'pressure', name: 'millimetre of mercury', factor: 1.35951 },
  kPa: { dimension: 'pressure', name: 'kilopascal', factor: 10.1972 },
  mL: { dimension: 'volume', name: 'millilitre', factor: 1 },
  uL: { dimension: 'volume', name: 'microlitre', factor: 0.001 },
  L: { dimension: 'volume', name: 'litre', factor: 1000 },
  'mg/dL': { dimension: 'mass-concentration', name: 'milligram per decilitre', factor: 1 },
  'g/L': { dimension: 'mass-concentration', name: 'gram per litre', factor: 100 },
  'mg/L': { dimension: 'mass-concentration', name: 'milligram per litre', factor: 0.1 },
  'ug/L': { dimension: 'mass-concentration', name: 'microgram per litre', factor: 0.0001 },
  'ng/mL': { dimension: 'mass-concentration', name: 'nanogram per millilitre', factor: 0.0001 },
  'pg/mL': { dimension: 'mass-concentration', name: 'picogram per millilitre', factor: 1e-7 },
  'mmol/L': { dimension: 'substance-concentration', name: 'millimole per litre', factor: 1 },
  'umol/L': { dimension: 'substance-concentration', name: 'micromole per litre', factor: 0.001 },
  '/uL': { dimension: 'cell-concentration', name: 'per microlitre', factor: 1 },
  '/mL': { dimension: 'cell-concentration', name: 'per millilitre', factor: 0.001 },
  '10*6/L': { dimension: 'cell-concentration', name: 'million per litre', factor: 1 },
  'U/mL': { dimension: 'activity-concentration', name: 'unit per millilitre', factor: 1 },
  'U/L': { dimension: 'activity-concentration', name: 'unit per litre', factor: 0.001 },
  'k[IU]/L': { dimension: 'activity-concentration', name: 'kilo international unit per litre', factor: 1 },
  mg: { dimension: 'dose', name: 'milligram', factor: 1 },
  g: { dimension: 'dose', name: 'gram', factor: 1000 },
  ug: { dimension: 'dose', name: 'microgram', factor: 0.001 },
  '[IU]': { dimension: 'dose', name: 'international unit', factor: 1 },
  'mg/m2': { dimension: 'dose', name: 'milligram per square metre', factor: 1 },
  'mg/kg': { dimension: 'dose', name: 'milligram per kilogram', factor: 1 },
  'mg.min/mL': { dimension: 'dose', name: 'area under the curve', factor: 1 },
  Gy: { dimension: 'radiation-dose', name: 'gray', factor: 1 },
  cGy: { dimension: 'radiation-dose', name: 'centigray', factor: 0.01 },
  min: { dimension: 'duration', name: 'minute', factor: 1 },
  h: { dimension: 'duration', name: 'hour', factor: 60 },
  d: { dimension: 'duration', name: 'day', factor: 1440 },
  wk: { dimension: 'duration', name: 'week', factor: 10080 },
  mm: { dimension: 'length', name: 'millimetre', factor: 1 },
  cm: { dimension: 'length', name: 'centimetre', factor: 10 },
  ng: { dimension: 'mass', name: 'nanogram', factor: 1 },
  '%': { dimension: 'fraction', name: 'percent', factor: 1 },
  '{score}': { dimension: 'score', name: 'points of the named instrument', factor: 1 },
} as const satisfies Readonly<Record<string, Unit>>;

export type UnitCode = keyof typeof UNITS;

/** The codes of a dimension, in the order of the table. */
export const unitsOf = (...dimensions: readonly Dimension[]): readonly UnitCode[] =>
  (Object.keys(UNITS) as UnitCode[]).filter((code) => dimensions.includes(UNITS[code].dimension));

/**
 * A value in the first unit of its dimension (pressure in cm[H2O]). Doses by weight, surface or
 * exposure are left as they are: they do not convert without the patient's measures.
 */
export const inBaseUnit = (value: number, unit: UnitCode): number => value * UNITS[unit].factor;
