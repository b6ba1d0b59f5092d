import type { PatientStatement } from '@leptotrace/clinical';
import type { Issue } from '@leptotrace/kernel';

/** What one row of a source says: one statement, or several that belong together. */
export interface SourceRow {
  /** Place in the file, from 1: a line, or the number of a fact. */
  readonly row: number;
  readonly rowKey: string;
  readonly statements: readonly PatientStatement[];
}

/** What a file says and no derived value reads. It is kept, counted and named; never dropped in silence. */
export interface Unused {
  /** Where it stood: a domain of SDTM, a kind of fact of a published course, `file`. */
  readonly domain: string;
  /** The code, name or column that was met. */
  readonly term: string;
  readonly reason: string;
  /** Places in the file, as in `SourceRow`. */
  readonly rows: readonly number[];
}

/** All rows of a file about one patient, in the order in which they are to be recorded. */
export interface PatientRows {
  readonly patientId: string;
  readonly rows: readonly SourceRow[];
  /** Rows that could not be read; with one of them nothing of the patient is taken. */
  readonly issues: readonly RowIssue[];
  readonly unused?: readonly Unused[];
}

export interface RowIssue extends Issue {
  readonly row: number;
}

export type RowOutcome = 'recorded' | 'amended' | 'stated' | 'unchanged' | 'refused';

export interface RowReport {
  readonly row: number;
  readonly rowKey: string;
  readonly outcome: RowOutcome;
  readonly issues: readonly Issue[];
}

/** A file read: the rows of each patient. `issues` concern the file as a whole: nothing of it is taken. */
export interface ReadFile {
  readonly patients: readonly PatientRows[];
  readonly issues: readonly RowIssue[];
  /** What speaks of no patient. */
  readonly unused?: readonly Unused[];
}
