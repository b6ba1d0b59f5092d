import { type DayInterval, type EpochDay } from '@leptotrace/kernel';
import { type Derivation, type Flag, type Lost } from '@leptotrace/rules';
import { type CompartmentCourse, type NewLesionReading, type TimePoint } from '../model';
import { type Baseline } from './baseline';
import { type RecistRule } from './recist.rules';

/** A new lesion that counts at a time point. */
export interface NewLesion {
  readonly lesionId: string;
  /** First appearance: its index among the follow-ups, its day, and the days it may mean. */
  readonly since: number;
  readonly day: EpochDay;
  readonly dates: DayInterval;
  readonly why: Derivation;
}

/** New lesions of one time point. */
export interface NewLesions {
  readonly counted: readonly NewLesion[];
  readonly equivocal: boolean;
  readonly flags: readonly Flag[];
  readonly lost: readonly Lost[];
}

export const NOTHING_NEW: NewLesions = { counted: [], equivocal: false, flags: [], lost: [] };

/** One lesion from its first appearance on. */
interface Chain {
  readonly first: NewLesionReading;
  readonly since: number;
  readonly dates: DayInterval;
  sureAt: number | null;
  sureBy: NewLesionReading | null;
}

interface Sighting {
  readonly index: number;
  readonly reading: NewLesionReading;
  readonly chain: Chain;
}

interface Draft {
  readonly counted: NewLesion[];
  readonly flags: Set<Flag>;
  readonly lost: Lost[];
  equivocal: boolean;
}

const isSure = ({ equivocal, petOnly, baselinePetNegative }: NewLesionReading): boolean =>
  !equivocal && (!petOnly || baselinePetNegative === true);

interface Refusal {
  readonly lost: Lost;
  readonly flag?: Flag;
}

const refuse = (rule: RecistRule, { lesionId, factId, day }: NewLesionReading, reason: string): Lost => ({
  rule,
  value: lesionId,
  day,
  reason,
  facts: [factId],
});

/** Why a lesion that the source lists as new is not; `null`: it is. */
const refusalOf = (
  reading: NewLesionReading,
  baseline: Baseline,
  { compartment }: CompartmentCourse,
): Refusal | null => {
  if (baseline.context.slots.has(reading.lesionId))
    return { lost: refuse('RECIST-1.3-return', reading, 'the lesion was there at baseline') };
  if (baseline.fragments.has(reading.lesionId))
    return { lost: refuse('RECIST-1.2-split', reading, 'it is a part of a lesion that split or merged') };
  const counts = reading.regionImagedAtBaseline || compartment !== 'cns';
  if (counts || baseline.context.config.newRegionCountsAsNew) return null;
  const lost = refuse(
    'RECIST-1.7-region',
    reading,
    'baseline did not image its region; the ruleset does not count it',
  );
  return { lost, flag: 'REGION_NOT_IMAGED_AT_BASELINE' };
};

const ruleOf = ({ index, reading, chain }: Sighting): RecistRule => {
  const sureFromStart = chain.sureAt === chain.since;
  if (!sureFromStart)
    return chain.first.petOnly && !chain.first.equivocal
      ? 'RECIST-1.7-pet-confirmed'
      : 'RECIST-1.7-backdated';
  if (reading.petOnly && index === chain.since) return 'RECIST-1.7-pet-baseline';
  return reading.regionImagedAtBaseline ? 'RECIST-1.7-unequivocal' : 'RECIST-1.7-region';
};

const countedOf = (sighting: Sighting, flags: readonly Flag[]): NewLesion => {
  const { chain, reading } = sighting;
  const facts = [...new Set([chain.first.factId, reading.factId, chain.sureBy?.factId ?? reading.factId])];
  const { lesionId, day } = chain.first;
  const why: Derivation = {
    rule: ruleOf(sighting),
    value: { lesionId, site: reading.site },
    day,
    facts,
    ...(flags.length > 0 ? { flags } : {}),
  };
  return { lesionId, since: chain.since, day, dates: chain.dates, why };
};

const draftAt = (drafts: Map<number, Draft>, index: number): Draft => {
  const draft = drafts.get(index) ?? { counted: [], flags: new Set(), lost: [], equivocal: false };
  drafts.set(index, draft);
  return draft;
};

/** A lesion that a later scan shows absent is not the one that may appear after it. */
const endChains = (chains: Map<string, Chain>, { readings }: TimePoint): void => {
  if (chains.size === 0) return;
  for (const { lesionId, status } of readings) if (status === 'absent') chains.delete(lesionId);
};

const sightingOf = (
  chains: Map<string, Chain>,
  reading: NewLesionReading,
  index: number,
  { dates }: TimePoint,
): Sighting => {
  const chain = chains.get(reading.lesionId) ?? {
    first: reading,
    since: index,
    dates,
    sureAt: null,
    sureBy: null,
  };
  chains.set(reading.lesionId, chain);
  if (chain.sureAt === null && isSure(reading)) {
    chain.sureAt = index;
    chain.sureBy = reading;
  }
  return { index, reading, chain };
};

const addSighting = (draft: Draft, sighting: Sighting): void => {
  const { reading, chain } = sighting;
  const flags: Flag[] = [];
  if (!reading.regionImagedAtBaseline) flags.push('REGION_NOT_IMAGED_AT_BASELINE');
  if (chain.sureAt === null) {
    draft.equivocal = true;
    draft.flags.add('EQUIVOCAL_NEW_LESION');
    const reason = reading.equivocal
      ? 'equivocal, and no later scan confirms it'
      : 'seen on PET only, not confirmed';
    draft.lost.push(refuse('RECIST-1.7-equivocal', reading, reason));
    return;
  }
  if (chain.sureAt > chain.since) flags.push('BACKDATED');
  for (const flag of flags) draft.flags.add(flag);
  draft.counted.push(countedOf(sighting, flags));
};

/**
 * New lesions of every follow-up that has some, by its index (1.7). Looks ahead: an equivocal lesion
 * that a later scan confirms counts from its first appearance.
 */
export const newLesionsOf = (
  course: CompartmentCourse,
  baseline: Baseline,
): ReadonlyMap<number, NewLesions> => {
  const drafts = new Map<number, Draft>();
  const chains = new Map<string, Chain>();
  const sightings: Sighting[] = [];
  course.followUps.forEach((point, index) => {
    endChains(chains, point);
    for (const reading of point.newLesions) {
      const refusal = refusalOf(reading, baseline, course);
      if (!refusal) {
        sightings.push(sightingOf(chains, reading, index, point));
        continue;
      }
      const draft = draftAt(drafts, index);
      draft.lost.push(refusal.lost);
      if (refusal.flag) draft.flags.add(refusal.flag);
    }
  });
  for (const sighting of sightings) addSighting(draftAt(drafts, sighting.index), sighting);
  const done = new Map<number, NewLesions>();
  for (const [index, { flags, ...draft }] of drafts) done.set(index, { ...draft, flags: [...flags] });
  return done;
};
