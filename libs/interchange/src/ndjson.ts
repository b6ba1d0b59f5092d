import { decodeStatement, decoderOf, patientIdSchema, type PatientStatement } from '@leptotrace/clinical';
import {
  canonicalJson,
  isObject,
  readJson,
  type Checked,
  type Issue,
  type JsonObject,
} from '@leptotrace/kernel';
import type { Logged, PatientLog } from '@leptotrace/timeline';
import type { ReadFile, RowIssue, SourceRow } from './rows';
import { atOnce } from './steps';

/** The native format: one statement a line, in recorded order; canonical JSON, so equal logs give equal bytes. */
export const NATIVE_FORMAT = 'leptotrace/1';

/** One line. The time and person of the first recording travel with it and are never taken for ours. */
export const exportLine = (patientId: string, entry: Logged): string => {
  const { origin, ...statement } = entry.statement;
  const { recordedAt, actor } = origin ?? entry;
  return canonicalJson({
    format: NATIVE_FORMAT,
    patientId,
    recordedAt,
    actor,
    ...(statement as unknown as JsonObject),
  });
};

const PIECE = 65_536;

/** The lines of a patient in pieces of about that many characters: a long course is never held as one text. */
export function* exportPieces(patientId: string, log: PatientLog): Generator<string> {
  let piece = '';
  for (const entry of log) {
    piece += `${exportLine(patientId, entry)}\n`;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

export const exportPatient = (patientId: string, log: PatientLog): string =>
  [...exportPieces(patientId, log)].join('');

const decodePatientId = decoderOf<string>(patientIdSchema());

interface Line {
  readonly format?: unknown;
  readonly patientId?: unknown;
  readonly recordedAt?: unknown;
  readonly actor?: unknown;
}

type LineResult =
  | { readonly patientId: string; readonly statement: PatientStatement }
  | { readonly patientId: string | null; readonly issues: readonly Issue[] };

const parseLine = (text: string): Checked<Line> => {
  const read = readJson(text);
  if (read.ok && isObject(read.value)) return { ok: true, value: read.value };
  const noObject = { path: '', message: 'not a JSON object', mend: 'Send one JSON object a line.' };
  return { ok: false, issues: read.ok || !read.isJson ? [noObject] : read.issues };
};

const refused = (patientId: string | null, ...issues: readonly Issue[]): LineResult => ({
  patientId,
  issues,
});

const readLine = (text: string): LineResult => {
  const line = parseLine(text);
  if (!line.ok) return refused(null, ...line.issues);
  const { format, patientId, recordedAt, actor, ...statement } = line.value;
  const id = decodePatientId(patientId);
  if (!id.ok) return refused(null, ...id.issues.map((issue) => ({ ...issue, path: '/patientId' })));
  if (format !== NATIVE_FORMAT) {
    const mend = `Send "format": "${NATIVE_FORMAT}".`;
    return refused(id.value, { path: '/format', message: 'not the native format', mend });
  }
  const origin = recordedAt === undefined && actor === undefined ? {} : { origin: { recordedAt, actor } };
  const decoded = decodeStatement({ ...statement, ...origin });
  return decoded.ok
    ? { patientId: id.value, statement: decoded.value }
    : refused(id.value, ...decoded.issues);
};

/**
 * Reads a whole file, a line at a step. A bad line refuses its patient; one that names no patient refuses the file,
 * because nobody can tell whom it would leave incomplete.
 */
export function* readingNdjson(text: string): Generator<undefined, ReadFile> {
  const patients = new Map<string, { rows: SourceRow[]; issues: RowIssue[] }>();
  const issues: RowIssue[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    yield;
    const row = index + 1;
    const result = readLine(line);
    const ownIssues = 'issues' in result ? result.issues.map((issue) => ({ ...issue, row })) : [];
    if (result.patientId === null) {
      issues.push(...ownIssues);
      continue;
    }
    const own = patients.get(result.patientId) ?? { rows: [], issues: [] };
    patients.set(result.patientId, own);
    own.issues.push(...ownIssues);
    if ('statement' in result) {
      const rowKey = `${NATIVE_FORMAT}:${result.patientId}:${row}`;
      own.rows.push({ row, rowKey, statements: [result.statement] });
    }
  }
  return { patients: [...patients].map(([patientId, own]) => ({ patientId, ...own })), issues };
}

export const readNdjson = (text: string): ReadFile => atOnce(readingNdjson(text));
