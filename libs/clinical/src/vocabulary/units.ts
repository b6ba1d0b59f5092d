import { readUcum, type UcumReading } from './ucum';

/**
 * Units that a quantity may carry: any UCUM expression of the right kind. Those that laboratories print
 * stand in this table, are suggested by forms and are read without the library; `factor` turns a value
 * into the first unit of its dimension. Pressure factors: criteria 12. What is no UCUM is refused, never
 * guessed: 180 read as cmH2O instead of mmH2O is a death, not a rounding error.
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
  ng: { dimension: 'mass', name: 'nanogram', factor: 1e-6 },
  '%': { dimension: 'fraction', name: 'percent', factor: 1 },
  '{score}': { dimension: 'score', name: 'points of the named instrument', factor: 1 },
} as const satisfies Readonly<Record<string, Unit>>;

/** A unit of the table. */
export type UnitCode = keyof typeof UNITS;

/** The suggested codes of a dimension, in the order of the table. */
export const unitsOf = (...dimensions: readonly Dimension[]): readonly UnitCode[] =>
  (Object.keys(UNITS) as UnitCode[]).filter((code) => dimensions.includes(UNITS[code].dimension));

/** One thing that a unit may measure. */
interface Kind {
  readonly dimensions: readonly Dimension[];
  readonly fits: (reading: UcumReading, text: string) => boolean;
  /** Magnitude of the first unit of the dimension in base units. */
  readonly base: number;
}

const measures =
  (dimension: string, moles = 0) =>
  (reading: UcumReading): boolean =>
    reading.dimension === dimension && reading.moles === moles && !reading.isArbitrary;

const ANNOTATIONS = /\{[^{}]*\}/g;
const NO_BASE_UNITS = '0,0,0,0,0,0,0';

