import { type Configuration } from '@leptotrace/rules';
import { type LesionReading, type TimePoint } from '../model';
import { type NewLesion, type NewLesions } from '../recist/new-lesions';

/** Four weeks: a suspicion is confirmed by the next scan from then on (2.4, step 1). */
const CONFIRM_AFTER_DAYS = 28;

/** Does a new lesion alone await confirmation at this time point? */
export const awaitsConfirmation = (
  { underImmunotherapy }: TimePoint,
  { immunotherapyMode }: Configuration,
): boolean => immunotherapyMode === 'always' || (immunotherapyMode === 'fromTherapy' && underImmunotherapy);

const PRESENT: ReadonlySet<LesionReading['status']> = new Set(['measured', 'too-small', 'split', 'merged']);

/** Is the lesion there, gone, or not spoken of? */
const shownAt = (point: TimePoint, lesionId: string): boolean | null => {
  if (point.newLesions.some((lesion) => lesion.lesionId === lesionId && !lesion.equivocal)) return true;
  const reading = point.readings.find((one) => one.lesionId === lesionId);
  if (!reading) return null;
  if (PRESENT.has(reading.status)) return true;
  return reading.status === 'absent' ? false : null;
};

const isConfirmed = ({ lesionId, day, since }: NewLesion, followUps: readonly TimePoint[]): boolean => {
  for (let index = since + 1; index < followUps.length; index += 1) {
    const point = followUps[index] as TimePoint;
    const shown = shownAt(point, lesionId);
    if (shown === false) return false;
    if (shown === true && point.day - day >= CONFIRM_AFTER_DAYS) return true;
  }
  return false;
};

/** New lesions of a time point as progression, and as suspicion only. */
export interface Weighed {
  readonly progression: readonly NewLesion[];
  readonly suspected: readonly NewLesion[];
  /** A suspicion that later scans confirmed. */
  readonly confirmed: boolean;
}

/** Parts the new lesions of a time point into progression and suspicion (2.4, step 1). */
export const weighNewLesions = (
  { counted }: NewLesions,
  point: TimePoint,
  followUps: readonly TimePoint[],
  config: Configuration,
): Weighed => {
  if (counted.length === 0 || !awaitsConfirmation(point, config))
    return { progression: counted, suspected: [], confirmed: false };
  const progression = counted.filter((lesion) => isConfirmed(lesion, followUps));
  const suspected = counted.filter((lesion) => !progression.includes(lesion));
  return { progression, suspected, confirmed: progression.length > 0 };
};
