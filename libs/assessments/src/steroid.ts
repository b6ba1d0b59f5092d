import { agentOf, mgPerDay, steroidOf } from '@leptotrace/clinical';
import { dexamethasoneEquivalent, isReplacementDose, type SteroidDose } from '@leptotrace/criteria';
import { type EpochDay } from '@leptotrace/kernel';
import { type Configuration } from '@leptotrace/rules';
import { inForceOn, type DrugCourse, type TherapyCourse } from '@leptotrace/timeline';

interface InEffect {
  readonly dose: DrugCourse['start']['fact']['dose'];
  readonly schedule: string | undefined;
  readonly held: boolean;
}

const stateOn = ({ start, again, changes }: DrugCourse, day: EpochDay): InEffect => {
  let state: InEffect = { dose: start.fact.dose, schedule: start.fact.schedule, held: false };
  for (const { fact, day: changed } of [...again, ...changes].sort((a, b) => a.day - b.day)) {
    if (changed > day) break;
    if (fact.kind === 'TherapyHeld') state = { ...state, held: true };
    else if (fact.kind !== 'TherapyStopped')
      state = { dose: fact.dose ?? state.dose, schedule: fact.schedule ?? state.schedule, held: false };
  }
  return state;
};

/** Dexamethasone a day of one drug; `null`: in effect, or perhaps, and not known how much. */
const doseOn = (drug: DrugCourse, day: EpochDay): number | null => {
  const inForce = inForceOn(drug, day);
  if (inForce === 'no') return 0;
  const state = stateOn(drug, day);
  if (state.held) return 0;
  const mg = inForce === 'yes' ? mgPerDay(state) : null;
  return mg === null ? null : dexamethasoneEquivalent(agentOf(drug.start.fact) ?? 'other', mg);
};

const onDay = (drugs: readonly DrugCourse[], day: EpochDay): SteroidDose => {
  const doses = drugs.map((drug) => ({ drug, dose: doseOn(drug, day) })).filter(({ dose }) => dose !== 0);
  const known = doses.every(({ dose }) => dose !== null);
  const sum = known ? doses.reduce((total, { dose }) => total + (dose ?? 0), 0) : null;
  return {
    dexamethasoneMgPerDay: sum,
    replacement: sum !== null && isReplacementDose(sum),
    factIds: doses.map(({ drug }) => drug.start.factId),
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
 * Steroid dose in effect on a day (2.4). `null`: the course says nothing of steroids, which is not the same as
 * none; once a steroid was recorded, its stop means none. A name that cannot be read and might be that of a steroid,
 * and one that nothing has shown for long, leave the dose unknown.
 */
export const steroidOn = (
  { drugs }: TherapyCourse,
  day: EpochDay,
  config: Configuration,
): SteroidDose | null => {
  const steroids = drugs.filter(({ start }) => steroidOf(start.fact) !== 'none');
  const dose =
    config.steroidDose === 'onScanDate'
      ? onDay(steroids, day)
      : meanBefore(Array.from({ length: MEAN_DAYS }, (_, back) => onDay(steroids, day - 1 - back)));
  // A drug that only might be one says nothing of the days on which it was not given.
  const isTold = dose.factIds.length > 0 || steroids.some(({ start }) => steroidOf(start.fact) === 'steroid');
  return isTold ? dose : null;
};
