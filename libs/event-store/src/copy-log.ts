import { CorruptLog } from './faults';
import { APPEND_LIMITS, appendBytes, serializeWithinLimits } from './limits';
import { walkLog } from './log-walk';
import type { EventStore, EventToAppend, RecordedEvent, StreamId } from './port';
import { verifyLog, type LogReport } from './verify';

export interface CopyProgress {
  /** Events found in the target already, and equal. */
  readonly there: number;
  readonly copied: number;
}

export interface CopyReport extends CopyProgress {
  readonly source: LogReport;
  readonly target: LogReport;
  /** Both chains are intact and end at the same heads. */
  readonly complete: boolean;
}

type Group = [RecordedEvent, ...RecordedEvent[]];

async function* eventsOf(store: EventStore): AsyncGenerator<RecordedEvent> {
  for await (const { events } of walkLog(store, { after: null })) yield* events;
}

const isSame = (one: RecordedEvent, other: RecordedEvent): boolean =>
  one.streamId === other.streamId &&
  one.revision === other.revision &&
  one.metadata.hash === other.metadata.hash;

const asAppended = ({ eventId, type, schemaVersion, data, metadata }: RecordedEvent): EventToAppend => ({
  eventId,
  type,
  schemaVersion,
  data,
  metadata,
});

const bytesOf = (event: RecordedEvent): number => appendBytes(serializeWithinLimits([asAppended(event)]));

/** Neighbours in the log that are of one stream go in one append. */
async function* groupsOf(events: AsyncIterable<RecordedEvent>): AsyncGenerator<Group> {
  const { maxEventsPerAppend, maxAppendBytes } = APPEND_LIMITS;
  let group: Group | null = null;
  let bytes = 0;
  for await (const event of events) {
    const more = bytesOf(event);
    const isNeighbour = group?.[0].streamId === event.streamId;
    if (group && isNeighbour && group.length < maxEventsPerAppend && bytes + more <= maxAppendBytes) {
      group.push(event);
      bytes += more;
      continue;
    }
    if (group) yield group;
    [group, bytes] = [[event], more];
  }
  if (group) yield group;
}

/**
 * What the target lacks, in the order of the source. @throws CorruptLog when the target holds anything
 * that is not the beginning of the source.
 */
async function* missingFrom(
  source: EventStore,
  target: EventStore,
  count: { there: number },
): AsyncGenerator<RecordedEvent> {
  const found = eventsOf(target);
  let known = await found.next();
  for await (const event of eventsOf(source)) {
    if (known.done) yield event;
    else {
      if (!isSame(known.value, event)) throw anotherLog(known.value);
      count.there += 1;
      known = await found.next();
    }
  }
  if (!known.done) throw anotherLog(known.value);
}

const anotherLog = ({ streamId, revision }: RecordedEvent): CorruptLog =>
  new CorruptLog(
    `the target holds ${streamId} revision ${revision}, which is not the next event of the source: copy into an empty log`,
  );

const append = async (target: EventStore, group: Group): Promise<void> => {
  const [first, ...rest] = group;
  const expected = first.revision === 0 ? 'no-stream' : first.revision - 1;
  const outcome = await target.append(first.streamId, expected, [asAppended(first), ...rest.map(asAppended)]);
  if (outcome.kind === 'appended' || outcome.kind === 'already-appended') return;
  throw new CorruptLog(`${first.streamId} revision ${first.revision} was refused: ${outcome.kind}`);
};

/** Streams that take no more events in the source take none in the target. */
const sealAlike = async (
  source: EventStore,
  target: EventStore,
  lastRevisions: ReadonlyMap<StreamId, number>,
): Promise<void> => {
  for (const [stream, last] of lastRevisions)
    if ((await source.readStream(stream, { from: last })).kind === 'sealed') await target.seal(stream, last);
};

/**
 * Copies a log into an empty one of any kind, or goes on where an earlier copy stopped: events keep their
 * ids, revisions, times and hashes, so the chain of the copy is the chain of the source. Nobody may write
 * to either meanwhile.
 */
export const copyLog = async (
  source: EventStore,
  target: EventStore,
  onProgress: (progress: CopyProgress) => void = () => undefined,
): Promise<CopyReport> => {
  const count = { there: 0, copied: 0 };
  const lastRevisions = new Map<StreamId, number>();
  for await (const { events } of walkLog(source, { after: null }))
    for (const { streamId, revision } of events) lastRevisions.set(streamId, revision);
  for await (const group of groupsOf(missingFrom(source, target, count))) {
    await append(target, group);
    count.copied += group.length;
    onProgress({ ...count });
  }
  await sealAlike(source, target, lastRevisions);
  const [from, to] = [await verifyLog(source), await verifyLog(target)];
  // An empty log is copied too, though it proves nothing.
  const isSound = ({ breaks }: LogReport): boolean => breaks.length === 0;
  const complete = isSound(from) && isSound(to) && from.digest === to.digest;
  return { ...count, source: from, target: to, complete };
};
