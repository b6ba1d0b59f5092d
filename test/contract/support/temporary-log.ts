import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { StoreUnavailable, type EventStore } from '@leptotrace/event-store';
import { openSqliteEventStore, type SqliteEventStore } from '@leptotrace/event-store-sqlite';
import type { OpenedLog } from '../../../libs/event-store/src/contract';

export interface TemporaryLog extends OpenedLog {
  readonly file: string;
  readonly store: SqliteEventStore;
}

export const temporaryFile = (): string => join(mkdtempSync(join(tmpdir(), 'leptotrace-log-')), 'events.db');

export const openLogAt = (file: string, options: { readonly maxPages?: number } = {}): TemporaryLog => {
  const store = openSqliteEventStore({ file, ...options });
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

/** As if the process had died between the commit and the answer. */
export const loseNextAnswer = async ({ store }: { readonly store: EventStore }): Promise<void> => {
  const append = store.append.bind(store);
  store.append = async (...request) => {
    store.append = append;
    await append(...request);
    throw new StoreUnavailable('the answer was lost');
  };
};
