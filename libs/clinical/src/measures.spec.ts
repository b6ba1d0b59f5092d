import fc from 'fast-check';
import { checkFact } from './check-fact';
import type { Fact } from './facts';
import { CHEMISTRY_KINDS, MARKER_KINDS } from './measures';
import { unitsOf, isUnitOf, type Dimension } from './vocabulary/units';

const fact = (kind: Fact['kind'], payload: object): Fact =>
  ({ kind, occurredOn: '2024-03-01', specimenId: 's1', ...payload }) as Fact;

const CONCENTRATIONS = [
  'mass-concentration',
  'substance-concentration',
  'cell-concentration',
  'activity-concentration',
] as const satisfies readonly Dimension[];
const UNITS_OF_CONCENTRATION = [...unitsOf(...CONCENTRATIONS), 'mg/dl', '10*9/L', '[IU]/mL', '/mm3', 'g/dl'];

describe('the kind of a unit', () => {
  const chemistry = Object.entries(CHEMISTRY_KINDS);
  const markers = Object.entries(MARKER_KINDS).filter(([analyte]) => analyte !== 'other');

  it.each(chemistry)('decides which units %s may have', (analyte, kinds) => {
    for (const unit of UNITS_OF_CONCENTRATION) {
      const issues = checkFact(
        fact('CsfChemistryReported', { analytes: [{ analyte, result: { value: 1, unit } }] }),
      );
      expect({ unit, paths: issues.map(({ path }) => path) }).toEqual({
        unit,
        paths: isUnitOf(unit, ...kinds) ? [] : ['/analytes/0/result/unit'],
      });
    }
  });

  it.each(markers)('decides which units %s and its limit may have', (analyte, kinds) => {
    for (const unit of UNITS_OF_CONCENTRATION) {
      const quantity = { value: 1, unit };
      const issues = checkFact(
        fact('TumorMarkerReported', {
          compartment: 'csf',
          analyte,
          result: quantity,
          upperLimitOfNormal: quantity,
        }),
      );
      expect(issues).toHaveLength(isUnitOf(unit, ...kinds) ? 0 : 2);
    }
  });

  it('holds a limit of normal to the kind of its result, where either may be', () => {
    const other = (unit: string) =>
      checkFact(
        fact('TumorMarkerReported', {
          compartment: 'csf',
          analyte: 'other',
          analyteName: 'HE4',
          result: { value: 1, unit: 'ng/mL' },
          upperLimitOfNormal: { value: 1, unit },
        }),
      );
    expect(other('ug/L')).toEqual([]);
    expect(other('U/mL')).toEqual([
      {
        path: '/upperLimitOfNormal/unit',
        message: 'the upper limit of HE4 is not measured in U/mL',
        mend: 'Use one of "mg/dL", "g/L", "mg/L", "ug/L", "ng/mL", "pg/mL".',
      },
    ]);
  });
});

describe('a fraction', () => {
  const call = { gene: 'EGFR', alteration: 'T790M', status: 'detected' };
  const report = (vaf: object, lodVaf?: object) =>
    fact('MolecularReportIssued', {
      specimen: 'plasma',
      assay: 'panel A',
      calls: [{ ...call, vaf }],
      ...(lodVaf ? { lodVaf } : {}),
    });

  it('may be the whole, and no more, in any unit', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1000, noNaN: true }), (value) => {
        const refused = checkFact(report({ value, unit: '%' })).length > 0;
        expect(refused).toBe(value > 100);
      }),
    );
    expect(checkFact(report({ value: 1, unit: '1' }))).toEqual([]);
    expect(checkFact(report({ value: 1.01, unit: '1' }))).toHaveLength(1);
    expect(checkFact(report({ value: 100, unit: '%' }, { value: 100.1, unit: '%' }))).toEqual([
      {
        path: '/lodVaf/value',
        message: '100.1 % is more than the whole',
        mend: 'Send a fraction from 0 to 100 %.',
      },
    ]);
  });
});

describe('a volume', () => {
  it.each<[Fact['kind'], object, number]>([
    ['SpecimenCollected', { specimen: 'csf' }, 500],
    ['SpecimenCollected', { specimen: 'plasma' }, 1000],
    ['SpecimenCollected', { specimen: 'pleural' }, 10_000],
    ['LumbarPuncturePerformed', {}, 500],
    ['CsfCytologyReported', { result: 'negative' }, 500],
    ['CirculatingTumorCellsReported', { count: 1, method: 'm' }, 500],
  ])('of %s %j is at most %d mL', (kind, payload, most) => {
    const of = (value: number, unit: string) =>
      checkFact(fact(kind, { ...payload, volume: { value, unit } }));
    expect(of(most, 'mL')).toEqual([]);
    expect(of(most / 1000, 'L')).toEqual([]);
    expect(of(most + 1, 'ml')).toMatchObject([{ path: '/volume/unit' }]);
    expect(of(most, 'L')).toMatchObject([{ mend: `Send at most ${most} mL; "mL" may be meant.` }]);
  });
});
