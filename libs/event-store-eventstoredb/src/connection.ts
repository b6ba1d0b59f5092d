import {
  AccessDeniedError,
  EventStoreDBClient,
  MaxAppendSizeExceededError,
  StreamDeletedError,
  StreamNotFoundError,
  WrongExpectedVersionError,
  type AllStreamResolvedEvent,
  type Credentials,
  type ResolvedEvent,
  type StreamingRead,
} from '@eventstore/db-client';
import { AppendTooLarge, CorruptLog, StoreUnavailable } from '@leptotrace/event-store';

/** After so many failures in a row the client is made anew: 6.2.1 can keep a broken promise for ever. */
const FAILURES_TO_RECREATE = 5;

export interface CallOptions {
  readonly credentials: Credentials;
  readonly deadline: number;
}

/** The user may not read `$all`, or is not known: an operator has to mend it, waiting does not help. */
export class AccessRefused extends StoreUnavailable {}

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

/** Answers of the server that its callers expect; everything else is a fault. */
const isAnswer = (fault: unknown): boolean =>
  fault instanceof WrongExpectedVersionError ||
  fault instanceof StreamNotFoundError ||
  fault instanceof StreamDeletedError ||
  fault instanceof StoreUnavailable ||
  fault instanceof CorruptLog;

const faultOf = (fault: unknown): unknown => {
  if (isAnswer(fault)) return fault;
  if (fault instanceof MaxAppendSizeExceededError) return new AppendTooLarge('the server refuses the size');
  if (fault instanceof AccessDeniedError)
    return new AccessRefused('EventStoreDB refuses this user', { cause: fault });
  return new StoreUnavailable('EventStoreDB does not answer', { cause: fault });
};

/** One client at a time, replaced when it does not recover; faults of the port instead of the client's. */
export class Connection {
  readonly call: CallOptions;
  private client: EventStoreDBClient;
  private failures = 0;
  private isClosed = false;

  constructor(
    private readonly url: string,
    private readonly deadlineMs: number,
  ) {
    this.call = { credentials: credentialsIn(url), deadline: deadlineMs };
    this.client = EventStoreDBClient.connectionString(url);
  }

  get closed(): boolean {
    return this.isClosed;
  }

  /** @throws StoreUnavailable; answers that a caller expects pass as they are. */
  async run<T>(work: (client: EventStoreDBClient) => Promise<T>): Promise<T> {
    this.assertOpen();
    const { client } = this;
    try {
      const answer = await work(client);
      this.failures = 0;
      return answer;
    } catch (cause) {
      const fault = faultOf(cause);
      if (fault instanceof StoreUnavailable) this.failed(client);
      // What was asked before a close ends like what is asked after it.
      this.assertOpen();
      throw fault;
    }
  }

  /**
   * All events of a read; a server that falls silent in the middle is a fault, not a wait. A read that was
   * cut off because calls beside it replaced the client is made once more: reading twice does no harm.
   */
  async collect<E extends ResolvedEvent | AllStreamResolvedEvent>(
    read: (client: EventStoreDBClient) => StreamingRead<E>,
  ): Promise<readonly E[]> {
    const events = (await this.collectOnce(read)) ?? (await this.collectOnce(read));
    if (!events) throw new StoreUnavailable('the read was cut off');
    return events;
  }

  assertOpen(): void {
    if (this.isClosed) throw new StoreUnavailable('the event store is closed');
  }

  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    await this.client.dispose();
  }

  /** `null` when the client was replaced meanwhile: it ends its reads as if they were complete. */
  private async collectOnce<E extends ResolvedEvent | AllStreamResolvedEvent>(
    read: (client: EventStoreDBClient) => StreamingRead<E>,
  ): Promise<readonly E[] | null> {
    return this.run(async (client) => {
      const reading = read(client);
      const silence = setTimeout(() => {
        reading.destroy(new StoreUnavailable('EventStoreDB fell silent'));
        reading.cancel().catch(() => undefined);
      }, this.deadlineMs);
      const events: E[] = [];
      try {
        for await (const event of reading) {
          events.push(event);
          silence.refresh();
        }
        this.assertOpen();
        return client === this.client ? events : null;
      } finally {
        clearTimeout(silence);
      }
    });
  }

  private failed(client: EventStoreDBClient): void {
    if (client !== this.client || this.isClosed) return;
    this.failures += 1;
    if (this.failures < FAILURES_TO_RECREATE) return;
    this.failures = 0;
    this.client = EventStoreDBClient.connectionString(this.url);
    client.dispose().catch(() => undefined);
  }
}
