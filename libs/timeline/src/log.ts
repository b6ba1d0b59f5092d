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

/** Said first by a source or a log of elsewhere. */
export const isTakenOver = (said: object): boolean => 'sourceKey' in said || 'origin' in said;

/** Taken in from a source that recorded it elsewhere: when we learned it says nothing about when it was known. */
export const isImported = ({ statement }: Logged): boolean => isTakenOver(statement);
