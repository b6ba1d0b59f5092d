import { type LesionReading, type TimePoint } from '../model';

/** Where a baseline lesion stands: its index among targets, or among non-targets. */
export interface Slot {
  readonly target: boolean;
  readonly index: number;
}

/** Lesions of the baseline by id. Built once a course. */
export type Slots = ReadonlyMap<string, Slot>;

/** The readings of one time point, put where baseline has them. */
export interface Seen {
  readonly targets: readonly (LesionReading | undefined)[];
  readonly nonTargets: readonly (LesionReading | undefined)[];
  /** Not on the baseline. */
  readonly others: readonly LesionReading[];
  readonly merged: readonly LesionReading[];
  readonly all: readonly LesionReading[];
}

const NONE: readonly LesionReading[] = [];

/** Sorts the readings of a time point into the slots of the baseline, in one pass. */
export const seenAt = ({ readings }: TimePoint, slots: Slots): Seen => {
  const targets: (LesionReading | undefined)[] = [];
  const nonTargets: (LesionReading | undefined)[] = [];
  let others: LesionReading[] | null = null;
  let merged: LesionReading[] | null = null;
  for (const reading of readings) {
    const slot = slots.get(reading.lesionId);
    if (!slot) (others ??= []).push(reading);
    else if (slot.target) targets[slot.index] = reading;
    else nonTargets[slot.index] = reading;
    if (reading.status === 'merged') (merged ??= []).push(reading);
  }
  return { targets, nonTargets, others: others ?? NONE, merged: merged ?? NONE, all: readings };
};
