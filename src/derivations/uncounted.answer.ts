import type { Uncounted } from '@leptotrace/genomics';
import { dayText } from '@leptotrace/kernel';
import { flagAnswers, type FlagAnswer } from './common.answer';

/** Negatives that do not count, by the reason. */
export interface UncountedAnswer {
  readonly reasons: readonly FlagAnswer[];
  readonly reports: number;
  readonly from: string;
  readonly to: string;
  readonly facts: readonly string[];
}

export const uncountedAnswer = ({
  reasons,
  reports,
  firstDay,
  lastDay,
  facts,
}: Uncounted): UncountedAnswer => ({
  reasons: flagAnswers(reasons),
  reports,
  from: dayText(firstDay),
  to: dayText(lastDay),
  facts,
});
