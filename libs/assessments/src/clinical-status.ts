import { clinicalStatusOf, type ClinicalStatus } from '@leptotrace/criteria';
import { type EpochDay } from '@leptotrace/kernel';
import { type Configuration } from '@leptotrace/rules';
import { neuroExamsOf } from './exams';
import { placedOf, type Placed } from './placement';

/**
 * Clinical item of RANO-BM from performance status and examinations (2.4): the last reading on or before the
 * day against the last one on or before the origin. `null`: nothing was recorded to compare.
 */
export const clinicalStatusOn = (
  facts: readonly Placed[],
  day: EpochDay,
  origin: EpochDay | null,
  config: Configuration,
): ClinicalStatus | null => {
  if (origin === null) return null;
  const performance = placedOf(facts, 'PerformanceStatusRecorded').map(({ fact, day: on, factId }) => ({
    instrument: fact.instrument,
    value: fact.value,
    day: on,
    factId,
    ...(fact.attribution ? { attribution: fact.attribution } : {}),
  }));
  return clinicalStatusOf({ performance, exams: neuroExamsOf(facts) }, { origin, day }, config);
};
