import { MemoryEventStore } from '@leptotrace/event-store-memory';
import { eventStoreContract } from '../../libs/event-store/src/contract';
import { loseNextAnswer } from './support/temporary-log';

eventStoreContract('memory', {
  rejectsReusedIds: true,
  loseNextAnswer,
  open: async () => {
    const store = new MemoryEventStore();
    return { store, admin: store, dispose: () => store.close() };
  },
});
