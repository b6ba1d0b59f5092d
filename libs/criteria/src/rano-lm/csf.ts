import { type EpochDay } from '@leptotrace/kernel';
import { type Configuration, type Derivation, type Flag } from '@leptotrace/rules';
import { type LmCourse, type LmEvaluation } from '../lm-model';
import { puncturesOf, type Binary, type Puncture } from './punctures';

export type CsfState =
  | 'NE'
  | 'CONVERTED_NEG'
  | 'NEG_UNCONFIRMED'
  | 'STILL_POSITIVE'
  | 'FAILED_CONVERSION'
  | 'STAYS_NEG'
  | 'CONVERTED_POS'
  | 'UNKNOWN_BASELINE';

export interface CsfFinding {
  readonly state: CsfState;
  readonly now: Binary;
  readonly baseline: Binary;
  /** Day of the puncture that decides; `null` when there is none. */
  readonly day: EpochDay | null;
  readonly flags: readonly Flag[];
  readonly why: Derivation;
}

/** State of the CSF after one puncture. */
export interface PunctureFinding extends CsfFinding {
  readonly day: EpochDay;
}

/** What the course has been through so far. */
interface Memory {
  readonly baseline: Binary;
  /** Positive at some time of this line, baseline included. */
  readonly wasPositive: boolean;
  readonly converted: boolean;
  /** Negatives in a row, each far enough after the one counted before it. */
  readonly negatives: readonly Puncture[];
}

const afterNegative = (
  memory: Memory,
  puncture: Puncture,
  { csfNegGapDays, csfNegConfirmations }: Configuration,
): Memory => {
  const last = memory.negatives.at(-1);
  const apart = last === undefined || puncture.day - last.day >= csfNegGapDays;
  const negatives = apart ? [...memory.negatives, puncture] : memory.negatives;
  const enough = memory.wasPositive && negatives.length >= csfNegConfirmations;
  return { ...memory, negatives, converted: memory.converted || enough };
};

const afterPositive = (memory: Memory): Memory => ({
  ...memory,
  wasPositive: true,
  converted: false,
  negatives: [],
});

const stateOnNegative = ({ wasPositive }: Memory, next: Memory, config: Configuration): CsfState => {
  if (!wasPositive) return 'STAYS_NEG';
  return next.negatives.length >= config.csfNegConfirmations ? 'CONVERTED_NEG' : 'NEG_UNCONFIRMED';
};

const stateOnPositive = (memory: Memory, day: EpochDay, inductionEnd: EpochDay | null): CsfState => {
  if (memory.baseline === 'neg' || memory.converted) return 'CONVERTED_POS';
  return inductionEnd !== null && day > inductionEnd ? 'FAILED_CONVERSION' : 'STILL_POSITIVE';
};

interface Stepped {
  readonly state: CsfState;
  readonly memory: Memory;
}

const step = (
  memory: Memory,
  puncture: Puncture,
  inductionEnd: EpochDay | null,
  config: Configuration,
): Stepped => {
  if (puncture.value === 'NE') return { state: 'NE', memory };
  if (memory.baseline === 'NE') return { state: 'UNKNOWN_BASELINE', memory };
  if (puncture.value === 'pos')
    return { state: stateOnPositive(memory, puncture.day, inductionEnd), memory: afterPositive(memory) };
  // Too small a sample proves no conversion; where nothing was to convert it is a negative as any other.
  if (puncture.small && memory.wasPositive && config.lowVolumeNegativeIs === 'NE')
    return { state: 'NE', memory };
  const next = afterNegative(memory, puncture, config);
  return { state: stateOnNegative(memory, next, config), memory: next };
};

const earlierNegatives = ({ negatives }: Memory, puncture: Puncture): readonly Derivation[] =>
  negatives
    .filter(({ day }) => day < puncture.day)
    .map(({ day, factIds }) => ({ rule: 'CSF-3.2-map-negative', value: 'neg', day, facts: factIds }));

/** State of the CSF after each puncture of the course, ascending by day; visits do not enter (3.2). */
export const csfCourse = (course: LmCourse, config: Configuration): readonly PunctureFinding[] => {
  const { baseline, followUps, haematological, inductionEnd } = course;
  const start = puncturesOf(baseline?.samples ?? [], haematological, config).at(-1);
  const from = start?.value ?? 'NE';
  let memory: Memory = { baseline: from, wasPositive: from === 'pos', converted: false, negatives: [] };
  const findingOf = (puncture: Puncture): PunctureFinding => {
    const { state, memory: next } = step(memory, puncture, inductionEnd?.day ?? null, config);
    memory = next;
    const { day, value, flags, factIds } = puncture;
    const failed = inductionEnd && state === 'FAILED_CONVERSION' ? [inductionEnd.factId] : [];
    const before = start
      ? [{ rule: 'CSF-3.2-sites', value: from, day: start.day, facts: start.factIds }]
      : [];
    const counted = state === 'CONVERTED_NEG' ? earlierNegatives(next, puncture) : [];
    const why: Derivation = {
      rule: `CSF-3.2-${state}`,
      value: state,
      day,
      facts: [...factIds, ...failed],
      sums: { now: value, baseline: from, negativesInRow: next.negatives.length },
      because: [...before, ...counted],
      flags,
    };
    return { state, now: value, baseline: from, day, flags, why };
  };
  const samples = followUps.flatMap((evaluation) => evaluation.samples);
  return puncturesOf(samples, haematological, config).map(findingOf);
};

const PROGRESSED: ReadonlySet<CsfState> = new Set(['CONVERTED_POS', 'FAILED_CONVERSION']);

const noPuncture = (baseline: Binary): CsfFinding => ({
  state: 'NE',
  now: 'NE',
  baseline,
  day: null,
  flags: [],
  why: { rule: 'CSF-3.2-NE', value: 'NE', sums: { now: 'NE', baseline } },
});

/**
 * State of the CSF at each evaluation, by its id: that of its last puncture, or of the first that shows
 * progression. A visit without a puncture is not evaluable; nothing is carried forward.
 */
export const csfStates = (course: LmCourse, config: Configuration): ReadonlyMap<string, CsfFinding> => {
  const states = csfCourse(course, config);
  const baseline =
    puncturesOf(course.baseline?.samples ?? [], course.haematological, config).at(-1)?.value ?? 'NE';
  const findingOf = ({ samples }: LmEvaluation): CsfFinding => {
    const days = new Set(samples.map(({ day }) => day));
    const own = states.filter(({ day }) => days.has(day));
    return own.find(({ state }) => PROGRESSED.has(state)) ?? own.at(-1) ?? noPuncture(baseline);
  };
  return new Map(course.followUps.map((evaluation) => [evaluation.id, findingOf(evaluation)]));
};
