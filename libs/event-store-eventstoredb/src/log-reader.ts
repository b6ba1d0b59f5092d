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
import type { LogIdentity } from './log-identity';
import { scanLog } from './log-scan';
import { positionText, serverPosition, toRecorded, type StreamNames } from './records';

/** What comes next is as a rule little, and all of it wanted: it is read as it lies. */
const NEXT_READ = 64;
const LARGEST_READ = 1_000;

/** From the end backwards: the last record is as a rule one of the log. */
const FIRST_BACKWARDS_READ = 8;
const FAR_BACKWARDS_READ = 512;

/** A page ends after so many messages of the server, found or not: a sparse filter must still make progress. */
const SEEN_A_PAGE = 2_000;

interface PageRequest {
  readonly after: Position | null;
  readonly filter?: EventFilter;
  readonly limit: number;
}

/** What one page has found so far. */
class Page {
  readonly events: RecordedEvent[] = [];
  scannedTo: Position | null = null;
  private seen = 0;

  constructor(
    private readonly request: PageRequest,
    private readonly purged: ReadonlySet<StreamId>,
    private readonly names: StreamNames,
  ) {}

  get isFull(): boolean {
    return this.events.length === this.request.limit || this.seen >= SEEN_A_PAGE;
  }

  /** Less than half of what was seen is wanted: then the server had better choose. */
  get isSparse(): boolean {
    return this.events.length * 2 < this.seen;
  }

  take(record: AllStreamRecordedEvent): boolean {
    this.reach(record.position);
    if (!this.names.isOfTheLog(record)) return this.isFull;
    const streamId = this.names.ofPort(record.streamId);
    if (!this.purged.has(streamId) && matches({ streamId, type: record.type }, this.request.filter))
      this.events.push(toRecorded(record, this.names));
    return this.isFull;
  }

  reach(position: ServerPosition): boolean {
    this.seen += 1;
    const place = positionText(position);
    if (place > (this.scannedTo ?? '')) this.scannedTo = place;
    return this.isFull;
  }

  answer(atEnd: boolean): LogPage {
    return { events: this.events, scannedTo: this.scannedTo, atEnd };
  }
}

/** Of all that the server holds: up to where it was looked at from the end, and the last of the log in it. */
interface KnownEnd {
  readonly lookedTo: Position;
  readonly head: Position | null;
}

const placeOf = (record: AllStreamRecordedEvent | undefined): Position | null =>
  record ? positionText(record.position) : null;

/** Pages of `$all`. The server may hold far more than this log: what lies between is left to its filter. */
export class LogReader {
  private known: KnownEnd | null = null;
  private firstLook: Promise<unknown> | null = null;

  constructor(
    private readonly connection: Connection,
    private readonly closed: ClosedStreams,
    private readonly names: StreamNames,
    private readonly identity: LogIdentity,
  ) {}

  async page(request: PageRequest): Promise<LogPage> {
    const purged = await this.closed.purged();
    const page = new Page(request, purged, this.names);
    const after = request.after ?? (await this.identity.read()).begins;
    const outcome = await this.takeNext(page, after, request.limit);
    if (outcome !== 'sparse') return page.answer(outcome === 'end');
    return page.answer(await this.takeChosen(page, request.filter?.categories));
  }

  /** As it lies, while at least half of it is wanted. */
  private async takeNext(
    page: Page,
    after: Position | null,
    limit: number,
  ): Promise<'full' | 'end' | 'sparse'> {
    let from = after;
    for (let asked = Math.min(limit, NEXT_READ); ; asked = Math.min(limit, LARGEST_READ)) {
      const next = await this.recordsAfter(from === null ? null : serverPosition(from), asked);
      for (const record of next) if (page.take(record)) return 'full';
      if (next.length < asked) return 'end';
      if (page.isSparse) return 'sparse';
      from = page.scannedTo;
    }
  }

