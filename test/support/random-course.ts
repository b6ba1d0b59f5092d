import fc from 'fast-check';
import { dayText, epochDay } from '@leptotrace/kernel';
import { cytology, death, lesion, lmDiagnosis, start, study, type Written } from './course';

const FIRST = epochDay(2023, 1, 1);
const DAYS = 700;

/** A date known to the day, now and then only to the month, seldom only to the year. */
const when = fc
  .tuple(fc.nat(DAYS), fc.constantFrom(10, 10, 10, 10, 10, 10, 7, 4))
  .map(([offset, length]) => dayText(FIRST + offset).slice(0, length));

const size = fc.option(fc.integer({ min: 4, max: 60 }), { freq: 6, nil: null });
const state = fc.constantFrom('measured', 'measured', 'measured', 'not-evaluable', 'too-small', 'absent');

const readings = (ids: readonly string[], site: string) =>
  fc.tuple(
    ...ids.map((id) =>
      fc.tuple(size, state).map(([mm, status]) => {
        const seen = lesion(id, site, mm, { role: id.startsWith('n') ? 'non-target' : 'target' });
        return status === 'measured' || mm === null
          ? seen
          : { ...lesion(id, site, null), role: id.startsWith('n') ? 'non-target' : 'target', state: status };
      }),
    ),
  );

const newLesion = (site: string) =>
  fc.option(
    fc.record({ lesionId: fc.constantFrom('x1', 'x2'), site: fc.constant(site), equivocal: fc.boolean() }),
    {
      freq: 8,
      nil: null,
    },
  );

type Made = (id: string) => readonly Written[];

const imaging = (region: string, site: string): fc.Arbitrary<Made> =>
  fc
    .tuple(
      when,
      readings(
        ['t1', 't2', 'n1'].map((name) => `${name}-${region}`),
        site,
      ),
      newLesion(site),
      fc.constantFrom('SD', 'PD', 'IMPROVED', undefined),
    )
    .map(([date, lesions, fresh, reader]) => (id) => [
      study(id, date, region, {
        lesions,
        ...(fresh ? { newLesions: [fresh] } : {}),
        ...(reader ? { readerOverall: reader } : {}),
      }),
    ]);

const exam: fc.Arbitrary<Made> = fc
  .tuple(when, fc.nat(3), fc.nat(2), fc.constantFrom('lm', 'unknown', 'treatment'))
  .map(([date, gait, facial, attribution]) => (id) => [
    {
      id,
      kind: 'NeurologicalExamRecorded',
      occurredOn: date,
      instrument: 'rano-lm-2017',
      domains: [
        { domain: 'gait', grade: gait, attribution },
        { domain: 'facial-strength', grade: facial, attribution },
        ...[
          'strength',
          'sensation',
          'vision',
          'eye-movements',
          'hearing',
          'swallowing',
          'consciousness',
          'behaviour',
        ].map((domain) => ({ domain, grade: 0 })),
      ],
    },
  ]);

const csf: fc.Arbitrary<Made> = fc
  .tuple(when, fc.constantFrom('positive', 'negative', 'suspicious', 'atypical', 'insufficient'))
  .map(
    ([date, result]) =>
      (id) =>
        cytology(id, date, result),
  );

const therapy: fc.Arbitrary<Made> = fc
  .tuple(when, fc.constantFrom('gefitinib', 'osimertinib', 'lorlatinib', 'bevacizumab', 'dexamethasone'))
  .map(([date, agent]) => (id) => [start(id, date, agent)]);

const molecular: fc.Arbitrary<Made> = fc
  .tuple(
    when,
    fc.constantFrom('csf-supernatant', 'plasma'),
    fc.constantFrom('detected', 'not-detected', 'not-evaluable'),
    fc.integer({ min: 1, max: 40 }),
  )
  .map(([date, specimen, status, vaf]) => (id) => [
    {
      id: `${id}-s`,
      kind: 'SpecimenCollected',
      occurredOn: date,
      specimenId: id,
      specimen: specimen === 'plasma' ? 'plasma' : 'csf',
    },
    {
      id,
      kind: 'MolecularReportIssued',
      occurredOn: date,
      specimenId: id,
      specimen,
      assay: 'panel',
      panelGenes: ['EGFR', 'MET'],
      inputNg: { value: 20, unit: 'ng' },
      minInputNg: { value: 5, unit: 'ng' },
      qc: 'pass',
      calls: [
        {
          gene: 'EGFR',
          alteration: 'T790M',
          hgvsP: 'p.Thr790Met',
          type: 'snv',
          status,
          ...(status === 'detected' ? { vaf: { value: vaf, unit: '%' } } : {}),
        },
      ],
    },
  ]);

const stated: fc.Arbitrary<Made> = fc
  .tuple(when, fc.constantFrom('cns', 'non-cns', 'both'), fc.constantFrom('PR', 'SD', 'PD', 'NE'))
  .map(([date, compartment, category]) => (id) => [
    { id, kind: 'ResponseStated', occurredOn: date, compartment, category },
  ]);

const contact: fc.Arbitrary<Made> = when.map((date) => (id: string) => [
  { id, kind: 'ContactRecorded', occurredOn: date },
]);

const any: fc.Arbitrary<Made> = fc.oneof(
  { weight: 4, arbitrary: imaging('brain', 'brain-parenchyma') },
  { weight: 4, arbitrary: imaging('chest', 'lung') },
  { weight: 3, arbitrary: csf },
  { weight: 2, arbitrary: exam },
  { weight: 2, arbitrary: therapy },
  { weight: 2, arbitrary: molecular },
  { weight: 1, arbitrary: stated },
  { weight: 1, arbitrary: contact },
);

const ending = fc.option(when, { freq: 2, nil: null });

/** Courses as they come: an LM diagnosis, a first line, and then anything in any order. */
export const randomCourse: fc.Arbitrary<readonly Written[]> = fc
  .tuple(when, when, fc.array(any, { maxLength: 18 }), ending)
  .map(([diagnosed, first, more, died]) => [
    lmDiagnosis('lm', diagnosed),
    start('rx', first),
    ...more.flatMap((made, at) => made(`f${at}`)),
    ...(died === null ? [] : [death('death', died)]),
  ]);

export const randomDay = fc.nat(DAYS + 200).map((offset) => dayText(FIRST + offset));
