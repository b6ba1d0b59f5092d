/** When each of many is to be looked at: one wheel, and one timer of whoever turns it. */
export class Wheel {
  private readonly times = new Map<string, number>();

  /** At that time, or sooner where it was to be sooner already. */
  at(id: string, time: number): void {
    this.times.set(id, Math.min(time, this.times.get(id) ?? Infinity));
  }

  /** Those whose time has come: taken off, the one that waits longest first. */
  due(now: number, isFree: (id: string) => boolean): readonly string[] {
    const ids = [...this.times]
      .filter(([id, time]) => time <= now && isFree(id))
      .sort(([, one], [, other]) => one - other)
      .map(([id]) => id);
    for (const id of ids) this.times.delete(id);
    return ids;
  }

  /** When the next one is due; `null` when there is none. */
  next(isFree: (id: string) => boolean): number | null {
    const times = [...this.times].flatMap(([id, time]) => (isFree(id) ? [time] : []));
    return times.length === 0 ? null : Math.min(...times);
  }
}
