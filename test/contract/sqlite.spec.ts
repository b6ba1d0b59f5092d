import { Sqlite } from '@leptotrace/sqlite';
import { eventStoreContract } from '../../libs/event-store/src/contract';
import { loseNextAnswer, openTemporaryLog, reopenTemporaryLog } from './support/temporary-log';

eventStoreContract('sqlite', {
  rejectsReusedIds: true,
  loseNextAnswer,
  open: openTemporaryLog,
  reopen: reopenTemporaryLog,
  failMidAppend: async (log) => {
    const { file } = log as Awaited<ReturnType<typeof openTemporaryLog>>;
    const other = new Sqlite(file);
    other.exec(
      `CREATE TRIGGER fails BEFORE INSERT ON events WHEN new.type = 'FailsInTheStore'
       BEGIN SELECT RAISE(ABORT, 'the row could not be written'); END`,
    );
    other.close();
  },
});
