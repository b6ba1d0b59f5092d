import { type EpochDay } from '@leptotrace/kernel';
import { type Derivation, type Flag } from '@leptotrace/rules';
import { contributionOf, type Contribution, type SumContext, type Target } from './contribution';
import { type Measure } from './measure';
import { type Seen } from './seen';

/** Sum of the targets of one time point, in the unit of the measure (1.2). */
export interface TargetSum {
  readonly contributions: readonly Contribution[];
  /** Of the evaluable targets. */
  readonly sum: number;
  readonly complete: boolean;
  readonly evaluated: number;
  /** Last scan of the targets that make up the sum (8.3); `null`: none was evaluable. */
  readonly day: EpochDay | null;
  readonly flags: readonly Flag[];
}

const NO_FLAGS: readonly Flag[] = [];

const flagsOf = (contributions: readonly Contribution[], partial: boolean): readonly Flag[] => {
  let flags: Flag[] | null = null;
  for (const { flag } of contributions) if (flag && !flags?.includes(flag)) (flags ??= []).push(flag);
  if (partial) (flags ??= []).push('PARTIAL_SUM');
  return flags ?? NO_FLAGS;
};

/** Adds up the targets of one time point. */
export const sumOf = (targets: readonly Target[], seen: Seen, context: SumContext): TargetSum => {
  const contributions = targets.map((target, index) => contributionOf(target, index, seen, context));
  let sum = 0;
  let evaluated = 0;
  let day: EpochDay | null = null;
  for (const { value, reading } of contributions) {
    if (value === null) continue;
    sum += value;
    evaluated += 1;
    if (reading && (day === null || reading.day > day)) day = reading.day;
  }
  const complete = evaluated === targets.length;
  const flags = flagsOf(contributions, !complete && evaluated > 0);
  return { contributions, sum, complete, evaluated, day, flags };
};

/** What each lesion added, as children of a derivation. */
export const contributionsWhy = (
  contributions: readonly Contribution[],
  measure: Measure,
): readonly Derivation[] =>
  contributions.map(({ target, value: added, rule, reading, flag }) => {
    const value = measure.tell(target.lesionId, added);
    if (!reading) return flag ? { rule, value, flags: [flag] } : { rule, value };
    const { day, factId } = reading;
    return flag
      ? { rule, value, day, facts: [factId], flags: [flag] }
      : { rule, value, day, facts: [factId] };
  });
