import type { PatientStatement } from '@leptotrace/clinical';
import type { Instant } from '@leptotrace/kernel';

/** One statement of a patient's stream, with what the system knows about its recording. */
export interface Logged {
  readonly revision: number;
  readonly recordedAt: Instant;
  readonly actor: string;
  readonly commandId: string;
  readonly correlationId: string;
  readonly statement: PatientStatement;
}

/** All that was ever said about a patient, in the order in which it was recorded; revisions are dense. */
export type PatientLog = readonly Logged[];
