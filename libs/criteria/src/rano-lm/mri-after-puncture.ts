import { type Configuration } from '@leptotrace/rules';
import { type CsfProcedure, type LmImaging } from '../lm-model';

const OPENS_THE_SPACE: ReadonlySet<CsfProcedure['what']> = new Set([
  'lumbar-puncture',
  'shunt',
  'drain',
  'reservoir',
]);

/** Do clock times say that the MRI came first? */
const cameFirst = (mri: LmImaging, procedure: CsfProcedure): boolean =>
  mri.timeOfDay !== null && procedure.timeOfDay !== null && mri.timeOfDay < procedure.timeOfDay;

/** A shunt or drain confounds for as long as it lies there, and as long after it as a puncture does. */
const isWithin = ({ day, until = day }: CsfProcedure, mri: LmImaging, limit: number): boolean =>
  mri.day >= day && (until === null || mri.day - until <= limit);

/**
 * Did a puncture, shunt, drain or reservoir come up to `mriAfterLpDays` before the MRI, or is a shunt or
 * drain in place (3.4)? On one day it counts unless clock times prove the MRI first. Enhancement may then
 * be from it.
 */
export const isMriAfterPuncture = (
  mri: LmImaging,
  procedures: readonly CsfProcedure[],
  { mriAfterLpDays }: Configuration,
): boolean =>
  procedures.some((procedure) => {
    const days = mri.day - procedure.day;
    return (
      OPENS_THE_SPACE.has(procedure.what) &&
      isWithin(procedure, mri, mriAfterLpDays) &&
      !(days === 0 && cameFirst(mri, procedure))
    );
  });
