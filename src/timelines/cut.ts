import { dayText, parsePartialDate, type DayInterval } from '@leptotrace/kernel';
import { parseKnowledgeCut, revisionAt, type PatientLog } from '@leptotrace/timeline';
import { invalidAt } from '../http/problem';
import { todayAt, type SiteTime } from './site-time';

/** The clinical day of a question; today at the site when left out. @throws Problem */
export const readOn = (site: SiteTime, text: string | undefined, name = 'on'): DayInterval => {
  const on = parsePartialDate(text ?? todayAt(site));
  if (on) return on;
  throw invalidAt(
    `/query/${name}`,
    `${JSON.stringify(text)} is not a day`,
    'Write 2021, 2021-05 or 2021-05-03.',
  );
};

/**
 * The revision that a state of knowledge means; the head when left out. A date ends with the day at the
 * site. @throws Problem
 */
export const readAsOf = (
  log: PatientLog,
  { zone }: SiteTime,
  { text, name = 'asOf' }: { readonly text: string | undefined; readonly name?: string },
): number => {
  const cut = parseKnowledgeCut(text, zone);
  if (!cut) {
    throw invalidAt(
      `/query/${name}`,
      `${JSON.stringify(text)} is no state of knowledge`,
      'Write a revision (r17), a date (2021-05-03) or an instant (2021-05-03T10:00:00Z).',
    );
  }
  if (cut.kind === 'revision' && cut.revision > log.length - 1) {
    throw invalidAt(
      `/query/${name}`,
      `revision ${cut.revision} is not there yet`,
      `Name r0 to r${log.length - 1}.`,
    );
  }
  return revisionAt(log, cut);
};

export const intervalText = ({ from, to }: DayInterval): { from: string; to: string } => ({
  from: dayText(from),
  to: dayText(to),
});
