import { randomUUID } from 'node:crypto';
import { jsonEvent, NO_STREAM, StreamNotFoundError, WrongExpectedVersionError } from '@eventstore/db-client';
import { StoreUnavailable } from '@leptotrace/event-store';
import type { Connection } from './connection';
import { positionOf } from './records';
import type { StreamReader } from './stream-reader';

/** The name of the log, in a stream of its own: the server has none that would survive a restore. */
export class LogIdentity {
  private known: string | null = null;

  constructor(
    private readonly connection: Connection,
    private readonly streams: StreamReader,
    private readonly stream: string,
  ) {}

  async read(): Promise<string> {
    this.known ??= (await this.stored()) ?? (await this.write());
    return this.known;
  }

  private async stored(): Promise<string | null> {
    try {
      const [record] = await this.streams.records(this.stream, 0, 1);
      if (!record) return null;
      // A server that gives no positions is found out here, before anything is written to it.
      positionOf(record);
      return String((record.data as { readonly logId: string }).logId);
    } catch (fault) {
      if (fault instanceof StreamNotFoundError) return null;
      throw fault;
    }
  }

  /** The first of several processes names the log; the others read the name. */
  private async write(): Promise<string> {
    const event = jsonEvent({ id: randomUUID(), type: 'LogIdentified', data: { logId: randomUUID() } });
    const { call } = this.connection;
    try {
      await this.connection.run((client) =>
        client.appendToStream(this.stream, event, { ...call, expectedRevision: NO_STREAM }),
      );
    } catch (fault) {
      if (!(fault instanceof WrongExpectedVersionError)) throw fault;
    }
    const written = await this.stored();
    if (written === null) throw new StoreUnavailable('the log cannot be named');
    return written;
  }
}
