import { type EpochDay } from '@leptotrace/kernel';
import { type Derivation, type Flag, type Lost } from '@leptotrace/rules';
import { inMm } from '../length';
import { type SizeStatement } from '../model';
import { contributionOf, type Contribution, type SumContext, type Target } from './contribution';
import { type Measure } from './measure';
import { type Seen } from './seen';

/** Sum of the targets of one time point, in the unit of the measure (1.2). */
export interface TargetSum {
  readonly contributions: readonly Contribution[];
  /** Of the evaluable targets. */
  readonly sum: number;
  /** With the sizes that count for no response, but may prove growth. */
  readonly proof: number;
  /** What later visits are compared with. */
  readonly least: number;
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

const added = (contributions: readonly Contribution[], what: 'value' | 'proof' | 'least'): number =>
  contributions.reduce((sum, each) => sum + (each[what] ?? 0), 0);

/** Last scan of the targets that show a size, for a response or for growth. */
const lastScan = (contributions: readonly Contribution[]): EpochDay | null => {
  const days = contributions.flatMap(({ proof, reading }) =>
    proof !== null && reading ? [reading.day] : [],
  );
  return days.length > 0 ? Math.max(...days) : null;
};

/** Adds up the targets of one time point. */
export const sumOf = (targets: readonly Target[], seen: Seen, context: SumContext): TargetSum => {
  const contributions = targets.map((target, index) => contributionOf(target, index, seen, context));
  const evaluated = contributions.filter(({ value }) => value !== null).length;
  const complete = evaluated === targets.length;
  return {
    contributions,
    sum: added(contributions, 'value'),
    proof: added(contributions, 'proof'),
    least: added(contributions, 'least'),
    complete,
    evaluated,
    day: lastScan(contributions),
    flags: flagsOf(contributions, !complete && evaluated > 0),
  };
};

const statementLost = ({ factId, day, status, longest, shortAxis }: SizeStatement): Lost => {
  const size = shortAxis ?? longest;
  return {
    rule: 'RECIST-1.2-two-statements',
    value: size === null ? status : { status, mm: inMm(size) },
    day,
    reason: 'one of several statements about this lesion at this visit',
    facts: [factId],
  };
};

/** What each lesion added, as children of a derivation. */
export const contributionsWhy = (
  contributions: readonly Contribution[],
  measure: Measure,
): readonly Derivation[] =>
  contributions.map(({ target, value: added, rule, reading, flag }) => {
    const value = measure.tell(target.lesionId, added);
    const flags = flag ? { flags: [flag] } : {};
    if (!reading) return { rule, value, ...flags };
    const { day, factId, conflict } = reading;
    return conflict
      ? {
          rule,
          value,
          day,
          facts: [factId],
          flags: [...(flags.flags ?? []), 'CONFLICTING_SIZES'],
          lost: conflict.statements.map(statementLost),
        }
      : { rule, value, day, facts: [factId], ...flags };
  });
