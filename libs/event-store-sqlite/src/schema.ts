import { randomId } from '@leptotrace/kernel';
import { CorruptLog } from '@leptotrace/event-store';
import type { Database } from '@leptotrace/sqlite';

/**
 * Only ever added to: a log lives longer than the program.
 *
 * `position` is AUTOINCREMENT: never used twice, not even after a purge of the last row. The category
 * index holds the position as its row id, so a category is read in log order without a sort. The
 * index over event ids starts with the stream, which keeps it local: a random id indexed alone halves
 * the rate of appends.
 */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE streams (
     id INTEGER PRIMARY KEY,
     name TEXT NOT NULL UNIQUE,
     category TEXT NOT NULL,
     sealed INTEGER NOT NULL DEFAULT 0
   );
   CREATE TABLE events (
     position INTEGER PRIMARY KEY AUTOINCREMENT,
     stream_id INTEGER NOT NULL REFERENCES streams (id),
     revision INTEGER NOT NULL,
     event_id TEXT NOT NULL,
     category TEXT NOT NULL,
     type TEXT NOT NULL,
     schema_version INTEGER NOT NULL,
     data TEXT NOT NULL,
     metadata TEXT NOT NULL,
     UNIQUE (stream_id, revision),
     UNIQUE (stream_id, event_id)
   );
   CREATE INDEX events_by_category ON events (category);`,
  // Where a stream was sealed, so that a repeated seal is answered alike after a purge.
  `ALTER TABLE streams ADD COLUMN sealed_revision INTEGER;
   ALTER TABLE streams ADD COLUMN sealed_position INTEGER;
   ALTER TABLE streams ADD COLUMN purged INTEGER NOT NULL DEFAULT 0;
   UPDATE streams SET
     sealed_revision = (SELECT max(revision) FROM events WHERE stream_id = streams.id),
     sealed_position = (SELECT max(position) FROM events WHERE stream_id = streams.id),
     purged = NOT EXISTS (SELECT 1 FROM events WHERE stream_id = streams.id)
   WHERE sealed = 1;`,
];

export const SCHEMA_VERSION = MIGRATIONS.length;

const versionOf = (db: Database): number => db.pragma('user_version', { simple: true }) as number;

const isEmpty = (db: Database): boolean =>
  db.prepare('SELECT 1 FROM sqlite_master LIMIT 1').get() === undefined;

/**
 * Brings a file up to the schema of this version. @throws CorruptLog for a file of a newer version, and
 * for a database that is no event log: its tables are not ours to add to.
 */
export const migrate = (db: Database): void => {
  const found = versionOf(db);
  if (found === SCHEMA_VERSION) return;
  if (found > SCHEMA_VERSION) {
    throw new CorruptLog(`the event log has schema ${found}; this version reads up to ${SCHEMA_VERSION}`);
  }
  db.transaction(() => {
    // Asked again under the write lock: another process may have migrated meanwhile.
    const version = versionOf(db);
    if (version >= SCHEMA_VERSION) return;
    if (version === 0 && !isEmpty(db)) throw new CorruptLog('the file is a database, but not an event log');
    for (const step of MIGRATIONS.slice(version)) db.exec(step);
    db.prepare("INSERT OR IGNORE INTO meta (key, value) VALUES ('logId', ?)").run(randomId());
    db.pragma(`user_version = ${SCHEMA_VERSION}`);
  }).immediate();
};
