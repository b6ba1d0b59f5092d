import { type Configuration, type Flag } from '@leptotrace/rules';
import {
  type BaselineFinding,
  type CompartmentCourse,
  type CriterionResult,
  type TimePoint,
  type TimePointResponse,
} from './model';

const flagsOf = ({ flags }: TimePoint): readonly Flag[] => [
  ...new Set<Flag>([...flags, 'STATED_NOT_DERIVED']),
];

const responseOf = (point: TimePoint): TimePointResponse => {
  const { stated, id, dates } = point;
  const flags = flagsOf(point);
  const value = stated?.value ?? 'NE';
  const day = stated?.day ?? point.day;
  const rule = stated ? 'STATED-0.3-value' : 'STATED-0.3-NE';
  const facts = stated ? [stated.factId] : point.factIds;
  return { timePointId: id, value, day, dates, parts: {}, flags, why: { rule, value, day, facts, flags } };
};

const baselineOf = ({ baseline, followUps }: CompartmentCourse): BaselineFinding => {
  const stated = followUps.some((point) => point.stated !== null);
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
export const evaluateStated = (course: CompartmentCourse, _config: Configuration): CriterionResult => ({
  criterion: 'STATED',
  version: '1.0.0',
  compartment: course.compartment,
  experimental: false,
  baseline: baselineOf(course),
  responses: course.followUps.map(responseOf),
});
