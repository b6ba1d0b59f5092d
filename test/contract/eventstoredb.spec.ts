import { eventStoreContract } from '../../libs/event-store/src/contract';
import { FakeEventStoreDb } from '../../libs/event-store-eventstoredb/testing/fake-server';
import { asInPlace, openFakeLog, storeOn, type FakeLogOpened } from './support/eventstoredb';

eventStoreContract('eventstoredb (in-process server)', {
  // The server takes any ids at the head; the command runner keeps a repeated command from getting there.
  rejectsReusedIds: false,
  open: async () => {
    const log = await openFakeLog();
    asInPlace(log.server);
    return log;
  },
  reopen: async (log) => {
    const { server, store } = log as FakeLogOpened;
    await store.close();
    await server.drop('close');
    return storeOn(server);
  },
  loseNextAnswer: async (log) => {
    (log as FakeLogOpened).server.faults.loseAnswers = 1;
  },
  drop: (log, how) => (log as FakeLogOpened).server.drop(how),
  openAbsent: async () => {
    const server = new FakeEventStoreDb();
    await server.reserve();
    // Absent for the whole of a deadline, else it is waited for.
    const log = storeOn(server, 500);
    return {
      ...log,
      start: async () => {
        await server.start();
      },
    };
  },
});
