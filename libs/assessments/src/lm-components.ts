import { inBaseUnit, type FactOf } from '@leptotrace/clinical';
import {
  type CytologySample,
  type LmEvaluation,
  type LmImaging,
  type NanoLmExam,
  type NeuroExam,
  type PerformanceReading,
  type PressureReading,
} from '@leptotrace/criteria';
import { type EpochDay } from '@leptotrace/kernel';
import { nanoExam, neuroExam } from './exams';
import { lmImagingOf } from './lm-imaging';
import { placedOf, type Placed } from './placement';
import { openingPressuresOf } from './pressures';
import { type Groupable } from './grouping';
import { statedValue } from './stated-readings';
import { statedOf } from './time-points';

const millilitres = (volume: FactOf<'CsfCytologyReported'>['volume']): number | null =>
  volume === undefined ? null : inBaseUnit(volume.value, volume.unit);

const SITES: readonly CytologySample['site'][] = ['lumbar', 'ventricular', 'ommaya', 'cisternal'];

const siteOf = (words: string | undefined): CytologySample['site'] =>
  SITES.find((site) => words?.toLowerCase().includes(site)) ?? 'not-stated';

interface Collected {
  readonly day: EpochDay;
  readonly site: CytologySample['site'];
  readonly volumeMl: number | null;
  readonly placed: Placed;
}

const collectedOf = (facts: readonly Placed[]): ReadonlyMap<string, Collected> => {
  const found = new Map<string, Collected>();
  for (const placed of facts) {
    const { fact, day } = placed;
    if (fact.kind === 'SpecimenCollected' && fact.specimen === 'csf')
      found.set(fact.specimenId, {
        day,
        site: siteOf(fact.site),
        volumeMl: millilitres(fact.volume),
        placed,
      });
    if (fact.kind === 'LumbarPuncturePerformed' && fact.specimenId !== undefined)
      found.set(fact.specimenId, { day, site: 'lumbar', volumeMl: millilitres(fact.volume), placed });
  }
  return found;
};

export interface Component<T = Item> extends Groupable {
  readonly item: T;
}

const dated = <T>(placed: Placed, item: T, visit: string | null = null): Component<T> => ({
  day: placed.day,
  dates: placed.dates,
  factId: placed.factId,
  visit,
  item,
});

const reportedSample = (
  placed: Placed<'CsfCytologyReported'>,
  from: Collected | undefined,
): Component<CytologySample> => {
  const { fact, factId } = placed;
  const taken = from ?? { day: placed.day, site: 'not-stated' as const, volumeMl: null, placed };
  const item: CytologySample = {
    factId,
    specimenId: fact.specimenId,
    day: taken.day,
    result: fact.result,
    site: fact.site ?? taken.site,
    volumeMl: millilitres(fact.volume) ?? taken.volumeMl,
    method: fact.method ?? 'cytology',
  };
  return dated({ ...placed, day: taken.day, dates: taken.placed.dates }, item);
};

const pendingSample = (specimenId: string, from: Collected): Component<CytologySample> => {
  const { day, site, volumeMl, placed } = from;
  const { factId } = placed;
  return dated(placed, { factId, specimenId, day, result: null, site, volumeMl, method: 'cytology' });
};

/** A specimen that only another test has read awaits no cytology. */
const otherwiseRead = (facts: readonly Placed[], specimenId: string): boolean =>
  facts.some(
    ({ fact }) =>
      fact.kind !== 'SpecimenCollected' &&
      fact.kind !== 'LumbarPuncturePerformed' &&
      'specimenId' in fact &&
      fact.specimenId === specimenId,
  );

/**
 * Cytology by the day of the sample, not of the report (8.3). A sample of the course whose result is
 * not known yet is there without a result: nothing may be carried forward over it.
 */
export const samplesOf = (facts: readonly Placed[]): readonly Component<CytologySample>[] => {
  const collected = collectedOf(facts);
  const reported = placedOf(facts, 'CsfCytologyReported').map((placed) =>
    reportedSample(placed, collected.get(placed.fact.specimenId)),
  );
  const done = new Set(reported.map(({ item }) => item.specimenId));
  const pending = [...collected].filter(
    ([specimenId]) => !done.has(specimenId) && !otherwiseRead(facts, specimenId),
  );
  return [...reported, ...pending.map(([specimenId, from]) => pendingSample(specimenId, from))];
};

/** The opening pressures: what other devices read, and what was read after CSF was let off, makes no trend. */
const openingOf = (facts: readonly Placed[]): readonly Component<PressureReading>[] => {
  const byId = new Map(facts.map((placed) => [placed.factId, placed]));
  return openingPressuresOf(facts).flatMap(({ dates: _, time: __, method: ___, ...reading }) => {
    const placed = byId.get(reading.factId);
    return placed && !reading.afterDrainage
      ? [dated(placed, { ...reading, day: placed.day, lumbar: true })]
      : [];
  });
};

const QLQ = /qlq-?c30/i;

const performanceOf = (facts: readonly Placed[]): readonly Component<PerformanceReading>[] =>
  facts.flatMap((placed): readonly Component<PerformanceReading>[] => {
    const { fact, day, factId } = placed;
    if (fact.kind === 'PerformanceStatusRecorded')
      return [dated(placed, { factId, day, instrument: fact.instrument, value: fact.value })];
    return fact.kind === 'QualityOfLifeRecorded' && QLQ.test(fact.instrument)
      ? [dated(placed, { factId, day, instrument: 'QLQ-C30-GH', value: fact.value.value })]
      : [];
  });

export type Item =
  | { readonly exam: NeuroExam }
  | { readonly nano: NanoLmExam }
  | { readonly sample: CytologySample }
  | { readonly imaging: LmImaging }
  | { readonly pressure: PressureReading }
  | { readonly performance: PerformanceReading }
  | { readonly stated: NonNullable<LmEvaluation['stated']> };

const wrap = <T, C>(found: readonly Component<T>[], as: (item: T) => C): readonly Component<C>[] =>
  found.map((each) => ({ ...each, item: as(each.item) }));

/** Everything of a course that LM criteria read, by its own day. */
export const componentsOf = (facts: readonly Placed[]): readonly Component<Item>[] => [
  ...placedOf(facts, 'NeurologicalExamRecorded').flatMap((exam): readonly Component<Item>[] => {
    const visit = exam.fact.visit ?? null;
    if (exam.fact.instrument === 'nano-lm-2024') return [dated(exam, { nano: nanoExam(exam) }, visit)];
    return exam.fact.instrument === 'rano-lm-2017' ? [dated(exam, { exam: neuroExam(exam) }, visit)] : [];
  }),
  ...placedOf(facts, 'ImagingStudyReported').flatMap((study): readonly Component<Item>[] => {
    const imaging = lmImagingOf(study);
    return imaging ? [dated(study, { imaging }, study.fact.visit ?? null)] : [];
  }),
  ...wrap(samplesOf(facts), (sample) => ({ sample })),
  ...wrap(openingOf(facts), (pressure) => ({ pressure })),
  ...wrap(performanceOf(facts), (performance) => ({ performance })),
  ...statedOf(facts, 'cns')
    .filter(({ fact }) => (fact.sites ?? []).includes('leptomeninges'))
    .map((placed) =>
      dated(placed, {
        stated: { value: statedValue(placed.fact) ?? 'NE', factId: placed.factId, day: placed.day },
      }),
    ),
];
