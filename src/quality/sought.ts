import { decoderOf, patientIdSchema } from '@leptotrace/clinical';
import { CHECKS, type CheckCode } from '@leptotrace/timeline';
import { invalidAt } from '../http/problem';
import type { KeptCheck, QualityRow } from './quality.row';

/** What a report of checks is asked by. */
export const FILTERS = ['study', 'site', 'severity', 'group', 'code', 'patientId'] as const;
export type Sought = { readonly [K in (typeof FILTERS)[number]]?: string | undefined };

export const CODES = Object.keys(CHECKS) as readonly CheckCode[];
export const GROUPS = [...new Set(CODES.map((code) => CHECKS[code].group))];
export const SEVERITIES = ['error', 'warning', 'hint'] as const;

const decodeId = decoderOf<string>(patientIdSchema());

const LISTED = { severity: SEVERITIES, group: GROUPS, code: CODES } as const;

/** Filters whose words are all known: a word with a slip in it would find nothing, as if all were well. @throws Problem */
export const readSought = (asked: Sought): Sought => {
  for (const [name, known] of Object.entries(LISTED)) {
    const text = asked[name as keyof typeof LISTED];
    if (text !== undefined && !(known as readonly string[]).includes(text))
      throw invalidAt(`/query/${name}`, `${JSON.stringify(text)} is none`, `Use ${known.join(', ')}.`);
  }
  const id = asked.patientId === undefined ? null : decodeId(asked.patientId);
  if (id?.ok === false)
    throw invalidAt('/query/patientId', 'not a patient id', id.issues[0]?.mend ?? 'Check the id.');
  return asked;
};

const same = (sought: string | undefined, is: string | null): boolean =>
  sought === undefined || sought === is;

export const isSought = ({ patientId, study, site }: QualityRow, sought: Sought): boolean =>
  same(sought.patientId, patientId) && same(sought.study, study) && same(sought.site, site);

export const soughtChecks = ({ checks }: QualityRow, sought: Sought): readonly KeptCheck[] =>
  checks.filter(
    ({ code, severity, group }) =>
      same(sought.code, code) && same(sought.severity, severity) && same(sought.group, group),
  );
