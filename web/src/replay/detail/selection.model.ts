import type { DecisionAnswer, FactAnswer, ReplayAnswer, TimePointAnswer } from '@web/api/types';

/** What an id on the chart means. */
export type Selection =
  | { readonly is: 'fact'; readonly fact: FactAnswer; readonly group: FactGroup }
  | { readonly is: 'decision'; readonly decision: DecisionAnswer }
  | { readonly is: 'time-point'; readonly timePointId: string; readonly responses: readonly PointResponse[] };

/** `later`: on the chart of the whole course, but not of the look that is shown. */
export type FactGroup = 'known' | 'undetermined' | 'retracted' | 'not-yet-recorded' | 'later';

export interface PointResponse {
  readonly compartment: string;
  readonly criterion: string;
  readonly drives: boolean;
  readonly experimental: boolean;
  readonly point: TimePointAnswer;
}

const groupsOf = (
  { timeline, since }: ReplayAnswer,
  whole: ReplayAnswer,
): readonly (readonly [FactGroup, readonly FactAnswer[]])[] => [
  ['known', timeline.facts],
  ['undetermined', timeline.undetermined],
  ['retracted', timeline.retracted],
  ['not-yet-recorded', since.notYetRecorded],
  ['later', [...whole.timeline.facts, ...whole.timeline.undetermined, ...whole.timeline.retracted]],
];

const factOf = (id: string, shown: ReplayAnswer, whole: ReplayAnswer): Selection | null => {
  for (const [group, facts] of groupsOf(shown, whole)) {
    const fact = facts.find(({ factId }) => factId === id);
    if (fact) return { is: 'fact', fact, group };
  }
  return null;
};

const pointOf = (id: string, { status }: ReplayAnswer): Selection | null => {
  const responses = status.compartments.flatMap(({ compartment, criteria }) =>
    criteria.flatMap(({ criterion, drives, experimental, timePoints }) =>
      timePoints
        .filter(({ timePointId }) => timePointId === id)
        .map((point) => ({ compartment, criterion, drives, experimental, point })),
    ),
  );
  return responses.length === 0 ? null : { is: 'time-point', timePointId: id, responses };
};

/** What is selected, as the look that is shown knows it; `null` when it means nothing here. */
export const selectionOf = (
  id: string | null,
  shown: ReplayAnswer,
  whole: ReplayAnswer,
): Selection | null => {
  if (id === null) return null;
  const decision = [...shown.decisions, ...whole.decisions].find(({ decisionId }) => decisionId === id);
  if (decision) return { is: 'decision', decision };
  return factOf(id, shown, whole) ?? pointOf(id, shown) ?? pointOf(id, whole);
};
