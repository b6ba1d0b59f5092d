import { jsonEvent, type JSONEventData, type Position as ServerPosition } from '@eventstore/db-client';
import {
  CorruptLog,
  type EventId,
  type EventMetadata,
  type EventToAppend,
  type Position,
  type RecordedEvent,
  type StreamId,
} from '@leptotrace/event-store';
import type { JsonObject } from '@leptotrace/kernel';
import type { StreamChoice } from './stream-choice';

/** A record as the client hands it over, whatever wrote it. */
export interface ServerRecord {
  readonly streamId: string;
  readonly id: string;
  readonly revision: bigint;
  readonly type: string;
  readonly data: unknown;
  readonly metadata?: unknown;
  readonly position?: ServerPosition | undefined;
}

const CATEGORY = /^[a-z][a-z0-9]*-./;
const PREFIX = /^([a-z0-9]{1,40}\.)?$/;

/** Names of streams on the server: several logs may share one, each behind a prefix of its own. */
export class StreamNames {
  /** Streams in which this adapter keeps what the server has no place for; never shown to readers. */
  readonly own: string;

  /** @throws RangeError when the prefix could be taken for the name of a stream. */
  constructor(private readonly prefix: string) {
    if (!PREFIX.test(prefix)) throw new RangeError('a prefix is small letters and digits with a dot behind');
    this.own = `${prefix}eventstoredb-`;
  }

  onServer(stream: StreamId): string {
    return this.prefix + stream;
  }

  ofPort(name: string): StreamId {
    return name.slice(this.prefix.length) as StreamId;
  }

  /** All streams of the log, or those of some categories, for the server to choose. */
  choice(categories: readonly string[] = []): StreamChoice {
    if (categories.length > 0) return { prefixes: categories.map((one) => `${this.prefix}${one}-`) };
    return this.prefix === '' ? { regex: CATEGORY.source } : { prefixes: [this.prefix] };
  }

  /** Of this log: not a system event, not the adapter's own, not of another log or application. */
  isOfTheLog({ streamId, type }: Pick<ServerRecord, 'streamId' | 'type'>): boolean {
    if (type.startsWith('$') || !streamId.startsWith(this.prefix) || streamId.startsWith(this.own))
      return false;
    return CATEGORY.test(this.ofPort(streamId));
  }
}

const DIGITS = 20;

/** What a server says that gives no place: all bits set. */
const NOWHERE = 18_446_744_073_709_551_615n;

/** Both halves, since records of old explicit transactions share the first. */
export const positionText = ({ commit, prepare }: ServerPosition): Position =>
  `${String(commit).padStart(DIGITS, '0')}${String(prepare).padStart(DIGITS, '0')}` as Position;

export const serverPosition = (position: Position): ServerPosition => ({
  commit: BigInt(position.slice(0, DIGITS)),
  prepare: BigInt(position.slice(DIGITS)),
});

/** @throws CorruptLog when the server is too old to say where an event of a stream lies in the log. */
export const positionOf = ({ position, streamId, revision }: ServerRecord): Position => {
  if (position && position.commit !== NOWHERE) return positionText(position);
  throw new CorruptLog(
    `the server gives no position for ${streamId} revision ${revision}: EventStoreDB 22.10 or later is needed`,
  );
};

/** Beside the metadata: what the port keeps elsewhere, and which call wrote the event. */
interface StoredMetadata extends EventMetadata {
  readonly schemaVersion: number;
  /**
   * The server answers a repeated append as it answered the first one. The mark tells them apart when
   * the event is read back.
   */
  readonly appendId: string;
}

export const toStored = (
  { eventId, type, schemaVersion, data, metadata }: EventToAppend,
  appendId: string,
): JSONEventData =>
  jsonEvent({
    id: eventId,
    type,
    data,
    metadata: { ...metadata, schemaVersion, appendId } satisfies StoredMetadata as never,
  });

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

export const appendIdOf = ({ metadata }: ServerRecord): unknown =>
  isObject(metadata) ? metadata['appendId'] : undefined;

const METADATA: readonly (keyof EventMetadata)[] = [
  'recordedAt',
  'tenantId',
  'actor',
  'commandId',
  'commandDigest',
  'correlationId',
  'causationId',
  'prevHash',
  'hash',
];

const problemOf = ({ data, metadata }: ServerRecord): string | null => {
  if (!isObject(data)) return 'its data is not a JSON object';
  if (!isObject(metadata)) return 'its metadata is not a JSON object';
  if (!Number.isSafeInteger(metadata['schemaVersion'])) return 'it has no schema version';
  const missing = METADATA.find((name) => typeof metadata[name] !== 'string');
  return missing === undefined ? null : `its metadata has no ${missing}`;
};

/** @throws CorruptLog, with its place, for an event that this service did not write. */
export const toRecorded = (record: ServerRecord, names: StreamNames): RecordedEvent => {
  const position = positionOf(record);
  const revision = Number(record.revision);
  const { type } = record;
  const stream = names.ofPort(record.streamId);
  const problem = problemOf(record);
  if (problem !== null || !Number.isSafeInteger(revision)) {
    throw new CorruptLog(
      `${stream} revision ${revision} (${type}) cannot be read: ${problem ?? 'revision'}`,
      {
        stream,
        revision,
        position,
      },
    );
  }
  const { schemaVersion, appendId: _appendId, ...metadata } = record.metadata as StoredMetadata;
  return {
    eventId: record.id as EventId,
    type,
    schemaVersion,
    data: record.data as JsonObject,
    metadata,
    streamId: stream,
    revision,
    position,
  };
};
