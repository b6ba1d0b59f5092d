// The calendar of the service itself: a screen that counted days otherwise would disagree with it.
import {
  dayText,
  parsePartialDate,
  type DayInterval,
  type OccurredOn,
} from '../../../libs/kernel/src/partial-date';
import { dateFormat } from './formats';
import { siteZone } from './zone';

export {
  dayText,
  intervalOf,
  parsePartialDate,
  precisionOf,
  type DayInterval,
  type EpochDay,
  type OccurredOn,
} from '../../../libs/kernel/src/partial-date';

const PARTIAL = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/;

const OPTIONS = [
  { year: 'numeric', timeZone: 'UTC' },
  { year: 'numeric', month: 'short', timeZone: 'UTC' },
  { year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' },
] as const satisfies readonly Intl.DateTimeFormatOptions[];

const FORM_IN_ZONE = new Map<string, Intl.DateTimeFormatOptions>();

/** One object for each zone: formatters are kept by their form. */
const toTheMinuteIn = (timeZone: string): Intl.DateTimeFormatOptions => {
  const found = FORM_IN_ZONE.get(timeZone) ?? {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  };
  FORM_IN_ZONE.set(timeZone, found);
  return found;
};

/** A partial date in the reader's language, as precise as it is and no more. */
export const dateText = (text: string, language: string): string => {
  const match = PARTIAL.exec(text);
  if (!match) return text;
  const [, year, month, day] = match;
  const options = OPTIONS[day !== undefined ? 2 : month !== undefined ? 1 : 0];
  const instant = Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1));
  return dateFormat(options, language).format(instant);
};

/** When a fact was so, as its source says: a partial date, or somewhere between two. */
export const occurredText = (occurred: OccurredOn | undefined, language: string): string => {
  if (occurred === undefined) return '';
  if (typeof occurred === 'string') return dateText(occurred, language);
  return `${dateText(occurred.earliest, language)} – ${dateText(occurred.latest, language)}`;
};

/** An instant of the system's own clock, to the minute, in the zone of the place of care, which it names. */
export const instantText = (instant: string, language: string): string => {
  const zone = siteZone();
  return `${dateFormat(toTheMinuteIn(zone), language).format(new Date(instant))} ${zone}`;
};

const lastDayOf = (month: string): string => dayText((parsePartialDate(month) as DayInterval).to);

/**
 * Days that a date may mean, as briefly as they can be said: a day, a month or a year where it is just
 * that, else both ends. The day that a rule reckons with is never shown as if a source had said it.
 */
export const daysText = (
  { from, to }: { readonly from: string; readonly to: string },
  language: string,
): string => {
  if (from === to) return dateText(from, language);
  if (from.endsWith('-01-01') && to === `${from.slice(0, 4)}-12-31`)
    return dateText(from.slice(0, 4), language);
  const month = from.slice(0, 7);
  if (from.endsWith('-01') && to === lastDayOf(month)) return dateText(month, language);
  return `${dateText(from, language)} – ${dateText(to, language)}`;
};
