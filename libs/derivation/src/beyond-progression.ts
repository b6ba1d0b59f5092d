import { type Compartment } from '@leptotrace/clinical';
import { type Course } from '@leptotrace/assessments';
import { type EpochDay } from '@leptotrace/kernel';
import { type Configuration } from '@leptotrace/rules';
import { drivingOf } from './evidence';
import { type CriteriaResults } from './criteria-results';

/** The index line went on after a progression of a compartment. */
export interface BeyondProgression {
  readonly compartment: Compartment;
  readonly progressedOn: EpochDay;
  /** Days of the line after the progression, up to its end or the day asked for. */
  readonly days: number;
  readonly factIds: readonly string[];
}

const firstProgression = (
  criteria: CriteriaResults,
  compartment: Compartment,
  config: Configuration,
): EpochDay | null => {
  const days = drivingOf(criteria, compartment, config).flatMap(({ responses }) =>
    responses.flatMap(({ value, day }) => (value === 'PD' ? [day] : [])),
  );
  return days.length === 0 ? null : Math.min(...days);
};

/** Therapy beyond progression (0.4, 11): it stays the same line and is no new therapy, but is named. */
export const beyondProgression = (
  { index, cutoff }: Course,
  criteria: CriteriaResults | null,
  config: Configuration,
): readonly BeyondProgression[] => {
  if (!index || !criteria) return [];
  const end = index.to ?? cutoff;
  return (['cns', 'non-cns'] as const).flatMap((compartment) => {
    const progressedOn = firstProgression(criteria, compartment, config);
    return progressedOn !== null && end > progressedOn
      ? [{ compartment, progressedOn, days: end - progressedOn, factIds: index.factIds }]
      : [];
  });
};
