import { isDay } from '../look/days';

/** A decision as it is typed: one option a line, roles by comma. */
export interface DecisionDraft {
  readonly question: string;
  readonly decision: string;
  readonly options: string;
  readonly participants: string;
  readonly followUpDue: string;
}

const listed = (text: string, separator: RegExp): readonly string[] =>
  text
    .split(separator)
    .map((each) => each.trim())
    .filter((each) => each !== '');

export const isComplete = ({ question, decision, followUpDue }: DecisionDraft): boolean =>
  question.trim() !== '' &&
  decision.trim() !== '' &&
  (followUpDue.trim() === '' || isDay(followUpDue.trim()));

/** What is sent: what was left empty is left out, never sent as an empty answer. */
export const decisionBody = (draft: DecisionDraft, on: string, revision: number): object => {
  const options = listed(draft.options, /\n/);
  const participants = listed(draft.participants, /[,，、;；\n]/);
  const followUpDue = draft.followUpDue.trim();
  return {
    on,
    question: draft.question.trim(),
    decision: draft.decision.trim(),
    ...(options.length > 0 ? { options } : {}),
    ...(participants.length > 0 ? { participants } : {}),
    ...(followUpDue === '' ? {} : { followUpDue }),
    asOf: `r${revision}`,
  };
};
