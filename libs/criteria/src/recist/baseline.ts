import { type Configuration, type Derivation, type Flag } from '@leptotrace/rules';
import { type BaselineFinding, type CompartmentCourse, type TimePoint } from '../model';
import { rolesOf, type Roles, type TargetPolicy } from './choose-targets';
import { type SumContext, type Target } from './contribution';
import { seenAt, type Slot } from './seen';
import { sumOf, type TargetSum } from './sum';

export interface NonTarget {
  readonly lesionId: string;
  /** Size at baseline in the unit of the measure, where known. */
  readonly size: number | null;
}

/** The baseline as the walk over the follow-up needs it. */
export interface Baseline {
  readonly finding: BaselineFinding;
  readonly targets: readonly Target[];
  readonly nonTargets: readonly NonTarget[];
  /** The source speaks of non-targets as a whole. */
  readonly nonTargetsAsWhole: boolean;
  readonly context: SumContext;
  /** `null` without targets. */
  readonly sum: TargetSum | null;
  /** Flags that hold for every response. */
  readonly flags: readonly Flag[];
  /** Ids of lesions into which others split or merged: never new. */
  readonly fragments: ReadonlySet<string>;
}

type Disease = BaselineFinding['disease'];

const WHOLE_DISEASE: readonly string[] = ['present', 'unequivocal-progression'];

/** What is wrong with the point as a baseline; `null`: nothing. */
const unfit = (course: CompartmentCourse, { maxBaselineDays }: Configuration): string | null => {
  const { baseline, origin } = course;
  if (!baseline) return 'no assessment at baseline';
  if (baseline.day > origin) return 'the assessment is after the origin';
  if (origin - baseline.day > maxBaselineDays) return 'the assessment is too old';
  return baseline.imaged === false ? 'no imaging at baseline says which lesions it shows' : null;
};

const fragmentsOf = ({ followUps, baseline }: CompartmentCourse): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const point of baseline ? [baseline, ...followUps] : followUps)
    for (const { parts } of point.readings) for (const part of parts) found.add(part);
  return found;
};

const slotsOf = (roles: Roles, alsoKnown: readonly string[]): ReadonlyMap<string, Slot> => {
  const slots = new Map<string, Slot>();
  roles.targets.forEach(({ reading }, index) => slots.set(reading.lesionId, { target: true, index }));
  roles.nonTargets.forEach(({ reading }, index) => slots.set(reading.lesionId, { target: false, index }));
  alsoKnown.forEach((lesionId, place) =>
    slots.set(lesionId, { target: false, index: roles.nonTargets.length + place }),
  );
  return slots;
};

const diseaseOf = (point: TimePoint, targets: number, nonTargets: number): Disease => {
  if (targets > 0) return 'target';
  if (nonTargets > 0 || WHOLE_DISEASE.includes(point.nonTargets?.status ?? '')) return 'non-target-only';
  return point.nonTargets?.status === 'not-evaluable' ? 'unknown' : 'none';
};

const lesionsWhy = (roles: Roles, policy: TargetPolicy): readonly Derivation[] => {
  const tell =
    (as: string) =>
    ({ reading, is, rule }: Roles['targets'][number]): Derivation => ({
      rule: reading.role === as ? policy.statedRole : rule,
      value: { lesionId: reading.lesionId, role: as, class: is },
      day: reading.day,
      facts: [reading.factId],
      ...(reading.role === as ? { because: [{ rule, value: is }] } : {}),
    });
  return [...roles.targets.map(tell('target')), ...roles.nonTargets.map(tell('non-target'))];
};

const without = (course: CompartmentCourse, reason: string, context: SumContext): Baseline => {
  const { baseline, origin } = course;
  const old = baseline !== null && origin - baseline.day > context.config.maxBaselineDays;
  const flags: readonly Flag[] = old ? ['BASELINE_TOO_OLD'] : [];
  return {
    finding: {
      timePointId: null,
      day: null,
      disease: 'unknown',
      adequate: false,
      why: {
        rule: 'RECIST-0.4-baseline',
        value: 'unknown',
        lost: [{ rule: 'RECIST-0.4-baseline', reason, facts: baseline?.factIds ?? [] }],
        flags,
      },
    },
    targets: [],
    nonTargets: [],
    nonTargetsAsWhole: false,
    context,
    sum: null,
    flags,
    fragments: new Set(),
  };
};

const flagsOfBaseline = (point: TimePoint, roles: Roles, origin: number): readonly Flag[] => [
  ...new Set<Flag>([
    ...point.flags,
    ...(point.day === origin ? (['SAME_DAY_BASELINE'] as const) : []),
    ...roles.flags,
  ]),
];

/** Lesions that the baseline lists only as new against an older scan. */
const onlyListedAsNew = ({ readings, newLesions }: TimePoint): readonly string[] => {
  const read = new Set(readings.map(({ lesionId }) => lesionId));
  return newLesions.flatMap(({ lesionId, equivocal }) => (equivocal || read.has(lesionId) ? [] : [lesionId]));
};

const numbersOf = (
  { day }: TimePoint,
  origin: number,
  sum: TargetSum | null,
  context: SumContext,
): Derivation['sums'] => ({
  gapDays: origin - day,
  ...(sum ? { [context.measure.baseline]: context.measure.shown(sum.sum), evaluated: sum.evaluated } : {}),
});

const found = (
  course: CompartmentCourse,
  point: TimePoint,
  policy: TargetPolicy,
  config: Configuration,
): Baseline => {
  const roles = rolesOf(point.readings, policy, config);
  const alsoKnown = onlyListedAsNew(point);
  const slots = slotsOf(roles, alsoKnown);
  const context: SumContext = { measure: policy.measure, config, slots };
  const targets = roles.targets.map(({ reading }) => ({
    lesionId: reading.lesionId,
    node: reading.kind === 'node',
    baselineDay: reading.day,
  }));
  const nonTargets = [
    ...roles.nonTargets.map(({ reading }) => ({
      lesionId: reading.lesionId,
      size: policy.measure.of(reading),
    })),
    ...alsoKnown.map((lesionId) => ({ lesionId, size: null })),
  ];
  const sum = targets.length > 0 ? sumOf(targets, seenAt(point, slots), context) : null;
  const disease = diseaseOf(point, targets.length, nonTargets.length);
  const flags = flagsOfBaseline(point, roles, course.origin);
  const why: Derivation = {
    rule: 'RECIST-0.4-baseline',
    value: disease,
    day: point.day,
    facts: point.factIds,
    sums: numbersOf(point, course.origin, sum, context) as NonNullable<Derivation['sums']>,
    because: lesionsWhy(roles, policy),
    lost: roles.lost,
    flags,
  };
  const adequate = disease !== 'unknown' && (sum === null || sum.complete);
  return {
    finding: { timePointId: point.id, day: point.day, disease, adequate, why },
    targets,
    nonTargets,
    nonTargetsAsWhole: WHOLE_DISEASE.includes(point.nonTargets?.status ?? ''),
    context,
    sum,
    flags,
    fragments: fragmentsOf(course),
  };
};

/** Classifies the baseline of a course by the policy of a criterion (0.4, 1.1). */
export const baselineFor = (
  course: CompartmentCourse,
  policy: TargetPolicy,
  config: Configuration,
): Baseline => {
  const reason = unfit(course, config);
  return reason === null && course.baseline
    ? found(course, course.baseline, policy, config)
    : without(course, reason ?? '', { measure: policy.measure, config, slots: new Map() });
};
