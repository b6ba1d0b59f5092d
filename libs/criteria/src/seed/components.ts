import { type Configuration, type Flag } from '@leptotrace/rules';
import { type LmCourse, type LmEvaluation, type PerformanceReading } from '../lm-model';
import { type CsfState } from '../rano-lm/csf';
import { type ImagingFinding } from '../rano-lm/imaging';
import { type LmFindings } from '../rano-lm/rano-lm';
import { pressureScore, usablePressure } from './pressure';

type Score = -1 | 0 | 1;

/** One component: its score, or `null` where it says nothing. */
export interface Component {
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

const pressureOf = (
  evaluation: LmEvaluation,
  course: LmCourse,
  config: Configuration,
): Scored & Pick<Component, 'flags'> => {
  const now = usablePressure(evaluation.pressures, course, config);
  const before = usablePressure(course.baseline?.pressures ?? [], course, config);
  const flags = [...new Set([...now.flags, ...before.flags])];
  return now.reading && before.reading
    ? {
        score: pressureScore(now.reading.cmH2O, before.reading.cmH2O, config),
        facts: [before.reading.factId, now.reading.factId],
        flags,
      }
    : { score: null, facts: [], flags };
};

const neuroOf = ({ exams }: LmEvaluation, { neuro }: LmFindings): Scored => {
  const exam = [...exams].sort((a, b) => a.day - b.day || (a.factId < b.factId ? -1 : 1)).at(-1);
  const finding = exam && neuro.get(exam.factId);
  return { score: finding ? NEURO[finding.result] : null, facts: exam ? [exam.factId] : [] };
};

const cytologyOf = ({ id }: LmEvaluation, { csf }: LmFindings): Scored => {
  const finding = csf.get(id);
  return { score: finding ? CYTOLOGY[finding.state] : null, facts: finding?.why.facts ?? [] };
};

/** The five components of one evaluation, scored (6). */
export const componentsOf = (
  evaluation: LmEvaluation,
  course: LmCourse,
  findings: LmFindings,
  config: Configuration,
): readonly Component[] => {
  const imaging = findings.imaging.get(evaluation.id) as ImagingFinding;
  const component = (
    name: string,
    weight: number,
    { score, facts }: Scored,
    flags: readonly Flag[] = [],
  ): Component => ({ rule: `SEED-6-${name}`, name, weight, score, facts, flags });
  const pressure = pressureOf(evaluation, course, config);
  const seen = { score: imagingScore(imaging), facts: imaging.why.facts ?? [] };
  return [
    component('neuro', config.weightNeuro, neuroOf(evaluation, findings)),
    component('imaging', config.weightImaging, seen, imaging.flags),
    component('cytology', config.weightCytology, cytologyOf(evaluation, findings)),
    component('performance', config.weightPerformance, performanceScore(evaluation, course.baseline, config)),
    component('pressure', config.weightPressure, pressure, pressure.flags),
  ];
};
