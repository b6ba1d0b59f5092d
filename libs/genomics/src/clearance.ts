import { type Configuration } from '@leptotrace/rules';
import { type Clearance, type ClearanceState, type SampleState } from './answer';
import { isEvaluable } from './standing';

interface Step {
  readonly state: ClearanceState;
  readonly day: number;
  /** First negative of the run. */
  readonly firstNegative: SampleState | null;
}

const next = (before: Step | null, found: SampleState, { clearanceDays }: Configuration): Step | null => {
  if (found.state === 'DETECTED') {
    if (before === null) return { state: 'NOT_CLEARED', day: found.day, firstNegative: null };
    return before.firstNegative === null
      ? before
      : { state: 'REAPPEARED', day: found.day, firstNegative: null };
  }
  if (before === null) return null;
  if (before.firstNegative === null)
    return { state: 'CLEARED_PROVISIONAL', day: found.day, firstNegative: found };
  const confirms = found.day - before.firstNegative.day >= clearanceDays;
  return confirms && before.state === 'CLEARED_PROVISIONAL'
    ? { ...before, state: 'CONFIRMED_CLEARED', day: found.day }
    : before;
};

const RULES: Readonly<Record<ClearanceState, string>> = {
  NOT_CLEARED: 'GENO-10.4-not-cleared',
  CLEARED_PROVISIONAL: 'GENO-10.4-CLEARED_PROVISIONAL',
  CONFIRMED_CLEARED: 'GENO-10.4-CONFIRMED_CLEARED',
  REAPPEARED: 'GENO-10.4-REAPPEARED',
};

/**
 * Clearance in one kind of specimen, from a series of one state a day. Only evaluable negatives count;
 * what is not evaluable, a trace under the limit too, neither breaks nor confirms. Specification 10.4.
 */
export const clearanceOf = (series: readonly SampleState[], config: Configuration): Clearance | null => {
  const evaluable = series.filter(isEvaluable);
  let step: Step | null = null;
  for (const found of evaluable) step = next(step, found, config);
  const last = evaluable.at(-1);
  if (!step || !last) return null;
  return {
    state: step.state,
    specimen: last.specimen,
    day: step.day,
    why: {
      rule: RULES[step.state],
      value: step.state,
      day: step.day,
      sums: { clearanceDays: config.clearanceDays },
      because: evaluable.map(({ why }) => why),
      lost: series
        .filter((each) => !isEvaluable(each))
        .map(({ why, state, day, factId }) => ({
          rule: why.rule,
          value: state,
          day,
          reason: 'not evaluable: neither breaks nor confirms',
          facts: [factId],
        })),
    },
  };
};

const LEAST_CLEARED: readonly ClearanceState[] = [
  'REAPPEARED',
  'NOT_CLEARED',
  'CLEARED_PROVISIONAL',
  'CONFIRMED_CLEARED',
];

/** The least cleared of several specimens; `null` when the alteration was detected in none. */
export const leastCleared = (found: readonly (Clearance | null)[]): Clearance | null =>
  LEAST_CLEARED.flatMap((state) => found.filter((each) => each?.state === state))[0] ?? null;
