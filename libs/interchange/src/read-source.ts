import { readNdjson } from './ndjson';
import { readCourseFile } from './published-course/course-file';
import { courseRows } from './published-course/course-rows';
import type { ReadFile } from './rows';
import { looksLikeSdtm } from './sdtm/records';
import { readSdtm } from './sdtm/sdtm';

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isCourse = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !('patientId' in value) && 'format' in value;

/**
 * Reads a file of any format: a published course is one JSON document, the native format one statement
 * a line, SDTM-like CSV begins with a header that names DOMAIN and USUBJID.
 */
export const readSource = (text: string): ReadFile => {
  if (text.trim() === '') {
    return {
      patients: [],
      issues: [{ row: 0, path: '', message: 'the file is empty', mend: 'Send a file with rows.' }],
    };
  }
  if (looksLikeSdtm(text)) return readSdtm(text);
  const document = parse(text);
  if (!isCourse(document)) return readNdjson(text);
  const read = readCourseFile(document);
  return read.ok
    ? { patients: [courseRows(read.value)], issues: [] }
    : { patients: [], issues: read.issues.map((issue) => ({ ...issue, row: 0 })) };
};
