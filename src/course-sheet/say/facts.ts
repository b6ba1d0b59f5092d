import type { FactKind, FactOf } from '@leptotrace/clinical';
import type { FactAnswer } from '../../timelines/timeline.answer';

/** Facts of one kind, in the order of the answer. */
export const ofKindIn = <K extends FactKind>(facts: readonly FactAnswer[], kind: K): readonly FactOf<K>[] =>
  facts.flatMap(({ fact }) => (fact.kind === kind ? [fact as FactOf<K>] : []));