  /** What the server chooses. Answers whether that was all: whatever lies there by now has been looked at. */
  private async takeChosen(page: Page, categories: readonly string[] | undefined): Promise<boolean> {
    const [end] = await this.backwards(END, 1);
    const isAtEnd = await scanLog(this.connection, {
      after: page.scannedTo === null ? null : serverPosition(page.scannedTo),
      streams: this.names.choice(categories),
      take: (seen) => (seen.kind === 'record' ? page.take(seen.record) : page.reach(seen.position)),
    });
    if (isAtEnd && end) page.reach(end.position);
    return isAtEnd;
  }

  /** The last event of the log. */
  async head(): Promise<Position | null> {
    // Behind others this may be a long way, once: who comes meanwhile waits for it, and looks at what is new.
    if (!this.known) await (this.firstLook ??= this.lookBack().finally(() => (this.firstLook = null)));
    return this.lookBack();
  }

  /** From the end of the server backwards, as far as nobody has looked. */
  private async lookBack(): Promise<Position | null> {
    const { begins } = await this.identity.read();
    const { lookedTo, head } = this.known ?? { lookedTo: begins, head: null };
    let from: ServerPosition | typeof END = END;
    let newest: Position | null = null;
    for (let asked = FIRST_BACKWARDS_READ; ; asked = Math.min(asked * 4, LARGEST_READ)) {
      const records: readonly AllStreamRecordedEvent[] = await this.backwards(from, asked);
      newest ??= placeOf(records[0]);
      const last = await this.lastOf(records, asked, lookedTo);
      if (last !== undefined) return this.found(newest, last ?? head);
      from = records.at(-1)?.position ?? END;
    }
  }

  private async lastOf(
    records: readonly AllStreamRecordedEvent[],
    asked: number,
    bound: Position | null,
  ): Promise<Position | null | undefined> {
    const last = this.lastIn(records, bound ?? '');
    if (last !== undefined) return last;
    if (records.length < asked) return null;
    return asked === FAR_BACKWARDS_READ ? this.lastAfter(bound) : undefined;
  }

  /** `null`: none behind the bound. `undefined`: not known yet. */
  private lastIn(records: readonly AllStreamRecordedEvent[], bound: string): Position | null | undefined {
    for (const record of records) {
      const position = positionText(record.position);
      if (position <= bound) return null;
      if (this.names.isOfTheLog(record)) return position;
    }
    return undefined;
  }

  /** The same from the other side, chosen by the server: a log that is short, behind much of others. */
  private async lastAfter(place: Position | null): Promise<Position | null | undefined> {
    let last: Position | null = null;
    let seen = 0;
    const isAtEnd = await scanLog(this.connection, {
      after: place === null ? null : serverPosition(place),
      streams: this.names.choice(),
      take: (next) => {
        if (next.kind === 'record' && this.names.isOfTheLog(next.record))
          last = positionText(next.record.position);
        return (seen += 1) >= SEEN_A_PAGE;
      },
    });
    return isAtEnd ? last : undefined;
  }

  private found(lookedTo: Position | null, head: Position | null): Position | null {
    if (lookedTo !== null && lookedTo > (this.known?.lookedTo ?? '')) this.known = { lookedTo, head };
    return head;
  }

  /** `readAll` begins with the record at the position itself: that one is read and dropped. */
  private async recordsAfter(
    from: ServerPosition | null,
    count: number,
  ): Promise<readonly AllStreamRecordedEvent[]> {
    const maxCount = from ? count + 1 : count;
    const resolved = await this.connection.collect((client, call) =>
      client.readAll({ ...call, fromPosition: from ?? START, maxCount }),
    );
    const records = resolved.flatMap(({ event }) => (event ? [event] : []));
    const [first] = records;
    return from && first && positionText(first.position) === positionText(from)
      ? records.slice(1)
      : records.slice(0, count);
  }

  private async backwards(
    fromPosition: ServerPosition | typeof END,
    maxCount: number,
  ): Promise<readonly AllStreamRecordedEvent[]> {
    const resolved = await this.connection.collect((client, call) =>
      client.readAll({ ...call, fromPosition, maxCount, direction: BACKWARDS }),
    );
    return resolved.flatMap(({ event }) => (event ? [event] : []));
  }
}
