import { ruleBook, type Configuration } from '@leptotrace/rules';
import { type LmCourse, type LmEvaluation, type NanoLmExam } from '../lm-model';
import { type CriterionResult, type TimePointResponse } from '../model';
import { inPopulation, isPunctureAlone } from '../rano-lm/population';

export const NANO_LM_RULES = ruleBook({
  'NANOLM-4.4-stored': {
    says: 'NANO-LM is stored and its changes shown; its abstract defines no response, so none is derived.',
    section: '4.4',
    cites: ['nano-lm-2024'],
    provenance: ['checked'],
    parameters: ['nanoLmRule'],
  },
  'NANOLM-4.4-domains': {
    says: 'Fourteen domains, bladder and bowel counted apart.',
    section: '4.4',
    cites: ['nano-lm-2024', 'house'],
    provenance: ['checked', 'choice'],
  },
});

/** The fourteen domains; the abstract names thirteen phrases (4.4). */
export const NANO_LM_DOMAINS = [
  'consciousness',
  'cognition',
  'nausea-and-vomiting',
  'vision',
  'eye-movements',
  'facial-strength',
  'hearing',
  'swallowing',
  'speech',
  'limb-strength',
  'limb-ataxia',
  'walking',
  'bladder',
  'bowel',
] as const;

const gradeIn = (exam: NanoLmExam | undefined, domain: string): number | null =>
  exam?.domains.find((each) => each.domain === domain)?.grade ?? null;

const changeText = (now: number | null, before: number | null): string => {
  if (now === null) return 'NE';
  return before === null || before === now ? `${now}` : `${before} to ${now}`;
};

const shown = (evaluation: LmEvaluation, baseline: NanoLmExam | undefined): TimePointResponse => {
  const exam = evaluation.nanoExams.at(-1);
  const parts = exam
    ? Object.fromEntries(
        NANO_LM_DOMAINS.map((domain) => [
          domain,
          changeText(gradeIn(exam, domain), gradeIn(baseline, domain)),
        ]),
      )
    : {};
  const day = exam?.day ?? evaluation.day;
  return {
    timePointId: evaluation.id,
    value: 'NE',
    day,
    dates: evaluation.dates,
    parts,
    flags: ['NO_RESPONSE_DERIVED'],
    why: {
      rule: 'NANOLM-4.4-stored',
      value: 'NE',
      day,
      facts: exam ? [exam.factId] : [],
      sums: parts,
      flags: ['NO_RESPONSE_DERIVED'],
    },
  };
};

/** NANO-LM 2024 (4.4): what was recorded and how it changed; never a response. */
export const describeNanoLm = (course: LmCourse, _config: Configuration): CriterionResult => {
  const baseline = course.baseline?.nanoExams.at(-1);
  const result: CriterionResult = {
    criterion: 'NANO_LM_2024',
    version: '1.0.0',
    compartment: 'cns',
    experimental: false,
    baseline: {
      timePointId: course.baseline?.id ?? null,
      day: baseline?.day ?? null,
      disease: 'unknown',
      adequate: false,
      why: { rule: 'NANOLM-4.4-stored', value: 'shown only', facts: baseline ? [baseline.factId] : [] },
    },
    responses: course.followUps
      .filter((evaluation) => !isPunctureAlone(evaluation))
      .map((evaluation) => shown(evaluation, baseline)),
  };
  return inPopulation(course, result, null);
};
