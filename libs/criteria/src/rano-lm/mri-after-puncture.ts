import { type Configuration } from '@leptotrace/rules';
import { type CsfProcedure, type LmImaging } from '../lm-model';

const OPENS_THE_SPACE: ReadonlySet<CsfProcedure['what']> = new Set(['lumbar-puncture', 'shunt', 'reservoir']);

/** Do clock times say that the MRI came first? */
const cameFirst = (mri: LmImaging, procedure: CsfProcedure): boolean =>
  mri.timeOfDay !== null && procedure.timeOfDay !== null && mri.timeOfDay < procedure.timeOfDay;

/**
 * Did a puncture, shunt or reservoir come up to `mriAfterLpDays` before the MRI (3.4)? On one day it
 * counts unless clock times prove the MRI first. Enhancement may then be from the puncture.
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
      days >= 0 &&
      days <= mriAfterLpDays &&
      !(days === 0 && cameFirst(mri, procedure))
    );
  });
