import { BACKWARDS, END, StreamDeletedError, StreamNotFoundError } from '@eventstore/db-client';
import { StoreUnavailable, type StreamId, type StreamSlice } from '@leptotrace/event-store';
import type { LastEvent } from './closed-streams';
import type { Connection } from './connection';
import { Unanswered } from './faults';
import { positionOf, toRecorded, type ServerRecord, type StreamNames } from './records';
import { repeated } from './repeat';

/** A stream that the server does not have, or has no more. */
const absence = (fault: unknown): 'missing' | 'sealed' => {
  if (fault instanceof StreamNotFoundError) return 'missing';
  if (fault instanceof StreamDeletedError) return 'sealed';
  throw fault;
};

export class StreamReader {
  constructor(
    private readonly connection: Connection,
    private readonly names: StreamNames,
  ) {}

  async slice(
    stream: StreamId,
    { from = 0, to }: { readonly from?: number; readonly to?: number },
  ): Promise<StreamSlice> {
    const count = to === undefined ? undefined : Math.max(0, to - from + 1);
    try {
      const records = count === 0 ? [] : await this.records(this.names.onServer(stream), from, count);
      const events = records.map((record) => toRecorded(record, this.names));
      // Read to the end, the last event read is the last there is.
      const end = records.length === count ? undefined : events.at(-1);
      const lastRevision = end?.revision ?? Number((await this.lastRecord(stream)).revision);
      return { kind: 'found', events, lastRevision };
    } catch (fault) {
      return { kind: absence(fault) };
    }
  }

  /** The end of a stream, without its events. */
  async last(stream: StreamId): Promise<LastEvent | 'missing' | 'sealed'> {
    try {
      const record = await this.lastRecord(stream);
      return { revision: Number(record.revision), position: positionOf(record) };
    } catch (fault) {
      return absence(fault);
    }
  }

  async records(
    nameOnServer: string,
    from: number,
    count: number | undefined,
  ): Promise<readonly ServerRecord[]> {
    const resolved = await this.connection.collect((client, call) =>
      client.readStream(nameOnServer, {
        ...call,
        fromRevision: BigInt(from),
        ...(count === undefined ? {} : { maxCount: count }),
      }),
    );
    return resolved.flatMap(({ event }) => event ?? []);
  }

  /**
   * An event that the server has acknowledged. A node that has just come to lead may not show it yet: it is
   * waited for. @throws StoreUnavailable at the deadline, or when the stream was sealed meanwhile.
   */
  written(nameOnServer: string, revision: number, until: number): Promise<ServerRecord> {
    const read = async (): Promise<ServerRecord> => {
      try {
        const [record] = await this.records(nameOnServer, revision, 1);
        if (record) return record;
      } catch (fault) {
        if (absence(fault) === 'sealed') throw new StoreUnavailable('the stream was sealed meanwhile');
      }
      throw new Unanswered('what was appended cannot be read back');
    };
    return repeated(read, (fault) => fault instanceof Unanswered, until);
  }

  private async lastRecord(stream: StreamId): Promise<ServerRecord> {
    const [resolved] = await this.connection.collect((client, call) =>
      client.readStream(this.names.onServer(stream), {
        ...call,
        direction: BACKWARDS,
        fromRevision: END,
        maxCount: 1,
      }),
    );
    if (!resolved?.event) throw new StoreUnavailable(`the end of ${stream} cannot be read`);
    return resolved.event;
  }
}
