import type { CompartmentAnswer, CriterionAnswer, ReplayAnswer, TimePointAnswer } from '@web/api/types';

/** The response that a compartment stands on, with the rule that decided it and the facts it rests on. */
export interface Why {
  readonly compartment: CompartmentAnswer['compartment'];
  readonly criterion: CriterionAnswer['criterion'];
  readonly drives: boolean;
  readonly point: TimePointAnswer;
}

interface Candidate {
  readonly criterion: CriterionAnswer;
  readonly point: TimePointAnswer;
}

const lastOf = (criteria: readonly CriterionAnswer[]): Candidate | null => {
  const candidates = criteria.flatMap((criterion): readonly Candidate[] => {
    const point = criterion.timePoints.at(-1);
    return point && point.value !== 'not-applicable' ? [{ criterion, point }] : [];
  });
  // Of one day, progression is what has to be explained.
  return candidates.reduce<Candidate | null>((best, each) => {
    if (!best || each.point.date > best.point.date) return each;
    return each.point.date === best.point.date && each.point.value === 'PD' ? each : best;
  }, null);
};

/** The point at which a driving criterion first said progression: what the strip's date stands for. */
const progressionIn = ({ by, since, criteria }: CompartmentAnswer): Candidate | null => {
  const criterion = criteria.find((each) => each.criterion === by[0]);
  const point = criterion?.timePoints.find(({ value, date }) => value === 'PD' && date === since);
  return criterion && point ? { criterion, point } : null;
};

const statedIn = ({ criteria }: CompartmentAnswer): Candidate | null => {
  const last = lastOf(criteria.filter(({ criterion, drives }) => criterion === 'STATED' && !drives));
  return last?.point.value === 'NE' ? null : last;
};

/** For each compartment its progression, else its newest response; then what the source states of it. */
export const whyOf = ({ status }: ReplayAnswer): readonly Why[] =>
  status.compartments.flatMap((found) => {
    const derived = progressionIn(found) ?? lastOf(found.criteria.filter(({ drives }) => drives));
    return [derived, statedIn(found)].flatMap((each) =>
      each
        ? [
            {
              compartment: found.compartment,
              criterion: each.criterion.criterion,
              drives: each.criterion.drives,
              point: each.point,
            },
          ]
        : [],
    );
  });
