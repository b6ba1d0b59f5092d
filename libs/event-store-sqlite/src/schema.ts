import { randomId } from '@leptotrace/kernel';
import { CorruptLog } from '@leptotrace/event-store';
import type { Database } from 'better-sqlite3';

/**
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
];

/** Brings a file up to the schema of this version; older files are migrated, newer ones refused. */
export const migrate = (db: Database): void => {
  const version = db.pragma('user_version', { simple: true }) as number;
  if (version > MIGRATIONS.length) {
    throw new CorruptLog(`the event log has schema ${version}; this version reads up to ${MIGRATIONS.length}`);
  }
  if (version === MIGRATIONS.length) return;
  db.transaction(() => {
    for (const step of MIGRATIONS.slice(version)) db.exec(step);
    db.prepare("INSERT OR IGNORE INTO meta (key, value) VALUES ('logId', ?)").run(randomId());
    db.pragma(`user_version = ${MIGRATIONS.length}`);
  }).immediate();
};
