import { type NanoLmExam, type NeuroDomain, type NeuroExam } from '@leptotrace/criteria';
import { placedOf, type Placed } from './placement';

const RANO_LM_DOMAINS: ReadonlySet<string> = new Set<NeuroDomain>([
  'gait',
  'strength',
  'sensation',
  'vision',
  'eye-movements',
  'facial-strength',
  'hearing',
  'swallowing',
  'consciousness',
  'behaviour',
]);

type Exam = Placed<'NeurologicalExamRecorded'>;

const domainsOf = ({ fact }: Exam) =>
  fact.domains.map(({ domain, grade, attribution }) => ({
    domain,
    grade: grade ?? null,
    attribution: attribution ?? ('unknown' as const),
  }));

export const neuroExam = (exam: Exam): NeuroExam => ({
  factId: exam.factId,
  day: exam.day,
  domains: domainsOf(exam).filter((found): found is NeuroExam['domains'][number] =>
    RANO_LM_DOMAINS.has(found.domain),
  ),
});

/** Examinations by the instrument of RANO-LM. */
export const neuroExamsOf = (facts: readonly Placed[]): readonly NeuroExam[] =>
  placedOf(facts, 'NeurologicalExamRecorded')
    .filter(({ fact }) => fact.instrument === 'rano-lm-2017')
    .map(neuroExam);

export const nanoExam = (exam: Exam): NanoLmExam => ({
  factId: exam.factId,
  day: exam.day,
  domains: domainsOf(exam),
});
