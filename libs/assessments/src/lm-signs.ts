import { type EanoEsmoInputs } from '@leptotrace/criteria';
import { type EpochDay } from '@leptotrace/kernel';
import { placedOf, type Placed } from './placement';

/** A sign as the classification reads it: typical once an examiner ascribes it to LM (5). */
export interface Sign {
  readonly day: EpochDay;
  readonly factId: string;
  readonly clinical: NonNullable<EanoEsmoInputs['clinical']>;
}

type Exam = Placed<'NeurologicalExamRecorded'>;
type Domain = Exam['fact']['domains'][number];

/** A finding in words is a finding; a domain that could not be graded is none. */
const isAbnormal = ({ grade, finding, notEvaluable }: Domain): boolean =>
  notEvaluable === undefined && (grade === undefined ? finding !== undefined : grade > 0);

const ofCauses = (causes: readonly string[]): Sign['clinical'] | null => {
  if (causes.includes('lm')) return 'typical';
  return causes.includes('unknown') ? 'atypical-only' : null;
};

const ofExam = ({ fact }: Exam): Sign['clinical'] | null => {
  const abnormal = fact.domains.filter(isAbnormal);
  if (abnormal.length === 0) return fact.domains.some(({ grade }) => grade === 0) ? 'normal' : null;
  return ofCauses(abnormal.map(({ attribution }) => attribution ?? 'unknown'));
};

const ofSymptoms = ({ fact }: Placed<'SymptomRecorded'>): Sign['clinical'] | null =>
  fact.present === false ? null : ofCauses([fact.relation ?? 'unknown']);

/** Signs of examinations and symptoms; those with another cause than LM say nothing of it. */
export const signsOf = (facts: readonly Placed[]): readonly Sign[] => {
  const sign = ({ day, factId }: Placed, clinical: Sign['clinical'] | null): readonly Sign[] =>
    clinical ? [{ day, factId, clinical }] : [];
  return [
    ...placedOf(facts, 'NeurologicalExamRecorded').flatMap((exam) => sign(exam, ofExam(exam))),
    ...placedOf(facts, 'SymptomRecorded').flatMap((symptom) => sign(symptom, ofSymptoms(symptom))),
  ];
};
