import { agentOf } from '@leptotrace/clinical';
import {
  type CsfProcedure,
  type CytologySample,
  type LmCourse,
  type LmEvaluation,
  type NanoLmExam,
  type NeuroExam,
  type PerformanceReading,
  type PressureReading,
} from '@leptotrace/criteria';
import { type EpochDay } from '@leptotrace/kernel';
import { type CourseContext } from './compartment-course';
import { type TherapyCourse } from '@leptotrace/timeline';
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

const PROCEDURES: Readonly<Partial<Record<string, CsfProcedure['what']>>> = {
  'vp-shunt': 'shunt',
  'ommaya-placement': 'reservoir',
};

const proceduresOf = (facts: readonly Placed[]): readonly CsfProcedure[] =>
  facts.flatMap(({ fact, day, factId }): readonly CsfProcedure[] => {
    const at = { factId, day, timeOfDay: fact.timeOfDay ?? null };
    if (fact.kind === 'LumbarPuncturePerformed') return [{ ...at, what: 'lumbar-puncture' }];
    if (fact.kind === 'TherapyStarted' && agentOf(fact) === 'mannitol')
      return [{ ...at, what: 'osmotic-drug' }];
    const what = fact.kind === 'ProcedurePerformed' ? PROCEDURES[fact.procedure] : undefined;
    return what ? [{ ...at, what }] : [];
  });

/** One that may have ended may go on as well: until then a pressure is not trusted. */
const bevacizumabOf = ({ drugs }: TherapyCourse, cutoff: EpochDay): LmCourse['bevacizumab'] =>
  drugs
    .filter(({ group }) => group === 'anti-vegf')
    .map(({ start, end }) => ({ from: start.day, to: end?.day ?? cutoff, factId: start.factId }));

const HAEMATOLOGICAL = /lymphom|leuk(a)?em|myelom/i;

/** Leptomeningeal disease against one origin (3): evaluations by visit, else within the window. */
export const lmCourse = ({ facts, config, therapy, origin }: CourseContext, cutoff: EpochDay): LmCourse => {
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
  return {
    origin,
    baseline: evaluationsOf([before])[0] ?? null,
    followUps: evaluationsOf(groupByVisit(after, config.evaluationWindowDays, origin)),
    inductionEnd: induction ? { day: induction.day, factId: induction.factId } : null,
    procedures: proceduresOf(facts),
    bevacizumab: bevacizumabOf(therapy, cutoff),
    haematological: placedOf(facts, 'DiagnosisRecorded').some(({ fact }) =>
      HAEMATOLOGICAL.test(fact.histology ?? ''),
    ),
  };
};
