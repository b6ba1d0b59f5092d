import { RANO_LM_DOMAINS } from '@leptotrace/clinical';
import { type NanoLmExam, type NeuroExam } from '@leptotrace/criteria';
import { placedOf, type Placed } from './placement';

const OF_RANO_LM: ReadonlySet<string> = new Set(RANO_LM_DOMAINS);

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
    OF_RANO_LM.has(found.domain),
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
