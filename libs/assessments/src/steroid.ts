import { AGENTS, inBaseUnit, isMass, type FactOf } from '@leptotrace/clinical';
import { dexamethasoneEquivalent, isReplacementDose, type SteroidDose } from '@leptotrace/criteria';
import { type EpochDay } from '@leptotrace/kernel';
import { type Configuration } from '@leptotrace/rules';
import { placedOf, type Placed } from './placement';
import { changesOf } from './therapy-lines';

type Dose = FactOf<'TherapyStarted'>['dose'];

interface InEffect {
  readonly dose: Dose;
  readonly schedule: string | undefined;
  readonly running: boolean;
}

const PER_DAY: readonly (readonly [RegExp, number])[] = [
  [/\b(four times|qid|every 6 ?h|6[- ]hourly|4x)/i, 4],
  [/\b(three times|tid|every 8 ?h|8[- ]hourly|3x)/i, 3],
  [/\b(twice|bid|every 12 ?h|12[- ]hourly|2x)/i, 2],
  [/\b(once|daily|qd|a day|per day|every 24 ?h|1x)/i, 1],
];

/** Doses a day that a schedule means; `null` when its words do not tell. */
export const dosesPerDay = (schedule: string | undefined): number | null =>
  PER_DAY.find(([words]) => words.test(schedule ?? ''))?.[1] ?? null;

const mgPerDay = ({ dose, schedule }: InEffect): number | null => {
  const perDay = dosesPerDay(schedule);
  if (!dose || perDay === null || !isMass(dose.unit)) return null;
  return inBaseUnit(dose.value, dose.unit) * perDay;
};

const stateOn = (facts: readonly Placed[], start: Placed<'TherapyStarted'>, day: EpochDay): InEffect => {
  let state: InEffect = { dose: start.fact.dose, schedule: start.fact.schedule, running: true };
  for (const { fact, day: changed } of changesOf(facts, start.factId)) {
    if (changed > day) break;
    if (fact.kind === 'TherapyHeld' || fact.kind === 'TherapyStopped') state = { ...state, running: false };
    else state = { dose: fact.dose ?? state.dose, schedule: fact.schedule ?? state.schedule, running: true };
  }
  return state;
};

const isSteroid = ({ fact }: Placed<'TherapyStarted'>): boolean =>
  fact.agent !== 'other' && AGENTS[fact.agent].group === 'steroid';

const onDay = (
  facts: readonly Placed[],
  starts: readonly Placed<'TherapyStarted'>[],
  day: EpochDay,
): SteroidDose => {
  const running = starts
    .filter((start) => start.day <= day)
    .map((start) => ({ start, state: stateOn(facts, start, day) }))
    .filter(({ state }) => state.running);
  const doses = running.map(({ start, state }) => {
    const mg = mgPerDay(state);
    return mg === null ? null : dexamethasoneEquivalent(start.fact.agent, mg);
  });
  const known = doses.every((dose) => dose !== null);
  const sum = known ? doses.reduce<number>((total, dose) => total + (dose ?? 0), 0) : null;
  return {
    dexamethasoneMgPerDay: sum,
    replacement: sum !== null && isReplacementDose(sum),
    factIds: running.map(({ start }) => start.factId),
  };
};

const MEAN_DAYS = 5;

const meanBefore = (doses: readonly SteroidDose[]): SteroidDose => {
  const known = doses.every(({ dexamethasoneMgPerDay }) => dexamethasoneMgPerDay !== null);
  const sum = doses.reduce((total, { dexamethasoneMgPerDay }) => total + (dexamethasoneMgPerDay ?? 0), 0);
  const mean = known ? sum / doses.length : null;
  return {
    dexamethasoneMgPerDay: mean,
    replacement: mean !== null && isReplacementDose(mean),
    factIds: [...new Set(doses.flatMap(({ factIds }) => factIds))],
  };
};

/**
 * Steroid dose in effect on a day (2.4). `null`: the course says nothing of steroids, which is not the
 * same as none; once a steroid was recorded, its stop means none.
 */
export const steroidOn = (
  facts: readonly Placed[],
  day: EpochDay,
  config: Configuration,
): SteroidDose | null => {
  const starts = placedOf(facts, 'TherapyStarted').filter(isSteroid);
  if (starts.length === 0) return null;
  if (config.steroidDose === 'onScanDate') return onDay(facts, starts, day);
  return meanBefore(Array.from({ length: MEAN_DAYS }, (_, back) => onDay(facts, starts, day - 1 - back)));
};
