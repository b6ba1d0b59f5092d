import { type Configuration } from '@leptotrace/rules';
import { type NeuroExam } from '../lm-model';
import { type ClinicalStatus } from '../model';
import { causeAround, clinicalStatusFromExams } from './examination';
import { clinicalStatusFrom, type PerformanceExam, type PerformanceWindow } from './performance';

/** What is recorded of the clinical state: performance, and the neurological examinations. */
export interface ClinicalRecord {
  readonly performance: readonly PerformanceExam[];
  readonly exams: readonly NeuroExam[];
}

/** A worsening whose cause nobody gave with the performance has the one that examinations around it give. */
const explained = (
  found: ClinicalStatus,
  exams: readonly NeuroExam[],
  { evaluationWindowDays }: Configuration,
): ClinicalStatus => {
  if (found.status !== 'worse' || found.attribution !== 'unknown') return found;
  const until = found.day + (found.lastedDays ?? 0);
  const { attribution, factIds } = causeAround(
    exams,
    found.day - evaluationWindowDays,
    until + evaluationWindowDays,
  );
  return { ...found, attribution, factIds: [...found.factIds, ...factIds] };
};

const CAUSES: readonly ClinicalStatus['attribution'][] = ['cns-tumour', 'unknown', 'other-cause'];

/** Of two worsenings the one that comes from the tumour, else the one of unknown cause. */
const worst = (found: readonly ClinicalStatus[]): ClinicalStatus | undefined =>
  found
    .filter(({ status }) => status === 'worse')
    .sort((a, b) => CAUSES.indexOf(a.attribution) - CAUSES.indexOf(b.attribution) || a.day - b.day)[0];

/**
 * Clinical item of RANO-BM (2.4): by performance status and by the neurological examination, whichever is
 * worse. `null`: neither can be compared with one up to the origin.
 */
export const clinicalStatusOf = (
  { performance, exams }: ClinicalRecord,
  window: PerformanceWindow,
  config: Configuration,
): ClinicalStatus | null => {
  const byPerformance = clinicalStatusFrom(performance, window);
  const byExam = clinicalStatusFromExams(exams, window, config);
  const found = [
    ...(byPerformance ? [explained(byPerformance, exams, config)] : []),
    ...(byExam ? [byExam] : []),
  ];
  return worst(found) ?? found[0] ?? null;
};
