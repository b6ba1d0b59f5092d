import { type Compartment } from '@leptotrace/clinical';
import { type Derivation } from '@leptotrace/rules';
import {
  type CompartmentEvidence,
  type EndpointResult,
  type Paramcd,
  type Progression,
  type SubjectCourse,
} from './model';
import { EVENT_TEXTS } from './names';
import { readingOf, withReadings } from './readings';

/**
 * A stated progression that tells no compartment (real courses 2.3): an event of what both compartments
 * end, and two readings of what one of them ends. It is never dropped.
 */

const OF_ONE: Readonly<Partial<Record<Paramcd, Compartment>>> = {
  CNSPFS: 'cns',
  CNSTTP: 'cns',
  NCNSPFS: 'non-cns',
  NCNSTTP: 'non-cns',
};

const byDay = (a: Progression, b: Progression): number =>
  a.day - b.day || (a.timePointId < b.timePointId ? -1 : 1);

/** Who states a progression had a baseline to see it against. */
const joined = (evidence: CompartmentEvidence, undeclared: readonly Progression[]): CompartmentEvidence => ({
  required: true,
  baselineAdequate: true,
  assessments: [
    ...evidence.assessments,
    ...undeclared.map((each) => ({ ...each, value: 'PD' as const, adequate: true })),
  ].sort(byDay),
  progressions: [...evidence.progressions, ...undeclared].sort(byDay),
});

const readAs = (course: SubjectCourse, compartment: Compartment): SubjectCourse => ({
  ...course,
  undeclared: [],
  compartments: {
    ...course.compartments,
    [compartment]: joined(course.compartments[compartment], course.undeclared),
  },
});

const same = (a: EndpointResult, b: EndpointResult): boolean => a.aval === b.aval && a.cnsr === b.cnsr;

const factsOfAll = ({ undeclared }: SubjectCourse): readonly string[] =>
  [...new Set(undeclared.flatMap(({ factIds }) => factIds))].sort();

/** The value of one compartment with the progression in it, and without. */
const ofOne = (course: SubjectCourse, here: EndpointResult, elsewhere: EndpointResult): EndpointResult => {
  if (same(here, elsewhere)) return elsewhere;
  const facts = factsOfAll(course);
  return withReadings(elsewhere, {
    determinacy: 'undetermined',
    flag: 'COMPARTMENT_NOT_STATED',
    facts,
    readings: [
      readingOf('progression-here', facts, here),
      readingOf('progression-elsewhere', facts, elsewhere),
    ],
  });
};

const wrapped = (why: Derivation, facts: readonly string[]): Derivation => ({
  ...why,
  because: [
    ...(why.because ?? []),
    { rule: 'ENDP-R2.3-not-stated', value: 'not-stated', facts, flags: ['COMPARTMENT_NOT_STATED'] },
  ],
  flags: [...new Set([...(why.flags ?? []), 'COMPARTMENT_NOT_STATED' as const])],
});

/** The value of both compartments together: the progression is its event, of a compartment that nobody tells. */
const ofBoth = (
  course: SubjectCourse,
  [cns, nonCns]: readonly [EndpointResult, EndpointResult],
): EndpointResult => {
  const isEvent =
    cns.cnsr === 0 && course.undeclared.some(({ day }) => day === cns.adt) && cns.cause !== 'DEATH';
  const declared = (['cns', 'non-cns'] as const).some((each) =>
    course.compartments[each].progressions.some(({ day }) => day === cns.adt),
  );
  const value: EndpointResult =
    isEvent && !declared
      ? {
          ...cns,
          cause: 'NOT_STATED',
          evntdesc: EVENT_TEXTS.NOT_STATED,
          flags: [...new Set([...cns.flags, 'COMPARTMENT_NOT_STATED' as const])],
          why: wrapped(cns.why, factsOfAll(course)),
        }
      : cns;
  if (same(cns, nonCns)) return value;
  const facts = factsOfAll(course);
  return withReadings(value, {
    determinacy: 'undetermined',
    flag: 'COMPARTMENT_NOT_STATED',
    facts,
    readings: [cns, nonCns].map((read) => readingOf('progression-here', facts, read)),
  });
};

/** Every endpoint with the stated progressions that tell no compartment; `endpointsOf` derives one reading. */
export const withUndeclared = (
  course: SubjectCourse,
  without: readonly EndpointResult[],
  endpointsOf: (course: SubjectCourse) => readonly EndpointResult[],
): readonly EndpointResult[] => {
  const inCns = endpointsOf(readAs(course, 'cns'));
  const outside = endpointsOf(readAs(course, 'non-cns'));
  return without.map((result, index) => {
    const read = [inCns[index], outside[index]] as [EndpointResult, EndpointResult];
    if (result.paramcd === 'OS') return result;
    const compartment = OF_ONE[result.paramcd];
    if (!compartment) return ofBoth(course, read);
    return compartment === 'cns' ? ofOne(course, read[0], read[1]) : ofOne(course, read[1], read[0]);
  });
};
