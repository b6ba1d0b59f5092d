import type { JsonObject } from '@leptotrace/kernel';
import { sequenceIn } from './sequence';

const HEARTBEAT_MS = 15_000;
/** A reader that takes nothing for so long is told to begin again from the last signal that it has. */
const SLOWEST_MS = 30_000;

const messageOf = (signal: JsonObject): string =>
  `id: ${sequenceIn(signal)}\ndata: ${JSON.stringify(signal)}\n\n`;

export interface Pace {
  readonly heartbeatMs: number;
  readonly slowestMs: number;
}

/**
 * The text of an event stream (HTML Living Standard, server-sent events): signals with their sequence as
 * id, a comment when there was none for a while. Pulled by the connection, so a slow reader holds one page
 * of its own and nothing of others.
 */
export async function* serverSent(
  pages: AsyncIterable<readonly JsonObject[]>,
  { heartbeatMs, slowestMs }: Pace = { heartbeatMs: HEARTBEAT_MS, slowestMs: SLOWEST_MS },
): AsyncGenerator<string> {
  yield 'retry: 1000\n\n';
  let saidAt = performance.now();
  for await (const page of pages) {
    const now = performance.now();
    if (page.length === 0 && now - saidAt < heartbeatMs) continue;
    yield page.length === 0 ? ': alive\n\n' : page.map(messageOf).join('');
    saidAt = performance.now();
    if (saidAt - now > slowestMs) {
      yield 'event: resync\ndata: {"reason":"slow"}\n\n';
      return;
    }
  }
}
