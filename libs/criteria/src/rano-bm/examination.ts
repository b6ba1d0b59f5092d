import { type EpochDay } from '@leptotrace/kernel';
import { type Configuration } from '@leptotrace/rules';
import { type Attribution, type NeuroDomain, type NeuroExam } from '../lm-model';
import { type ClinicalStatus } from '../model';
import { domainMax, isWorseGrade } from '../rano-lm/neuro';
import { type PerformanceWindow } from './performance';
import { causeOf } from './cause';
import { runOf, type Run } from './run';

type Grades = ReadonlyMap<NeuroDomain, number>;

const gradesOf = ({ domains }: NeuroExam): Grades =>
  new Map(domains.flatMap(({ domain, grade }) => (grade === null ? [] : [[domain, grade] as const])));

const worseDomains = (exam: NeuroExam, reference: Grades, config: Configuration): NeuroExam['domains'] =>
  exam.domains.filter(({ domain, grade }) => {
    const before = reference.get(domain);
    return grade !== null && before !== undefined && isWorseGrade(grade, before, domainMax(domain, config));
  });

const statusOfRun = (
  { worse, last }: Run<NeuroExam>,
  found: Omit<ClinicalStatus, 'status' | 'day' | 'lastedDays'>,
): ClinicalStatus => {
  const [first] = worse;
  if (!first) return { ...found, status: 'stable', day: last.day, lastedDays: null };
  const until = worse.at(-1)?.day ?? first.day;
  return {
    ...found,
    status: 'worse',
    day: first.day,
    lastedDays: worse.length > 1 ? until - first.day : null,
  };
};

/**
 * Clinical item of RANO-BM by the neurological examination (2.4): a domain worse by two grades, or at its
 * highest, than the last examination up to the origin, with the cause that the examiner gives.
 */
export const clinicalStatusFromExams = (
  exams: readonly NeuroExam[],
  { origin, day }: PerformanceWindow,
  config: Configuration,
): ClinicalStatus | null => {
  const ordered = [...exams].sort((a, b) => a.day - b.day || (a.factId < b.factId ? -1 : 1));
  const reference = ordered.filter((exam) => exam.day <= origin).at(-1);
  if (!reference) return null;
  const grades = gradesOf(reference);
  const worse = (exam: NeuroExam) => worseDomains(exam, grades, config);
  const after = ordered.filter((exam) => exam.day > origin);
  const run = runOf(after, day, (exam) => worse(exam).length > 0);
  if (!run) return null;
  return statusOfRun(run, {
    attribution: causeOf(run.worse.flatMap((exam) => worse(exam).map(({ attribution }) => attribution))),
    factIds: [reference, ...(run.worse.length > 0 ? run.worse : [run.last])].map(({ factId }) => factId),
  });
};

/** What examinations around a worsening of performance say of its cause: abnormal domains with a cause. */
export const causeAround = (
  exams: readonly NeuroExam[],
  from: EpochDay,
  to: EpochDay,
): { readonly attribution: ClinicalStatus['attribution']; readonly factIds: readonly string[] } => {
  const near = exams.filter(({ day }) => day >= from && day <= to);
  const causes = (exam: NeuroExam): readonly Attribution[] =>
    exam.domains.flatMap(({ grade, attribution }) => (grade !== null && grade > 0 ? [attribution] : []));
  const telling = near.filter((exam) => causes(exam).some((cause) => cause !== 'unknown'));
  return { attribution: causeOf(telling.flatMap(causes)), factIds: telling.map(({ factId }) => factId) };
};
