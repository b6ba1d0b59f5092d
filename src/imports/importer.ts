import { Injectable } from '@nestjs/common';
import type { PatientStatement } from '@leptotrace/clinical';
import { randomId } from '@leptotrace/kernel';
import {
  planningImport,
  readBytes,
  readingSource,
  type ImportPlan,
  type PatientRows,
  type ReadFile,
  type RowOutcome,
  type RowReport,
  type SourceKind,
  type Unused,
} from '@leptotrace/interchange';
import type { Check, PatientLog } from '@leptotrace/timeline';
import { doneOrProblem, Problem } from '../http/problem';
import { PatientStreams } from '../patients/patient-streams';
import { inSlices } from './in-slices';

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
const MOST_EVENTS = 400;
const MOST_BYTES = 500_000;
/** What does not fit into one append goes in shorter ones: nobody else runs while one is prepared. */
const CHUNK_EVENTS = 100;

const firstOf = (statements: readonly PatientStatement[], most: number): readonly PatientStatement[] => {
  let bytes = 0;
  const end = statements.findIndex((statement, index) => {
    bytes += Buffer.byteLength(JSON.stringify(statement)) + 600;
    return index > 0 && (index >= most || bytes > MOST_BYTES);
  });
  return end < 0 ? statements : statements.slice(0, end);
};

const firstChunk = (statements: readonly PatientStatement[]): readonly PatientStatement[] => {
  const whole = firstOf(statements, MOST_EVENTS);
  return whole.length === statements.length ? whole : firstOf(whole, CHUNK_EVENTS);
};

const unreadable = ({ patientId, issues, unused = [] }: PatientRows): PatientReport => ({
  patientId,
  unused,
  outcome: 'refused',
  statements: 0,
  checks: [],
  rows: issues.map(({ row, ...issue }) => ({ row, rowKey: '', outcome: 'refused', issues: [issue] })),
});

/** What is read of a file is held while it is taken in: several times its bytes. */
const MOST_AT_ONCE = 4;
/** So often others may write to a patient while its file is planned. */
const MOST_PLANS = 5;

interface Planned extends ImportPlan {
  /** How much of the log it stands on. */
  readonly length: number;
}

/** Takes files in: each patient as a whole or not at all, each row once. Others are answered meanwhile. */
@Injectable()
export class Importer {
  private underWay = 0;

  constructor(private readonly patients: PatientStreams) {}

  /** @throws Problem when too many are under way. */
  async import(source: string | Buffer, options: ImportOptions): Promise<ImportReport> {
    if (this.underWay >= MOST_AT_ONCE)
      throw new Problem('overloaded', `${MOST_AT_ONCE} imports are under way. Send it again later.`);
    this.underWay += 1;
    try {
      return await this.take(source, options);
    } finally {
      this.underWay -= 1;
    }
  }

  private async take(source: string | Buffer, options: ImportOptions): Promise<ImportReport> {
    const file = await readFile(source, options);
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
    const planned = await this.plan(log, rows);
    const checks = planned.refused ? [] : this.patients.checksAfter(log, planned.statements);
    const report = { patientId, statements: planned.statements.length, rows: planned.report, checks, unused };
    if (planned.refused) return { ...report, outcome: 'refused' };
    if (planned.statements.length === 0) return { ...report, outcome: 'unchanged' };
    if (options.dryRun) return { ...report, outcome: 'would-import' };
    const refusal = await this.write(patient, planned, options);
    return refusal
      ? { ...report, statements: 0, rows: refusal.report, outcome: 'refused' }
      : { ...report, outcome: 'imported' };
  }

  private async plan(log: PatientLog, rows: PatientRows['rows']): Promise<Planned> {
    return { ...(await inSlices(planningImport(log, rows))), length: log.length };
  }

  /**
   * One append where it fits, else several, each on the one before. Where others write in between it is planned
   * anew on what is there; so a fault in between leaves whole statements behind and the same file completes them.
   * Answers the plan that was refused.
   */
  private async write(
    { patientId, rows }: PatientRows,
    planned: Planned,
    { actor }: ImportOptions,
  ): Promise<ImportPlan | null> {
    const correlationId = randomId();
    for (let plans = 1, plan = planned, written = 0; written < plan.statements.length;) {
      const statements = firstChunk(plan.statements.slice(written));
      const context = { commandId: randomId(), digest: 'import', actor, tenantId: 'local', correlationId };
      const isOurs = (log: PatientLog): boolean => log.length === plan.length + written;
      let wasOurs = false;
      const outcome = await this.patients.run(patientId, context, (_patient, log) => {
        wasOurs = isOurs(log);
        return { kind: 'accepted', statements: wasOurs ? statements : [] };
      });
      doneOrProblem(outcome);
      if (wasOurs) written += statements.length;
      else {
        if ((plans += 1) > MOST_PLANS)
          throw new Problem('conflict', 'Others write to the patient. Send it again.');
        [plan, written] = [await this.plan((await this.patients.log(patientId)) ?? [], rows), 0];
      }
      if (plan.refused) return plan;
    }
    return null;
  }
}

const readFile = async (source: string | Buffer, { kind, charset }: ImportOptions): Promise<ReadFile> => {
  const read = typeof source === 'string' ? { text: source } : readBytes(source, charset);
  return 'text' in read ? inSlices(readingSource(read.text, kind)) : { patients: [], issues: [read.issue] };
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
