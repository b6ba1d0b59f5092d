import { DEEPEST, isObject, readJson, type Issue } from '@leptotrace/kernel';
import { readingNdjson } from './ndjson';
import { readCourseFile } from './published-course/course-file';
import { courseRows } from './published-course/course-rows';
import type { ReadFile, RowIssue } from './rows';
import { readSdtm } from './sdtm/sdtm';
import { looksLikeSdtm } from './sdtm/sections';
import { atOnce } from './steps';

/** What the sender says that a file is: by its content type, or by its name. */
export type SourceKind = 'csv' | 'json-or-ndjson';

/** What its facts, and the document itself, have around them where they are kept whole in a line of an export. */
const LEVELS_AROUND = 3;

const isCourse = (value: unknown): boolean =>
  isObject(value) && !Object.hasOwn(value, 'patientId') && Object.hasOwn(value, 'format');

const refused = (row: number, message: string, mend: string): ReadFile => ({
  patients: [],
  issues: [{ row, path: '', message, mend }],
});

/** Where a sign stands that an earlier conversion put for what it could not read; `null`: nowhere. */
const lostBefore = (text: string): RowIssue | null => {
  const at = text.indexOf('\uFFFD');
  return at < 0
    ? null
    : {
        row: text.slice(0, at).split('\n').length,
        path: '',
        message: 'a replacement sign (U+FFFD): what stood there was lost when the file was converted',
        mend: 'Go back to the file that it was converted from.',
      };
};

const refusedWhole = (issues: readonly Issue[]): ReadFile => ({
  patients: [],
  issues: issues.map((issue) => ({ ...issue, row: 0 })),
});

const readCourse = (text: string): ReadFile => {
  const json = readJson(text, DEEPEST - LEVELS_AROUND);
  const read = json.ok ? readCourseFile(json.value) : json;
  return read.ok ? { patients: [courseRows(read.value)], issues: [] } : refusedWhole(read.issues);
};

const lostOr = (text: string, read: (text: string) => ReadFile): ReadFile => {
  const lost = lostBefore(text);
  return lost ? { patients: [], issues: [lost] } : read(text);
};

const readCsv = (text: string): ReadFile =>
  /^\s*[{[]/.test(text)
    ? refused(1, 'this is JSON, sent as CSV', 'Send it as application/json or application/x-ndjson.')
    : readSdtm(text);

function* readingJsonOrLines(text: string): Generator<undefined, ReadFile> {
  const json = readJson(text);
  // The native format is taken as it is: what a log says already was not lost on the way here.
  if (json.ok && isCourse(json.value)) return lostOr(text, readCourse);
  return !json.ok && json.isJson ? refusedWhole(json.issues) : yield* readingNdjson(text);
}

/**
 * Reads a file of any format: a published course is one JSON document, the native format one statement
 * a line, SDTM-like CSV begins with a header that names DOMAIN and USUBJID. What is said to be CSV is
 * read as CSV or refused as CSV. In steps, where a file may be long.
 */
export function* readingSource(text: string, kind?: SourceKind): Generator<undefined, ReadFile> {
  if (text.trim() === '') return refused(0, 'the file is empty', 'Send a file with rows.');
  return kind === 'csv' || looksLikeSdtm(text) ? lostOr(text, readCsv) : yield* readingJsonOrLines(text);
}

export const readSource = (text: string, kind?: SourceKind): ReadFile => atOnce(readingSource(text, kind));
