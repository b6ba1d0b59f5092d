import { type Configuration, type Flag, type Lost } from '@leptotrace/rules';
import {
  type BaselineFinding,
  type CompartmentCourse,
  type CriterionResult,
  type StatedReading,
  type TimePoint,
  type TimePointResponse,
} from './model';

/** Whose word leads in a compartment where several criteria were stated at one visit and none is worse. */
const LEADING: Readonly<Record<CompartmentCourse['compartment'], readonly (string | null)[]>> = {
  cns: ['RANO-BM', null, 'RANO-LM', 'RECIST'],
  'non-cns': ['RECIST', null],
};

const NOT_COUNTED: Readonly<Record<Configuration['cnsPdSources'], string | null>> = {
  RANO_BM_AND_LM: null,
  RANO_BM: 'RANO-LM',
  RANO_LM: 'RANO-BM',
};

const rankOf = (compartment: CompartmentCourse['compartment'], { criterion }: StatedReading): number => {
  const rank = LEADING[compartment].indexOf(criterion);
  return rank < 0 ? LEADING[compartment].length : rank;
};

/** Progression by any criterion that counts, the earlier of two; else what the leading criterion says (8). */
const leading = (
  stated: readonly StatedReading[],
  { compartment }: CompartmentCourse,
  { cnsPdSources }: Configuration,
): StatedReading | undefined => {
  const excluded = compartment === 'cns' ? NOT_COUNTED[cnsPdSources] : null;
  const progression = stated
    .filter(({ value, criterion }) => value === 'PD' && (criterion === null || criterion !== excluded))
    .sort((a, b) => a.day - b.day || rankOf(compartment, a) - rankOf(compartment, b))[0];
  const others = stated.filter(({ value }) => value !== 'PD');
  return progression ?? [...others].sort((a, b) => rankOf(compartment, a) - rankOf(compartment, b))[0];
};

const flagsOf = (point: TimePoint, stated: StatedReading | undefined): readonly Flag[] => [
  ...new Set<Flag>([...point.flags, ...(stated?.flags ?? []), 'STATED_NOT_DERIVED']),
];

const OTHER_CRITERION = 'stated by another criterion at the same visit: criteria are never mixed';

const lostOf = (point: TimePoint, taken: StatedReading): readonly Lost[] => [
  ...taken.lost,
  ...point.stated
    .filter((each) => each !== taken)
    .map(({ criterion, value, day, factId }) => ({
      rule: 'STATED-0.4-criteria',
      value: { criterion, value },
      day,
      reason: OTHER_CRITERION,
      facts: [factId],
    })),
];

const responseOf = (
  point: TimePoint,
  course: CompartmentCourse,
  config: Configuration,
): TimePointResponse => {
  const { id, dates } = point;
  const stated = leading(point.stated, course, config);
  const flags = flagsOf(point, stated);
  const value = stated?.value ?? 'NE';
  const day = stated?.day ?? point.day;
  const parts = stated?.criterion ? { criterion: stated.criterion } : {};
  const why = stated
    ? { rule: 'STATED-0.3-value', value, day, facts: [stated.factId], lost: lostOf(point, stated), flags }
    : { rule: 'STATED-0.3-NE', value, day, facts: point.factIds, flags };
  return { timePointId: id, value, day, dates, parts, flags, why };
};

const baselineOf = ({ baseline, followUps }: CompartmentCourse): BaselineFinding => {
  const stated = followUps.some((point) => point.stated.length > 0);
  return {
    timePointId: baseline?.id ?? null,
    day: baseline?.day ?? null,
    disease: 'unknown',
    adequate: baseline !== null || stated,
    why: {
      rule: 'STATED-0.4-baseline',
      value: baseline?.id ?? null,
      facts: baseline?.factIds ?? [],
      flags: ['STATED_NOT_DERIVED'],
    },
  };
};

/** What the source's reader stated, visit by visit; NE where nothing was stated. Nothing is derived. */
export const evaluateStated = (course: CompartmentCourse, config: Configuration): CriterionResult => ({
  criterion: 'STATED',
  version: '1.1.0',
  compartment: course.compartment,
  experimental: false,
  baseline: baselineOf(course),
  responses: course.followUps.map((point) => responseOf(point, course, config)),
});
