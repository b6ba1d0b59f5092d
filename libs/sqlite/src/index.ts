import { createRequire } from 'node:module';
import type BetterSqlite3 from 'better-sqlite3';

export type { Database, Statement, Transaction } from 'better-sqlite3';

/** The first Node that version 13 runs on: it stands on Node-API, and needs no compiler. */
const FIRST_OF_13 = 22;

const major = Number(process.versions.node.split('.', 1)[0]);

/** SQLite by the version of better-sqlite3 that runs on this Node: 12 aborts on Node 24, 13 on Node 20. */
export const Sqlite = createRequire(__filename)(
  major >= FIRST_OF_13 ? 'better-sqlite3-13' : 'better-sqlite3',
) as typeof BetterSqlite3;
