import { MemoryEventStore } from '@leptotrace/event-store-memory';
import { eventStoreContract } from '../../libs/event-store/src/contract';

eventStoreContract('memory', {
  rejectsReusedIds: true,
  open: async () => {
    const store = new MemoryEventStore();
    return { store, admin: store, dispose: () => store.close() };
  },
});
