import { LogBell } from '@leptotrace/event-store';

/** What the screens that are open on one patient share. */
export interface Seat {
  readonly bell: LogBell;
  /** Last revision of the patient that was heard of; -1 when none was. */
  heard: number;
}

/** Who follows which patient: a statement wakes the screens of its patient alone. */
export class Seats {
  private readonly taken = new Map<string, { readonly seat: Seat; followers: number }>();

  take(patientId: string): Seat {
    const there = this.taken.get(patientId) ?? { seat: { bell: new LogBell(), heard: -1 }, followers: 0 };
    there.followers += 1;
    this.taken.set(patientId, there);
    return there.seat;
  }

  leave(patientId: string): void {
    const there = this.taken.get(patientId);
    if (!there) return;
    there.followers -= 1;
    if (there.followers === 0) this.taken.delete(patientId);
  }

  of(patientId: string): Seat | null {
    return this.taken.get(patientId)?.seat ?? null;
  }

  wakeAll(): void {
    for (const { seat } of this.taken.values()) seat.bell.ring();
  }

  get size(): number {
    return this.taken.size;
  }
}
