import { type Configuration, type Flag } from '@leptotrace/rules';
import { type LesionReading } from '../model';
import { type Measure } from './measure';
import { type RecistRule } from './recist.rules';
import { type Seen, type Slots } from './seen';

/** A target as the baseline has it. */
export interface Target {
  readonly lesionId: string;
  readonly node: boolean;
  readonly baselineDay: number;
}

/** What one target adds to the sum; `value` is `null` when it was not evaluable. */
export interface Contribution {
  readonly target: Target;
  readonly value: number | null;
  /** What it adds where only progression is asked for: a size that counts for no response may prove growth. */
  readonly proof: number | null;
  /** What later visits are compared with: less than the value where two sizes are stated. */
  readonly least: number | null;
  readonly rule: RecistRule;
  readonly reading: LesionReading | undefined;
  readonly flag: Flag | null;
  /** Disease is there: not absent, and not merely uncounted. */
  readonly present: boolean;
}

export interface SumContext {
  readonly measure: Measure;
  readonly config: Configuration;
  readonly slots: Slots;
}

interface Amount {
  readonly value: number | null;
  readonly proof?: number | null;
  readonly rule: RecistRule;
  readonly flag?: Flag;
}

const UNSEEN: Amount = { value: null, rule: 'RECIST-1.2-not-evaluable' };
const GONE: Amount = { value: 0, rule: 'RECIST-1.2-absent' };

const plainValue = (reading: LesionReading, { measure, config }: SumContext): number | null => {
  if (reading.status === 'absent') return 0;
  if (reading.status === 'too-small') return measure.of(reading) ?? measure.tooSmall(config);
  return reading.status === 'measured' ? measure.of(reading) : null;
};

const readingById = (seen: Seen, lesionId: string): LesionReading | undefined =>
  seen.all.find((reading) => reading.lesionId === lesionId);

const isTarget = ({ slots }: SumContext, lesionId: string): boolean => slots.get(lesionId)?.target === true;

/** Fragments that are targets themselves count by themselves; a fragment without a size spoils the sum. */
const splitValue = (reading: LesionReading, seen: Seen, context: SumContext): number | null => {
  const own = context.measure.of(reading);
  const parts = reading.parts.filter((id) => id !== reading.lesionId && !isTarget(context, id));
  const fragments = parts.map((id) => readingById(seen, id));
  if (fragments.every((fragment) => fragment === undefined)) return own;
  let sum = reading.parts.includes(reading.lesionId) ? own : 0;
  for (const fragment of fragments) {
    const value = fragment ? plainValue(fragment, context) : null;
    sum = sum === null || value === null ? null : sum + value;
  }
  return sum;
};

/** Every lesion that merged with this one, through any of the merged readings that name each other. */
const conglomerate = (lesionId: string, merged: readonly LesionReading[]): ReadonlySet<string> => {
  const members = new Set([lesionId]);
  let before = 0;
  while (members.size > before) {
    before = members.size;
    for (const { lesionId: id, parts } of merged) {
      if (!members.has(id) && !parts.some((part) => members.has(part))) continue;
      members.add(id);
      for (const part of parts) members.add(part);
    }
  }
  return members;
};

const maximum = (values: readonly (number | null)[]): number | null =>
  values.reduce<number | null>((max, value) => (value === null ? max : Math.max(max ?? 0, value)), null);

/** A conglomerate counts once, at its first target that is not measured by itself; the others count nothing. */
const mergedAmount = (target: Target, seen: Seen, context: SumContext): Amount => {
  const members = [...conglomerate(target.lesionId, seen.merged)].sort();
  const readings = members.flatMap((id) => readingById(seen, id) ?? []);
  const separate = (id: string): boolean => readingById(seen, id)?.status === 'measured';
  const holder = members.find((id) => isTarget(context, id) && !separate(id));
  const rule = 'RECIST-1.2-merged';
  if (holder !== target.lesionId) return { value: 0, rule, flag: 'MERGED_LESIONS' };
  const sizes = (wanted: (reading: LesionReading) => boolean): number | null =>
    maximum(readings.filter(wanted).map((reading) => context.measure.of(reading)));
  const whole = sizes(({ status }) => status === 'merged');
  if (whole !== null) return { value: whole, rule, flag: 'MERGED_LESIONS' };
  const counted = readings.some(
    ({ lesionId, status }) => status === 'measured' && isTarget(context, lesionId),
  );
  const elsewhere = counted ? 0 : sizes(({ status }) => status === 'measured');
  return { value: elsewhere, rule, flag: 'MERGED_LESIONS' };
};

const measuredAmount = (reading: LesionReading, context: SumContext): Amount => {
  const value = context.measure.of(reading);
  if (value === null) return UNSEEN;
  return { value, rule: reading.kind === 'node' ? 'RECIST-1.2-node' : 'RECIST-1.2-measured' };
};

const treatedOnStudy = ({ localProcedures, day }: LesionReading, { baselineDay }: Target): boolean =>
  localProcedures.some((treated) => treated > baselineDay && treated <= day);

const namedAsMerged = ({ lesionId }: Target, { merged }: Seen): boolean =>
  merged.some(({ parts }) => parts.includes(lesionId));

const unmeasured = (target: Target, reading: LesionReading, seen: Seen, context: SumContext): Amount => {
  switch (reading.status) {
    case 'absent':
      return GONE;
    case 'too-small':
      return { value: plainValue(reading, context), rule: 'RECIST-1.2-too-small' };
    case 'split':
      return { value: splitValue(reading, seen, context), rule: 'RECIST-1.2-split' };
    case 'merged':
      return mergedAmount(target, seen, context);
    default:
      return namedAsMerged(target, seen) ? mergedAmount(target, seen, context) : UNSEEN;
  }
};

const amountOf = (
  target: Target,
  reading: LesionReading | undefined,
  seen: Seen,
  context: SumContext,
): Amount => {
  if (!reading) return namedAsMerged(target, seen) ? mergedAmount(target, seen, context) : UNSEEN;
  const amount =
    reading.status === 'measured'
      ? measuredAmount(reading, context)
      : unmeasured(target, reading, seen, context);
  if (!treatedOnStudy(reading, target)) return amount;
  const rule = 'RECIST-1.2-local-therapy';
  return { value: null, proof: amount.value, rule, flag: 'LOCAL_THERAPY_TO_TARGET' };
};

const leastOf = (reading: LesionReading | undefined, value: number | null, { measure }: SumContext) => {
  if (value === null || reading?.conflict === undefined) return value;
  return Math.min(value, measure.of({ ...reading, ...reading.conflict.least }) ?? value);
};

/** What a target adds to the sum of a time point (1.2). `index`: its place among the targets. */
export const contributionOf = (
  target: Target,
  index: number,
  seen: Seen,
  context: SumContext,
): Contribution => {
  const reading = seen.targets[index];
  const { value, rule, flag, proof = value } = amountOf(target, reading, seen, context);
  const present = proof !== null && (proof > 0 || flag === 'MERGED_LESIONS');
  const least = leastOf(reading, value, context);
  return { target, value, proof, least, rule, reading, flag: flag ?? null, present };
};
