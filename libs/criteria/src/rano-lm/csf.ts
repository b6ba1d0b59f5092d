import { type EpochDay } from '@leptotrace/kernel';
import { type Configuration, type Derivation, type Flag } from '@leptotrace/rules';
import { type CytologySample, type LmCourse, type LmEvaluation, type RawCytology } from '../lm-model';

export type CsfState =
  | 'NE'
  | 'CONVERTED_NEG'
  | 'NEG_UNCONFIRMED'
  | 'STILL_POSITIVE'
  | 'FAILED_CONVERSION'
  | 'STAYS_NEG'
  | 'CONVERTED_POS'
  | 'UNKNOWN_BASELINE';

export type Binary = 'pos' | 'neg' | 'NE';

export interface CsfFinding {
  readonly state: CsfState;
  readonly now: Binary;
  readonly baseline: Binary;
  /** Day of the sample that decides; `null` when there is none. */
  readonly day: EpochDay | null;
  readonly flags: readonly Flag[];
  readonly why: Derivation;
}

const BINARY: Readonly<Record<RawCytology, Binary>> = {
  negative: 'neg',
  atypical: 'neg',
  suspicious: 'pos',
  positive: 'pos',
  insufficient: 'NE',
};

/** RANO-LM value of a raw result (3.2); a result that is not there yet says nothing. */
export const ranoLmCytology = (result: RawCytology | null): Binary =>
  result === null ? 'NE' : BINARY[result];

interface Visit {
  readonly value: Binary;
  readonly day: EpochDay | null;
  readonly factIds: readonly string[];
  /** Every negative of it came from too small a sample. */
  readonly small: boolean;
  readonly flags: readonly Flag[];
}

const isSmall = ({ volumeMl }: CytologySample, { minCsfVolumeMl }: Configuration): boolean =>
  volumeMl !== null && volumeMl < minCsfVolumeMl;

const combine = (values: readonly Binary[]): Binary => {
  if (values.includes('pos')) return 'pos';
  return values.length > 0 && values.every((value) => value === 'neg') ? 'neg' : 'NE';
};

/** What the samples of one visit say together. */
const visitOf = (
  samples: readonly CytologySample[],
  haematological: boolean,
  config: Configuration,
): Visit => {
  const counted = samples.filter(({ method }) => method === 'cytology' || haematological);
  const value = combine(counted.map(({ result }) => ranoLmCytology(result)));
  const deciding =
    value === 'pos' ? counted.filter(({ result }) => ranoLmCytology(result) === 'pos') : counted;
  const small = value === 'neg' && deciding.every((sample) => isSmall(sample, config));
  const days = deciding.map(({ day }) => day);
  const flags: Flag[] = [];
  if (counted.length < samples.length) flags.push('FLOW_CYTOMETRY_IGNORED');
  if (small) flags.push('LOW_VOLUME_NEGATIVE');
  return {
    value,
    // A positive dates from its first sample, a negative from its last.
    day: days.length === 0 ? null : value === 'pos' ? Math.min(...days) : Math.max(...days),
    factIds: samples.map(({ factId }) => factId),
    small,
    flags,
  };
};

const lastDaySamples = (samples: readonly CytologySample[]): readonly CytologySample[] => {
  const last = Math.max(...samples.map(({ day }) => day));
  return samples.filter(({ day }) => day === last);
};

/** What the course has been through so far. */
interface Memory {
  readonly baseline: Binary;
  /** Positive at some time of this line, baseline included. */
  readonly wasPositive: boolean;
  readonly converted: boolean;
  /** Confirming negatives in a row, and the day of the last one counted. */
  readonly negatives: number;
  readonly lastNegative: EpochDay | null;
}

const afterNegative = (
  memory: Memory,
  day: EpochDay,
  { csfNegGapDays, csfNegConfirmations }: Configuration,
): Memory => {
  const apart = memory.lastNegative === null || day - memory.lastNegative >= csfNegGapDays;
  const negatives = memory.negatives + (apart ? 1 : 0);
  return {
    ...memory,
    negatives,
    lastNegative: apart ? day : memory.lastNegative,
    converted: memory.converted || (memory.wasPositive && negatives >= csfNegConfirmations),
  };
};

const afterPositive = (memory: Memory): Memory => ({
  ...memory,
  wasPositive: true,
  converted: false,
  negatives: 0,
  lastNegative: null,
});

const stateOnNegative = (memory: Memory, next: Memory, { csfNegConfirmations }: Configuration): CsfState => {
  if (!memory.wasPositive) return 'STAYS_NEG';
  return next.negatives >= csfNegConfirmations ? 'CONVERTED_NEG' : 'NEG_UNCONFIRMED';
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
  visit: Visit,
  inductionEnd: EpochDay | null,
  config: Configuration,
): Stepped => {
  if (visit.value === 'NE' || visit.day === null) return { state: 'NE', memory };
  if (memory.baseline === 'NE') return { state: 'UNKNOWN_BASELINE', memory };
  if (visit.value === 'pos')
    return { state: stateOnPositive(memory, visit.day, inductionEnd), memory: afterPositive(memory) };
  // Too small a sample proves no conversion; where nothing was to convert it is a negative as any other.
  if (visit.small && memory.wasPositive && config.lowVolumeNegativeIs === 'NE')
    return { state: 'NE', memory };
  const next = afterNegative(memory, visit.day, config);
  return { state: stateOnNegative(memory, next, config), memory: next };
};

const baselineVisit = ({ baseline, haematological }: LmCourse, config: Configuration): Visit =>
  visitOf(
    baseline && baseline.samples.length > 0 ? lastDaySamples(baseline.samples) : [],
    haematological,
    config,
  );

/** State of the CSF at each evaluation, by its id (3.2). */
export const csfStates = (course: LmCourse, config: Configuration): ReadonlyMap<string, CsfFinding> => {
  const start = baselineVisit(course, config);
  let memory: Memory = {
    baseline: start.value,
    wasPositive: start.value === 'pos',
    converted: false,
    negatives: 0,
    lastNegative: null,
  };
  const inductionEnd = course.inductionEnd?.day ?? null;
  const findingOf = (evaluation: LmEvaluation): CsfFinding => {
    const visit = visitOf(evaluation.samples, course.haematological, config);
    const stepped = step(memory, visit, inductionEnd, config);
    const negativesInRow = stepped.memory.negatives;
    memory = stepped.memory;
    return {
      state: stepped.state,
      now: visit.value,
      baseline: start.value,
      day: visit.day,
      flags: visit.flags,
      why: {
        rule: `CSF-3.2-${stepped.state}`,
        value: stepped.state,
        ...(visit.day === null ? {} : { day: visit.day }),
        facts: [
          ...visit.factIds,
          ...(course.inductionEnd && stepped.state === 'FAILED_CONVERSION'
            ? [course.inductionEnd.factId]
            : []),
        ],
        sums: { now: visit.value, baseline: start.value, negativesInRow },
        because:
          start.factIds.length > 0
            ? [{ rule: 'CSF-3.2-sites', value: start.value, facts: start.factIds }]
            : [],
        flags: visit.flags,
      },
    };
  };
  return new Map(course.followUps.map((evaluation) => [evaluation.id, findingOf(evaluation)]));
};
