import type { Instant } from '@leptotrace/kernel';
import type { CommandContext, CommandOutcome } from './command';
import type { Position, RecordedEvent } from './port';

/** A stream, decoded: what decisions and queries fold. */
export interface LoadedStream<Entry> {
  /** Revision of the first entry: what came before it is forgotten. 0 unless the runner `keeps` a tail. */
  readonly first: number;
  readonly entries: readonly Entry[];
  readonly events: readonly EventStub[];
}

/** What the runner needs of an event once it is decoded. */
export interface EventStub {
  readonly commandId: string;
  readonly commandDigest: string;
  readonly recordedAt: Instant;
  readonly hash: string;
  readonly position: Position;
}

export const NOTHING = { first: 0, entries: [], events: [] } as const;

/** -1 of a stream that is not there. */
export const headOf = ({ first, entries }: LoadedStream<unknown>): number => first + entries.length - 1;

export const stubOf = ({ metadata, position }: RecordedEvent): EventStub => ({
  commandId: metadata.commandId,
  commandDigest: metadata.commandDigest,
  recordedAt: metadata.recordedAt,
  hash: metadata.hash,
  position,
});

/** The command had nothing to record. */
export const unchanged = <Entry>(loaded: LoadedStream<Entry>): CommandOutcome<Entry, never> => ({
  kind: 'done',
  revision: headOf(loaded),
  position: loaded.events.at(-1)?.position ?? null,
  entries: [],
  repeated: false,
});

/** What the command recorded, if it is in the log already. */
export const repetitionOf = <Entry>(
  { first, entries, events }: LoadedStream<Entry>,
  { commandId, digest }: CommandContext,
  repeated = true,
): CommandOutcome<Entry, never> | null => {
  const indices = events.flatMap((event, index) => (event.commandId === commandId ? [index] : []));
  const last = indices.at(-1);
  if (last === undefined) return null;
  if (events[last]?.commandDigest !== digest) return { kind: 'command-id-reused' };
  return {
    kind: 'done',
    revision: first + last,
    position: events[last]?.position ?? null,
    entries: indices.flatMap((index) => entries[index] ?? []),
    repeated,
  };
};
