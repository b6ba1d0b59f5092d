import { clinicalStatusFrom, type ClinicalStatus } from '@leptotrace/criteria';
import { type EpochDay } from '@leptotrace/kernel';
import { placedOf, type Placed } from './placement';

/**
 * Clinical item of RANO-BM from recorded performance status (2.4): the last reading on or before the
 * day against the last one on or before the origin. `null`: nothing was recorded to compare.
 */
export const clinicalStatusOn = (
  facts: readonly Placed[],
  day: EpochDay,
  origin: EpochDay | null,
): ClinicalStatus | null => {
  if (origin === null) return null;
  const readings = placedOf(facts, 'PerformanceStatusRecorded').map(({ fact, day: on, factId }) => ({
    instrument: fact.instrument,
    value: fact.value,
    day: on,
    factId,
  }));
  return clinicalStatusFrom(readings, { origin, day });
};
