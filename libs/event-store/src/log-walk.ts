import type { EventFilter, EventStore, LogPage, Position } from './port';

const EVENTS_A_PAGE = 1000;

/** A log in memory or in a file answers without waiting: others get their turn between two pages. */
const letOthersRun = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The log from a position to its end, page by page: the memory used does not grow with the log. */
export async function* walkLog(
  store: EventStore,
  options: { readonly after: Position | null; readonly filter?: EventFilter },
): AsyncGenerator<LogPage> {
  let { after } = options;
  for (;;) {
    const page = await store.readLog({ ...options, after, limit: EVENTS_A_PAGE });
    yield page;
    if (page.atEnd) return;
    after = page.scannedTo ?? after;
    await letOthersRun();
  }
}
