import { setMaxListeners } from 'node:events';
import {
  EventStoreDBClient,
  type AllStreamResolvedEvent,
  type Credentials,
  type ResolvedEvent,
  type StreamingRead,
} from '@eventstore/db-client';
import { StoreUnavailable } from '@leptotrace/event-store';
import { faultOf, LeaderMoved, Unanswered } from './faults';
import { repeated } from './repeat';
import { SILENT } from './why';

/** After so many failures in a row the client is made anew: 6.2.1 can keep a broken promise for ever. */
const FAILURES_TO_RECREATE = 5;

export interface CallOptions {
  readonly credentials: Credentials;
  readonly deadline: number;
  /** What follows may be behind: what decides or answers is asked of the node that leads. */
  readonly requiresLeader: true;
}

const USER = /^[a-z+]+:\/\/(?:([^:@/]+):([^@/]*)@)?[^@/?]/i;

/**
 * Credentials for each call. Without them 6.2.1 sends appends over one stream that all callers share,
 * which asks the server for its features first, and a failed answer to that stays cached. On a
 * connection without TLS the client sends none, whatever is given.
 *
 * @throws RangeError when the text is no connection string, or names no user on a secure connection.
 */
export const credentialsIn = (url: string): Credentials => {
  const match = USER.exec(url);
  if (!match) throw new RangeError('not a connection string: use esdb://user:password@host:2113');
  const [, username, password] = match;
  if (username !== undefined)
    return { username: decodeURIComponent(username), password: decodeURIComponent(password ?? '') };
  if (/[?&]tls=false(&|$)/i.test(url)) return { username: 'leptotrace', password: '' };
  throw new RangeError('names no user: use esdb://user:password@host:2113');
};

class CutOff extends StoreUnavailable {}

/** One client at a time, replaced when it does not recover; faults of the port instead of the client's. */
export class Connection {
  private readonly credentials: Credentials;
  private client: EventStoreDBClient;
  private failures = 0;
  private readonly closing = new AbortController();

  constructor(
    private readonly url: string,
    private readonly deadlineMs: number,
  ) {
    this.credentials = credentialsIn(url);
    // Any number of reads may be under way.
    setMaxListeners(0, this.closing.signal);
    this.client = EventStoreDBClient.connectionString(url);
  }

  get closed(): boolean {
    return this.closing.signal.aborted;
  }

  /** Ends what has no end of its own. */
  get signal(): AbortSignal {
    return this.closing.signal;
  }

  /** When a call that begins now must have come to its end. */
  deadline(): number {
    return performance.now() + this.deadlineMs;
  }

  /**
   * What may be done twice, done until its outcome is known: the server takes a repeated append with the same
   * ids once. @throws StoreUnavailable at the deadline.
   */
  surely<T>(
    work: (client: EventStoreDBClient, call: CallOptions) => Promise<T>,
    until = this.deadline(),
  ): Promise<T> {
    return repeated(
      () => this.run(work, until),
      (fault) => fault instanceof Unanswered,
      until,
    );
  }

  /** @throws StoreUnavailable; answers that a caller expects pass as they are. */
  async run<T>(
    work: (client: EventStoreDBClient, call: CallOptions) => Promise<T>,
    until = this.deadline(),
  ): Promise<T> {
    this.assertOpen();
    const { client, credentials } = this;
    const deadline = Math.max(1, Math.ceil(until - performance.now()));
    try {
      const answer = await work(client, { credentials, deadline, requiresLeader: true });
      this.failures = 0;
      return answer;
    } catch (cause) {
      const fault = faultOf(cause);
      // From a node that follows the client finds its way by itself.
      if (fault instanceof StoreUnavailable && !(fault instanceof LeaderMoved)) this.failed(client);
      // What was asked before a close ends like what is asked after it.
      this.assertOpen();
      throw fault;
    }
  }

  /** All events of a read; a server that falls silent in the middle is a fault, not a wait. */
  collect<E extends ResolvedEvent | AllStreamResolvedEvent>(
    read: (client: EventStoreDBClient, call: CallOptions) => StreamingRead<E>,
  ): Promise<readonly E[]> {
    return this.read((client, call) => this.collected(client, read(client, call)));
  }

  /**
   * A read that was cut off because calls beside it replaced the client, or that came to a node that does not
   * lead, is made again: reading twice does no harm.
   */
  read<T>(work: (client: EventStoreDBClient, call: CallOptions) => Promise<T>): Promise<T> {
    const isWorthIt = (fault: unknown): boolean => fault instanceof LeaderMoved || fault instanceof CutOff;
    return repeated(() => this.run(work), isWorthIt, this.deadline());
  }

  assertOpen(): void {
    if (this.closed) throw new StoreUnavailable('the event store is closed');
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closing.abort();
    await this.client.dispose();
  }

  /** A client that was replaced meanwhile ends its reads as if they were complete. */
  private async collected<E>(client: EventStoreDBClient, reading: StreamingRead<E>): Promise<readonly E[]> {
    const silence = setTimeout(() => {
      reading.destroy(new StoreUnavailable(SILENT));
      reading.cancel().catch(() => undefined);
    }, this.deadlineMs);
    const events: E[] = [];
    try {
      for await (const event of reading) {
        events.push(event);
        silence.refresh();
      }
      this.assertOpen();
      if (client !== this.client) throw new CutOff('the read was cut off');
      return events;
    } finally {
      clearTimeout(silence);
    }
  }

  private failed(client: EventStoreDBClient): void {
    if (client !== this.client || this.closed) return;
    this.failures += 1;
    if (this.failures < FAILURES_TO_RECREATE) return;
    this.failures = 0;
    this.client = EventStoreDBClient.connectionString(this.url);
    client.dispose().catch(() => undefined);
  }
}
