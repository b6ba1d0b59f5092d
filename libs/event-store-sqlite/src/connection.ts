import { chmodSync, closeSync, fdatasyncSync, mkdirSync, openSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { Sqlite, type Database } from '@leptotrace/sqlite';

/** Room for the frames between two checkpoints, with some to spare. */
const WAL_BYTES = 16 * 1024 * 1024;
const PAGES_BETWEEN_CHECKPOINTS = 3000;
const ZEROS = Buffer.alloc(1024 * 1024);

const OWNER_ONLY = 0o600;

/**
 * Patients' data: nobody else may read the file, and SQLite gives its -wal and -shm the same mode. An
 * existing file is only touched by path: closing a descriptor of it would drop the locks that another
 * connection of this process holds on it.
 */
const protect = (file: string): void => {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  try {
    closeSync(openSync(file, 'wx', OWNER_ONLY));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
    if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, OWNER_ONLY);
  }
};

/**
 * Extending the WAL is the dear part of a commit (the file system journals each new size), so it is
 * extended once, with zeros behind its last frame: SQLite stops reading at the first frame that its
 * checksum does not confirm, as it does after every restart of the WAL. The write lock is held, since
 * another process may be about to write there.
 */
export const growWal = (db: Database): void => {
  db.transaction(() => {
    const wal = openSync(`${db.name}-wal`, 'r+');
    try {
      for (let end = statSync(`${db.name}-wal`).size; end < WAL_BYTES; end += ZEROS.length) {
        writeSync(wal, ZEROS, 0, ZEROS.length, end);
      }
      fdatasyncSync(wal);
    } finally {
      closeSync(wal);
    }
  }).immediate();
};

/** The one writing connection. */
export const openWriter = (file: string): Database => {
  protect(file);
  const db = new Sqlite(file, { timeout: 5000 });
  db.pragma('journal_mode = WAL');
  // This build of SQLite defaults to NORMAL in WAL mode: an acknowledged append would then not survive
  // a power cut.
  db.pragma('synchronous = FULL');
  db.pragma('busy_timeout = 5000');
  db.pragma('foreign_keys = ON');
  db.pragma('secure_delete = ON');
  db.pragma(`wal_autocheckpoint = ${PAGES_BETWEEN_CHECKPOINTS}`);
  return db;
};

/** Reads never wait for the writer: a second connection sees the last commit. */
export const openReader = (file: string): Database => {
  const db = new Sqlite(file, { readonly: true, timeout: 5000 });
  db.pragma('busy_timeout = 5000');
  return db;
};
