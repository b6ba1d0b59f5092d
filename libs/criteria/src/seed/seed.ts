import { type Configuration, type Derivation, type Flag } from '@leptotrace/rules';
import { type LmCourse, type LmEvaluation } from '../lm-model';
import { type CriterionResult, type Response, type TimePointResponse } from '../model';
import { type ImagingFinding } from '../rano-lm/imaging';
import { inPopulation, isPunctureAlone } from '../rano-lm/population';
import { lmBaseline, lmFindings, type LmFindings } from '../rano-lm/rano-lm';
import { componentsOf, type Component } from './components';

export const SEED_VERSION = '0.1.0';

/** Sums of weights are compared with room for the last bits: 0.4 of five ones is 2, exactly. */
const ROOM = 1e-9;

interface Composite {
  readonly rule: string;
  readonly value: Response;
  readonly sum: number;
  readonly evaluable: number;
  readonly total: number;
}

const compositeOf = (components: readonly Component[], veto: boolean, config: Configuration): Composite => {
  const total = components.reduce((sum, { weight }) => sum + weight, 0);
  const scored = components.filter(({ score }) => score !== null);
  const evaluable = scored.reduce((sum, { weight }) => sum + weight, 0);
  const sum = scored.reduce((all, { weight, score }) => all + weight * (score ?? 0), 0);
  const found = { sum, evaluable, total };
  if (veto) return { ...found, rule: 'SEED-6-veto', value: 'PROGRESSED' };
  if (evaluable <= 0 || evaluable < config.minEvaluableShare * total - ROOM)
    return { ...found, rule: 'SEED-6-share', value: 'NE' };
  const limit = config.improvedAt * evaluable - ROOM;
  const rule = 'SEED-6-composite';
  if (sum >= limit) return { ...found, rule, value: 'IMPROVED' };
  return { ...found, rule, value: sum <= -limit ? 'PROGRESSED' : 'STABLE' };
};

const componentNode = ({ rule, score, weight, facts, flags }: Component): Derivation => ({
  rule,
  value: score ?? 'NE',
  facts,
  sums: { weight },
  flags,
});

const weightsProvenance = (components: readonly Component[]): string =>
  components.every(({ weight }) => weight === components[0]?.weight) ? 'default-equal' : 'configured';

const responseOf = (
  evaluation: LmEvaluation,
  course: LmCourse,
  findings: LmFindings,
  config: Configuration,
): TimePointResponse => {
  const components = componentsOf(evaluation, course, findings, config);
  const imaging = findings.imaging.get(evaluation.id) as ImagingFinding;
  const newLesion = evaluation.imaging.some(({ newLmLesion }) => newLmLesion);
  const veto = newLesion || (imaging.result === 'PROGRESSIVE' && !imaging.downgraded);
  const { rule, value, sum, evaluable, total } = compositeOf(components, veto, config);
  const flags: readonly Flag[] = [
    ...new Set<Flag>(['EXPERIMENTAL', ...evaluation.flags, ...components.flatMap((each) => each.flags)]),
  ];
  const day = value === 'PROGRESSED' && imaging.day !== null && veto ? imaging.day : evaluation.day;
  return {
    timePointId: evaluation.id,
    value,
    day,
    dates: evaluation.dates,
    parts: Object.fromEntries(
      components.map(({ name, score }) => [name, score === null ? 'NE' : `${score}`]),
    ),
    flags,
    why: {
      rule,
      value,
      day,
      sums: {
        weightedSum: sum,
        evaluableWeight: evaluable,
        totalWeight: total,
        composite: evaluable > 0 ? sum / evaluable : null,
        weights: weightsProvenance(components),
      },
      because: components.map(componentNode),
      flags,
    },
  };
};

/**
 * The founding review's weighted proposal (6). Experimental: the review gives no weights, scale or
 * limits, so that every number is ours. It drives no endpoint and is shown only beside other criteria.
 */
export const evaluateSeedWeighted = (course: LmCourse, config: Configuration): CriterionResult => {
  const findings = lmFindings(course, config);
  const result: CriterionResult = {
    criterion: 'SEED_WEIGHTED_v0',
    version: SEED_VERSION,
    compartment: 'cns',
    experimental: true,
    baseline: lmBaseline(course, 'SEED-6-experimental'),
    responses: course.followUps
      .filter((evaluation) => !isPunctureAlone(evaluation))
      .map((evaluation) => responseOf(evaluation, course, findings, config)),
  };
  return inPopulation(course, result, 'PROGRESSED');
};
