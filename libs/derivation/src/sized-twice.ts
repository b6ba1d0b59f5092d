import { type Course } from '@leptotrace/assessments';
import { type Compartment } from '@leptotrace/clinical';
import { type CompartmentCourse } from '@leptotrace/criteria';
import { oncePer } from '@leptotrace/kernel';
import { withReadings, type EndpointResult, type Paramcd } from '@leptotrace/endpoints';

const BOTH: readonly Compartment[] = ['cns', 'non-cns'];

/** The compartments whose assessments an endpoint may rest on. */
const READS: Readonly<Partial<Record<Paramcd, readonly Compartment[]>>> = {
  CNSPFS: ['cns'],
  CNSTTP: ['cns'],
  NCNSPFS: ['non-cns'],
  NCNSTTP: ['non-cns'],
  OS: [],
};

/** Facts that say different things of one lesion at one visit. */
const contradictingIn = (course: CompartmentCourse | undefined): readonly string[] => {
  if (!course) return [];
  const points = course.baseline ? [course.baseline, ...course.followUps] : course.followUps;
  return points.flatMap(({ readings }) =>
    readings.flatMap(({ conflict }) => conflict?.statements.map(({ factId }) => factId) ?? []),
  );
};

/** Every endpoint of a course asks for the same. */
const contradicting = oncePer(({ compartments }: Course) => ({
  cns: contradictingIn(compartments?.cns),
  'non-cns': contradictingIn(compartments?.['non-cns']),
}));

/**
 * Two sizes of one lesion at one visit: a stated rule decides which counts, but the value rests on statements
 * that cannot both be so. Taken over all that could enter, as certainty is (decision 0009).
 */
export const sizedTwice = (
  course: Course,
  endpoint: EndpointResult,
  compartment: Compartment | null = null,
): EndpointResult => {
  const reads = compartment ? [compartment] : (READS[endpoint.paramcd] ?? BOTH);
  const facts = reads.flatMap((each) => contradicting(course)[each]);
  return facts.length === 0
    ? endpoint
    : withReadings(endpoint, { determinacy: 'contradicted', flag: 'CONFLICTING_SIZES', facts, readings: [] });
};
