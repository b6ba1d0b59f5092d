import { type Course } from '@leptotrace/assessments';
import {
  describeNanoLm,
  evaluateRanoBm,
  evaluateRanoBmBidimensional,
  evaluateRanoLm,
  evaluateRecist,
  evaluateScorecard,
  evaluateSeedWeighted,
  evaluateStated,
  type CriterionId,
  type CriterionResult,
} from '@leptotrace/criteria';
import { type Configuration } from '@leptotrace/rules';

/** Every criterion side by side, and which of them drive endpoints. */
export interface CriteriaResults {
  readonly all: readonly CriterionResult[];
  readonly cns: CriterionResult;
  readonly lm: CriterionResult;
  readonly nonCns: CriterionResult;
}

type Assembled = { readonly [K in 'compartments' | 'lm']: NonNullable<Course[K]> };

const assembled = ({ compartments, lm }: Course): Assembled | null =>
  compartments && lm ? { compartments, lm } : null;

/**
 * All criteria on one course. Extracranial and intracranial disease are judged independently (7): no
 * criterion reads the other compartment. `null`: nothing starts the clock, so nothing can be compared.
 */
export const evaluateAll = (course: Course, config: Configuration): CriteriaResults | null => {
  const found = assembled(course);
  if (!found) return null;
  const { cns, 'non-cns': nonCns } = found.compartments;
  const all: readonly CriterionResult[] = [
    evaluateRecist(nonCns, config),
    evaluateStated(nonCns, config),
    evaluateRanoBm(cns, config),
    evaluateRanoBmBidimensional(cns, config),
    evaluateStated(cns, config),
    evaluateRanoLm(found.lm, config),
    evaluateScorecard(found.lm, config, 'LM_SCORECARD_2019'),
    evaluateScorecard(found.lm, config, 'LM_SCORECARD_2022'),
    describeNanoLm(found.lm, config),
    evaluateSeedWeighted(found.lm, config),
  ];
  const pick = (criterion: CriterionId, compartment: CriterionResult['compartment']): CriterionResult =>
    all.find(
      (result) => result.criterion === criterion && result.compartment === compartment,
    ) as CriterionResult;
  return {
    all,
    cns: pick(config.cnsCriterion, 'cns'),
    lm: pick(config.lmCriterion, 'cns'),
    nonCns: pick(config.nonCnsCriterion, 'non-cns'),
  };
};
