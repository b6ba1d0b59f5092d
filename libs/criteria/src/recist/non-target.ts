import { type EpochDay } from '@leptotrace/kernel';
import { type Derivation, type Flag } from '@leptotrace/rules';
import { type LesionReading, type TimePoint } from '../model';
import { type Baseline } from './baseline';
import { NODE_DISEASE } from './measurability';
import { type RecistRule } from './recist.rules';
import { type Seen } from './seen';
import { grewByFifth, grewByFiveMm } from './target-response';

export type NonTargetValue = 'CR' | 'NON_CR_NON_PD' | 'NE' | 'PD' | 'NA';

export interface NonTargetFinding {
  readonly value: NonTargetValue;
  /** First scan with unequivocal progression; otherwise `null`. */
  readonly day: EpochDay | null;
  readonly why: Derivation;
  readonly flags: readonly Flag[];
}

type State = 'absent' | 'present' | 'not-evaluable' | 'unsaid';

const NO_FLAGS: readonly Flag[] = [];

const NOT_APPLICABLE: NonTargetFinding = {
  value: 'NA',
  day: null,
  why: { rule: 'RECIST-1.5-NA', value: 'NA' },
  flags: NO_FLAGS,
};

const isNormalNode = ({ kind, shortAxis }: LesionReading): boolean =>
  kind === 'node' && shortAxis !== null && shortAxis < NODE_DISEASE;

const stateOf = (reading: LesionReading | undefined): State => {
  if (!reading || reading.status === 'not-assessed') return 'unsaid';
  if (reading.status === 'not-evaluable') return 'not-evaluable';
  return reading.status === 'absent' || isNormalNode(reading) ? 'absent' : 'present';
};

const WHOLE: Readonly<Record<NonNullable<TimePoint['nonTargets']>['status'], State>> = {
  absent: 'absent',
  present: 'present',
  'unequivocal-progression': 'present',
  'not-evaluable': 'not-evaluable',
};

interface Stated {
  readonly day: EpochDay;
  readonly factId: string;
}

const NOBODY: readonly Stated[] = [];

const isStated = (reading: LesionReading | undefined): reading is LesionReading =>
  reading !== undefined && reading.unequivocalProgression;

/** Every unequivocal progression that a reader stated, whatever lesion but a target it was. */
const progressions = ({ nonTargets: whole }: TimePoint, { nonTargets, others }: Seen): readonly Stated[] => {
  const asWhole = whole?.status === 'unequivocal-progression' ? [whole] : NOBODY;
  return nonTargets.some(isStated) || others.some(isStated)
    ? [...nonTargets.filter(isStated), ...others.filter(isStated), ...asWhole]
    : asWhole;
};

const progressed = (found: readonly Stated[]): NonTargetFinding => {
  const day = Math.min(...found.map((one) => one.day));
  const why = { rule: 'RECIST-1.5-PD', value: 'PD', day, facts: found.map(({ factId }) => factId) };
  return { value: 'PD', day, why, flags: NO_FLAGS };
};

interface Tally {
  present: number;
  notEvaluable: number;
}

/** A statement about the non-targets as a whole covers those of which nothing is said one by one. */
const tallyOf = (point: TimePoint, baseline: Baseline, seen: Seen): Tally => {
  const whole = point.nonTargets ? WHOLE[point.nonTargets.status] : 'unsaid';
  const tally: Tally = { present: 0, notEvaluable: 0 };
  const add = (state: State): void => {
    if (state === 'present') tally.present += 1;
    if (state === 'not-evaluable' || state === 'unsaid') tally.notEvaluable += 1;
  };
  for (let index = 0; index < baseline.nonTargets.length; index += 1) {
    const state = stateOf(seen.nonTargets[index]);
    add(state === 'unsaid' ? whole : state);
  }
  if (whole !== 'unsaid' || baseline.nonTargetsAsWhole) add(whole);
  return tally;
};

const decide = ({ present, notEvaluable }: Tally, markers: boolean): [NonTargetValue, RecistRule] => {
  if (notEvaluable > 0) return ['NE', 'RECIST-1.5-NE'];
  return present > 0 || markers ? ['NON_CR_NON_PD', 'RECIST-1.5-NON_CR_NON_PD'] : ['CR', 'RECIST-1.5-CR'];
};

const hasGrown = (baseline: Baseline, seen: Seen): boolean => {
  for (let index = 0; index < baseline.nonTargets.length; index += 1) {
    const before = baseline.nonTargets[index]?.size ?? null;
    const reading = seen.nonTargets[index];
    const now = reading?.status === 'measured' ? baseline.context.measure.of(reading) : null;
    if (before === null || now === null) continue;
    if (grewByFifth(now, before) && grewByFiveMm(now, before)) return true;
  }
  return false;
};

const factsOf = (point: TimePoint, seen: Seen): readonly string[] => {
  const facts: string[] = [];
  for (const reading of seen.nonTargets) if (reading) facts.push(reading.factId);
  if (point.nonTargets) facts.push(point.nonTargets.factId);
  return facts;
};

/** Response of the non-targets at one time point (1.5). */
export const nonTargetResponse = (point: TimePoint, baseline: Baseline, seen: Seen): NonTargetFinding => {
  const worse = progressions(point, seen);
  if (worse.length > 0) return progressed(worse);
  const said = point.nonTargets !== null && point.nonTargets.status !== 'absent';
  if (baseline.nonTargets.length === 0 && !baseline.nonTargetsAsWhole && !said) return NOT_APPLICABLE;
  const tally = tallyOf(point, baseline, seen);
  const [value, rule] = decide(tally, point.markersElevated === true);
  const grown = hasGrown(baseline, seen);
  const flags: readonly Flag[] = grown ? ['NT_SIZE_INCREASE'] : NO_FLAGS;
  const why: Derivation = {
    rule,
    value,
    facts: factsOf(point, seen),
    sums: {
      nonTargets: baseline.nonTargets.length,
      present: tally.present,
      notEvaluable: tally.notEvaluable,
    },
    ...(grown ? { lost: [GREW], flags } : {}),
  };
  return { value, day: null, why, flags };
};

const GREW = {
  rule: 'RECIST-1.5-human',
  value: 'PD',
  reason: 'a non-target grew by 20 % and 5 mm, but no reader called it unequivocal',
};
