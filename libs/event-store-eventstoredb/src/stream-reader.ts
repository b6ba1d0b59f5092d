import { BACKWARDS, END, StreamDeletedError, StreamNotFoundError } from '@eventstore/db-client';
import { StoreUnavailable, type StreamId, type StreamSlice } from '@leptotrace/event-store';
import type { LastEvent } from './closed-streams';
import type { Connection } from './connection';
import { positionOf, toRecorded, type ServerRecord, type StreamNames } from './records';

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
    const resolved = await this.connection.collect((client) =>
      client.readStream(nameOnServer, {
        credentials: this.connection.call.credentials,
        fromRevision: BigInt(from),
        ...(count === undefined ? {} : { maxCount: count }),
      }),
    );
    return resolved.flatMap(({ event }) => event ?? []);
  }

  private async lastRecord(stream: StreamId): Promise<ServerRecord> {
    const { credentials } = this.connection.call;
    const [resolved] = await this.connection.collect((client) =>
      client.readStream(this.names.onServer(stream), {
        credentials,
        direction: BACKWARDS,
        fromRevision: END,
        maxCount: 1,
      }),
    );
    if (!resolved?.event) throw new StoreUnavailable(`the end of ${stream} cannot be read`);
    return resolved.event;
  }
}
