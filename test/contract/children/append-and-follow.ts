import { setTimeout as pause } from 'node:timers/promises';
import { openSqliteEventStore } from '@leptotrace/event-store-sqlite';
import { appendAll, chainedAppends } from '../support/chained';

/**
 * One of two processes on one log: follows it from its beginning, appends slowly once it has caught up,
 * and says when it wrote and when it saw what. Ends after so many events.
 * Arguments: file, seed, appends of its own, events that both write together.
 */
const [file = '', seed = '', own = '0', together = '0'] = process.argv.slice(2);

const say = (...words: readonly (string | number)[]): void => {
  process.stdout.write(`${words.join(' ')}\n`);
};

const main = async (): Promise<void> => {
  const store = openSqliteEventStore({ file });
  const end = new AbortController();
  // A subscription alone does not keep a process running.
  const running = setInterval(() => undefined, 1000);
  let writing: Promise<void> | null = null;
  let seen = 0;

  const write = async (): Promise<void> => {
    for (const append of chainedAppends(seed, 1, Number(own)).flat()) {
      await appendAll(store, [append]);
      say('wrote', append.events[0].eventId, Date.now());
      await pause(10);
    }
    say('quiet');
  };

  for await (const delivery of store.subscribe({ after: null, signal: end.signal })) {
    if (delivery.kind === 'caught-up') writing ??= write();
    if (delivery.kind !== 'events') continue;
    for (const { eventId } of delivery.events) say('saw', eventId, Date.now());
    seen += delivery.events.length;
    if (seen >= Number(together)) end.abort();
  }
  await writing;
  clearInterval(running);
  await store.close();
};

void main();
