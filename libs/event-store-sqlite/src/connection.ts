import { chmodSync, existsSync } from 'node:fs';
import BetterSqlite3, { type Database } from 'better-sqlite3';

/** Growing the WAL is the dear part of a commit, so it is grown once, here, and then reused. */
const WAL_BYTES = 8 * 1024 * 1024;

const pregrowWal = (db: Database): void => {
  db.transaction(() => {
    db.exec('CREATE TABLE wal_filler (x BLOB)');
    db.prepare('INSERT INTO wal_filler VALUES (zeroblob(?))').run(WAL_BYTES);
    db.exec('DROP TABLE wal_filler');
  }).immediate();
  db.pragma('wal_checkpoint(RESTART)');
};

/**
 * The one writing connection. FULL is set by hand: this build of SQLite defaults to NORMAL in WAL
 * mode, and an acknowledged append would then not survive a power cut.
 */
export const openWriter = (file: string): Database => {
  const isNew = !existsSync(file);
  const db = new BetterSqlite3(file);
  if (isNew) chmodSync(file, 0o600);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('busy_timeout = 5000');
  db.pragma('foreign_keys = ON');
  db.pragma('secure_delete = ON');
  db.pragma('wal_autocheckpoint = 4000');
  if (isNew) pregrowWal(db);
  return db;
};

/** Reads never wait for the writer: a second connection sees the last commit. */
export const openReader = (file: string): Database => {
  const db = new BetterSqlite3(file, { readonly: true });
  db.pragma('busy_timeout = 5000');
  return db;
};
