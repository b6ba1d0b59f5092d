import { agentOf, mgPerDay, steroidOf, type FactOf } from '@leptotrace/clinical';
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

const stateOn = (facts: readonly Placed[], start: Placed<'TherapyStarted'>, day: EpochDay): InEffect => {
  let state: InEffect = { dose: start.fact.dose, schedule: start.fact.schedule, running: true };
  for (const { fact, day: changed } of changesOf(facts, start.factId)) {
    if (changed > day) break;
    if (fact.kind === 'TherapyHeld' || fact.kind === 'TherapyStopped') state = { ...state, running: false };
    else state = { dose: fact.dose ?? state.dose, schedule: fact.schedule ?? state.schedule, running: true };
  }
  return state;
};

/** A name that cannot be read may be that of a steroid: its dose is then not known, and never none. */
const maySteroid = ({ fact }: Placed<'TherapyStarted'>): boolean => steroidOf(fact) !== 'none';

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
    return mg === null ? null : dexamethasoneEquivalent(agentOf(start.fact) ?? 'other', mg);
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
  const starts = placedOf(facts, 'TherapyStarted').filter(maySteroid);
  if (starts.length === 0) return null;
  if (config.steroidDose === 'onScanDate') return onDay(facts, starts, day);
  return meanBefore(Array.from({ length: MEAN_DAYS }, (_, back) => onDay(facts, starts, day - 1 - back)));
};
