import { AppendTooLarge, CorruptLog, StoreUnavailable } from '@leptotrace/event-store';

const isFault = (cause: unknown): cause is Error =>
  cause instanceof CorruptLog || cause instanceof StoreUnavailable || cause instanceof AppendTooLarge;

/**
 * By code and not by class: the native part keeps the error class of whoever loaded it first, so where
 * better-sqlite3 is loaded twice in one process `instanceof SqliteError` is false for its own errors.
 */
const codeOf = (cause: unknown): string =>
  typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';

const isDamage = (cause: unknown): boolean => /^SQLITE_(CORRUPT|NOTADB)/.test(codeOf(cause));

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
export const isUniqueViolation = (cause: unknown): boolean => codeOf(cause) === 'SQLITE_CONSTRAINT_UNIQUE';
