import { FACT_KIND_NAMES, showsLife, SIGNS_OF_LIFE, type Fact, type FactKind } from '@leptotrace/clinical';
import { epochDay } from '@leptotrace/kernel';
import { DEFAULTS } from '@leptotrace/rules';
import fc from 'fast-check';
import { start, viewOfFacts, type Written } from '../../../test/support/course';
import { assemble } from './course';

const aliveOn = (facts: readonly Written[], on = '2024-12-31') =>
  assemble(viewOfFacts([start('rx', '2024-01-10'), ...facts], on), 'first-dose', DEFAULTS).lastKnownAlive;
const dayOf = (found: ReturnType<typeof aliveOn>): number => found?.day ?? NaN;
const day = (month: number, date: number): number => epochDay(2024, month, date);
const specimen = (id: string, occurredOn: string, more: object = {}): Written => ({
  id: `${id}-s`,
  kind: 'SpecimenCollected',
  specimenId: id,
  specimen: 'plasma',
  occurredOn,
  ...more,
});

/** What each kind needs beside its day, and whether it shows life; every kind is here. */
const TABLE: Readonly<Record<FactKind, readonly (readonly [object, boolean])[]>> = {
  DiagnosisRecorded: [
    [{ what: 'leptomeningeal-metastasis' }, true],
    [{ what: 'leptomeningeal-metastasis', basis: ['autopsy'] }, false],
  ],
  SpecimenCollected: [
    [{ specimenId: 'x', specimen: 'csf' }, true],
    [{ specimenId: 'x', specimen: 'tissue', site: 'brain, autopsy' }, false],
  ],
  LumbarPuncturePerformed: [[{}, true]],
  CsfCytologyReported: [[{ specimenId: 's', result: 'positive' }, false]],
  CsfChemistryReported: [
    [{ specimenId: 's', analytes: [{ analyte: 'protein', result: { value: 50, unit: 'mg/dL' } }] }, false],
  ],
  TumorMarkerReported: [
    [
      {
        specimenId: 's',
        compartment: 'serum',
        analyte: 'CEA',
        result: { value: 5, unit: 'ng/mL' },
      },
      false,
    ],
  ],
  CirculatingTumorCellsReported: [
    [{ specimenId: 's', count: 3, volume: { value: 5, unit: 'mL' }, method: 'x' }, false],
  ],
  MolecularReportIssued: [[{ specimenId: 's', specimen: 'plasma', assay: 'x', calls: [] }, false]],
  ImagingStudyReported: [
    [{ modality: 'mri', regions: ['brain'] }, true],
    [{ modality: 'mri', regions: ['brain'], reader: 'independent assessor 1' }, true],
  ],
  NeurologicalExamRecorded: [
    [{ instrument: 'narrative', domains: [{ domain: 'gait', finding: 'unsteady' }] }, true],
  ],
  PerformanceStatusRecorded: [
    [{ instrument: 'ECOG', value: 4 }, true],
    [{ instrument: 'ECOG', value: 5 }, false],
    [{ instrument: 'KPS', value: 10 }, true],
    [{ instrument: 'KPS', value: 0 }, false],
  ],
  QualityOfLifeRecorded: [[{ instrument: 'EQ-5D-5L', value: { value: 50, unit: '{score}' } }, true]],
  SymptomRecorded: [[{ symptoms: ['headache'] }, true]],
  IntracranialPressureMeasured: [[{ pressure: { value: 20, unit: 'cm[H2O]' }, method: 'monitor' }, true]],
  AdverseEventRecorded: [
    [{ event: 'rash', grade: 4 }, true],
    [{ event: 'pneumonia', grade: 5 }, false],
  ],
  ComplicationRecorded: [
    [{ complication: 'hydrocephalus' }, true],
    [{ complication: 'herniation', grade: 5 }, false],
  ],
  TherapyStarted: [[{ agent: 'osimertinib', route: 'oral' }, true]],
  TherapyDoseChanged: [[{ startId: 'rx' }, true]],
  TherapyHeld: [[{ startId: 'rx', reason: 'toxicity' }, true]],
  TherapyResumed: [[{ startId: 'rx' }, true]],
  TherapyStopped: [
    [{ startId: 'rx', reason: 'toxicity' }, true],
    [{ startId: 'rx', reason: 'death' }, false],
    [{ startId: 'rx', reason: 'implied-by-switch' }, false],
  ],
  TherapyPlanned: [[{ agent: 'lorlatinib' }, false]],
  RadiotherapyDelivered: [[{ technique: 'wbrt' }, true]],
  ProcedurePerformed: [
    [{ procedure: 'vp-shunt' }, true],
    [{ procedure: 'autopsy' }, false],
    [{ procedure: 'other', description: 'post-mortem examination' }, false],
  ],
  InductionCompleted: [[{ startIds: ['rx'], induction: 'systemic' }, true]],
  CareTransitioned: [
    [{ to: 'hospice' }, true],
    [{ to: 'palliative' }, true],
    [{ to: 'withdrew' }, true],
    [{ to: 'lost-to-follow-up' }, false],
    [{ to: 'other' }, false],
  ],
  ResponseStated: [
    [{ category: 'SD', compartment: 'cns' }, true],
    [{ category: 'SD', compartment: 'cns', reader: 'Investigator' }, true],
    [{ category: 'SD', compartment: 'cns', reader: 'independent assessor 1' }, false],
  ],
  ProgressionStated: [
    [{ compartment: 'cns' }, true],
    [{ compartment: 'cns', reader: 'adjudicator' }, false],
    [{ compartment: 'cns', basis: 'autopsy' }, false],
  ],
  DeathRecorded: [[{}, false]],
  ContactRecorded: [
    [{ status: 'alive, at home' }, true],
    [{}, true],
    [{ status: 'DEAD' }, false],
  ],
  OtherFactRecorded: [[{ label: 'letter' }, false]],
};