/** Units of activity that are used for markers. UCUM converts none of them; they are taken as one. */
const ACTIVITY = /\[(IU|iU|arb'U)\]/;
const isActivity = (reading: UcumReading, text: string): boolean =>
  reading.dimension === '-3,0,0,0,0,0,0' && reading.isArbitrary && ACTIVITY.test(text);

/** Pure numbers: a ratio of masses is no fraction of alleles. */
const isFraction = (_reading: UcumReading, text: string): boolean =>
  /^(%|1|10[*^]-?\d+|\[pp(th|m|b|tr)\])$/.test(text.replace(ANNOTATIONS, ''));

const KINDS: readonly Kind[] = [
  { dimensions: ['pressure'], fits: measures('-1,-2,1,0,0,0,0'), base: 98066.5 },
  { dimensions: ['volume'], fits: measures('3,0,0,0,0,0,0'), base: 1e-6 },
  { dimensions: ['mass-concentration'], fits: measures('-3,0,1,0,0,0,0'), base: 10 },
  { dimensions: ['substance-concentration'], fits: measures('-3,0,0,0,0,0,0', 1), base: 6.0221367e23 },
  { dimensions: ['cell-concentration'], fits: measures('-3,0,0,0,0,0,0'), base: 1e9 },
  { dimensions: ['activity-concentration'], fits: isActivity, base: 1e6 },
  { dimensions: ['activity-concentration'], fits: measures('-3,-1,0,0,0,0,0', 1), base: 1.00368945e22 },
  { dimensions: ['dose', 'mass'], fits: measures('0,0,1,0,0,0,0'), base: 1e-3 },
  {
    dimensions: ['dose'],
    fits: (reading, text) =>
      reading.dimension === NO_BASE_UNITS &&
      reading.isArbitrary &&
      /^[kM]?\[(IU|iU)\]$/.test(text.replace(ANNOTATIONS, '')),
    base: 1,
  },
  { dimensions: ['dose'], fits: measures('-2,0,1,0,0,0,0'), base: 1e-3 },
  {
    dimensions: ['dose'],
    fits: (reading, text) =>
      reading.dimension === NO_BASE_UNITS && /^[mun]?g\/kg$/.test(text.replace(ANNOTATIONS, '')),
    base: 1e-6,
  },
  { dimensions: ['dose'], fits: measures('-3,1,1,0,0,0,0'), base: 6e4 },
  { dimensions: ['radiation-dose'], fits: measures('2,-2,0,0,0,0,0'), base: 1 },
  { dimensions: ['duration'], fits: measures('0,1,0,0,0,0,0'), base: 60 },
  { dimensions: ['length'], fits: measures('1,0,0,0,0,0,0'), base: 1e-3 },
  { dimensions: ['fraction'], fits: isFraction, base: 0.01 },
  { dimensions: ['score'], fits: (_reading, text) => text.replace(ANNOTATIONS, '') === '', base: 1 },
];

interface Known {
  readonly dimensions: readonly Dimension[];
  readonly factor: number;
}

/** What a spelling means to those who use it, and UCUM does not: the code that is meant. */
const MEANT: Readonly<Record<string, UnitText>> = {
  mmHg: 'mm[Hg]',
  mmH2O: 'mm[H2O]',
  cmH2O: 'cm[H2O]',
  'cells/uL': '/uL',
  'cells/mm3': '/mm3',
  'cells/mL': '/mL',
  'K/uL': '10*3/uL',
  'k/uL': '10*3/uL',
  'M/uL': '10*6/uL',
  'G/L': '10*9/L',
  'G/l': '10*9/L',
  'mg%': 'mg/dL',
  'g%': 'g/dL',
  'IU/mL': '[IU]/mL',
  'IU/L': '[IU]/L',
  'kIU/L': 'k[IU]/L',
  'mIU/mL': 'm[IU]/mL',
  IU: '[IU]',
  'u/L': 'U/L',
  'u/l': 'U/L',
  'u/mL': 'U/mL',
  'u/ml': 'U/mL',
  cc: 'mL',
  percent: '%',
  mcg: 'ug',
};

/** A unit as a source wrote it, in UCUM. */
export type UnitText = string;

/** Twelve digits: the library computes in binary, and 1e9 comes out as 999999999.9999999. */
const rounded = (factor: number): number => Number(factor.toPrecision(12));

const byGrammar = (text: UnitText): Known | null => {
  const reading = Object.hasOwn(MEANT, text) ? null : readUcum(text);
  const kind = reading && KINDS.find(({ fits }) => fits(reading, text));
  return reading && kind
    ? { dimensions: kind.dimensions, factor: rounded(reading.magnitude / kind.base) }
    : null;
};

/** Any mass may be a dose; the table names the use that is common. */
const MASSES: ReadonlySet<UnitText> = new Set(['mg', 'g', 'ug', 'ng']);

/** Senders use few spellings; a flood of new ones must not fill the memory. */
const MOST_REMEMBERED = 500;
const remembered = new Map<UnitText, Known | null>();

const knownOf = (text: UnitText): Known | null => {
  if (Object.hasOwn(UNITS, text)) {
    const { dimension, factor } = UNITS[text as UnitCode];
    return { dimensions: MASSES.has(text) ? ['dose', 'mass'] : [dimension], factor };
  }
  const found = remembered.get(text);
  if (found !== undefined) return found;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  const known = byGrammar(text);
  remembered.set(text, known);
  return known;
};

/** Is the text a unit of one of the dimensions? */
export const isUnitOf = (text: UnitText, ...dimensions: readonly Dimension[]): boolean =>
  knownOf(text)?.dimensions.some((dimension) => dimensions.includes(dimension)) ?? false;

/** A mass that does not depend on the patient's weight or surface. */
export const isMass = (text: UnitText): boolean => isUnitOf(text, 'mass');

/** What one of the unit is in the first unit of its dimension. @throws for what is no unit. */
const factorOf = (text: UnitText): number => {
  const known = knownOf(text);
  if (!known) throw new RangeError(`${text} is no unit of a known kind`);
  return known.factor;
};

/**
 * A value in the first unit of its dimension (pressure in cm[H2O]). Doses by weight, surface or
 * exposure are left as they are: they do not convert without the patient's measures.
 */
export const inBaseUnit = (value: number, unit: UnitText): number => value * factorOf(unit);

/** A value in another unit of its dimension; unchanged, to the last digit, when the unit is the same. */
export const inUnit = (value: number, from: UnitText, to: UnitText): number =>
  from === to ? value : value * rounded(factorOf(from) / factorOf(to));

const listed = (codes: readonly string[]): string => codes.map((code) => `"${code}"`).join(', ');

/** How to put a unit right that was refused: the code that is meant, where the spelling tells. */
export const unitMend = (text: unknown, dimensions: readonly Dimension[]): string => {
  const spelling = typeof text === 'string' ? text.trim().replace(/[µμ]/g, 'u').replace(/\^/g, '') : '';
  const others = `Use one of ${listed(unitsOf(...dimensions))}.`;
  const meant = Object.hasOwn(MEANT, spelling)
    ? MEANT[spelling]
    : [spelling, ...unitsOf(...dimensions)].find(
        (code) => code.toLowerCase() === spelling.toLowerCase() && isUnitOf(code, ...dimensions),
      );
  return meant !== undefined && isUnitOf(meant, ...dimensions) ? `Write "${meant}". ${others}` : others;
};

/** What is wrong with a unit that was refused. */
export const unitMessage = (text: unknown): string => {
  if (text === undefined) return 'Expected required property';
  if (typeof text !== 'string') return `${JSON.stringify(text) ?? 'nothing'} is no unit`;
  const known = knownOf(text);
  return known
    ? `"${text}" measures ${known.dimensions.join(' or ')}, which this is not`
    : `"${text}" is no UCUM unit of a kind that is used here`;
};
