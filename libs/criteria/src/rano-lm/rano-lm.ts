import { type EpochDay } from '@leptotrace/kernel';
import { type Configuration, type Flag } from '@leptotrace/rules';
import { type LmCourse, type LmEvaluation } from '../lm-model';
import { type BaselineFinding, type CriterionResult, type Response, type TimePointResponse } from '../model';
import { combine, type Combined, type Components } from './combined';
import { csfStates, ranoLmCytology, type CsfFinding } from './csf';
import { imagingFindings, type ImagingFinding } from './imaging';
import { neuroFindings, type NeuroFinding } from './neuro';

export const RANO_LM_VERSION = '1.0.0';

/** Everything that RANO-LM and the seed's proposal read of a course, judged once. */
export interface LmFindings {
  readonly neuro: ReadonlyMap<string, NeuroFinding>;
  readonly csf: ReadonlyMap<string, CsfFinding>;
  readonly imaging: ReadonlyMap<string, ImagingFinding>;
}

export const lmFindings = (course: LmCourse, config: Configuration): LmFindings => ({
  neuro: neuroFindings(course, config),
  csf: csfStates(course, config),
  imaging: imagingFindings(course, config),
});

const examsOf = (evaluation: LmEvaluation, findings: LmFindings): readonly NeuroFinding[] =>
  [...evaluation.exams]
    .sort((a, b) => a.day - b.day || (a.factId < b.factId ? -1 : 1))
    .flatMap(({ factId }) => findings.neuro.get(factId) ?? []);

/** A run of examinations that are worse from LM in the same domains. */
interface Worsening {
  readonly since: EpochDay;
  readonly worse: NeuroFinding['worse'];
  readonly exams: number;
}

/** Seen in a second examination: confirmed, back to the first if it is the same finding. */
const continued = (before: Worsening | null, exam: NeuroFinding): Worsening | null => {
  if (exam.result === 'NE') return before;
  if (exam.result !== 'WORSE' || exam.attribution !== 'lm') return null;
  const same = before !== null && exam.worse.some((domain) => before.worse.includes(domain));
  return same
    ? { since: before.since, worse: before.worse, exams: before.exams + 1 }
    : { since: exam.day, worse: exam.worse, exams: (before?.exams ?? 0) + 1 };
};

/** A confounded progression that awaits its repeat. */
interface Awaiting {
  readonly day: EpochDay;
  readonly items: ImagingFinding['items'];
}

const repeatOf = (
  awaiting: Awaiting | null,
  imaging: ImagingFinding,
  config: Configuration,
): EpochDay | null => {
  if (!awaiting || imaging.day === null || imaging.result !== 'PROGRESSIVE' || imaging.downgraded)
    return null;
  const same = imaging.items.some((item) => awaiting.items.includes(item));
  return same && imaging.day - awaiting.day >= config.mriRepeatDays ? awaiting.day : null;
};

const NO_CSF: CsfFinding = {
  state: 'NE',
  now: 'NE',
  baseline: 'NE',
  day: null,
  flags: [],
  why: { rule: 'CSF-3.2-NE', value: 'NE' },
};

interface Judged {
  readonly evaluation: LmEvaluation;
  readonly parts: Components;
  readonly combined: Combined;
}

const abnormalAtBaseline = ({ baseline }: LmCourse): boolean =>
  (baseline?.exams ?? []).some(({ domains }) => domains.some(({ grade }) => (grade ?? 0) > 0));

const judge = (course: LmCourse, findings: LmFindings, config: Configuration): readonly Judged[] => {
  let worsening: Worsening | null = null;
  let awaiting: Awaiting | null = null;
  const abnormal = abnormalAtBaseline(course);
  return course.followUps.map((evaluation) => {
    const exams = examsOf(evaluation, findings);
    for (const exam of exams) worsening = continued(worsening, exam);
    const imaging = findings.imaging.get(evaluation.id) as ImagingFinding;
    const parts: Components = {
      neuro: exams.at(-1) ?? null,
      neuroConfirmedSince: worsening !== null && worsening.exams >= 2 ? worsening.since : null,
      csf: findings.csf.get(evaluation.id) ?? NO_CSF,
      imaging,
      imagingConfirmedSince: repeatOf(awaiting, imaging, config),
      abnormalAtBaseline: abnormal,
    };
    if (imaging.downgraded && imaging.day !== null) awaiting ??= { day: imaging.day, items: imaging.items };
    else if (imaging.result !== 'NE') awaiting = null;
    return { evaluation, parts, combined: combine(parts, config) };
  });
};

const valueOf = ({ combined }: Judged, course: LmCourse): Response =>
  // Without a baseline nothing that needs one can be told; NE would suggest that this visit is to blame.
  course.baseline === null && combined.value === 'NE' ? 'UNKNOWN' : combined.value;

const partsText = ({ neuro, csf, imaging }: Components): TimePointResponse['parts'] => ({
  neuro: neuro?.result ?? 'NE',
  csf: csf.state,
  imaging: imaging.downgraded ? 'PROGRESSIVE (confounded)' : imaging.result,
});

const responseOf = (judged: Judged, course: LmCourse): TimePointResponse => {
  const { evaluation, parts, combined } = judged;
  const value = valueOf(judged, course);
  const day = combined.day ?? evaluation.day;
  const flags: readonly Flag[] = [
    ...new Set([
      ...evaluation.flags,
      ...combined.flags,
      ...(parts.neuro?.flags ?? []),
      ...parts.csf.flags,
      ...parts.imaging.flags,
    ]),
  ];
  return {
    timePointId: evaluation.id,
    value,
    day,
    dates:
      day >= evaluation.dates.from && day <= evaluation.dates.to ? evaluation.dates : { from: day, to: day },
    parts: partsText(parts),
    flags,
    why: {
      rule: value === 'UNKNOWN' ? 'RANOLM-3.5-baseline' : combined.rule,
      value,
      day,
      because: [...(parts.neuro ? [parts.neuro.why] : []), parts.csf.why, parts.imaging.why],
      lost: combined.lost,
      flags,
    },
  };
};

const isEmpty = ({ exams, samples, imaging }: LmEvaluation): boolean =>
  exams.length === 0 &&
  imaging.length === 0 &&
  samples.every(({ result }) => ranoLmCytology(result) === 'NE');

export const lmBaseline = ({ baseline }: LmCourse, rule: string): BaselineFinding => {
  const adequate = baseline !== null && !isEmpty(baseline);
  return {
    timePointId: baseline?.id ?? null,
    day: baseline?.day ?? null,
    disease: adequate ? 'non-target-only' : 'unknown',
    adequate,
    why: {
      rule,
      value: adequate ? 'adequate' : 'missing',
      ...(baseline ? { day: baseline.day, facts: baseline.factIds } : {}),
    },
  };
};

/**
 * RANO-LM 2017 (3): neurological examination, cytology and imaging of each evaluation, combined by the
 * first row of the table that fits. Systemic disease does not enter.
 */
export const evaluateRanoLm = (course: LmCourse, config: Configuration): CriterionResult => ({
  criterion: 'RANO_LM_2017',
  version: RANO_LM_VERSION,
  compartment: 'cns',
  experimental: false,
  baseline: lmBaseline(course, 'RANOLM-3.5-baseline'),
  responses: judge(course, lmFindings(course, config), config).map((judged) => responseOf(judged, course)),
});
