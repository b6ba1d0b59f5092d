import { type Configuration, type Derivation, type Flag } from '@leptotrace/rules';
import { type SteroidDose } from '../model';
import { type RanoBmRule } from './rano-bm.rules';

/** Milligrams that equal each other (2.4). */
const EQUAL_DOSES: Readonly<Partial<Record<string, number>>> = {
  dexamethasone: 0.75,
  methylprednisolone: 4,
  prednisone: 5,
  prednisolone: 5,
  hydrocortisone: 20,
};

const DEXAMETHASONE = 0.75;
/** 30 mg of hydrocortisone a day, the upper end of physiological replacement. */
const REPLACEMENT_MG = 1.125;
/** Doses are products of fractions; they differ only beyond this. */
const SAME_DOSE_MG = 1e-6;

/** Dexamethasone mg/day of a dose of another steroid (2.4); `null`: no equivalent is known. */
export const dexamethasoneEquivalent = (agent: string, mgPerDay: number): number | null => {
  const equal = Object.hasOwn(EQUAL_DOSES, agent) ? EQUAL_DOSES[agent] : undefined;
  return equal === undefined || !Number.isFinite(mgPerDay) ? null : (mgPerDay * DEXAMETHASONE) / equal;
};

/** Is a dexamethasone-equivalent dose no more than physiological replacement? It then counts as none (2.4). */
export const isReplacementDose = (dexamethasoneMgPerDay: number): boolean =>
  dexamethasoneMgPerDay <= REPLACEMENT_MG + SAME_DOSE_MG;

/** `unsaid`: the dose is unknown and the item ignored; `NE`: unknown, and the ruleset wants an answer. */
export type SteroidItem = 'none' | 'stable-or-less' | 'more' | 'unsaid' | 'NE';

export interface SteroidFinding {
  readonly item: SteroidItem;
  readonly why: Derivation;
  readonly flags: readonly Flag[];
}

const effective = (dose: SteroidDose | null): number | null => {
  if (dose === null) return null;
  return dose.replacement ? 0 : dose.dexamethasoneMgPerDay;
};

const compare = (now: number | null, before: number | null): SteroidItem | null => {
  if (now === null) return null;
  if (now === 0) return 'none';
  if (before === null) return null;
  return now - before > SAME_DOSE_MG ? 'more' : 'stable-or-less';
};

const NO_FLAGS: readonly Flag[] = [];
const UNKNOWN: readonly Flag[] = ['STEROID_UNKNOWN'];

/** Steroid at the scan against that at baseline (2.4). */
export const steroidItem = (
  now: SteroidDose | null,
  before: SteroidDose | null,
  { steroidUnknown }: Configuration,
): SteroidFinding => {
  const compared = compare(effective(now), effective(before));
  const item = compared ?? (steroidUnknown === 'NE' ? 'NE' : 'unsaid');
  const flags = compared === null ? UNKNOWN : NO_FLAGS;
  const rule: RanoBmRule = compared === null ? 'RANOBM-2.4-steroid-unknown' : 'RANOBM-2.4-steroid';
  const why: Derivation = {
    rule,
    value: item,
    facts: [...(now?.factIds ?? []), ...(before?.factIds ?? [])],
    sums: { dexamethasoneMgPerDay: effective(now), baselineDexamethasoneMgPerDay: effective(before) },
    flags,
  };
  return { item, why, flags };
};
