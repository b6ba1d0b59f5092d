import { showsPresence, type Fact } from '@leptotrace/clinical';
import { dayText } from '@leptotrace/kernel';
import type { TimelineView } from '@leptotrace/timeline';

/** Days that a date may mean: the same day twice where it is exact. */
export interface EntryRange {
  readonly from: string;
  readonly to: string;
}

/** When a patient came under observation; `null`: nothing with a clinical day says so. */
export interface EntryDays {
  readonly firstFact: EntryRange | null;
  readonly firstReport: EntryRange | null;
}

/** The day of the first of them lies between the earliest of their first days and that of their last. */
const firstOf = ({ known }: TimelineView, counts: (fact: Fact) => boolean): EntryRange | null => {
  const intervals = known.filter(({ fact }) => counts(fact)).map(({ interval }) => interval);
  if (intervals.length === 0) return null;
  const earliest = (days: readonly number[]): string =>
    dayText(days.reduce((first, day) => Math.min(first, day)));
  return { from: earliest(intervals.map(({ from }) => from)), to: earliest(intervals.map(({ to }) => to)) };
};

/** The day of the first fact that a visit leaves behind, and that of the first molecular report. */
export const entryDaysOf = (view: TimelineView): EntryDays => ({
  firstFact: firstOf(view, showsPresence),
  firstReport: firstOf(view, ({ kind }) => kind === 'MolecularReportIssued'),
});
