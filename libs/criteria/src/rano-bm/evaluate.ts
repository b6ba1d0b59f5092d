import { type Configuration, type Flag } from '@leptotrace/rules';
import { type CompartmentCourse, type CriterionId, type CriterionResult } from '../model';
import { type TargetPolicy } from '../recist/choose-targets';
import { DIAMETER, PRODUCT } from '../recist/measure';
import { walk, type Walk } from '../recist/walk';
import { clinicalItems, type ClinicalFinding } from './clinical';
import { weighNewLesions } from './immunotherapy';
import { bidimensionalClass, ranoBmClass } from './measurability';
import { ranoBmOverall } from './overall';
import { steroidItem } from './steroid';
import { bidimensionalTargets, ranoBmTargets } from './targets';

interface Variant {
  readonly criterion: CriterionId;
  readonly policy: TargetPolicy;
  readonly targets: Walk['targets'];
  readonly flags: readonly Flag[];
}

const LIMITS = {
  maxTotal: 5,
  maxPerOrgan: 5,
  chosenBySize: 'RANOBM-2.2-limits',
  statedRole: 'RANOBM-2.2-stated-role',
};

const UNIDIMENSIONAL: Variant = {
  criterion: 'RANO_BM_2015',
  policy: { ...LIMITS, classify: ranoBmClass, measure: DIAMETER },
  targets: ranoBmTargets,
  flags: [],
};

const BIDIMENSIONAL: Variant = {
  criterion: 'RANO_BM_SEED_BIDIMENSIONAL',
  policy: { ...LIMITS, classify: bidimensionalClass, measure: PRODUCT },
  targets: bidimensionalTargets,
  flags: ['BIDIMENSIONAL_VARIANT'],
};

const withFlags = (result: CriterionResult, { flags }: Variant): CriterionResult =>
  flags.length === 0
    ? result
    : {
        ...result,
        responses: result.responses.map((response) =>
          response.value === 'UNKNOWN' ? { ...response, flags: [...response.flags, ...flags] } : response,
        ),
      };

const evaluate = (course: CompartmentCourse, config: Configuration, variant: Variant): CriterionResult => {
  const { followUps } = course;
  const clinical = clinicalItems(followUps, config);
  const before = course.baseline?.steroid ?? null;
  const { baseline, responses } = walk(course, config, variant.policy, () => ({
    targets: variant.targets,
    overall: (found, index) =>
      ranoBmOverall({
        found,
        config,
        weighed: weighNewLesions(found.news, found.point, followUps, config),
        clinical: clinical[index] as ClinicalFinding,
        steroid: steroidItem(found.point.steroid, before, config),
        variantFlags: variant.flags,
      }),
  }));
  const result: CriterionResult = {
    criterion: variant.criterion,
    version: '1.0.0',
    compartment: course.compartment,
    experimental: false,
    baseline: baseline.finding,
    responses,
  };
  return withFlags(result, variant);
};

/** RANO-BM 2015 of the intracranial compartment: sums of longest diameters (2.2 to 2.4). */
export const evaluateRanoBm = (course: CompartmentCourse, config: Configuration): CriterionResult =>
  evaluate(course, config, UNIDIMENSIONAL);

/** The founding review's bidimensional variant: sums of products, never to be called RANO-BM (2.5). */
export const evaluateRanoBmBidimensional = (
  course: CompartmentCourse,
  config: Configuration,
): CriterionResult => evaluate(course, config, BIDIMENSIONAL);
