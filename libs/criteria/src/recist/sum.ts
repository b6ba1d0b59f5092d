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

const later = (a: EpochDay | null, b: EpochDay): EpochDay => (a === null || b > a ? b : a);

/** Adds up the targets of one time point. */
export const sumOf = (targets: readonly Target[], seen: Seen, context: SumContext): TargetSum => {
  const contributions: Contribution[] = [];
  let flags: Flag[] | null = null;
  let sum = 0;
  let evaluated = 0;
  let day: EpochDay | null = null;
  for (let index = 0; index < targets.length; index += 1) {
    const found = contributionOf(targets[index] as Target, index, seen, context);
    contributions.push(found);
    if (found.flag && !flags?.includes(found.flag)) (flags ??= []).push(found.flag);
    if (found.value === null) continue;
    sum += found.value;
    evaluated += 1;
    if (found.reading) day = later(day, found.reading.day);
  }
  const complete = evaluated === targets.length;
  if (!complete && evaluated > 0) (flags ??= []).push('PARTIAL_SUM');
  return { contributions, sum, complete, evaluated, day, flags: flags ?? NO_FLAGS };
};

/** What each lesion added, as children of a derivation. */
export const contributionsWhy = (
  contributions: readonly Contribution[],
  measure: Measure,
): readonly Derivation[] =>
  contributions.map(({ target, value, rule, reading, flag }) => {
    const said = { rule, value: { lesionId: target.lesionId, [measure.value]: value } };
    const read = reading ? { ...said, day: reading.day, facts: [reading.factId] } : said;
    return flag ? { ...read, flags: [flag] } : read;
  });
