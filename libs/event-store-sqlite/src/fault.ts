import { AppendTooLarge, CorruptLog, StoreUnavailable } from '@leptotrace/event-store';
import { SqliteError } from 'better-sqlite3';

const isFault = (cause: unknown): cause is Error =>
  cause instanceof CorruptLog || cause instanceof StoreUnavailable || cause instanceof AppendTooLarge;

const isDamage = (cause: unknown): boolean =>
  cause instanceof SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(cause.code);

/** Whatever SQLite or the file system threw, as one of the faults that the port knows. */
export const faultOf = (cause: unknown, doing: string): Error => {
  if (isFault(cause)) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  const message = `the event log could not be ${doing}: ${reason}`;
  return isDamage(cause) ? new CorruptLog(message) : new StoreUnavailable(message, { cause });
};

/** Runs it, and throws nothing but faults of the port. */
export const guarded = <T>(doing: string, work: () => T): T => {
  try {
    return work();
  } catch (cause) {
    throw faultOf(cause, doing);
  }
};

/** A rule of the schema refused the row. */
export const isUniqueViolation = (cause: unknown): boolean =>
  cause instanceof SqliteError && cause.code === 'SQLITE_CONSTRAINT_UNIQUE';
