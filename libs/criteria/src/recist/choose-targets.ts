import { type Site } from '@leptotrace/clinical';
import { type Configuration, type Flag, type Lost } from '@leptotrace/rules';
import { type LesionReading } from '../model';
import { type Classified } from './measurability';
import { type Measure } from './measure';

/** What a criterion asks of targets. */
export interface TargetPolicy {
  readonly classify: (reading: LesionReading, config: Configuration) => Classified;
  readonly measure: Measure;
  readonly maxTotal: number;
  readonly maxPerOrgan: number;
  /** Rule of the baseline in derivations. */
  readonly chosenBySize: string;
  readonly statedRole: string;
}

export interface ClassifiedLesion extends Classified {
  readonly reading: LesionReading;
}

export interface Roles {
  readonly targets: readonly ClassifiedLesion[];
  readonly nonTargets: readonly ClassifiedLesion[];
  readonly flags: readonly Flag[];
  readonly lost: readonly Lost[];
  readonly bySize: boolean;
}

const ORGANS: Readonly<Partial<Record<Site, string>>> = {
  brainstem: 'brain-parenchyma',
  cerebellum: 'brain-parenchyma',
  vertebra: 'bone',
  skull: 'bone',
};

/** Organ of a lesion for the limit an organ: pairs are one, all nodes are one by default (1.1). */
export const organOf = ({ kind, site }: LesionReading, { nodesAsOneOrgan }: Configuration): string =>
  kind === 'node' && nodesAsOneOrgan ? 'lymph-node' : (ORGANS[site] ?? site);

const byId = (a: ClassifiedLesion, b: ClassifiedLesion): number =>
  a.reading.lesionId < b.reading.lesionId ? -1 : 1;

const bySizeThenId =
  (measure: Measure) =>
  (a: ClassifiedLesion, b: ClassifiedLesion): number =>
    Number(a.reading.kind === 'cystic') - Number(b.reading.kind === 'cystic') ||
    (measure.of(b.reading) ?? 0) - (measure.of(a.reading) ?? 0) ||
    byId(a, b);

const isDisease = ({ is, reading }: ClassifiedLesion): boolean =>
  is !== 'normal' || (reading.role === 'non-target' && reading.status !== 'absent');

const statedFlags = (
  targets: readonly ClassifiedLesion[],
  policy: TargetPolicy,
  config: Configuration,
): readonly Flag[] => {
  const flags: Flag[] = [];
  const organs = new Map<string, number>();
  for (const { reading } of targets) {
    const organ = organOf(reading, config);
    organs.set(organ, (organs.get(organ) ?? 0) + 1);
  }
  const crowded = [...organs.values()].some((count) => count > policy.maxPerOrgan);
  if (targets.length > policy.maxTotal || crowded) flags.push('TARGET_LIMIT_EXCEEDED');
  if (targets.some(({ is }) => is !== 'measurable' && is !== 'unknown')) flags.push('TARGET_NOT_MEASURABLE');
  return flags;
};

const stated = (
  lesions: readonly ClassifiedLesion[],
  policy: TargetPolicy,
  config: Configuration,
): Omit<Roles, 'nonTargets'> => {
  const targets = lesions.filter(({ reading }) => reading.role === 'target');
  return { targets, flags: statedFlags(targets, policy, config), lost: [], bySize: false };
};

const chosen = (
  lesions: readonly ClassifiedLesion[],
  policy: TargetPolicy,
  config: Configuration,
): Omit<Roles, 'nonTargets'> => {
  const targets: ClassifiedLesion[] = [];
  const lost: Lost[] = [];
  const organs = new Map<string, number>();
  const candidates = lesions
    .filter(({ is, reading }) => is === 'measurable' && reading.role !== 'non-target')
    .sort(bySizeThenId(policy.measure));
  for (const lesion of candidates) {
    const organ = organOf(lesion.reading, config);
    const inOrgan = organs.get(organ) ?? 0;
    if (targets.length < policy.maxTotal && inOrgan < policy.maxPerOrgan) {
      targets.push(lesion);
      organs.set(organ, inOrgan + 1);
      continue;
    }
    const full =
      inOrgan >= policy.maxPerOrgan ? `the organ (${organ}) has its targets` : 'all targets are taken';
    lost.push({
      rule: policy.chosenBySize,
      value: lesion.reading.lesionId,
      reason: `measurable, but ${full}`,
      facts: [lesion.reading.factId],
    });
  }
  return { targets, flags: targets.length > 0 ? ['TARGETS_CHOSEN_BY_SIZE'] : [], lost, bySize: true };
};

/**
 * Targets and non-targets of the baseline (1.1): stated roles win; where the source names no target,
 * the largest measurable lesions within the limits. Both lists are ascending by lesion id.
 */
export const rolesOf = (
  readings: readonly LesionReading[],
  policy: TargetPolicy,
  config: Configuration,
): Roles => {
  const lesions = readings.map((reading) => ({ reading, ...policy.classify(reading, config) })).sort(byId);
  const named = readings.some(({ role }) => role === 'target');
  const roles = (named ? stated : chosen)(lesions, policy, config);
  const taken = new Set(roles.targets);
  const nonTargets = lesions.filter((lesion) => !taken.has(lesion) && isDisease(lesion));
  // Whoever states that a lesion is non-target needs no size of it.
  const unknown = lesions.some(({ is, reading }) => is === 'unknown' && reading.role !== 'non-target');
  return {
    ...roles,
    targets: [...roles.targets].sort(byId),
    nonTargets,
    flags: unknown ? [...roles.flags, 'MEASURABILITY_UNKNOWN'] : roles.flags,
  };
};
