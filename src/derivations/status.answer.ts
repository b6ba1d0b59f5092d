import type { BaselineFinding, CriterionResult, TimePointResponse } from '@leptotrace/criteria';
import {
  cautionsOf,
  checksOn,
  compactForm,
  confirmationOf,
  drivingOf,
  type BestOf,
  type Explained,
} from '@leptotrace/derivation';
import type { Compartment } from '@leptotrace/clinical';
import { dayText, type EpochDay } from '@leptotrace/kernel';
import { summaryOf, therapiesOf, type CourseSummary } from '@leptotrace/timeline';
import {
  checkedAnswer,
  dateOf,
  datesText,
  flagAnswers,
  headOf,
  traced,
  type AnswerHead,
  type CheckedAnswer,
  type DatesAnswer,
  type FlagAnswer,
  type Traced,
} from './common.answer';
import { beyondAnswers, linesAnswer, type BeyondAnswer, type LineAnswer } from './course.answer';
import { csfAnswer, type CsfAnswer } from './csf.answer';
import type { AskedAndDerived } from './derivations';
import { evidenceAnswer, lastDayOf, type EvidenceAge } from './evidence.answer';

export interface TimePointAnswer extends Traced {
  readonly timePointId: string;
  readonly value: string;
  readonly date: string;
  readonly dates: DatesAnswer;
  readonly parts: Readonly<Record<string, string>>;
}

export interface CriterionAnswer {
  readonly criterion: string;
  readonly version: string;
  /** Drives endpoints under this ruleset. */
  readonly drives: boolean;
  readonly experimental: boolean;
  readonly value: string;
  /** Date of the latest value, and first date of the run of equal values that it ends. */
  readonly date: string | null;
  readonly since: string | null;
  /** What the dates of the two may mean: wider than a day where sources date to the month. */
  readonly dates: DatesAnswer | null;
  readonly sinceDates: DatesAnswer | null;
  readonly confirmation: 'confirmed' | 'provisional' | null;
  readonly ageDays: number | null;
  readonly baseline: { readonly date: string | null; readonly disease: string; readonly adequate: boolean };
  readonly best: { readonly unconfirmed: string; readonly confirmed: string } | null;
  readonly flags: readonly FlagAnswer[];
  readonly cautions: readonly { readonly rule: string; readonly caution: readonly string[] }[];
  readonly timePoints: readonly TimePointAnswer[];
}

export interface CompartmentAnswer extends CheckedAnswer {
  readonly compartment: Compartment;
  readonly progression: 'progression' | 'suspected' | 'none' | 'not-evaluable';
  readonly since: string | null;
  /** What the date may mean: wider than a day where the source dates to the month. */
  readonly sinceDates: DatesAnswer | null;
  readonly by: readonly string[];
  readonly criteria: readonly CriterionAnswer[];
}

export interface StatusAnswer extends AnswerHead {
  readonly compartments: readonly CompartmentAnswer[];
  readonly classification: readonly ClassificationAnswer[];
  readonly therapy: CourseSummary['therapy'];
  readonly lines: readonly LineAnswer[];
  readonly beyondProgression: readonly BeyondAnswer[];
  readonly csf: CsfAnswer;
  readonly evidence: Readonly<Record<string, EvidenceAge>>;
  readonly stated: CourseSummary['stated'];
  readonly lm: CourseSummary['lm'];
}

export interface ClassificationAnswer extends Traced {
  readonly date: string;
  readonly type: string;
  /** Derived from facts. */
  readonly certainty: string;
  /** As stated last by then; `null`: nobody stated LM, or denied it. */
  readonly stated: { readonly certainty: string; readonly fact: string } | null;
  readonly derivation: Explained;
}

const timePointAnswer = (response: TimePointResponse): TimePointAnswer => ({
  timePointId: response.timePointId,
  value: response.value,
  date: dayText(response.day),
  dates: datesText(response.dates),
  parts: response.parts,
  ...traced(response.why, response.flags),
});

/** First response of the run of equal values that the last one ends. */
const startOfRun = (responses: readonly TimePointResponse[]): TimePointResponse | undefined => {
  const last = responses.at(-1);
  let start = last;
  for (let at = responses.length - 1; at >= 0 && responses[at]?.value === last?.value; at -= 1)
    start = responses[at];
  return start;
};

const baselineAnswer = ({ day, disease, adequate }: BaselineFinding): CriterionAnswer['baseline'] => ({
  date: dateOf(day),
  disease,
  adequate,
});

const NOTHING_ASSESSED = {
  value: 'NE',
  date: null,
  since: null,
  dates: null,
  sinceDates: null,
  ageDays: null,
  flags: [],
  cautions: [],
} as const;

const latestOf = ({ responses, applies }: CriterionResult, cutoff: EpochDay) => {
  const last = responses.at(-1);
  if (!last) return applies === false ? { ...NOTHING_ASSESSED, value: 'not-applicable' } : NOTHING_ASSESSED;
  const first = startOfRun(responses) ?? last;
  return {
    value: last.value,
    date: dayText(last.day),
    since: dayText(first.day),
    dates: datesText(last.dates),
    sinceDates: datesText(first.dates),
    ageDays: Math.max(0, cutoff - last.day),
    flags: flagAnswers(last.flags),
    cautions: cautionsOf(last.why),
  };
};

