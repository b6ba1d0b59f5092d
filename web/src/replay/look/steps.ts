import type { ReplayAnswer } from '@web/api/types';
import { lastDayOf, type EpochDay } from './days';

/** Days that a course can be stepped to, each ascending and once. */
export interface Steps {
  /** Days on which something more is known to have happened. */
  readonly events: readonly EpochDay[];
  readonly decisions: readonly EpochDay[];
  /** Days by which an assessment says progression, derived by a driving criterion or stated. */
  readonly progressions: readonly EpochDay[];
}

export type StepKind = keyof Steps;

const ascending = (dates: readonly string[]): readonly EpochDay[] =>
  [...new Set(dates.flatMap((date) => lastDayOf(date) ?? []))].sort((a, b) => a - b);

export const stepsOf = ({ timeline, decisions, status }: ReplayAnswer): Steps => {
  const meetings = decisions.map(({ on }) => on);
  const facts = timeline.facts.map(({ interval }) => interval.to);
  const progressions = status.compartments
    .flatMap(({ criteria }) => criteria)
    .filter(({ drives, criterion }) => drives || criterion === 'STATED')
    .flatMap(({ timePoints }) => timePoints)
    .filter(({ value }) => value === 'PD');
  return {
    events: ascending([...facts, ...meetings]),
    decisions: ascending(meetings),
    progressions: ascending(progressions.map(({ dates }) => dates.to)),
  };
};

/** The nearest stop on one side of a day; `null` when there is none. */
export const stepFrom = (
  days: readonly EpochDay[],
  on: EpochDay,
  direction: 'next' | 'previous',
): EpochDay | null =>
  (direction === 'next' ? days.find((day) => day > on) : days.findLast((day) => day < on)) ?? null;

/** The day of the assessment before the last one: where a comparison begins. */
export const assessmentBefore = ({ status, timeline }: ReplayAnswer, on: EpochDay): EpochDay => {
  const points = status.compartments
    .flatMap(({ criteria }) => criteria)
    .filter(({ drives, criterion }) => drives || criterion === 'STATED')
    .flatMap(({ timePoints }) => timePoints.map(({ dates }) => dates.to));
  const days = ascending(points).filter((day) => day <= on);
  const first = ascending(timeline.facts.map(({ interval }) => interval.to))[0];
  return days.at(-2) ?? (first !== undefined && first < on ? first : on - 28);
};
