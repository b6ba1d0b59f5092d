import { chmodSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { ReadModelUnavailable } from '@leptotrace/read-model';
import { Sqlite, type Database } from '@leptotrace/sqlite';

/** "LTRM": tells our file from any other, which is never touched. */
const APPLICATION_ID = 0x4c54524d;
const SCHEMA_VERSION = 2;

const SCHEMA = `
  CREATE TABLE generations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    model TEXT NOT NULL, definition TEXT NOT NULL, number INTEGER NOT NULL,
    log_id TEXT NOT NULL, position TEXT, mark TEXT, epoch INTEGER NOT NULL DEFAULT 0,
    UNIQUE (model, definition, number)
  );
  CREATE TABLE rows (
    generation INTEGER NOT NULL, key TEXT NOT NULL, row TEXT NOT NULL,
    PRIMARY KEY (generation, key)
  ) WITHOUT ROWID;
  CREATE TABLE active (
    model TEXT NOT NULL, definition TEXT NOT NULL, generation INTEGER NOT NULL, turn INTEGER NOT NULL,
    PRIMARY KEY (model, definition)
  );
  CREATE TABLE numbers (model TEXT NOT NULL, definition TEXT NOT NULL, last INTEGER NOT NULL,
    PRIMARY KEY (model, definition));
  CREATE TABLE leases (name TEXT PRIMARY KEY, owner TEXT, epoch INTEGER NOT NULL, expires_at INTEGER NOT NULL);
`;

const prepared = (file: string): Database => {
  const db = new Sqlite(file, { timeout: 5_000 });
  try {
    db.pragma('busy_timeout = 5000');
    db.pragma('journal_mode = WAL');
    // The file can be built again from the log: a power cut may cost its last steps, never its order.
    db.pragma('synchronous = NORMAL');
    db.transaction(() => {
      if (db.pragma('user_version', { simple: true }) === SCHEMA_VERSION) return;
      db.exec(SCHEMA);
      db.pragma(`application_id = ${APPLICATION_ID}`);
      db.pragma(`user_version = ${SCHEMA_VERSION}`);
    }).immediate();
    return db;
  } catch (fault) {
    db.close();
    throw fault;
  }
};

type Finding = 'usable' | 'foreign' | 'to-be-made-anew';

const findingOf = (file: string): Finding => {
  if (!existsSync(file)) return 'usable';
  let db: Database | undefined;
  try {
    db = new Sqlite(file, { timeout: 5_000 });
    const id = db.pragma('application_id', { simple: true });
    const version = db.pragma('user_version', { simple: true });
    const isEmpty = db.prepare('SELECT count(*) AS n FROM sqlite_schema').pluck().get() === 0;
    if (isEmpty) return 'usable';
    if (id !== APPLICATION_ID) return 'foreign';
    const isWhole = db.pragma('quick_check(1)', { simple: true }) === 'ok';
    return version === SCHEMA_VERSION && isWhole ? 'usable' : 'to-be-made-anew';
  } catch (fault) {
    const { code } = fault as { readonly code?: string };
    if (code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT') return 'to-be-made-anew';
    throw fault;
  } finally {
    db?.close();
  }
};

/**
 * A file of another schema, or damaged, is made anew: it is disposable.
 * @throws ReadModelUnavailable when the file is another program's, or cannot be opened.
 */
export const openFile = (file: string): Database => {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const finding = findingOf(file);
    if (finding === 'foreign') throw new ReadModelUnavailable(`${file} is not a file of read models`);
    if (finding === 'to-be-made-anew')
      for (const part of ['', '-wal', '-shm']) rmSync(`${file}${part}`, { force: true });
    const db = prepared(file);
    chmodSync(file, 0o600);
    return db;
  } catch (cause) {
    if (cause instanceof ReadModelUnavailable) throw cause;
    throw new ReadModelUnavailable(`${file} cannot be opened`, { cause });
  }
};
