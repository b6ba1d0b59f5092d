import { randomUUID } from 'node:crypto';
import {
  ANY,
  jsonEvent,
  StreamDeletedError,
  StreamNotFoundError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import type { Position, StreamId } from '@leptotrace/event-store';
import type { Connection } from './connection';
import type { StreamNames } from './records';

export interface LastEvent {
  readonly revision: number;
  readonly position: Position;
}

/** Purges of other instances are looked for at most so often: they concern readers of old history alone. */
const LOOK_EVERY_MS = 1_000;

/**
 * The server closes a stream for good by a tombstone, and then tells nothing more about it. Where a
 * sealed stream ended, and which streams were purged, is noted in streams of the adapter.
 */
export class ClosedStreams {
  private readonly purgedStreams = new Set<StreamId>();
  private nextPurge = 0n;
  private lookedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly connection: Connection,
    private readonly names: StreamNames,
  ) {}

  /**
   * Closes the stream at its last event. The note comes first: after a crash in between the stream is
   * open, and only the note of the last revision counts.
   */
  async tombstone(stream: StreamId, last: LastEvent): Promise<'closed' | 'moved'> {
    await this.note(this.sealingOf(stream), 'StreamSealing', { ...last });
    try {
      await this.connection.surely((client, call) =>
        client.tombstoneStream(this.names.onServer(stream), {
          ...call,
          expectedRevision: BigInt(last.revision),
        }),
      );
      return 'closed';
    } catch (fault) {
      if (fault instanceof WrongExpectedVersionError || fault instanceof StreamDeletedError) return 'moved';
      throw fault;
    }
  }

  /** Where a closed stream ended. */
  async endOf(stream: StreamId): Promise<LastEvent | null> {
    const notes = await this.notes(this.sealingOf(stream), 0n);
    return notes.reduce<LastEvent | null>((latest, note) => {
      const found = note as unknown as LastEvent;
      return latest && latest.revision > found.revision ? latest : found;
    }, null);
  }

  async markPurged(stream: StreamId): Promise<void> {
    await this.look();
    if (!this.purgedStreams.has(stream)) await this.note(this.purgedStream, 'StreamPurged', { stream });
    this.purgedStreams.add(stream);
  }

  /** Streams whose events the server may still hold, until it is scavenged. */
  async purged(): Promise<ReadonlySet<StreamId>> {
    if (performance.now() - this.lookedAt > LOOK_EVERY_MS) await this.look();
    return this.purgedStreams;
  }

  private get purgedStream(): string {
    return `${this.names.own}purged`;
  }

  private sealingOf(stream: StreamId): string {
    return `${this.names.own}sealing-${stream}`;
  }

  private async look(): Promise<void> {
    const notes = await this.notes(this.purgedStream, this.nextPurge);
    this.nextPurge += BigInt(notes.length);
    this.lookedAt = performance.now();
    for (const note of notes) this.purgedStreams.add(String(note['stream']) as StreamId);
  }

  /** Written with any revision: a note that is there twice says the same. */
  private async note(stream: string, type: string, data: Record<string, string | number>): Promise<void> {
    const event = jsonEvent({ id: randomUUID(), type, data });
    await this.connection.surely((client, call) =>
      client.appendToStream(stream, event, { ...call, expectedRevision: ANY }),
    );
  }

  private async notes(stream: string, fromRevision: bigint): Promise<readonly Record<string, unknown>[]> {
    try {
      const events = await this.connection.collect((client, call) =>
        client.readStream(stream, { ...call, fromRevision }),
      );
      return events.map(({ event }) => event?.data as Record<string, unknown>);
    } catch (fault) {
      if (fault instanceof StreamNotFoundError) return [];
      throw fault;
    }
  }
}
