import type { Compartment } from '@leptotrace/clinical';
import { beyondProgression } from '@leptotrace/derivation';
import { dayText } from '@leptotrace/kernel';
import { dateOf, flagAnswers, type FlagAnswer } from './common.answer';
import type { AskedAndDerived } from './derivations';

export interface LineAnswer {
  readonly lineId: string;
  readonly index: boolean;
  readonly from: string;
  readonly to: string | null;
  readonly days: number;
  readonly treatments: readonly string[];
  readonly facts: readonly string[];
}

/** The index line went on after progression of a compartment. */
export interface BeyondAnswer {
  readonly compartment: Compartment;
  readonly progressedOn: string;
  readonly days: number;
  readonly flag: FlagAnswer;
}

/** Lines of therapy, and which of them is the index line. */
export const linesAnswer = ({ derived: { course } }: AskedAndDerived): readonly LineAnswer[] =>
  course.lines.map((line) => ({
    lineId: line.lineId,
    index: line === course.index,
    from: dayText(line.day),
    to: dateOf(line.to),
    days: (line.to ?? course.cutoff) - line.day + 1,
    treatments: line.treatments.map(({ name }) => name),
    facts: line.factIds,
  }));

export const beyondAnswers = ({ derived }: AskedAndDerived): readonly BeyondAnswer[] =>
  beyondProgression(derived.course, derived.criteria, derived.ruleset.configuration).map(
    ({ compartment, progressedOn, days }) => ({
      compartment,
      progressedOn: dayText(progressedOn),
      days,
      flag: flagAnswers(['THERAPY_BEYOND_PROGRESSION'])[0] as FlagAnswer,
    }),
  );
