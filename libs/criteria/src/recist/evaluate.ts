import { type Configuration } from '@leptotrace/rules';
import { type CompartmentCourse, type CriterionResult } from '../model';
import { type TargetPolicy } from './choose-targets';
import { recistClass } from './measurability';
import { DIAMETER } from './measure';
import { recistOverall } from './overall';
import { recistTargets } from './target-response';
import { walk, type Walk } from './walk';

const POLICY: TargetPolicy = {
  classify: recistClass,
  measure: DIAMETER,
  maxTotal: 5,
  maxPerOrgan: 2,
  chosenBySize: 'RECIST-1.1-chosen-by-size',
  statedRole: 'RECIST-1.1-stated-role',
};

const STEPS: Walk = { targets: recistTargets, overall: recistOverall };

/** RECIST 1.1 of one compartment, or of the whole body: one response a follow-up (1.1 to 1.7). */
export const evaluateRecist = (course: CompartmentCourse, config: Configuration): CriterionResult => {
  const { baseline, responses } = walk(course, config, POLICY, () => STEPS);
  return {
    criterion: 'RECIST_1_1',
    version: '1.0.0',
    compartment: course.compartment,
    experimental: false,
    baseline: baseline.finding,
    responses,
  };
};
