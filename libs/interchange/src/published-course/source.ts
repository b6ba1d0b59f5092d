import type { PatientStatement, StatementOf } from '@leptotrace/clinical';
import { parsePartialDate, textOf, type JsonObject, type JsonValue } from '@leptotrace/kernel';
import type { SourceRow } from '../rows';
import { COURSE_FORMAT, type CourseFile } from './course-file';

const field = (value: JsonValue | undefined, name: string): JsonValue | undefined =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as JsonObject)[name]
    : undefined;

const documentOf = (course: CourseFile): string =>
  (textOf(field(course['source'], 'document') ?? course.id) || course.id).slice(0, 200);

const corpusOf = ({ id }: CourseFile): string => id.split('-')[0] || id;

export const rowKeyOf = (course: CourseFile, id: string): string => `${COURSE_FORMAT}:${course.id}:${id}`;

export const sourceOf = (course: CourseFile, page: string | undefined): JsonObject & { system: string } => ({
  system: corpusOf(course),
  document: documentOf(course),
  ...(page === undefined ? {} : { page }),
});

const attributionOf = (course: CourseFile): string => {
  const license = textOf(course['license'] ?? 'licence not stated').split(' (')[0] ?? '';
  const corpus = corpusOf(course);
  const document = documentOf(course).replace(/\.txt$/, '');
  const name = `${corpus.charAt(0).toUpperCase()}${corpus.slice(1)}`;
  return `Course adapted from ${name} document ${document}, ${license}`.slice(0, 400);
};

const isAge = (age: JsonValue | undefined): age is number =>
  typeof age === 'number' && Number.isInteger(age) && age >= 0 && age <= 120;

export const registrationOf = (course: CourseFile): PatientStatement => {
  const [sex, age] = [field(course['subject'], 'sex'), field(course['subject'], 'ageAtDiagnosis')];
  return {
    statement: 'registered',
    study: 'published-courses',
    pseudonym: course.id,
    ...(sex === 'female' || sex === 'male' ? { sex } : {}),
    ...(isAge(age) ? { ageAtDiagnosis: age } : {}),
    attribution: attributionOf(course),
  };
};

/** The year of the paper; a course without one is placed by the last date that it has. */
const publishedOn = (course: CourseFile): string => {
  const year = textOf(field(course['citation'], 'year') ?? '');
  if (parsePartialDate(year) !== null) return year;
  const dates = course.facts.flatMap(({ date, dateRange }) => dateRange?.latest ?? date ?? []);
  return [...dates].sort().at(-1)?.slice(0, 4) ?? '2020';
};

/** What the file says beside its facts: about the document, and what the paper itself reports. */
export const documentRow = (course: CourseFile, row: number): SourceRow => {
  const { facts: _facts, reported, ...document } = course;
  const occurredOn = publishedOn(course);
  const other = (suffix: string, fields: JsonObject): StatementOf<'recorded'> => ({
    statement: 'recorded',
    factId: suffix,
    sourceKey: rowKeyOf(course, suffix),
    fact: {
      kind: 'OtherFactRecorded' as const,
      occurredOn,
      source: sourceOf(course, undefined),
      label: suffix,
      fields: Object.keys(fields).every((name) => name !== '' && name.length <= 120)
        ? fields
        : { source: fields },
    },
  });
  const statements = [
    other('course-document', document),
    ...(reported === undefined || reported === null ? [] : [other('reported-outcome', { reported })]),
  ];
  return { row, rowKey: rowKeyOf(course, 'document'), statements };
};
