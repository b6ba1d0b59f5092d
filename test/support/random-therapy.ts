import fc from 'fast-check';
import { dayText, epochDay } from '@leptotrace/kernel';
import { cytology, lesion, lmDiagnosis, start, study, type Written } from './course';

export const FIRST = epochDay(2023, 1, 1);
export const DAYS = 600;

/** Agents with their usual route; swaps in a class, brands and support among them. */
const AGENTS: readonly (readonly [string, string])[] = [
  ['gefitinib', 'oral'],
  ['osimertinib', 'oral'],
  ['osimertinib', 'oral'],
  ['lorlatinib', 'oral'],
  ['cisplatin', 'intravenous'],
  ['carboplatin', 'intravenous'],
  ['pemetrexed', 'intravenous'],
  ['pemetrexed', 'intrathecal'],
  ['docetaxel', 'intravenous'],
  ['bevacizumab', 'intravenous'],
  ['dexamethasone', 'oral'],
];

export interface Therapies {
  /** Dates are known to the day, and no two facts share one. */
  readonly exact: boolean;
}

type Made = (id: string) => readonly Written[];
type Dates = fc.Arbitrary<string>;

const started = (when: Dates): fc.Arbitrary<Made> =>
  fc
    .tuple(
      when,
      fc.constantFrom(...AGENTS),
      fc.constantFrom(undefined, undefined, 'maintenance', 'supportive'),
    )
    .map(([date, [agent, route], intent]) => (id) => [
      start(id, date, agent, { route, ...(intent ? { intent } : {}) }),
    ]);

const startedWithEnd = (when: Dates): fc.Arbitrary<Made> =>
  fc
    .tuple(
      started(when),
      when,
      fc.constantFrom('toxicity', 'progression', 'completed'),
      fc.constantFrom('TherapyStopped', 'TherapyStopped', 'TherapyHeld', 'TherapyDoseChanged'),
    )
    .map(([begun, date, reason, kind]) => (id) => [
      ...begun(id),
      {
        id: `${id}-c`,
        kind,
        occurredOn: date,
        startId: id,
        ...(kind === 'TherapyStopped' ? { reason } : {}),
        ...(kind === 'TherapyDoseChanged' ? { direction: 'increase' } : {}),
      },
    ]);

const scan = (when: Dates): fc.Arbitrary<Made> =>
  fc
    .tuple(
      when,
      fc.constantFrom(['brain', 'brain-parenchyma'], ['chest', 'lung']),
      fc.integer({ min: 8, max: 40 }),
    )
    .map(([date, region, size]) => (id) => [
      study(id, date, region[0], {
        lesions: [lesion(`t-${region[0]}`, region[1], size)],
      }),
    ]);

const puncture = (when: Dates): fc.Arbitrary<Made> =>
  fc.tuple(when, fc.constantFrom('positive', 'negative', 'atypical')).map(
    ([date, result]) =>
      (id) =>
        cytology(id, date, result),
  );

const worsening = (when: Dates): fc.Arbitrary<Made> =>
  fc
    .tuple(when, fc.constantFrom('cns', 'non-cns', 'both'))
    .map(([date, compartment]) => (id) => [{ id, kind: 'ProgressionStated', occurredOn: date, compartment }]);

const local = (when: Dates): fc.Arbitrary<Made> =>
  fc
    .tuple(when, fc.constantFrom('srs', 'wbrt'))
    .map(([date, technique]) => (id) => [
      { id, kind: 'RadiotherapyDelivered', occurredOn: date, technique, target: 'brain' },
    ]);

const hospice = (when: Dates): fc.Arbitrary<Made> =>
  when.map((date) => (id: string) => [{ id, kind: 'CareTransitioned', occurredOn: date, to: 'hospice' }]);

const day = fc.nat(DAYS).map((offset) => dayText(FIRST + offset));
/** Known to the day, now and then only to the month, seldom only to the year. */
const coarse = fc
  .tuple(day, fc.constantFrom(10, 10, 10, 10, 7, 7, 4))
  .map(([text, length]) => text.slice(0, length));

const findings = (when: Dates): fc.Arbitrary<Made> => fc.oneof(scan(when), puncture(when));

const anything = (when: Dates): fc.Arbitrary<Made> =>
  fc.oneof(
    { weight: 3, arbitrary: started(when) },
    { weight: 4, arbitrary: startedWithEnd(when) },
    { weight: 4, arbitrary: findings(when) },
    { weight: 2, arbitrary: worsening(when) },
    { weight: 1, arbitrary: local(when) },
    { weight: 1, arbitrary: hospice(when) },
  );

const written = (made: readonly Made[]): readonly Written[] => made.flatMap((each, at) => each(`f${at}`));

/** Scans, punctures and an early LM: nothing that states a worsening, nor treats. */
export const findingsAfterLm: fc.Arbitrary<readonly Written[]> = fc
  .array(findings(day), { maxLength: 10 })
  .map((made) => [lmDiagnosis('lm', dayText(FIRST - 10)), ...written(made)]);

/** LM at any time, and therapies, ends, worsenings and findings in any order. */
export const courseOfTherapies: fc.Arbitrary<readonly Written[]> = fc
  .tuple(coarse, fc.array(anything(coarse), { minLength: 1, maxLength: 14 }))
  .map(([diagnosed, made]) => [lmDiagnosis('lm', diagnosed), ...written(made)]);

/** The same, each fact on a day of its own. */
export const courseOnOwnDays: fc.Arbitrary<readonly Written[]> = fc
  .tuple(courseOfTherapies, fc.uniqueArray(fc.nat(DAYS), { minLength: 40, maxLength: 40 }))
  .map(([facts, days]) =>
    facts.map((fact, at) => ({ ...fact, occurredOn: dayText(FIRST + (days[at] as number)) })),
  );

export const onDay = (offset: number): string => dayText(FIRST + offset);
