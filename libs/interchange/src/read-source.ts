import { readNdjson } from './ndjson';
import { readCourseFile } from './published-course/course-file';
import { courseRows } from './published-course/course-rows';
import type { ReadFile, RowIssue } from './rows';
import { readSdtm } from './sdtm/sdtm';
import { looksLikeSdtm } from './sdtm/sections';

/** What the sender says that a file is: by its content type, or by its name. */
export type SourceKind = 'csv' | 'json-or-ndjson';

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isCourse = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !('patientId' in value) && 'format' in value;

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

const readCourse = (document: unknown): ReadFile => {
  const read = readCourseFile(document);
  return read.ok
    ? { patients: [courseRows(read.value)], issues: [] }
    : { patients: [], issues: read.issues.map((issue) => ({ ...issue, row: 0 })) };
};

const readCsv = (text: string): ReadFile =>
  /^\s*[{[]/.test(text)
    ? refused(1, 'this is JSON, sent as CSV', 'Send it as application/json or application/x-ndjson.')
    : readSdtm(text);

/**
 * Reads a file of any format: a published course is one JSON document, the native format one statement
 * a line, SDTM-like CSV begins with a header that names DOMAIN and USUBJID. What is said to be CSV is
 * read as CSV or refused as CSV.
 */
export const readSource = (text: string, kind?: SourceKind): ReadFile => {
  if (text.trim() === '') return refused(0, 'the file is empty', 'Send a file with rows.');
  const isCsv = kind === 'csv' || looksLikeSdtm(text);
  const document = isCsv ? undefined : parse(text);
  // The native format is taken as it is: what a log says already was not lost on the way here.
  const lost = isCsv || isCourse(document) ? lostBefore(text) : null;
  if (lost) return { patients: [], issues: [lost] };
  if (isCsv) return readCsv(text);
  return isCourse(document) ? readCourse(document) : readNdjson(text);
};
