import { type Compartment } from '@leptotrace/clinical';
import { type EpochDay } from '@leptotrace/kernel';
import { type Assessment, type CompartmentEvidence, type Progression, type SubjectCourse } from './model';

/** A progression and the compartment in which it was. */
export interface Found {
  readonly compartment: Compartment;
  readonly progression: Progression;
  /** Where its missed visits are told from. */
  readonly source: Source;
}

/** What is looked at as one: a compartment, or both pooled as in a conventional trial. */
export interface Source {
  readonly parts: readonly (readonly [Compartment, CompartmentEvidence])[];
  readonly baselineAdequate: boolean;
  readonly required: boolean;
}

export const compartmentSource = ({ compartments }: SubjectCourse, compartment: Compartment): Source => {
  const evidence = compartments[compartment];
  return {
    parts: [[compartment, evidence]],
    baselineAdequate: evidence.baselineAdequate,
    required: evidence.required,
  };
};

export const pooledSource = (cns: Source, nonCns: Source): Source => ({
  parts: [...cns.parts, ...nonCns.parts],
  baselineAdequate: cns.baselineAdequate || nonCns.baselineAdequate,
  required: cns.required || nonCns.required,
});

/** One order for equal days, so that the order of the input never shows. */
const precedes = (a: Progression | Assessment, b: Progression | Assessment): boolean => {
  if (a.day !== b.day) return a.day < b.day;
  if (a.timePointId !== b.timePointId) return a.timePointId < b.timePointId;
  if (a.criterion !== b.criterion) return a.criterion < b.criterion;
  return (a.factIds[0] ?? '') < (b.factIds[0] ?? '');
};

const firstOf = (progressions: readonly Progression[], start: EpochDay): Progression | null => {
  let first: Progression | null = null;
  for (const progression of progressions)
    if (progression.day >= start && (first === null || precedes(progression, first))) first = progression;
  return first;
};

/** First progression of a compartment on or after `start`. */
export const firstIn = (source: Source, compartment: Compartment, start: EpochDay): Found | null => {
  for (const [own, { progressions }] of source.parts) {
    const progression = own === compartment ? firstOf(progressions, start) : null;
    if (progression) return { compartment, progression, source };
  }
  return null;
};

/** The earlier of two; of one day the CNS, so that the answer does not depend on the order. */
export const earlierFound = (a: Found | null, b: Found | null): Found | null => {
  if (!a || !b) return a ?? b;
  const difference = a.progression.day - b.progression.day;
  return difference < 0 || (difference === 0 && a.compartment === 'cns') ? a : b;
};

export interface Reach {
  readonly start: EpochDay;
  /** Last day that counts. */
  readonly limit: EpochDay;
  /** Time point of the event itself: the visit that shows a progression is not one before it. */
  readonly except: string | null;
}

const isAnchor = (assessment: Assessment, { start, limit, except }: Reach): boolean =>
  assessment.adequate &&
  assessment.day <= limit &&
  assessment.day >= start &&
  assessment.timePointId !== except;

/** Last adequate assessment from `start` to `limit`; `null`: none, so that the origin stands in. */
export const lastAdequate = ({ parts }: Source, reach: Reach): Assessment | null => {
  let last: Assessment | null = null;
  for (const [, { assessments }] of parts)
    for (const assessment of assessments)
      if (isAnchor(assessment, reach) && (last === null || precedes(last, assessment))) last = assessment;
  return last;
};

/** Latest assessment that says nothing, within days: shown as what did not move the date. */
export const lastInadequate = ({ parts }: Source, after: EpochDay, limit: EpochDay): Assessment | null => {
  let last: Assessment | null = null;
  const isIn = ({ adequate, day }: Assessment): boolean => !adequate && day > after && day <= limit;
  for (const [, { assessments }] of parts)
    for (const each of assessments) if (isIn(each) && (last === null || precedes(last, each))) last = each;
  return last;
};
