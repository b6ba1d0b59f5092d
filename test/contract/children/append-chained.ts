import { openSqliteEventStore } from '@leptotrace/event-store-sqlite';
import { chainedAppends } from '../support/chained';

/**
 * Run as a process of its own, to be killed: appends and says so after each answer.
 * Arguments: file, seed, streams, appends for each stream.
 */
const [file = '', seed = '', streams = '1', each = '1'] = process.argv.slice(2);

const main = async (): Promise<void> => {
  const store = openSqliteEventStore({ file });
  await Promise.all(
    chainedAppends(seed, Number(streams), Number(each)).map(async (appends) => {
      for (const { stream, expected, events } of appends) {
        const outcome = await store.append(stream, expected, events);
        process.stdout.write(`${stream} ${outcome.kind} ${'revision' in outcome ? outcome.revision : ''}\n`);
      }
    }),
  );
  await store.close();
};

void main();
