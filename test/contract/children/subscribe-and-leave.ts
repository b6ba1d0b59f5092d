import { openSqliteEventStore } from '@leptotrace/event-store-sqlite';

/** Waits for events without closing anything: the process must end all the same when main is done. */
const [file = ''] = process.argv.slice(2);

const main = async (): Promise<void> => {
  const store = openSqliteEventStore({ file });
  for await (const delivery of store.subscribe({ after: null, signal: new AbortController().signal })) {
    process.stdout.write(`${delivery.kind}\n`);
  }
};

void main();
process.once('exit', () => process.stdout.write('end of the program\n'));
