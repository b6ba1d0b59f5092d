import { decodeStatement, type Fact, type PatientStatement, type StatementOf } from '@leptotrace/clinical';
import {
  intervalOf,
  textOf,
  parsePartialDate,
  type EpochDay,
  type JsonObject,
  type JsonValue,
} from '@leptotrace/kernel';
import type { PatientRows, RowIssue, SourceRow } from '../rows';
import { COURSE_FORMAT, namedFacts, type CourseFact, type CourseFile } from './course-file';
import { startOf } from './drugs';
import { MAPPINGS } from './mappings';
import { partId, type Part } from './parts';
import { FieldReader } from './reader';

const field = (value: JsonValue | undefined, name: string): JsonValue | undefined =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as JsonObject)[name]
    : undefined;

const sourceOf = (course: CourseFile, page: string | undefined): JsonObject => ({
  system: course.id.split('-')[0] ?? course.id,
  document: textOf(field(course['source'], 'document') ?? course.id),
  ...(page === undefined ? {} : { page }),
});

const whenOf = (read: FieldReader): JsonObject => {
  const { fact } = read;
  const [date, basis] = [read.text('date'), read.text('dateSource')];
  const precision = read.text('datePrecision');
  const range = fact.dateRange;
  read.take('dateRange');
  if (range || precision === 'relative') ['date', 'datePrecision'].forEach((name) => read.keep(name));
  return {
    occurredOn: range ? { earliest: range.earliest, latest: range.latest } : date,
    dateBasis: basis,
    assertedAt: read.text('availableDate'),
  };
};

const commonOf = (read: FieldReader): JsonObject => {
  ['id', 'seq', 'type'].forEach((name) => read.take(name));
  const { fact, course } = read;
  const anchor = fact.relativeTo;
  if (anchor) read.keep('relativeTo');
  read.take('relativeTo');
  return {
    ...whenOf(read),
    sequence: fact.seq,
    source: sourceOf(course, read.text('quoteRef')),
    ...(anchor ? { relativeTo: { factId: anchor.fact, offset: anchor.offset } } : {}),
  };
};

/** A row that no kind can hold is kept whole: nothing that a source says is dropped. */
const asOther = (fact: CourseFact): Part => ({
  suffix: '',
  payload: { kind: 'OtherFactRecorded', label: fact.type, fields: fact },
});

const withoutUndefined = (value: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));

const factOf = (part: Part, common: JsonObject, own: JsonObject): JsonObject =>
  part.inferred ? { ...common, ...part.payload, inferred: true } : { ...common, ...own, ...part.payload };

const rowKeyOf = (course: CourseFile, id: string): string => `${COURSE_FORMAT}:${course.id}:${id}`;

const recorded = (
  course: CourseFile,
  fact: CourseFact,
  part: Part,
  content: JsonObject,
): StatementOf<'recorded'> => ({
  statement: 'recorded',
  factId: partId(fact.id, part.suffix),
  sourceKey: rowKeyOf(course, fact.id) + (part.suffix === '' ? '' : `/${part.suffix}`),
  fact: withoutUndefined(content) as unknown as Fact,
});

const rowOf = (course: CourseFile, fact: CourseFact, row: number): SourceRow => {
  const read = new FieldReader(fact, course);
  const common = commonOf(read);
  const mapped = MAPPINGS[fact.type]?.(read) ?? null;
  const parts = mapped ?? [asOther(fact)];
  const own = withoutUndefined({
    note: read.text('note'),
    inferred: read.take('inferred') === true ? true : undefined,
  });
  const printed = mapped ? read.printed() : {};
  const main = parts.find(({ suffix }) => suffix === '');
  const statements = parts.map((part) => {
    // Said once, with the part that stands for the row.
    const extra = part === main && Object.keys(printed).length > 0 ? { printed } : {};
    return recorded(course, fact, part, factOf(part, common, part === main ? { ...own, ...extra } : {}));
  });
  return { row, rowKey: rowKeyOf(course, fact.id), statements };
};

/** The day on which a row was known for certain. */
const knownDay = (fact: CourseFact): EpochDay => {
  const asserted = fact.availableDate === undefined ? null : parsePartialDate(fact.availableDate);
  return asserted ? asserted.to : intervalOf(fact.dateRange ?? fact.date).to;
};

const needed = (course: CourseFile, fact: CourseFact): readonly string[] => {
  const start =
    fact.type === 'therapy_stop' || fact.type === 'dose_change' ? startOf(course.facts, fact) : null;
  return [...namedFacts(fact).map(({ id }) => id), ...(start ? [start.id] : [])];
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
  [...course.facts].sort((a, b) => knownDay(a) - knownDay(b) || a.seq - b.seq).forEach(place);
  return ordered;
};

const attributionOf = (course: CourseFile): string => {
  const document = textOf(field(course['source'], 'document') ?? course.id).replace(/\.txt$/, '');
  const license = textOf(course['license'] ?? 'licence not stated').split(' (')[0] ?? '';
  const corpus = String(course.id.split('-')[0] ?? '');
  return `Course adapted from ${corpus.charAt(0).toUpperCase()}${corpus.slice(1)} document ${document}, ${license}`;
};

const registrationOf = (course: CourseFile): PatientStatement => {
  const [sex, age] = [field(course['subject'], 'sex'), field(course['subject'], 'ageAtDiagnosis')];
  return {
    statement: 'registered',
    study: 'published-courses',
    pseudonym: course.id,
    ...(sex === 'female' || sex === 'male' ? { sex } : {}),
    ...(typeof age === 'number' ? { ageAtDiagnosis: age } : {}),
    attribution: attributionOf(course),
  };
};

/** What the file says beside its facts: about the document, and what the paper itself reports. */
const documentRow = (course: CourseFile, row: number): SourceRow => {
  const { facts: _facts, reported, ...document } = course;
  const year = field(course['citation'], 'year');
  const occurredOn = typeof year === 'number' ? String(year) : '2020';
  const other = (suffix: string, fields: JsonObject): StatementOf<'recorded'> => ({
    statement: 'recorded',
    factId: suffix,
    sourceKey: rowKeyOf(course, suffix),
    fact: {
      kind: 'OtherFactRecorded',
      occurredOn,
      source: sourceOf(course, undefined) as { system: string },
      label: suffix,
      fields: fields,
    },
  });
  const statements = [
    other('course-document', document),
    ...(reported === undefined ? [] : [other('reported-outcome', { reported })]),
  ];
  return { row, rowKey: rowKeyOf(course, 'document'), statements };
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
  const rows = [
    { row: 0, rowKey: rowKeyOf(course, 'registration'), statements: [registrationOf(course)] },
    ...inKnownOrder(course).map((fact) => rowOf(course, fact, places.get(fact.id) ?? 0)),
    documentRow(course, course.facts.length + 1),
  ];
  return { patientId: course.id, rows, issues: rows.flatMap(issuesOfRow) };
};
