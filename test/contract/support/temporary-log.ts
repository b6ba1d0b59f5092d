import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openSqliteEventStore, type SqliteEventStore } from '@leptotrace/event-store-sqlite';
import type { OpenedLog } from '../../../libs/event-store/src/contract';

export interface TemporaryLog extends OpenedLog {
  readonly file: string;
  readonly store: SqliteEventStore;
}

export const temporaryFile = (): string => join(mkdtempSync(join(tmpdir(), 'leptotrace-log-')), 'events.db');

export const openLogAt = (file: string): TemporaryLog => {
  const store = openSqliteEventStore({ file });
  return {
    file,
    store,
    admin: store,
    dispose: async () => {
      await store.close();
      rmSync(dirname(file), { recursive: true, force: true });
    },
  };
};

export const openTemporaryLog = async (): Promise<TemporaryLog> => openLogAt(temporaryFile());

export const reopenTemporaryLog = async (log: OpenedLog): Promise<TemporaryLog> => {
  await log.store.close();
  return openLogAt((log as TemporaryLog).file);
};
