import type { Check } from '@leptotrace/timeline';
import { csvLine } from './csv';
import type { QualityRow } from './quality.row';
import { soughtChecks, type Sought } from './sought';

/** One check with the patient that it is about. */
export interface FoundCheck extends Omit<Check, 'wouldBe'> {
  readonly patientId: string;
  readonly study: string | null;
  readonly site: string | null;
}

/** A patient whose log or row cannot be read to its end: the checks that are there may not be all. */
export interface Unreadable {
  readonly patientId: string;
  readonly revision: number;
  readonly reason: string;
}

export const foundIn = (row: QualityRow, sought: Sought): readonly FoundCheck[] =>
  soughtChecks(row, sought).map(({ code, severity, group, factIds, message, mend }) => ({
    patientId: row.patientId,
    study: row.study,
    site: row.site,
    code,
    severity,
    group,
    factIds,
    message,
    mend,
  }));

export const CSV_HEADER = csvLine([
  'patientId',
  'study',
  'site',
  'code',
  'severity',
  'group',
  'factIds',
  'message',
  'mend',
]);

export const csvOf = (check: FoundCheck): string =>
  csvLine([
    check.patientId,
    check.study ?? '',
    check.site ?? '',
    check.code,
    check.severity,
    check.group,
    check.factIds.join(' '),
    check.message,
    check.mend,
  ]);

/** A record among the checks, so that no list is taken for whole that is not. */
export const unreadableCsv = ({ patientId, revision, reason }: Unreadable): string =>
  csvLine([
    patientId,
    '',
    '',
    'unreadable',
    'error',
    'unreadable',
    '',
    `cannot be read or derived from revision r${revision} on: ${reason}`,
    'See leptotrace quarantine.',
  ]);
