import { decodeStatement, type PatientStatement } from '@leptotrace/clinical';
import { parsePartialDate, textOf } from '@leptotrace/kernel';
import type { PatientRows, ReadFile, RowIssue, SourceRow } from '../rows';
import { join, recordedStatement, type Made, type Mapped } from './facts';
import { readRecords, type SdtmRecord } from './records';
import { studiesOf } from './studies';
import { registrationOf, statementsOf } from './subject';
import { therapiesOf } from './therapy';

/** Day for what a source keeps without a date: the subject's first date of any kind. */
const firstDay = (records: readonly SdtmRecord[]): string | null => {
  const dates = records
    .flatMap(({ cells }) => Object.entries(cells))
    .filter(([name]) => /DTC$/.test(name))
    .map(([, value]) => value.split('T')[0] as string)
    .filter((date) => parsePartialDate(date) !== null);
  return dates.sort()[0] ?? null;
};

const idOf = (key: string): string => key.replace(/[^A-Za-z0-9]+/g, '-').toLowerCase();

const patientIdOf = (subject: string): string => subject.replace(/[^A-Za-z0-9._-]+/g, '-');

const rowOf = (subject: string, made: Made, at: number): SourceRow => ({
  row: made.rows[0]?.row ?? 0,
  rowKey:
    made.rows.length > 1 ? `${made.key} (rows ${made.rows.map(({ row }) => row).join(', ')})` : made.key,
  statements: [recordedStatement(subject, made, idOf(made.key).slice(0, 100) || `row-${at}`)],
});

const schemaIssues = ({ row, statements }: SourceRow): readonly RowIssue[] =>
  statements.flatMap((statement) => {
    const decoded = decodeStatement(statement);
    return decoded.ok ? [] : decoded.issues.map((issue) => ({ ...issue, row }));
  });

/** By date, so that what a fact points to is there before it; a start before its changes. */
const inOrder = (made: readonly Made[]): readonly Made[] => {
  const rank = ({ fact }: Made): number => (fact['kind'] === 'TherapyStarted' ? 0 : 1);
  const day = ({ fact }: Made): number => parsePartialDate(textOf(fact['occurredOn']))?.from ?? 0;
  return [...made].sort((a, b) => rank(a) - rank(b) || day(a) - day(b) || (a.key < b.key ? -1 : 1));
};

const undated = (subject: string, records: readonly SdtmRecord[]): PatientRows => ({
  patientId: patientIdOf(subject),
  rows: [],
  issues: [
    {
      row: records[0]?.row ?? 0,
      path: '',
      message: `${subject} has no date at all`,
      mend: 'Send a row with a date, such as DM with RFSTDTC.',
    },
  ],
});

const patientOf = (subject: string, records: readonly SdtmRecord[]): PatientRows => {
  const day = firstDay(records);
  if (day === null) return undated(subject, records);
  const mapped: Mapped = join([therapiesOf(records), studiesOf(records, day), statementsOf(records, day)]);
  const registration: PatientStatement = registrationOf(subject, records);
  const rows: readonly SourceRow[] = [
    { row: 0, rowKey: `sdtm:${subject}:registration`, statements: [registration] },
    ...inOrder(mapped.made).map((made, at) => rowOf(subject, made, at)),
  ];
  const issues = [
    ...mapped.refused.map(({ row, issue }) => ({ ...issue, row })),
    ...rows.flatMap(schemaIssues),
  ];
  return { patientId: patientIdOf(subject), rows, issues };
};

/**
 * SDTM-like CSV: TU, TR and RS beside DM, EX, DS and SS, each section under its own header
 * (docs/sdtm-import.md). Every cell of every row is kept with the fact that it became part of.
 */
export const readSdtm = (text: string): ReadFile => {
  const { records, issues } = readRecords(text);
  if (issues.length > 0) return { patients: [], issues };
  const subjects = [...new Set(records.map(({ subject }) => subject))];
  return {
    patients: subjects.map((subject) =>
      patientOf(
        subject,
        records.filter((record) => record.subject === subject),
      ),
    ),
    issues: [],
  };
};