const criterionAnswer = (
  result: CriterionResult,
  best: BestOf | undefined,
  context: { readonly drives: boolean; readonly cutoff: EpochDay },
): CriterionAnswer => ({
  criterion: result.criterion,
  version: result.version,
  drives: context.drives,
  experimental: result.experimental,
  ...latestOf(result, context.cutoff),
  confirmation: confirmationOf(result.responses.at(-1)?.value, best),
  baseline: baselineAnswer(result.baseline),
  best: best ? { unconfirmed: best.unconfirmed.value, confirmed: best.confirmed.value } : null,
  timePoints: result.responses.map(timePointAnswer),
});

/** Whether a compartment has progressed, since when, and by which criteria. */
export type ProgressionAnswer = Pick<
  CompartmentAnswer,
  'compartment' | 'progression' | 'since' | 'sinceDates' | 'by' | 'determinacy' | 'checks'
>;

const dated = ({ day, dates }: TimePointResponse): Pick<ProgressionAnswer, 'since' | 'sinceDates'> => ({
  since: dayText(day),
  sinceDates: datesText(dates),
});

const SAYS_NOTHING: ReadonlySet<string> = new Set(['NE', 'UNKNOWN', 'not-applicable']);

const progressionOf = (
  driving: readonly CriterionResult[],
): Omit<ProgressionAnswer, 'compartment' | keyof CheckedAnswer> => {
  const found = driving
    .flatMap(({ criterion, responses }) => {
      const response = responses.find(({ value }) => value === 'PD');
      return response ? [{ criterion, response }] : [];
    })
    .sort((a, b) => a.response.day - b.response.day);
  const [first] = found;
  if (first) {
    const { response } = first;
    const by = found.filter((each) => each.response.day === response.day).map(({ criterion }) => criterion);
    return { progression: 'progression', ...dated(response), by };
  }
  const latest = driving.flatMap(({ responses }) => responses.at(-1) ?? []);
  const suspected = latest.find(({ value }) => value === 'SUSPECTED_PD');
  if (suspected) return { progression: 'suspected', ...dated(suspected), by: [] };
  const evaluable = latest.some(({ value }) => !SAYS_NOTHING.has(value));
  return { progression: evaluable ? 'none' : 'not-evaluable', since: null, sinceDates: null, by: [] };
};

const drivingIn = ({ derived }: AskedAndDerived, compartment: Compartment): readonly CriterionResult[] =>
  derived.criteria ? drivingOf(derived.criteria, compartment, derived.ruleset.configuration) : [];

/** The checks that go with the last responses of a compartment. */
const checkedIn = (found: AskedAndDerived, compartment: Compartment): CheckedAnswer => {
  const last = drivingIn(found, compartment).flatMap(({ responses }) => responses.at(-1)?.why ?? []);
  return checkedAnswer(checksOn(found.derived.reaching, [compartment], last));
};

/** Whether a compartment has progressed, by the criteria that drive its endpoints. */
export const progressionAnswer = (found: AskedAndDerived, compartment: Compartment): ProgressionAnswer => ({
  compartment,
  ...progressionOf(drivingIn(found, compartment)),
  ...checkedIn(found, compartment),
});

const compartmentAnswer = (found: AskedAndDerived, compartment: Compartment): CompartmentAnswer => {
  const { criteria, best } = found.derived;
  const driving = drivingIn(found, compartment);
  const results = (criteria?.all ?? []).filter((result) => result.compartment === compartment);
  return {
    compartment,
    ...progressionOf(driving),
    ...checkedIn(found, compartment),
    criteria: results.map((result) =>
      criterionAnswer(
        result,
        best.find((found) => found.criterion === result.criterion && found.compartment === compartment),
        { drives: driving.includes(result), cutoff: lastDayOf(found.derived).to },
      ),
    ),
  };
};

/** Response by every criterion and compartment, therapy, and how old the evidence is. */
export const statusAnswer = (found: AskedAndDerived): StatusAnswer => {
  const { derived, view } = found;
  const summary = summaryOf(view, derived.ruleset.configuration);
  return {
    ...headOf(found),
    compartments: [compartmentAnswer(found, 'cns'), compartmentAnswer(found, 'non-cns')],
    classification: derived.classifications.map(({ day, type, certainty, stated, flags, why }) => ({
      date: dayText(day),
      type,
      certainty,
      stated: stated && { certainty: stated.certainty, fact: stated.factId },
      ...traced(why, flags),
      derivation: compactForm(why),
    })),
    therapy: therapiesOf(view, derived.course.therapy),
    lines: linesAnswer(found),
    beyondProgression: beyondAnswers(found),
    csf: csfAnswer(found),
    evidence: evidenceAnswer(found),
    stated: summary.stated,
    lm: summary.lm,
  };
};
