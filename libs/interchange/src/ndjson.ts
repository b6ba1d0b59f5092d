import { decodeStatement, decoderOf, patientIdSchema, type PatientStatement } from '@leptotrace/clinical';
import { canonicalJson, type Issue, type JsonObject } from '@leptotrace/kernel';
import type { Logged, PatientLog } from '@leptotrace/timeline';
import type { PatientRows, ReadFile, SourceRow } from './rows';

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

export const exportPatient = (patientId: string, log: PatientLog): string =>
  log.map((entry) => `${exportLine(patientId, entry)}\n`).join('');

const decodePatientId = decoderOf<string>(patientIdSchema());

interface Line {
  readonly format?: unknown;
  readonly patientId?: unknown;
  readonly recordedAt?: unknown;
  readonly actor?: unknown;
}

type LineResult = { readonly patientId: string; readonly statement: PatientStatement } | readonly Issue[];

const parseLine = (text: string): Line | null => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : null;
  } catch {
    return null;
  }
};

const readLine = (text: string): LineResult => {
  const line = parseLine(text);
  if (!line) return [{ path: '', message: 'not a JSON object', mend: 'Send one JSON object a line.' }];
  const { format, patientId, recordedAt, actor, ...statement } = line;
  if (format !== NATIVE_FORMAT) {
    return [{ path: '/format', message: 'not the native format', mend: `Send "format": "${NATIVE_FORMAT}".` }];
  }
  const id = decodePatientId(patientId);
  if (!id.ok) return id.issues.map((issue) => ({ ...issue, path: '/patientId' }));
  const origin = recordedAt === undefined && actor === undefined ? {} : { origin: { recordedAt, actor } };
  const decoded = decodeStatement({ ...statement, ...origin });
  return decoded.ok ? { patientId: id.value, statement: decoded.value } : decoded.issues;
};

const isIssues = (result: LineResult): result is readonly Issue[] => Array.isArray(result);

/** Reads a whole file; a patient with a bad line is left out, and every bad line is named. */
export const readNdjson = (text: string): ReadFile => {
  const rows = new Map<string, SourceRow[]>();
  const issues: (Issue & { row: number })[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const row = index + 1;
    const result = readLine(line);
    if (isIssues(result)) {
      issues.push(...result.map((issue) => ({ ...issue, row })));
      continue;
    }
    const { patientId, statement } = result;
    const ofPatient = rows.get(patientId) ?? [];
    ofPatient.push({ row, rowKey: `${NATIVE_FORMAT}:${patientId}:${row}`, statements: [statement] });
    rows.set(patientId, ofPatient);
  }
  const patients: PatientRows[] = [...rows].map(([patientId, own]) => ({ patientId, rows: own }));
  return { patients, issues };
};
