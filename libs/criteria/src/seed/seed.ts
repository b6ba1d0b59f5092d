import { type Configuration, type Derivation, type Flag } from '@leptotrace/rules';
import { type LmCourse, type LmEvaluation, type PerformanceReading } from '../lm-model';
import { type CriterionResult, type Response, type TimePointResponse } from '../model';
import { type CsfState } from '../rano-lm/csf';
import { type ImagingFinding } from '../rano-lm/imaging';
import { lmBaseline, lmFindings, type LmFindings } from '../rano-lm/rano-lm';
import { pressureScore, usablePressure } from './pressure';

export const SEED_VERSION = '0.1.0';

type Score = -1 | 0 | 1;

/** One component: its score, or `null` where it says nothing. */
interface Component {
  readonly rule: string;
  readonly name: string;
  readonly weight: number;
  readonly score: Score | null;
  readonly facts: readonly string[];
  readonly flags: readonly Flag[];
}

const CYTOLOGY: Readonly<Record<CsfState, Score | null>> = {
  NE: null,
  UNKNOWN_BASELINE: null,
  CONVERTED_POS: -1,
  // The credit for turning negative is deleted, and so is the blame for not turning.
  CONVERTED_NEG: 0,
  NEG_UNCONFIRMED: 0,
  STILL_POSITIVE: 0,
  FAILED_CONVERSION: 0,
  STAYS_NEG: 0,
};

const NEURO = { IMPROVED: 1, STABLE: 0, WORSE: -1, NE: null } as const;

const imagingScore = ({ result, downgraded }: ImagingFinding): Score | null => {
  if (result === 'NE' || downgraded) return null;
  if (result === 'PROGRESSIVE') return -1;
  return result === 'IMPROVED' ? 1 : 0;
};

const last = (readings: readonly PerformanceReading[], instrument: PerformanceReading['instrument']) =>
  [...readings]
    .filter((reading) => reading.instrument === instrument)
    .sort((a, b) => a.day - b.day || (a.factId < b.factId ? -1 : 1))
    .at(-1);

const signOf = (change: number, threshold: number): Score => {
  if (change >= threshold) return 1;
  return change <= -threshold ? -1 : 0;
};

interface Scored {
  readonly score: Score | null;
  readonly facts: readonly string[];
}

/** ECOG first; quality of life where there is no ECOG on both days. */
const performanceScore = (
  evaluation: LmEvaluation,
  baseline: LmEvaluation | null,
  config: Configuration,
): Scored => {
  const pair = (instrument: PerformanceReading['instrument']) => {
    const [now, before] = [
      last(evaluation.performance, instrument),
      last(baseline?.performance ?? [], instrument),
    ];
    return now && before ? { now, before, facts: [before.factId, now.factId] } : null;
  };
  const ecog = pair('ECOG');
  if (ecog) return { score: signOf(ecog.before.value - ecog.now.value, 1), facts: ecog.facts };
  const quality = pair('QLQ-C30-GH');
  if (!quality) return { score: null, facts: [] };
  return {
    score: signOf(quality.now.value - quality.before.value, config.qolChangePoints),
    facts: quality.facts,
  };
};

const componentsOf = (
  evaluation: LmEvaluation,
  course: LmCourse,
  findings: LmFindings,
  config: Configuration,
): readonly Component[] => {
  const exam = [...evaluation.exams].sort((a, b) => a.day - b.day || (a.factId < b.factId ? -1 : 1)).at(-1);
  const neuro = exam && findings.neuro.get(exam.factId);
  const csf = findings.csf.get(evaluation.id);
  const imaging = findings.imaging.get(evaluation.id) as ImagingFinding;
  const performance = performanceScore(evaluation, course.baseline, config);
  const now = usablePressure(evaluation.pressures, course, config);
  const before = usablePressure(course.baseline?.pressures ?? [], course, config);
  const pressures = now.reading && before.reading ? ([now.reading, before.reading] as const) : null;
  const component = (
    name: string,
    weight: number,
    { score, facts }: Scored,
    flags: readonly Flag[] = [],
  ): Component => ({ rule: `SEED-6-${name}`, name, weight, score, facts, flags });
  return [
    component('neuro', config.weightNeuro, {
      score: neuro ? NEURO[neuro.result] : null,
      facts: exam ? [exam.factId] : [],
    }),
    component(
      'imaging',
      config.weightImaging,
      { score: imagingScore(imaging), facts: imaging.why.facts ?? [] },
      imaging.flags,
    ),
    component('cytology', config.weightCytology, {
      score: csf ? CYTOLOGY[csf.state] : null,
      facts: csf?.why.facts ?? [],
    }),
    component('performance', config.weightPerformance, performance),
    component(
      'pressure',
      config.weightPressure,
      {
        score: pressures ? pressureScore(pressures[0].cmH2O, pressures[1].cmH2O, config) : null,
        facts: (pressures ?? []).map(({ factId }) => factId),
      },
      [...new Set([...now.flags, ...before.flags])],
    ),
  ];
};

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
  return {
    criterion: 'SEED_WEIGHTED_v0',
    version: SEED_VERSION,
    compartment: 'cns',
    experimental: true,
    baseline: lmBaseline(course, 'SEED-6-experimental'),
    responses: course.followUps.map((evaluation) => responseOf(evaluation, course, findings, config)),
  };
};
