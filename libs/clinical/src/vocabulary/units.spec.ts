import fc from 'fast-check';
import { decodeFact } from '../facts';
import { readUcum } from './ucum';
import {
  UNITS,
  inBaseUnit,
  inUnit,
  isUnitOf,
  unitMend,
  unitsOf,
  type Dimension,
  type UnitCode,
} from './units';

const CODES = Object.keys(UNITS) as UnitCode[];

describe('the units of the table', () => {
  it.each(CODES.filter((code) => code !== '{score}'))('%s is UCUM, by the grammar', (code) => {
    expect(readUcum(code)).not.toBeNull();
  });

  it.each(CODES.filter((code) => code !== '{score}'))(
    '%s has the factor that the library computes',
    (code) => {
      // An annotation behind it keeps the table from answering.
      const annotated = `${code}{annotated}`;
      expect(inBaseUnit(1, annotated) / UNITS[code].factor).toBeCloseTo(1, 4);
    },
  );

  it('leave a value in its own unit as it is, to the last digit', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CODES), fc.double({ min: 0, max: 1e6, noNaN: true }), (code, value) => {
        expect(inUnit(value, code, code)).toBe(value);
      }),
    );
  });
});

describe('a unit that the table does not have', () => {
  it.each<[string, Dimension, number]>([
    ['mg/dl', 'mass-concentration', 1],
    ['g/dl', 'mass-concentration', 1000],
    ['10*9/L', 'cell-concentration', 1000],
    ['10^9/l', 'cell-concentration', 1000],
    ['mm-3', 'cell-concentration', 1],
    ['{WBC}/uL', 'cell-concentration', 1],
    ['/nL', 'cell-concentration', 1000],
    ['[IU]/L', 'activity-concentration', 0.001],
    ["[arb'U]/mL", 'activity-concentration', 1],
    ['kU/L', 'activity-concentration', 1],
    ['hPa', 'pressure', 1.01971621298],
    ['mmol/dl', 'substance-concentration', 10],
    ['dL', 'volume', 100],
    ['cm3', 'volume', 1],
    ['ng', 'mass', 1e-6],
    ['kg', 'dose', 1e6],
    ['ug/kg', 'dose', 0.001],
    ['mGy', 'radiation-dose', 0.001],
    ['s', 'duration', 1 / 60],
    ['m', 'length', 1000],
    ['1', 'fraction', 100],
    ['[ppth]', 'fraction', 0.1],
    ['{points}', 'score', 1],
  ])('%s is a unit of %s, %d times the first one', (unit, dimension, factor) => {
    expect(isUnitOf(unit, dimension)).toBe(true);
    expect(inBaseUnit(1, unit) / factor).toBeCloseTo(1, 9);
  });

  it.each<[string, Dimension, string]>([
    ['mmHg', 'pressure', 'mm[Hg]'],
    ['cmH2O', 'pressure', 'cm[H2O]'],
    ['cells/uL', 'cell-concentration', '/uL'],
    ['cells/µL', 'cell-concentration', '/uL'],
    ['K/uL', 'cell-concentration', '10*3/uL'],
    ['G/L', 'cell-concentration', '10*9/L'],
    ['mg%', 'mass-concentration', 'mg/dL'],
    ['IU/mL', 'activity-concentration', '[IU]/mL'],
    ['u/l', 'activity-concentration', 'U/L'],
    ['MG/DL', 'mass-concentration', 'mg/dL'],
    [' mm ', 'length', 'mm'],
    ['mg/m^2', 'dose', 'mg/m2'],
    ['µg', 'dose', 'ug'],
  ])('%s is refused, and its mend names the code that is meant', (unit, dimension, meant) => {
    expect(isUnitOf(unit, dimension)).toBe(false);
    expect(unitMend(unit, [dimension])).toMatch(`Write "${meant}".`);
  });

  it.each<[string, Dimension]>([
    ['px', 'length'],
    ['', 'length'],
    ['meq/L', 'substance-concentration'],
    ['mg/g', 'fraction'],
    ['mg/d', 'dose'],
    ['[CFU]/mL', 'activity-concentration'],
    ['[pH]', 'substance-concentration'],
    ['mg/dL', 'cell-concentration'],
    ['constructor', 'length'],
  ])('%j is no unit of %s', (unit, dimension) => {
    expect(isUnitOf(unit, dimension)).toBe(false);
    expect(unitMend(unit, [dimension])).not.toMatch(/^Write/);
  });

  it('never throws and never fits two kinds that differ, whatever is sent', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-zA-Z0-9/.*[\]{}%'-]{1,12}$/)), (text) => {
        const dimensions = [...new Set(CODES.map((code) => UNITS[code].dimension))];
        const fits = dimensions.filter((dimension) => isUnitOf(text, dimension));
        expect(['', 'dose,mass', 'mass,dose', ...dimensions]).toContain(fits.join());
      }),
      { numRuns: 300 },
    );
  });
});

describe('a fact with a unit', () => {
  const lengthIn = (unit: unknown) =>
    decodeFact({
      kind: 'SpecimenCollected',
      occurredOn: '2024-03-01',
      specimenId: 's1',
      specimen: 'csf',
      volume: { value: 1, unit },
    });

  it('keeps the wording that was sent', () => {
    expect(lengthIn('ml')).toMatchObject({ ok: true, value: { volume: { unit: 'ml' } } });
  });

  it.each(['mmHg', 'L/min', 4, null])('is refused with the path and the mend for %j', (unit) => {
    expect(lengthIn(unit)).toMatchObject({
      ok: false,
      issues: [{ path: '/volume/unit', mend: expect.stringContaining('"mL"') as string }],
    });
  });
});

describe('suggestions', () => {
  it('are units of what they are suggested for', () => {
    for (const code of CODES) expect(isUnitOf(code, UNITS[code].dimension)).toBe(true);
    expect(unitsOf('pressure')).toContain('cm[H2O]');
  });
});
