import { epochDay, parsePartialDate, type EpochDay } from './partial-date';
import { parseInstant, type Instant } from './instant';

/** The time zone of a place of care: the one way from an instant to a local day and back. */
export interface Zone {
  /** IANA name, as `Asia/Shanghai`. */
  readonly name: string;
  readonly dayOf: (instant: string) => EpochDay;
  /** The last millisecond of a local day, of 23, 24 or 25 hours. */
  readonly endOf: (day: EpochDay) => Instant;
}

const MILLISECONDS_A_DAY = 86_400_000;
/** No zone is further from UTC. */
const FURTHEST = 16 * 3_600_000;

const formatOf = (name: string): Intl.DateTimeFormat | null => {
  try {
    return new Intl.DateTimeFormat('en-CA', {
      timeZone: name,
      calendar: 'gregory',
      numberingSystem: 'latn',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
  } catch {
    return null;
  }
};

/** The zone of an IANA name; `null` where there is none. An offset as `+08:00` names no place. */
export const zoneOf = (name: string): Zone | null => {
  const format = /^[+-]/.test(name) ? null : formatOf(name);
  if (!format) return null;
  const dayAt = (milliseconds: number): EpochDay => {
    const parts = new Map(format.formatToParts(milliseconds).map(({ type, value }) => [type, Number(value)]));
    const part = (type: 'year' | 'month' | 'day'): number => parts.get(type) as number;
    return epochDay(part('year'), part('month'), part('day'));
  };
  /** The first millisecond at which the local calendar has reached a day. */
  const startOf = (day: EpochDay): number => {
    let before = day * MILLISECONDS_A_DAY - FURTHEST;
    let reached = day * MILLISECONDS_A_DAY + FURTHEST;
    while (reached - before > 1) {
      const middle = Math.floor((before + reached) / 2);
      if (dayAt(middle) >= day) reached = middle;
      else before = middle;
    }
    return reached;
  };
  let last: { readonly day: EpochDay; readonly end: Instant } | null = null;
  const endOf = (day: EpochDay): Instant => {
    // Every fact of a look at a course asks for the end of one day.
    if (last?.day !== day) last = { day, end: new Date(startOf(day + 1) - 1).toISOString() as Instant };
    return last.end;
  };
  return {
    // As it was given: the runtime may know it under an older name.
    name,
    dayOf: (instant) => dayAt(Date.parse(instant)),
    endOf,
  };
};

export const UTC = zoneOf('UTC') as Zone;

/** The day of a date, or the local day of an instant; `null` for neither. */
export const dayIn = (zone: Zone, dateOrInstant: string): { from: EpochDay; to: EpochDay } | null => {
  const date = parsePartialDate(dateOrInstant);
  if (date) return date;
  const instant = parseInstant(dateOrInstant);
  if (!instant) return null;
  const day = zone.dayOf(instant);
  return { from: day, to: day };
};
