import { dayText, systemClock, UTC, type Clock, type Zone } from '@leptotrace/kernel';

/** The clock and the time zone of the place of care: the only way to a day that is called today. */
export interface SiteTime {
  readonly now: Clock;
  readonly zone: Zone;
}

export const SITE_TIME = Symbol('clock and time zone of the site');

/** For tools that ask for no day of a site. */
export const UTC_SITE: SiteTime = { now: systemClock, zone: UTC };

/** The clinical day at the site. */
export const todayAt = ({ now, zone }: SiteTime): string => dayText(zone.dayOf(now()));
