import { Readable } from 'node:stream';
import { oncePer } from '@leptotrace/kernel';
import type { FastifyReply } from 'fastify';

/** Less than three beats of the feed of signals: its readers hear a comment every 15 s. */
const HEARTBEAT_MS = 14_000;
/** A reader that takes nothing for so long is told to begin again from the last message that it has. */
const SLOWEST_MS = 30_000;

export interface Message {
  /** Its kind, for readers that tell kinds apart. */
  readonly event?: string;
  /** Where a reader that was cut off goes on; without one it goes on where it would have before. */
  readonly id?: string;
  readonly data: object;
}

const textOf = ({ event, id, data }: Message): string =>
  [
    ...(event === undefined ? [] : [`event: ${event}\n`]),
    ...(id === undefined ? [] : [`id: ${id}\n`]),
    `data: ${JSON.stringify(data)}\n\n`,
  ].join('');

/** Made once of a page, however many readers are sent it. */
const textOfPage = oncePer((page: readonly Message[]): string => page.map(textOf).join(''));

export interface Pace {
  readonly heartbeatMs: number;
  readonly slowestMs: number;
}

const PACE: Pace = { heartbeatMs: HEARTBEAT_MS, slowestMs: SLOWEST_MS };

/**
 * The text of an event stream (HTML Living Standard, server-sent events): messages as they come, a comment
 * when there was none for a while. Pulled by the connection, so a slow reader holds one page of its own and
 * nothing of others.
 */
export async function* serverSent(
  pages: AsyncIterable<readonly Message[]>,
  { heartbeatMs, slowestMs }: Pace = PACE,
): AsyncGenerator<string> {
  yield 'retry: 1000\n\n';
  let saidAt = performance.now();
  for await (const page of pages) {
    const now = performance.now();
    if (page.length === 0 && now - saidAt < heartbeatMs) continue;
    yield page.length === 0 ? ': alive\n\n' : textOfPage(page);
    saidAt = performance.now();
    if (saidAt - now > slowestMs) {
      yield 'event: resync\ndata: {"reason":"slow"}\n\n';
      return;
    }
  }
}

/** Answers with an event stream. The pages are asked for until the signal: then the reader has left. */
export const answerLive = (
  reply: FastifyReply,
  pagesUntil: (left: AbortSignal) => AsyncIterable<readonly Message[]>,
  pace: Pace = PACE,
): void => {
  const left = new AbortController();
  reply.raw.once('close', () => left.abort());
  // Nothing more gets through, no comment either: whoever is there no more would be kept for ever.
  reply.raw.setTimeout(pace.slowestMs + 2 * pace.heartbeatMs, () => reply.raw.destroy());
  void reply
    .type('text/event-stream')
    .header('Cache-Control', 'no-store')
    .header('X-Accel-Buffering', 'no')
    // Else a server that stops would wait for a connection that has nothing more to say.
    .header('Connection', 'close')
    .send(Readable.from(serverSent(pagesUntil(left.signal), pace)));
};
