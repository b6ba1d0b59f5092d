import type { TherapyLine } from '@leptotrace/assessments';
import type { Compartment } from '@leptotrace/clinical';
import { beyondProgression, ruleOf } from '@leptotrace/derivation';
import { dayText, type EpochDay } from '@leptotrace/kernel';
import type { DrugCourse } from '@leptotrace/timeline';
import { dateOf, flagAnswers, type FlagAnswer } from './common.answer';
import type { AskedAndDerived } from './derivations';

export interface LineAnswer {
  readonly lineId: string;
  readonly index: boolean;
  readonly from: string;
  readonly to: string | null;
  /** `null`: it may have ended, and nothing tells when. */
  readonly days: number | null;
  readonly daysRange: { readonly from: number; readonly to: number };
  readonly mayHaveEnded: boolean;
  /** Last day on which a fact shows it. */
  readonly shown: string;
  /** Which rule made it a line of its own, and in words. */
  readonly rule: string;
  readonly says: string;
  /** Why the therapy before it was stopped, where that is recorded. */
  readonly reason: string | null;
  readonly treatments: readonly string[];
  /** Facts that begin its drugs, those that were in force at its start with them. */
  readonly facts: readonly string[];
  /** How each drug came into the line. */
  readonly drugs: readonly LineDrugAnswer[];
  /** Parts with a start of their own: ask with `origin=fact:<fact>`. */
  readonly phases: readonly LinePhaseAnswer[];
}

export interface LineDrugAnswer {
  readonly name: string;
  readonly start: string;
  readonly rule: string;
  readonly says: string;
  readonly to: string | null;
  readonly endRule: string | null;
  readonly inferred: boolean;
}

export interface LinePhaseAnswer {
  readonly rule: string;
  readonly says: string;
  readonly from: string;
  readonly fact: string;
}

/** The index line went on after progression of a compartment. */
export interface BeyondAnswer {
  readonly compartment: Compartment;
  readonly progressedOn: string;
  readonly days: number;
  readonly flag: FlagAnswer;
}

const saysOf = (rule: string): string => ruleOf(rule)?.says ?? '';

const drugAnswer = ({ name, start, end }: DrugCourse, rule: string): LineDrugAnswer => ({
  name,
  start: start.factId,
  rule,
  says: saysOf(rule),
  to: dateOf(end?.day),
  endRule: end?.rule ?? null,
  inferred: end?.inferred ?? false,
});

const daysOf = ({ day, to, shown, mayHaveEnded }: TherapyLine, cutoff: EpochDay) => {
  const most = (to ?? cutoff) - day + 1;
  return {
    days: mayHaveEnded ? null : most,
    daysRange: { from: mayHaveEnded ? shown - day + 1 : most, to: most },
  };
};

/** Lines of therapy, and which of them is the index line. */
export const linesAnswer = ({ derived: { course } }: AskedAndDerived): readonly LineAnswer[] =>
  course.lines.map((found): LineAnswer => {
    const { line, drugs, factIds } = found;
    return {
      lineId: found.lineId,
      index: found === course.index,
      from: dayText(found.day),
      to: dateOf(found.to),
      ...daysOf(found, course.cutoff),
      mayHaveEnded: found.mayHaveEnded,
      shown: dayText(found.shown),
      rule: line.rule,
      says: saysOf(line.rule),
      reason: line.reason,
      treatments: found.treatments,
      facts: [...new Set([...factIds, ...drugs.map(({ start }) => start.factId)])],
      drugs: [
        ...line.held.map((drug) => drugAnswer(drug, 'LINE-R3-holds')),
        ...line.begun.map(({ course: drug, rule }) => drugAnswer(drug, rule)),
      ],
      phases: line.phases.map(({ rule, day, factId }) => ({
        rule,
        says: saysOf(rule),
        from: dayText(day),
        fact: factId,
      })),
    };
  });

export const beyondAnswers = ({ derived }: AskedAndDerived): readonly BeyondAnswer[] =>
  beyondProgression(derived.course, derived.criteria, derived.ruleset.configuration).map(
    ({ compartment, progressedOn, days }) => ({
      compartment,
      progressedOn: dayText(progressedOn),
      days,
      flag: flagAnswers(['THERAPY_BEYOND_PROGRESSION'])[0] as FlagAnswer,
    }),
  );
