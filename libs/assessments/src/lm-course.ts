import {
  type CsfProcedure,
  type CytologySample,
  type LmCourse,
  type LmEvaluation,
  type LmEvidence,
  type LmPopulation,
  type NanoLmExam,
  type NeuroExam,
  type PerformanceReading,
  type PressureDrug,
  type PressureReading,
} from '@leptotrace/criteria';
import { type EpochDay } from '@leptotrace/kernel';
import { type Configuration } from '@leptotrace/rules';
import { type CourseContext } from './compartment-course';
import { type DrugCourse, type TherapyCourse } from '@leptotrace/timeline';
import { componentsOf, type Component, type Item } from './lm-components';
import { placedOf, type Placed } from './placement';
import { dayHull, groupByVisit } from './grouping';

/** Performance alone makes no LM evaluation; it belongs to the one beside it. */
const isCore = (item: Item): boolean => !('performance' in item);

const evaluationOf = (group: readonly Component[], flags: ReadonlyMap<string, Placed>): LmEvaluation => {
  const pick = <K extends string>(key: K) =>
    group.flatMap(({ item }) => (key in item ? [(item as Record<K, unknown>)[key]] : []));
  const core = group.filter(({ item }) => isCore(item));
  const days = core.map(({ day }) => day);
  const placed = group.flatMap(({ factId }) => flags.get(factId) ?? []);
  return {
    id: `lm:${core[0]?.factId}`,
    visit: group.find(({ visit }) => visit !== null)?.visit ?? null,
    day: Math.max(...days),
    dates: dayHull(core),
    factIds: [...new Set(group.map(({ factId }) => factId))],
    exams: pick('exam') as NeuroExam[],
    nanoExams: pick('nano') as NanoLmExam[],
    samples: pick('sample') as CytologySample[],
    imaging: pick('imaging') as LmEvaluation['imaging'],
    pressures: pick('pressure') as PressureReading[],
    performance: pick('performance') as PerformanceReading[],
    stated: (pick('stated') as NonNullable<LmEvaluation['stated']>[]).at(-1) ?? null,
    flags: placed.some(({ imputed }) => imputed) ? ['DATE_IMPUTED'] : [],
  };
};

type Opened = Readonly<Partial<Record<string, CsfProcedure['what']>>>;

const PLACED_IN: Opened = {
  'vp-shunt': 'shunt',
  'csf-drain': 'drain',
  'ommaya-placement': 'reservoir',
};
/** What ends the stay of what. A reservoir drains nothing by lying there. */
const REMOVED: Opened = { 'shunt-removal': 'shunt', 'csf-drain-removal': 'drain' };

const removalOf = (facts: readonly Placed[], what: string, from: EpochDay): EpochDay | null =>
  placedOf(facts, 'ProcedurePerformed').find(
    ({ fact, day }) => REMOVED[fact.procedure] === what && day >= from,
  )?.day ?? null;

const STAYS: ReadonlySet<string> = new Set(['shunt', 'drain']);

const proceduresOf = (facts: readonly Placed[]): readonly CsfProcedure[] =>
  facts.flatMap(({ fact, day, factId }): readonly CsfProcedure[] => {
    const at = { factId, day, timeOfDay: fact.timeOfDay ?? null };
    if (fact.kind === 'LumbarPuncturePerformed') return [{ ...at, what: 'lumbar-puncture' }];
    if (fact.kind === 'IntracranialPressureMeasured' && fact.method === 'ventricular-drain')
      return [{ ...at, what: 'drain' }];
    const what = fact.kind === 'ProcedurePerformed' ? PLACED_IN[fact.procedure] : undefined;
    if (!what) return [];
    return [STAYS.has(what) ? { ...at, what, until: removalOf(facts, what, day) } : { ...at, what }];
  });

/** One that nothing shows any more, and nothing ends, may go on as well: then it is not known. */
const givenOf = (
  { start, end, trustedUntil }: DrugCourse,
  cutoff: EpochDay,
  trusted: EpochDay = trustedUntil,
): PressureDrug => {
  const perhapsTo = end?.day ?? cutoff;
  const isTold = end?.rule === 'END-R3-recorded' || end?.rule === 'END-R3-cycles';
  const to = isTold ? end.day : Math.min(perhapsTo, trusted);
  return { from: start.day, to, perhapsTo, factId: start.factId };
};

