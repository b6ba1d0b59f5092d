import { closeSync, openSync, rmSync } from 'node:fs';
import { openReader } from './connection';

/** So many pages (of 4 KiB) at once: whoever writes meanwhile makes the copy begin again. */
const PAGES_AT_ONCE = 10_000;

/**
 * Copies a log, whole, while others write to it. The copy is its owner's alone. @throws what the file system
 * says, as EEXIST: a file that is there is not written over.
 */
export const backupEventLog = async (from: string, to: string): Promise<void> => {
  const db = openReader(from);
  try {
    closeSync(openSync(to, 'wx', 0o600));
    await db.backup(to, { progress: () => PAGES_AT_ONCE }).catch((fault: unknown) => {
      rmSync(to, { force: true });
      throw fault;
    });
  } finally {
    db.close();
  }
};
