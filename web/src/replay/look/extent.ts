import type { FactAnswer, ReplayAnswer } from '@web/api/types';
import { lastDayOf, type EpochDay } from './days';

/**
 * So long after its last fact a course without a death is still looked at today: what counts is how old
 * the evidence is now. A course that ended before, as a published one, is looked at on its last day.
 */
export const OPEN_FOR_DAYS = 183;

/** Of a kind that holds anything: a document's year, say, which is no day of the course. */
const isOfTheCourse = ({ fact }: FactAnswer): boolean => fact.kind !== 'OtherFactRecorded';

/** The last day of a course: the right edge of its axis, and the day that a link without a day shows. */
export const lastDayOfCourse = (
  { timeline, decisions }: Pick<ReplayAnswer, 'timeline' | 'decisions'>,
  today: EpochDay,
): EpochDay => {
  const days = [
    ...[...timeline.facts, ...timeline.undetermined].filter(isOfTheCourse).map(({ interval }) => interval.to),
    ...decisions.map(({ on }) => on),
  ].flatMap((day) => lastDayOf(day) ?? []);
  if (days.length === 0) return today;
  const last = Math.min(Math.max(...days), today);
  const isOpen = timeline.state.vital.status !== 'dead' && today - last <= OPEN_FOR_DAYS;
  return isOpen ? today : last;
};
