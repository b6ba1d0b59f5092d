import type { CompartmentAnswer, CriterionAnswer, ReplayAnswer, TimePointAnswer } from '@web/api/types';

/** The newest response of a compartment, with the rule that decided it and the facts it rests on. */
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
    return point ? [{ criterion, point }] : [];
  });
  // Of one day, progression is what has to be explained.
  return candidates.reduce<Candidate | null>((best, each) => {
    if (!best || each.point.date > best.point.date) return each;
    return each.point.date === best.point.date && each.point.value === 'PD' ? each : best;
  }, null);
};

/** For each compartment the newest derived response, then what the source states of it, if anything. */
export const whyOf = ({ status }: ReplayAnswer): readonly Why[] =>
  status.compartments.flatMap(({ compartment, criteria }) =>
    [
      criteria.filter(({ drives }) => drives),
      criteria.filter((each) => each.criterion === 'STATED' && !each.drives),
    ]
      .flatMap((group) => lastOf(group) ?? [])
      .filter(({ criterion, point }) => criterion.drives || point.value !== 'NE')
      .map(({ criterion, point }) => ({
        compartment,
        criterion: criterion.criterion,
        drives: criterion.drives,
        point,
      })),
  );
