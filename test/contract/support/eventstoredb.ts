import { EventStoreDbEventStore } from '@leptotrace/event-store-eventstoredb';
import type { OpenedLog } from '../../../libs/event-store/src/contract';
import { FakeEventStoreDb } from '../../../libs/event-store-eventstoredb/testing/fake-server';

export interface FakeLogOpened extends OpenedLog {
  readonly server: FakeEventStoreDb;
  readonly store: EventStoreDbEventStore;
}

export const storeOn = (server: FakeEventStoreDb, deadlineMs = 30_000): FakeLogOpened => {
  const store = new EventStoreDbEventStore({ url: server.url, deadlineMs });
  return {
    server,
    store,
    admin: store,
    dispose: async () => {
      await store.close();
      await server.stop();
    },
  };
};

/** As a server in its place: a commit takes its time, what follows is behind, and it holds more than this log. */
export const asInPlace = (server: FakeEventStoreDb): FakeEventStoreDb => {
  server.log.addForeign(500);
  server.log.projects = true;
  Object.assign(server.faults, { commitMs: 1, commitTimeoutMs: 200, lagMs: 300 });
  return server;
};

export const openFakeLog = async (): Promise<FakeLogOpened> => storeOn(await new FakeEventStoreDb().start());
