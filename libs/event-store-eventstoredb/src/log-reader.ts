import {
  BACKWARDS,
  END,
  START,
  type AllStreamRecordedEvent,
  type Position as ServerPosition,
} from '@eventstore/db-client';
import {
  matches,
  type EventFilter,
  type LogPage,
  type Position,
  type RecordedEvent,
  type StreamId,
} from '@leptotrace/event-store';
import type { ClosedStreams } from './closed-streams';
import type { Connection } from './connection';
import { positionText, serverPosition, toRecorded, type StreamNames } from './records';

const SMALLEST_READ = 64;
const LARGEST_READ = 1_000;
const BACKWARDS_READ = 64;

/** A page ends after so many records, found or not: a sparse filter must still make progress. */
const SCANNED_A_PAGE = 5_000;

interface PageRequest {
  readonly after: Position | null;
  readonly filter?: EventFilter;
  readonly limit: number;
}

/** What one page has found so far. */
interface Scan {
  readonly events: RecordedEvent[];
  scannedTo: Position | null;
  count: number;
}

/**
 * Pages of `$all`. Its reads take no filter in 6.2.1, so what does not match is dropped here; nearly
 * everything in the log of this service is wanted by those who read it.
 */
export class LogReader {
  /** Never behind the truth: the head is looked for above it. */
  private known: Position | null = null;

  constructor(
    private readonly connection: Connection,
    private readonly closed: ClosedStreams,
    private readonly names: StreamNames,
  ) {}

  async page(request: PageRequest): Promise<LogPage> {
    const purged = await this.closed.purged();
    const scan: Scan = { events: [], scannedTo: null, count: 0 };
    let from = request.after === null ? null : serverPosition(request.after);
    for (;;) {
      const asked = Math.min(Math.max(request.limit, SMALLEST_READ), LARGEST_READ);
      const records = await this.recordsAfter(from, asked);
      for (const record of records) {
        this.take(record, request, { purged, scan });
        if (scan.events.length === request.limit)
          return { events: scan.events, scannedTo: scan.scannedTo, atEnd: false };
      }
      if (records.length < asked) return { events: scan.events, scannedTo: scan.scannedTo, atEnd: true };
      from = records.at(-1)?.position ?? from;
      if (scan.count >= SCANNED_A_PAGE && scan.scannedTo !== null)
        return { events: scan.events, scannedTo: scan.scannedTo, atEnd: false };
    }
  }

  /** The last event of the log, read from its end: server events may lie behind it. */
  async head(): Promise<Position | null> {
    let from: ServerPosition | typeof END = END;
    for (;;) {
      const records: readonly AllStreamRecordedEvent[] = await this.read(from, BACKWARDS_READ);
      for (const record of records) {
        const position = positionText(record.position);
        if (this.names.isOfTheLog(record) || position === this.known) return (this.known = position);
      }
      const last = records.at(-1);
      if (!last || records.length < BACKWARDS_READ) return this.known;
      from = last.position;
    }
  }

  private take(
    record: AllStreamRecordedEvent,
    { filter }: PageRequest,
    { purged, scan }: { readonly purged: ReadonlySet<StreamId>; readonly scan: Scan },
  ): void {
    scan.count += 1;
    if (!this.names.isOfTheLog(record)) return;
    scan.scannedTo = positionText(record.position);
    const streamId = this.names.ofPort(record.streamId);
    if (purged.has(streamId) || !matches({ streamId, type: record.type }, filter)) return;
    scan.events.push(toRecorded(record, this.names));
  }

  /** `readAll` begins with the record at the position itself: that one is read and dropped. */
  private async recordsAfter(
    from: ServerPosition | null,
    count: number,
  ): Promise<readonly AllStreamRecordedEvent[]> {
    const resolved = await this.connection.collect((client, call) =>
      client.readAll({ ...call, fromPosition: from ?? START, maxCount: from ? count + 1 : count }),
    );
    const records = resolved.flatMap(({ event }) => (event ? [event] : []));
    const [first] = records;
    return from && first && positionText(first.position) === positionText(from)
      ? records.slice(1)
      : records.slice(0, count);
  }

  private async read(
    fromPosition: ServerPosition | typeof END,
    maxCount: number,
  ): Promise<readonly AllStreamRecordedEvent[]> {
    const resolved = await this.connection.collect((client, call) =>
      client.readAll({ ...call, fromPosition, maxCount, direction: BACKWARDS }),
    );
    return resolved.flatMap(({ event }) => (event ? [event] : []));
  }
}
