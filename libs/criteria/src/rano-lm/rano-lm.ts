import { type EpochDay } from '@leptotrace/kernel';
import { type Configuration, type Flag } from '@leptotrace/rules';
import { type LmCourse, type LmEvaluation } from '../lm-model';
import { type BaselineFinding, type CriterionResult, type Response, type TimePointResponse } from '../model';
import { combine, combinePuncture, type Combined, type Components } from './combined';
import { csfStates, type CsfFinding } from './csf';
import { imagingFindings, type ImagingFinding } from './imaging';
import { neuroFindings, type NeuroFinding } from './neuro';
import { inPopulation, isPunctureAlone } from './population';
import { ranoLmCytology } from './punctures';

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
  readonly alone: boolean;
}

const abnormalAtBaseline = ({ baseline }: LmCourse): boolean =>
  (baseline?.exams ?? []).some(({ domains }) => domains.some(({ grade }) => (grade ?? 0) > 0));

/** Carried from one evaluation to the next. */
interface Carried {
  worsening: Worsening | null;
  awaiting: Awaiting | null;
  /** The last examination so far: it tells whether a patient improves whose cytology stays positive. */
  lastExam: NeuroFinding | null;
}

const noteImaging = (carried: Carried, imaging: ImagingFinding): void => {
  if (imaging.downgraded && imaging.day !== null)
    carried.awaiting ??= { day: imaging.day, items: imaging.items };
  else if (imaging.result !== 'NE') carried.awaiting = null;
};

const judge = (course: LmCourse, findings: LmFindings, config: Configuration): readonly Judged[] => {
  const carried: Carried = { worsening: null, awaiting: null, lastExam: null };
  const abnormal = abnormalAtBaseline(course);
  return course.followUps.flatMap((evaluation): readonly Judged[] => {
    const alone = isPunctureAlone(evaluation);
    const exams = examsOf(evaluation, findings);
    for (const exam of exams) carried.worsening = continued(carried.worsening, exam);
    carried.lastExam = exams.at(-1) ?? carried.lastExam;
    const imaging = findings.imaging.get(evaluation.id) as ImagingFinding;
    const { worsening, awaiting, lastExam } = carried;
    const parts: Components = {
      neuro: alone ? lastExam : (exams.at(-1) ?? null),
      neuroConfirmedSince: worsening !== null && worsening.exams >= 2 ? worsening.since : null,
      csf: findings.csf.get(evaluation.id) ?? NO_CSF,
      imaging,
      imagingConfirmedSince: repeatOf(awaiting, imaging, config),
      abnormalAtBaseline: abnormal,
    };
    noteImaging(carried, imaging);
    const combined = alone ? combinePuncture(parts, config) : combine(parts, config);
    return combined ? [{ evaluation, parts, combined, alone }] : [];
  });
};

const valueOf = ({ combined }: Judged, course: LmCourse): Response =>
  // Without a baseline nothing that needs one can be told; NE would suggest that this visit is to blame.
  course.baseline === null && combined.value === 'NE' ? 'UNKNOWN' : combined.value;

const partsText = ({ parts, alone }: Judged): TimePointResponse['parts'] => {
  const { neuro, csf, imaging } = parts;
  if (alone) return { csf: csf.state };
  return {
    neuro: neuro?.result ?? 'NE',
    csf: csf.state,
    imaging: imaging.downgraded ? 'PROGRESSIVE (confounded)' : imaging.result,
  };
};

/** An unequivocal new lesion of the leptomeninges, or disease where cytology was negative: no size is compared. */
const isNewDisease = ({ evaluation, combined }: Judged): boolean =>
  combined.value === 'PD' && evaluation.imaging.some(({ newLmLesion }) => newLmLesion);

const whyOf = (judged: Judged, value: Response, day: EpochDay): TimePointResponse['why'] => {
  const { parts, combined, alone } = judged;
  const because = [...(parts.neuro ? [parts.neuro.why] : []), parts.csf.why];
  return {
    rule: value === 'UNKNOWN' ? 'RANOLM-3.5-baseline' : combined.rule,
    value,
    day,
    because: alone ? because : [...because, parts.imaging.why],
    lost: combined.lost,
  };
};

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
    parts: partsText(judged),
    ...(isNewDisease(judged) ? { newDisease: true } : {}),
    flags,
    why: { ...whyOf(judged, value, day), flags },
  };
};

const isEmpty = ({ exams, samples, imaging }: LmEvaluation): boolean =>
  exams.length === 0 &&
  imaging.length === 0 &&
  samples.every(({ result }) => ranoLmCytology(result) === 'NE');

/** Of LM that came later there is a baseline to compare with, but none at the origin. */
export const lmBaseline = ({ baseline, origin }: LmCourse, rule: string): BaselineFinding => {
  const adequate = baseline !== null && !isEmpty(baseline) && baseline.day <= origin;
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
 * first row of the table that fits. Systemic disease does not enter. A puncture alone is a time point
 * only where it shows progression.
 */
export const evaluateRanoLm = (course: LmCourse, config: Configuration): CriterionResult => {
  const judged = judge(course, lmFindings(course, config), config);
  const result: CriterionResult = {
    criterion: 'RANO_LM_2017',
    version: RANO_LM_VERSION,
    compartment: 'cns',
    experimental: false,
    baseline: lmBaseline(course, 'RANOLM-3.5-baseline'),
    responses: judged.map((each) => responseOf(each, course)),
  };
  return inPopulation(course, result, 'PD');
};