describe('what shows life', () => {
  it('LIFE-8.4-last-known-alive: is decided for every kind in one table', () => {
    expect(Object.keys(SIGNS_OF_LIFE).sort()).toEqual([...FACT_KIND_NAMES].sort());
    expect(Object.keys(TABLE).sort()).toEqual([...FACT_KIND_NAMES].sort());
  });

  const rows = Object.entries(TABLE).flatMap(([kind, cases]) =>
    cases.map(([more, expected]) => [kind, more, expected] as const),
  );
  it.each(rows)('LIFE-8.4-last-known-alive: %s %j: %s', (kind, more, expected) => {
    expect(showsLife({ kind, ...more } as unknown as Fact)).toBe(expected);
    // What was inferred follows from other statements, whose own days count.
    expect(showsLife({ kind, ...more, inferred: true } as unknown as Fact)).toBe(false);
  });
});

describe('the last day known alive', () => {
  it('LIFE-8.4-report: is that of the specimen, not of its report', () => {
    const report = {
      id: 'm',
      kind: 'MolecularReportIssued',
      occurredOn: '2024-05-30',
      specimenId: 'p',
      specimen: 'plasma',
      assay: 'panel',
      calls: [],
    };
    const found = aliveOn([specimen('p', '2024-05-02'), report]);
    expect(found).toMatchObject({ day: day(5, 2), factIds: ['p-s'] });
  });

  it('LIFE-8.4-report: a reader who assesses the images later sees no patient', () => {
    const read = {
      id: 'r',
      kind: 'ResponseStated',
      occurredOn: '2024-11-01',
      category: 'SD',
      compartment: 'cns',
      reader: 'independent assessor 2',
    };
    expect(aliveOn([read])).toMatchObject({ day: day(1, 10), factIds: ['rx'] });
  });

  it('LIFE-8.4-last-known-alive: a declaration that the patient is lost is none', () => {
    const lost = { id: 'l', kind: 'CareTransitioned', occurredOn: '2024-09-01', to: 'lost-to-follow-up' };
    const seen = { id: 'c', kind: 'ContactRecorded', occurredOn: '2024-06-01' };
    expect(aliveOn([lost, seen])?.day).toBe(day(6, 1));
  });

  it('LIFE-8.4-last-known-alive: an exact day bounds a month from below', () => {
    const month = { id: 'm', kind: 'SymptomRecorded', occurredOn: '2024-06', symptoms: ['headache'] };
    const exact = { id: 'e', kind: 'ContactRecorded', occurredOn: '2024-06-10' };
    const found = aliveOn([month, exact]);
    expect(found).toMatchObject({ day: day(6, 15), dates: { from: day(6, 10), to: day(6, 30) } });
    expect(found?.factIds).toEqual(['m', 'e']);
  });

  it('LIFE-8.4-last-known-alive: one more sign never moves it back, whatever the order', () => {
    const sign = fc
      .tuple(
        fc.integer({ min: 2, max: 11 }),
        fc.integer({ min: 1, max: 28 }),
        fc.boolean(),
        fc.constantFrom('ContactRecorded', 'LumbarPuncturePerformed', 'ImagingStudyReported'),
      )
      .map(([month, date, exact, kind]) => ({
        kind,
        occurredOn: [`2024-${String(month).padStart(2, '0')}`, exact ? String(date).padStart(2, '0') : null]
          .filter((part) => part !== null)
          .join('-'),
        ...(kind === 'ImagingStudyReported' ? { modality: 'ct', regions: ['chest'] } : {}),
      }));
    fc.assert(
      fc.property(fc.array(sign, { minLength: 1, maxLength: 6 }), (signs) => {
        const written = signs.map((fact, index) => ({ id: `f${index}`, ...fact }));
        const all = aliveOn(written);
        const fewer = aliveOn(written.slice(1));
        expect(dayOf(all)).toBeGreaterThanOrEqual(dayOf(fewer));
        expect(all?.dates.from).toBeLessThanOrEqual(dayOf(all));
        expect(all?.dates.to).toBeGreaterThanOrEqual(dayOf(all));
        expect(aliveOn([...written].reverse())).toMatchObject({ day: all?.day, dates: all?.dates });
      }),
      { numRuns: 60 },
    );
  });
});
