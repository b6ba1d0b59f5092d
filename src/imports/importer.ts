import { Injectable } from '@nestjs/common';
import type { PatientStatement } from '@leptotrace/clinical';
import { randomId } from '@leptotrace/kernel';
import {
  planImport,
  readBytes,
  readSource,
  type ImportPlan,
  type PatientRows,
  type ReadFile,
  type RowOutcome,
  type RowReport,
  type SourceKind,
  type Unused,
} from '@leptotrace/interchange';
import type { Check, PatientLog } from '@leptotrace/timeline';
import { PatientStreams } from '../patients/patient-streams';

export interface PatientReport {
  readonly patientId: string;
  readonly outcome: 'imported' | 'unchanged' | 'refused' | 'would-import';
  readonly statements: number;
  readonly rows: readonly RowReport[];
  /** What is wrong with the course, or may be, once it is imported: contradictions, and what is hardly meant. */
  readonly checks: readonly Check[];
  /** What is kept of the patient and read by no derived value. */
  readonly unused: readonly Unused[];
}

/** One kind of thing that a file says and that nothing derived reads, over all patients. */
export interface UnusedCount extends Unused {
  readonly count: number;
}

export interface ImportReport {
  readonly dryRun: boolean;
  readonly refused: boolean;
  readonly statements: number;
  readonly counts: Readonly<Record<RowOutcome, number>>;
  readonly issues: ReadFile['issues'];
  /** Everything that the file says and that enters no derived value: nothing is dropped in silence. */
  readonly unused: readonly UnusedCount[];
  readonly patients: readonly PatientReport[];
}

export interface ImportOptions {
  readonly dryRun: boolean;
  readonly actor: string;
  readonly kind?: SourceKind;
  /** Character set that the sender names; UTF-8 where nobody names one. */
  readonly charset?: string;
  readonly onPatient?: (done: number, total: number) => void;
}

/** Below the limits of one append, with room for the metadata. */
const CHUNK_EVENTS = 400;
const CHUNK_BYTES = 500_000;

const firstChunk = (statements: readonly PatientStatement[]): readonly PatientStatement[] => {
  let bytes = 0;
  const end = statements.findIndex((statement, index) => {
    bytes += Buffer.byteLength(JSON.stringify(statement)) + 600;
    return index > 0 && (index >= CHUNK_EVENTS || bytes > CHUNK_BYTES);
  });
  return end < 0 ? statements : statements.slice(0, end);
};

const unreadable = ({ patientId, issues, unused = [] }: PatientRows): PatientReport => ({
  patientId,
  unused,
  outcome: 'refused',
  statements: 0,
  checks: [],
  rows: issues.map(({ row, ...issue }) => ({ row, rowKey: '', outcome: 'refused', issues: [issue] })),
});

/** Takes files in: each patient as a whole or not at all, each row once. */
@Injectable()
export class Importer {
  constructor(private readonly patients: PatientStreams) {}

  async import(source: string | Buffer, options: ImportOptions): Promise<ImportReport> {
    const file = readFile(source, options);
    const reports: PatientReport[] = [];
    for (const patient of file.issues.length > 0 ? [] : file.patients) {
      reports.push(await this.importPatient(patient, options));
      options.onPatient?.(reports.length, file.patients.length);
    }
    return summed(options.dryRun, file, reports);
  }

  private async importPatient(patient: PatientRows, options: ImportOptions): Promise<PatientReport> {
    if (patient.issues.length > 0) return unreadable(patient);
    const { patientId, rows, unused = [] } = patient;
    const log = (await this.patients.log(patientId)) ?? [];
    const planned = planImport(log, rows);
    const checks = planned.refused ? [] : this.patients.checksAfter(log, planned.statements);
    const report = { patientId, statements: planned.statements.length, rows: planned.report, checks, unused };
    if (planned.refused) return { ...report, outcome: 'refused' };
    if (planned.statements.length === 0) return { ...report, outcome: 'unchanged' };
    if (options.dryRun) return { ...report, outcome: 'would-import' };
    const refusal = await this.write(patient, options);
    return refusal
      ? { ...report, statements: 0, rows: refusal.report, outcome: 'refused' }
      : { ...report, outcome: 'imported' };
  }

  /**
   * One append where it fits, else several. Each is planned anew on what is there, so a fault in
   * between leaves whole statements behind and the same file completes them.
   */
  private async write(
    { patientId, rows }: PatientRows,
    { actor }: ImportOptions,
  ): Promise<ImportPlan | null> {
    const correlationId = randomId();
    for (;;) {
      let plan: ImportPlan | null = null;
      const context = { commandId: randomId(), digest: 'import', actor, tenantId: 'local', correlationId };
      const outcome = await this.patients.run(patientId, context, (_patient, log: PatientLog) => {
        plan = planImport(log, rows);
        return { kind: 'accepted', statements: firstChunk(plan.statements) };
      });
      const last = plan as ImportPlan | null;
      if (last?.refused) return last;
      if (outcome.kind !== 'done') throw new Error(`the import of ${patientId} ended with ${outcome.kind}`);
      if (!last || firstChunk(last.statements).length === last.statements.length) return null;
    }
  }
}

const readFile = (source: string | Buffer, { kind, charset }: ImportOptions): ReadFile => {
  if (typeof source === 'string') return readSource(source, kind);
  const read = readBytes(source, charset);
  return 'text' in read ? readSource(read.text, kind) : { patients: [], issues: [read.issue] };
};

const counted = (unused: readonly Unused[]): readonly UnusedCount[] => {
  const counts = new Map<string, UnusedCount>();
  for (const { domain, term, reason, rows } of unused) {
    const key = JSON.stringify([domain, term, reason]);
    const all = [...new Set([...(counts.get(key)?.rows ?? []), ...rows])].sort((a, b) => a - b);
    counts.set(key, { domain, term, reason, count: all.length, rows: all });
  }
  return [...counts.values()];
};

const summed = (
  dryRun: boolean,
  { issues, unused = [] }: ReadFile,
  patients: readonly PatientReport[],
): ImportReport => {
  const counts = { recorded: 0, amended: 0, stated: 0, unchanged: 0, refused: 0 };
  for (const { rows } of patients) for (const { outcome } of rows) counts[outcome] += 1;
  return {
    dryRun,
    refused: issues.length > 0 || patients.some(({ outcome }) => outcome === 'refused'),
    statements: patients.reduce(
      (sum, { outcome, statements }) => sum + (outcome === 'refused' ? 0 : statements),
      0,
    ),
    counts,
    issues,
    unused: counted([...unused, ...patients.flatMap((patient) => patient.unused)]),
    patients,
  };
};
