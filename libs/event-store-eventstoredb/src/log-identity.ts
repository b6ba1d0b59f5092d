import { randomUUID } from 'node:crypto';
import { jsonEvent, NO_STREAM, StreamNotFoundError, WrongExpectedVersionError } from '@eventstore/db-client';
import type { Position } from '@leptotrace/event-store';
import type { Connection } from './connection';
import { positionOf, type ServerRecord } from './records';
import type { StreamReader } from './stream-reader';

export interface Identity {
  readonly logId: string;
  /** Nothing of the log lies before it; `null` for a log whose identity may not be its first record. */
  readonly begins: Position | null;
}

/** What the record holds; `isFirst` since appends wait for it. */
interface LogIdentified {
  readonly logId: string;
  readonly isFirst?: boolean;
}

const identityIn = (record: ServerRecord): Identity => {
  const { logId, isFirst } = record.data as LogIdentified;
  // A server that gives no positions is found out here, before anything is written to it.
  const position = positionOf(record);
  return { logId: String(logId), begins: isFirst ? position : null };
};

/**
 * The name of the log, in a stream of its own: the server has none that would survive a restore. It is written
 * before anything else, so that readers begin there on a server that holds more than this log.
 */
export class LogIdentity {
  private known: Promise<Identity> | null = null;

  constructor(
    private readonly connection: Connection,
    private readonly streams: StreamReader,
    private readonly stream: string,
  ) {}

  /** Written when it is not there. @throws StoreUnavailable */
  read(): Promise<Identity> {
    this.known ??= this.readOrWrite().catch((fault: unknown) => {
      this.known = null;
      throw fault;
    });
    return this.known;
  }

  private async readOrWrite(): Promise<Identity> {
    return (await this.stored()) ?? (await this.write());
  }

  private async stored(): Promise<Identity | null> {
    try {
      const [record] = await this.streams.records(this.stream, 0, 1);
      return record ? identityIn(record) : null;
    } catch (fault) {
      if (fault instanceof StreamNotFoundError) return null;
      throw fault;
    }
  }

  /** The first of several processes names the log; the others read the name. */
  private async write(): Promise<Identity> {
    const data = { logId: randomUUID(), isFirst: true } satisfies LogIdentified;
    const event = jsonEvent({ id: randomUUID(), type: 'LogIdentified', data });
    const until = this.connection.deadline();
    try {
      await this.connection.surely(
        (client, call) => client.appendToStream(this.stream, event, { ...call, expectedRevision: NO_STREAM }),
        until,
      );
    } catch (fault) {
      if (!(fault instanceof WrongExpectedVersionError)) throw fault;
    }
    return identityIn(await this.streams.written(this.stream, 0, until));
  }
}
