import { type Configuration } from '@leptotrace/rules';
import { type Clearance, type ClearanceState, type SampleState } from './answer';
import { isEvaluable } from './standing';

interface Step {
  readonly state: ClearanceState;
  readonly day: number;
  /** First negative of the run. */
  readonly firstNegative: SampleState | null;
  /** An evaluable negative came after the first detection. */
  readonly wasNegative: boolean;
}

const DETECTED_FIRST = { state: 'NOT_CLEARED', firstNegative: null, wasNegative: false } as const;

/** Detected again is a return; a finding that may be it ends a run of negatives and tells no more. */
const found = (before: Step | null, { state, day }: SampleState): Step | null => {
  if (state === 'DETECTED') {
    if (before === null) return { ...DETECTED_FIRST, day };
    return before.wasNegative && before.state !== 'REAPPEARED'
      ? { ...before, state: 'REAPPEARED', day, firstNegative: null }
      : before;
  }
  return before?.firstNegative ? { ...before, state: 'NOT_CLEARED', day, firstNegative: null } : before;
};

const next = (before: Step | null, sample: SampleState, { clearanceDays }: Configuration): Step | null => {
  if (sample.state !== 'NOT_DETECTED') return found(before, sample);
  if (before === null) return null;
  const { firstNegative } = before;
  if (firstNegative === null)
    return { state: 'CLEARED_PROVISIONAL', day: sample.day, firstNegative: sample, wasNegative: true };
  const confirms = sample.day - firstNegative.day >= clearanceDays;
  return confirms && before.state === 'CLEARED_PROVISIONAL'
    ? { ...before, state: 'CONFIRMED_CLEARED', day: sample.day }
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
 * what is not evaluable, a trace under the limit too, neither breaks nor confirms. A finding that may be the
 * alteration ends a run of negatives. Specification 10.4.
 */
export const clearanceOf = (series: readonly SampleState[], config: Configuration): Clearance | null => {
  const counted = series.filter((each) => isEvaluable(each) || each.open);
  let step: Step | null = null;
  for (const sample of counted) step = next(step, sample, config);
  const last = counted.at(-1);
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
      because: counted.map(({ why }) => why),
      lost: series
        .filter((each) => !isEvaluable(each) && !each.open)
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