const pressureDrugsOf = (
  { drugs }: TherapyCourse,
  cutoff: EpochDay,
): Pick<LmCourse, 'bevacizumab' | 'osmotic'> => ({
  bevacizumab: drugs.filter(({ group }) => group === 'anti-vegf').map((drug) => givenOf(drug, cutoff)),
  // Given in single doses: it is trusted on the days that show it, and no longer.
  osmotic: drugs
    .filter(({ drug }) => drug === 'mannitol')
    .map((drug) => givenOf(drug, cutoff, drug.shown.to)),
});

const HAEMATOLOGICAL = /lymphom|leuk(a)?em|myelom/i;

interface Parted {
  readonly before: readonly LmEvaluation[];
  readonly baseline: LmEvaluation | null;
  readonly followUps: readonly LmEvaluation[];
}

const covers = ({ dates }: LmEvaluation, day: EpochDay): boolean => dates.from <= day && day <= dates.to;

/** Where nothing else was examined: the day of the evidence by itself. */
const bare = ({ day, dates, factIds }: LmEvidence): LmEvaluation => ({
  id: `lm:${factIds[0]}`,
  visit: null,
  day,
  dates,
  factIds,
  exams: [],
  nanoExams: [],
  samples: [],
  imaging: [],
  pressures: [],
  performance: [],
  stated: null,
  flags: [],
});

/** The evaluation that found LM, else the first soon after it: later ones are judged against it (3). */
const findingOf = (
  evaluations: readonly LmEvaluation[],
  since: LmEvidence,
  { evaluationWindowDays }: Configuration,
): LmEvaluation =>
  evaluations.find(({ factIds }) => since.factIds.some((id) => factIds.includes(id))) ??
  evaluations.find((each) => covers(each, since.day)) ??
  evaluations.find(({ day }) => day >= since.day && day - since.day <= evaluationWindowDays) ??
  bare(since);

/** Parts the evaluations after the origin where LM came to be possible. */
const partedAt = (
  evaluations: readonly LmEvaluation[],
  since: LmEvidence | null,
  config: Configuration,
): Parted => {
  if (!since) return { before: evaluations, baseline: null, followUps: [] };
  const baseline = findingOf(evaluations, since, config);
  const others = evaluations.filter((each) => each !== baseline);
  return {
    before: others.filter(({ day }) => day < since.day),
    baseline,
    followUps: others.filter(({ day }) => day >= since.day),
  };
};

/** Leptomeningeal disease against one origin (3): evaluations by visit, else within the window. */
export const lmCourse = (
  { facts, config, therapy, origin }: CourseContext,
  population: LmPopulation,
  cutoff: EpochDay,
): LmCourse => {
  const byId = new Map(facts.map((placed) => [placed.factId, placed]));
  const components = componentsOf(facts);
  const evaluationsOf = (groups: readonly (readonly Component[])[]): readonly LmEvaluation[] =>
    groups
      .filter((group) => group.some(({ item }) => isCore(item)))
      .map((group) => evaluationOf(group, byId))
      .sort((a, b) => a.day - b.day || (a.id < b.id ? -1 : 1));
  // Baseline puncture and MRI may lie weeks apart: together they are one baseline.
  const before = components.filter(({ day }) => day <= origin && origin - day <= config.maxBaselineDays);
  const after = components.filter(({ day }) => day > origin);
  const induction = placedOf(facts, 'InductionCompleted').find(({ day }) => day >= origin);
  const { since } = population;
  const evaluations = evaluationsOf(groupByVisit(after, config.evaluationWindowDays, origin));
  const parted: Parted =
    since && since.day <= origin
      ? { before: [], baseline: evaluationsOf([before])[0] ?? null, followUps: evaluations }
      : partedAt(evaluations, since, config);
  return {
    origin,
    population,
    ...parted,
    inductionEnd: induction ? { day: induction.day, factId: induction.factId } : null,
    procedures: proceduresOf(facts),
    ...pressureDrugsOf(therapy, cutoff),
    haematological: placedOf(facts, 'DiagnosisRecorded').some(({ fact }) =>
      HAEMATOLOGICAL.test(fact.histology ?? ''),
    ),
  };
};
