import { decodeStatement } from '@leptotrace/clinical';
import { intervalOf, parsePartialDate, type EpochDay } from '@leptotrace/kernel';
import type { PatientRows, RowIssue, SourceRow, Unused } from '../rows';
import { namedFacts, type CourseFact, type CourseFile } from './course-file';
import { startsOf } from './drugs';
import type { Warning } from './reader';
import { Recorded } from './recorded';
import { RowTaker } from './row';
import { documentRow, registrationOf, rowKeyOf } from './source';

/** The day on which a row was known for certain. */
const knownDay = (fact: CourseFact): EpochDay => {
  const asserted = fact.availableDate ? parsePartialDate(fact.availableDate) : null;
  const placed = fact.dateRange ?? fact.date;
  // Placed by its distance from another fact alone, it follows that fact.
  return asserted ? asserted.to : placed ? intervalOf(placed).to : -Infinity;
};

const SPEAKS_OF_A_START = /^(?:therapy_(?:stop|hold|held|pause|resumed?)|dose_change)$/;

const needed = (course: CourseFile, fact: CourseFact): readonly string[] => [
  ...namedFacts(fact),
  ...(SPEAKS_OF_A_START.test(fact.type) ? startsOf(course.facts, fact).map(({ id }) => id) : []),
];

/** By day, then as the story tells them; the same number twice: as the file has them. */
const inOrder = (a: CourseFact, b: CourseFact): number => {
  const [left, right] = [knownDay(a), knownDay(b)];
  return left === right ? a.seq - b.seq : left < right ? -1 : 1;
};

/**
 * The order in which results became known: by the day they were available, then as the story tells
 * them; never before a fact that they point to.
 */
export const inKnownOrder = (course: CourseFile): readonly CourseFact[] => {
  const byId = new Map(course.facts.map((fact) => [fact.id, fact]));
  const ordered: CourseFact[] = [];
  const placed = new Set<string>();
  const place = (fact: CourseFact): void => {
    if (placed.has(fact.id)) return;
    placed.add(fact.id);
    for (const id of needed(course, fact)) {
      const before = byId.get(id);
      if (before) place(before);
    }
    ordered.push(fact);
  };
  [...course.facts].sort(inOrder).forEach(place);
  return ordered;
};

interface Named extends Warning {
  readonly domain: string;
  readonly row: number;
}

/** One line for each thing that is kept and not read, with every row where it stands. */
const unusedOf = (warnings: readonly Named[]): readonly Unused[] => {
  const byTerm = new Map<string, Unused & { readonly rows: number[] }>();
  for (const { domain, term, reason, row } of warnings) {
    const key = JSON.stringify([domain, term, reason]);
    const found = byTerm.get(key) ?? { domain, term, reason, rows: [] };
    byTerm.set(key, found);
    if (!found.rows.includes(row)) found.rows.push(row);
  }
  return [...byTerm.values()];
};

/** Values of the file that no schema takes: named, never bent into shape. */
const issuesOfRow = ({ row, statements }: SourceRow): readonly RowIssue[] =>
  statements.flatMap((statement) => {
    const decoded = decodeStatement(statement);
    return decoded.ok ? [] : decoded.issues.map((issue) => ({ ...issue, row }));
  });

/** The rows of a course, in the order in which they became known. */
export const courseRows = (course: CourseFile): PatientRows => {
  const places = new Map(course.facts.map((fact, index) => [fact.id, index + 1]));
  const recorded = new Recorded();
  const taken = inKnownOrder(course).map((fact) => {
    const row = places.get(fact.id) ?? 0;
    return { fact, ...new RowTaker(course, fact, recorded).take(row) };
  });
  const rows = [
    { row: 0, rowKey: rowKeyOf(course, 'registration'), statements: [registrationOf(course)] },
    ...taken.map(({ row }) => row),
    documentRow(course, course.facts.length + 1),
  ];
  const warnings = taken.flatMap(({ fact, row, warnings: own }) =>
    own.map((warning) => ({ ...warning, domain: fact.type, row: row.row })),
  );
  return {
    patientId: course.id,
    rows,
    issues: rows.flatMap(issuesOfRow),
    unused: unusedOf(warnings),
  };
};
