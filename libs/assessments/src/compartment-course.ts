import { type Compartment } from '@leptotrace/clinical';
import { type CompartmentCourse, type TimePoint } from '@leptotrace/criteria';
import { type EpochDay } from '@leptotrace/kernel';
import { type Configuration } from '@leptotrace/rules';
import { type TherapyCourse } from '@leptotrace/timeline';
import { withFirstBrainMetastasis } from './brain-metastasis';
import { type TreatedBy } from './local-therapy';
import { type Placed } from './placement';
import { timePointsOf } from './time-points';

/**
 * Last time point on or before the origin, at most `maxBaselineDays` before it (0.4). One of the day
 * of the first dose is baseline unless clock times say that it came after the dose.
 */
export const baselineOf = <T extends { readonly day: EpochDay }>(
  points: readonly T[],
  origin: EpochDay,
  maxDays: number,
): T | null => {
  const before = points.filter(({ day }) => day <= origin && origin - day <= maxDays);
  return before.at(-1) ?? null;
};

/** Day that parts baseline from follow-up: the day before the origin when clock times put the scan after the dose. */
const partingDay = (facts: readonly Placed[], origin: EpochDay, originFact: string | null): EpochDay => {
  const dose = facts.find(({ factId }) => factId === originFact)?.fact.timeOfDay;
  const scans = facts.filter(
    ({ fact, day }) => fact.kind === 'ImagingStudyReported' && day === origin && fact.timeOfDay !== undefined,
  );
  const after =
    dose !== undefined && scans.length > 0 && scans.every(({ fact }) => (fact.timeOfDay ?? '') > dose);
  return after ? origin - 1 : origin;
};

export interface CourseContext extends TreatedBy {
  readonly config: Configuration;
  readonly therapy: TherapyCourse;
  readonly origin: EpochDay;
  /** The fact that is the origin, whose clock time may part assessments of its day. */
  readonly originFact: string | null;
}

const withFlags = (point: TimePoint, origin: EpochDay): TimePoint =>
  point.day === origin ? { ...point, flags: [...point.flags, 'SAME_DAY_BASELINE'] } : point;

/** One compartment against one origin: its baseline and what followed. */
export const compartmentCourse = (
  { facts, indexFacts, config, therapy, origin, originFact }: CourseContext,
  compartment: Compartment,
): CompartmentCourse => {
  const parting = partingDay(facts, origin, originFact);
  const assembled = timePointsOf({ facts, indexFacts, compartment, config, therapy, origin: parting });
  const points =
    compartment === 'cns' ? withFirstBrainMetastasis(assembled, { facts, config, origin }) : assembled;
  const baseline = baselineOf(points, parting, config.maxBaselineDays);
  return {
    compartment,
    origin,
    baseline: baseline && withFlags(baseline, origin),
    followUps: points.filter(({ day }) => day > parting),
  };
};
