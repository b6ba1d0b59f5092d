import { RANO_LM_DOMAINS } from '@leptotrace/clinical';
import { type EpochDay } from '@leptotrace/kernel';
import { type Configuration, type Derivation, type Flag } from '@leptotrace/rules';
import { type Attribution, type LmCourse, type NeuroDomain, type NeuroExam } from '../lm-model';

export type NeuroResult = 'IMPROVED' | 'STABLE' | 'WORSE' | 'NE';

/** What one examination says against the ones before it. */
export interface NeuroFinding {
  readonly result: NeuroResult;
  readonly day: EpochDay;
  readonly factId: string;
  /** Of a worsening: LM, or not known. Another attribution makes the domain neutral. */
  readonly attribution: 'lm' | 'unknown' | null;
  readonly worse: readonly NeuroDomain[];
  /** Every domain that was graded is normal. */
  readonly allNormal: boolean;
  readonly flags: readonly Flag[];
  readonly why: Derivation;
}

/** Grades by domain; a domain that is missing cannot be compared. */
type Grades = ReadonlyMap<NeuroDomain, number>;

const MAXIMA: Readonly<Record<Exclude<NeuroDomain, 'hearing' | 'swallowing'>, number>> = {
  gait: 3,
  strength: 3,
  sensation: 2,
  vision: 3,
  'eye-movements': 3,
  'facial-strength': 2,
  consciousness: 3,
  behaviour: 2,
};

/** Highest grade of a domain; two of them are not verified and can be set (3.1). */
export const domainMax = (domain: NeuroDomain, { hearingMax, swallowingMax }: Configuration): number => {
  if (domain === 'hearing') return hearingMax;
  return domain === 'swallowing' ? swallowingMax : MAXIMA[domain];
};

const gradesOf = ({ domains }: NeuroExam): Grades =>
  new Map(domains.flatMap(({ domain, grade }) => (grade === null ? [] : [[domain, grade] as const])));

/** Best grade of each domain so far. */
const best = (before: Grades, exam: NeuroExam): Grades => {
  const found = new Map(before);
  for (const [domain, grade] of gradesOf(exam))
    found.set(domain, Math.min(grade, found.get(domain) ?? grade));
  return found;
};

interface Reference {
  readonly baseline: Grades;
  /** What a worsening is judged against. */
  readonly worse: Grades;
}

type Change = 'worse' | 'improved' | 'same' | 'neutral' | 'ne';

interface DomainChange {
  readonly domain: NeuroDomain;
  readonly change: Change;
  readonly attribution: Attribution;
}

const COUNTS: ReadonlySet<Attribution> = new Set(['lm', 'unknown']);

/** Worse by two grades, or at its highest from a lower one (3.1). */
export const isWorseGrade = (grade: number, reference: number, max: number): boolean =>
  grade - reference >= 2 || (grade >= max && reference < max);

const isImproved = (grade: number, baseline: number | undefined, max: number, toNormal: boolean): boolean =>
  baseline !== undefined &&
  (baseline - grade >= 2 || (toNormal && max === 2 && baseline === 1 && grade === 0));

const changeOf = (
  domain: NeuroDomain,
  exam: NeuroExam,
  { baseline, worse }: Reference,
  config: Configuration,
): DomainChange => {
  const graded = exam.domains.find((each) => each.domain === domain);
  const attribution = graded?.attribution ?? 'unknown';
  const grade = graded?.grade ?? null;
  const reference = worse.get(domain);
  if (grade === null || reference === undefined) return { domain, change: 'ne', attribution };
  const max = domainMax(domain, config);
  if (isWorseGrade(grade, reference, max))
    return { domain, change: COUNTS.has(attribution) ? 'worse' : 'neutral', attribution };
  const improved = isImproved(grade, baseline.get(domain), max, config.improveToNormalCounts);
  return { domain, change: improved ? 'improved' : 'same', attribution };
};

const RULE: Readonly<Record<NeuroResult, string>> = {
  WORSE: 'NEURO-3.1-worse',
  IMPROVED: 'NEURO-3.1-improved',
  STABLE: 'NEURO-3.1-stable',
  NE: 'NEURO-3.1-ne',
};

const resultOf = (changes: readonly DomainChange[], { maxNeDomains }: Configuration): NeuroResult => {
  const having = (change: Change): number => changes.filter((each) => each.change === change).length;
  if (having('worse') > 0) return 'WORSE';
  if (having('ne') > maxNeDomains) return 'NE';
  return having('improved') > 0 ? 'IMPROVED' : 'STABLE';
};

/** Judges one examination against a reference (3.1). */
export const gradeNeuro = (exam: NeuroExam, reference: Reference, config: Configuration): NeuroFinding => {
  const changes = RANO_LM_DOMAINS.map((domain) => changeOf(domain, exam, reference, config));
  const named = (change: Change) => changes.filter((each) => each.change === change);
  const worse = named('worse');
  const result = resultOf(changes, config);
  const flags: readonly Flag[] = named('neutral').length > 0 ? ['NEURO_NOT_ATTRIBUTED_TO_LM'] : [];
  const grades = [...gradesOf(exam).values()];
  const attributedToLm = worse.some(({ attribution }) => attribution === 'lm');
  return {
    result,
    day: exam.day,
    factId: exam.factId,
    attribution: result === 'WORSE' ? (attributedToLm ? 'lm' : 'unknown') : null,
    worse: worse.map(({ domain }) => domain),
    allNormal: grades.length > 0 && grades.every((grade) => grade === 0),
    flags,
    why: {
      rule: RULE[result],
      value: result,
      day: exam.day,
      facts: [exam.factId],
      sums: {
        worse: worse.map(({ domain }) => domain),
        improved: named('improved').map(({ domain }) => domain),
        neutral: named('neutral').map(({ domain }) => domain),
        notComparable: named('ne').map(({ domain }) => domain),
      },
      flags,
    },
  };
};

/** Every examination after the baseline, judged in the order of days. */
export const neuroFindings = (course: LmCourse, config: Configuration): ReadonlyMap<string, NeuroFinding> => {
  const start = course.baseline?.exams.at(-1);
  const baseline = start ? gradesOf(start) : new Map<NeuroDomain, number>();
  let reached: Grades = baseline;
  const findings = new Map<string, NeuroFinding>();
  const exams = course.followUps.flatMap((evaluation) => evaluation.exams);
  for (const exam of [...exams].sort((a, b) => a.day - b.day || (a.factId < b.factId ? -1 : 1))) {
    const worse = config.neuroReference === 'best' ? reached : baseline;
    findings.set(exam.factId, gradeNeuro(exam, { baseline, worse }, config));
    reached = best(reached, exam);
  }
  return findings;
};
