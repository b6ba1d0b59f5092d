import { decodeStatement, type PatientStatement } from '@leptotrace/clinical';
import { groupBy, parsePartialDate, sha256, textOf } from '@leptotrace/kernel';
import type { PatientRows, ReadFile, RowIssue, SourceRow, Unused } from '../rows';
import { idOf, join, recordedStatement, type Made } from './facts';
import { imagedIn } from './other-therapy';
import { withQualifiers } from './qualifiers';
import { readRecords, withTwins, type SdtmRecord } from './records';
import { studiesOf } from './studies';
import { registrationOf, statementsOf } from './subject';
import { therapiesOf } from './therapy';
import { deathsOf } from './vital';
import { DATE_MEND } from './vocabulary';

/** Day for what a source keeps without a date: the subject's first date of any kind. */
const firstDay = (records: readonly SdtmRecord[]): string | null =>
  datesIn(records)
    .map((text) => text.split('T')[0] as string)
    .filter((date) => parsePartialDate(date) !== null)
    .sort()[0] ?? null;

const datesIn = (records: readonly SdtmRecord[]): readonly string[] =>
  records
    .flatMap(({ cells }) => Object.entries(cells))
    .filter(([name]) => /DTC$/.test(name))
    .map(([, text]) => text);

const LONGEST_PATIENT_ID = 64;

/** A name that cannot be an id as it is gets one that no other name has. */
const patientIdOf = (subject: string): string => {
  const id = subject.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[^A-Za-z0-9]+/, '');
  return /[^\x20-\x7e]/.test(subject) || id === '' || id.length > LONGEST_PATIENT_ID
    ? `${id.slice(0, 40)}-${sha256(subject).slice(0, 12)}`.replace(/^-/, 'p-')
    : id;
};

const rowOf = (subject: string, made: Made, isTaken: boolean): SourceRow => ({
  row: made.rows[0]?.row ?? 0,
  rowKey:
    made.rows.length > 1 ? `${made.key} (rows ${made.rows.map(({ row }) => row).join(', ')})` : made.key,
  statements: [
    recordedStatement(
      subject,
      made,
      isTaken ? `${idOf(made.key).slice(0, 80)}-${sha256(made.key).slice(0, 12)}` : idOf(made.key),
    ),
  ],
});

const rowsOf = (subject: string, all: readonly Made[]): readonly SourceRow[] => {
  const taken = new Set<string>();
  return inOrder(all).map((made) => {
    const isTaken = taken.has(idOf(made.key));
    taken.add(idOf(made.key));
    return rowOf(subject, made, isTaken);
  });
};

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

const refusedSubject = (
  subject: string,
  records: readonly SdtmRecord[],
  message: string,
  mend: string,
): PatientRows => ({
  patientId: patientIdOf(subject),
  rows: [],
  issues: [{ row: records[0]?.row ?? 0, path: '', message: `${subject} ${message}`, mend }],
});

const studiesNamed = (records: readonly SdtmRecord[]): readonly string[] => [
  ...new Set(records.flatMap(({ cells }) => cells['STUDYID'] ?? [])),
];

const patientOf = (subject: string, all: readonly SdtmRecord[]): PatientRows => {
  const records = withTwins(withQualifiers(all));
  const studies = studiesNamed(records);
  if (studies.length > 1) {
    const message = `stands under ${studies.length} studies: ${studies.join(', ')}`;
    return refusedSubject(subject, records, message, 'Give the subject an id of its own in each study.');
  }
  const day = firstDay(records);
  if (day === null) {
    const [text] = datesIn(records);
    const message = text === undefined ? 'has no date at all' : `has no date but ${JSON.stringify(text)}`;
    const mend = text === undefined ? 'Send a row with a date, such as DM with RFSTDTC.' : DATE_MEND;
    return refusedSubject(subject, records, message, mend);
  }
  const mapped = join([
    therapiesOf(records, day),
    studiesOf(records, day, records.flatMap(imagedIn)),
    deathsOf(records, day),
    statementsOf(records, day),
  ]);
  const registration: PatientStatement = registrationOf(subject, records);
  const rows: readonly SourceRow[] = [
    { row: 0, rowKey: `sdtm:${subject}:registration`, statements: [registration] },
    ...rowsOf(subject, mapped.made),
  ];
  const issues = [
    ...mapped.refused.map(({ row, issue }) => ({ ...issue, row })),
    ...rows.flatMap(schemaIssues),
  ];
  return { patientId: patientIdOf(subject), rows, issues, unused: together(mapped.unused) };
};

/** Rows of one domain that are not used for one reason, as one entry. */
const together = (unused: readonly Unused[]): readonly Unused[] => {
  const entries = new Map<string, Unused>();
  for (const { domain, term, reason, rows } of unused) {
    const key = JSON.stringify([domain, term, reason]);
    const all = [...new Set([...(entries.get(key)?.rows ?? []), ...rows])].sort((a, b) => a - b);
    entries.set(key, { domain, term, reason, rows: all });
  }
  return [...entries.values()];
};

/** Two names that become one id would make one patient of two. */
const mistakable = (subjects: readonly string[]): readonly RowIssue[] => {
  const names = new Map<string, string>();
  return subjects.flatMap((subject) => {
    const other = names.get(patientIdOf(subject));
    names.set(patientIdOf(subject), subject);
    return other === undefined
      ? []
      : [
          {
            row: 0,
            path: '/USUBJID',
            message: `${other} and ${subject} differ only in signs that an id cannot hold`,
            mend: 'Use letters, digits or . _ - in USUBJID.',
          },
        ];
  });
};

/**
 * SDTM-like CSV: TU, TR and RS beside DM, EX, DS and SS, each section under its own header
 * (docs/sdtm-import.md). Every cell of every row is kept with the fact that it became part of.
 */
export const readSdtm = (text: string): ReadFile => {
  const { records, issues, unused } = readRecords(text);
  const bySubject = groupBy(records, ({ subject }) => subject);
  const found = [...issues, ...mistakable([...bySubject.keys()])];
  if (found.length > 0) return { patients: [], issues: found };
  return {
    patients: [...bySubject].map(([subject, own]) => patientOf(subject, own)),
    issues: [],
    unused,
  };
};
