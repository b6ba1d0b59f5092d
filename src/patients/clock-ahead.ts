import type { Clock, Instant } from '@leptotrace/kernel';

/** Clocks that are kept differ by less. */
export const MOST_AHEAD_MS = 5 * 60_000;
const MOST = 1_000;

export interface AheadOfClock {
  readonly patients: number;
  /** The furthest of them. */
  readonly until: Instant | null;
}

/**
 * Patients whose last statement was recorded beyond the clock of this instance: another clock went ahead, or this
 * one is behind. Known of those who were read or written here.
 */
export class ClockAhead {
  private readonly recorded = new Map<string, Instant>();

  constructor(private readonly clock: Clock) {}

  /** Told of each patient that is read. */
  note(patientId: string, recordedAt: Instant | undefined): void {
    if (recordedAt === undefined || !this.isAhead(recordedAt)) this.recorded.delete(patientId);
    else if (this.recorded.size < MOST || this.recorded.has(patientId))
      this.recorded.set(patientId, recordedAt);
  }

  /** At this moment: time mends it. */
  now(): AheadOfClock {
    const still = [...this.recorded.values()].filter((recordedAt) => this.isAhead(recordedAt)).sort();
    return { patients: still.length, until: still.at(-1) ?? null };
  }

  private isAhead(recordedAt: Instant): boolean {
    return Date.parse(recordedAt) - Date.parse(this.clock()) > MOST_AHEAD_MS;
  }
}
