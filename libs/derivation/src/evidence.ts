import { type Compartment } from '@leptotrace/clinical';
import { type Course } from '@leptotrace/assessments';
import { type CriterionResult, type TimePointResponse } from '@leptotrace/criteria';
import {
  type Assessment,
  type CompartmentEvidence,
  type Progression,
  type SubjectCourse,
} from '@leptotrace/endpoints';
import { factsOf, type Configuration } from '@leptotrace/rules';
import { type CriteriaResults } from './criteria-results';

const NOT_ADEQUATE: ReadonlySet<string> = new Set(['NE', 'UNKNOWN', 'SUSPECTED_PD', 'not-applicable']);

/** Says this value something of the compartment? An NE visit does not (8.1). */
export const isAdequate = ({ value }: TimePointResponse): boolean => !NOT_ADEQUATE.has(value);

const isApplied = ({ value }: TimePointResponse): boolean => value !== 'not-applicable';

/** The criteria whose progression counts for a compartment (7.1). */
export const drivingOf = (
  results: CriteriaResults,
  compartment: Compartment,
  { cnsPdSources }: Configuration,
): readonly CriterionResult[] => {
  if (compartment === 'non-cns') return [results.nonCns];
  if (cnsPdSources === 'RANO_BM') return [results.cns];
  return cnsPdSources === 'RANO_LM' ? [results.lm] : [results.cns, results.lm];
};

interface Assessed extends Assessment {
  /** A progression by disease that was not there before: it needs no baseline. */
  readonly newDisease: boolean;
}

/** A time point at which a criterion does not apply is no assessment by it. */
const assessmentsOf = (result: CriterionResult): readonly Assessed[] =>
  result.responses.filter(isApplied).map((response) => ({
    newDisease: response.newDisease === true,
    timePointId: response.timePointId,
    criterion: result.criterion,
    value: response.value,
    adequate: isAdequate(response),
    day: response.day,
    dates: response.dates,
    factIds: factsOf(response.why),
    why: response.why,
  }));

const isProgression = ({ value }: Assessment): boolean => value === 'PD';

const byDay = (a: Assessment, b: Assessment): number =>
  a.day - b.day || (a.timePointId < b.timePointId ? -1 : 1) || (a.criterion < b.criterion ? -1 : 1);

const evidenceOf = (
  course: Course,
  driving: readonly CriterionResult[],
  compartment: Compartment,
): CompartmentEvidence => {
  const assessments = driving.flatMap(assessmentsOf).sort(byDay);
  const assembled = course.compartments?.[compartment];
  const progressions = assessments.filter(isProgression);
  const adequate = driving.some(({ baseline }) => baseline.adequate);
  // Without a baseline only new disease is a progression; no visit of that compartment was planned (8.2, P1).
  const unplanned = adequate ? [] : progressions.filter(({ newDisease }) => newDisease);
  return {
    // No disease and no imaging: the compartment is not looked at, and BIPFS leaves it out (8.2).
    required: assembled !== undefined && (assembled.baseline !== null || assessments.length > 0),
    baselineAdequate: adequate || unplanned.length > 0,
    assessments,
    progressions:
      unplanned.length > 0
        ? unplanned.map((found): Progression => ({ ...found, unplanned: true }))
        : progressions.map((found): Progression => found),
  };
};

/** Stated progressions that tell no compartment: read where a stated response drives any endpoint. */
const undeclaredOf = (course: Course, results: CriteriaResults | null): readonly Progression[] => {
  const driving = results ? [results.cns, results.lm, results.nonCns] : [];
  if (!driving.some(({ criterion }) => criterion === 'STATED')) return [];
  return course.undeclared.map(({ factId, dates, day, lost, flags }) => ({
    timePointId: `not-stated:${factId}`,
    criterion: 'STATED',
    day,
    dates,
    factIds: [factId],
    why: { rule: 'STATED-0.3-value', value: 'PD', day, facts: [factId], lost, flags },
  }));
};

/** What endpoints read: the course, and what the driving criteria say of it. */
export const subjectCourse = (
  subjectId: string,
  course: Course,
  results: CriteriaResults | null,
  config: Configuration,
): SubjectCourse => {
  const evidence = (compartment: Compartment): CompartmentEvidence =>
    evidenceOf(course, results ? drivingOf(results, compartment, config) : [], compartment);
  return {
    subjectId,
    origin: course.origin,
    compartments: { cns: evidence('cns'), 'non-cns': evidence('non-cns') },
    undeclared: undeclaredOf(course, results),
    newTherapies: course.newTherapies,
    death: course.death,
    lastKnownAlive: course.lastKnownAlive,
    stopped: course.stopped,
    withdrawn: course.withdrawn,
    cutoff: course.cutoff,
    undetermined: course.undetermined,
    unplaced: course.unplaced,
  };
};
