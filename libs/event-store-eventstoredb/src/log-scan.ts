import {
  START,
  type AllStreamRecordedEvent,
  type AllStreamResolvedEvent,
  type AllStreamSubscription,
  type Position as ServerPosition,
} from '@eventstore/db-client';
import { CorruptLog, StoreUnavailable } from '@leptotrace/event-store';
import type { Connection } from './connection';
import { filterOf, type StreamChoice } from './stream-choice';
import { SILENT } from './why';

/** The server says where it is whenever it has looked at so many records that are not wanted. */
const LOOKED_AT_ONCE = 256;

/** So long without a word: a server before 23.10 does not say that it has come to the end. */
const QUIET_MS = 1_000;

export type Seen =
  | { readonly kind: 'record'; readonly record: AllStreamRecordedEvent }
  /** Up to here nothing else is wanted. */
  | { readonly kind: 'place'; readonly position: ServerPosition };

interface Scan {
  /** `null` is the beginning of the server. */
  readonly after: ServerPosition | null;
  readonly streams: StreamChoice;
  /** True when it has enough. */
  readonly take: (seen: Seen) => boolean;
}

/**
 * Records of some streams out of all that the server holds, chosen by the server: `readAll` of 6.2.1 takes no
 * filter, a subscription does. It ends where the log ends, where enough was taken, or where it is cut off
 * behind something taken: who reads on from there finds out why. Answers whether it came to the end.
 */
export const scanLog = (connection: Connection, { after, streams, take }: Scan): Promise<boolean> =>
  connection.read(async (client, call) => {
    const taking = new Taking(take);
    const subscription = client.subscribeToAll({
      ...call,
      fromPosition: after ?? START,
      filter: filterOf(streams, {
        maxSearchWindow: LOOKED_AT_ONCE,
        checkpointInterval: 1,
        checkpointReached: (_subscription, position) => taking.place(position),
      }),
    });
    const closed = (): void => taking.end(new StoreUnavailable('the event store is closed'));
    connection.signal.addEventListener('abort', closed);
    try {
      return await taking.of(subscription, call.deadline);
    } finally {
      connection.signal.removeEventListener('abort', closed);
      subscription.unsubscribe().catch(() => undefined);
      subscription.destroy();
    }
  });

/** Takes what a subscription brings, in its order, until it is over. */
class Taking {
  private settle: (fault: Error | undefined) => void = () => undefined;
  private hasCaughtUp = false;
  private isOver = false;
  private hasTaken = false;
  private subscription: AllStreamSubscription | null = null;
  private silence: NodeJS.Timeout | null = null;

  constructor(private readonly take: Scan['take']) {}

  of(subscription: AllStreamSubscription, confirmedWithinMs: number): Promise<boolean> {
    this.subscription = subscription;
    const waitAtMost = (milliseconds: number): void => {
      if (this.silence) clearTimeout(this.silence);
      this.silence = setTimeout(() => this.end(new StoreUnavailable(SILENT)), milliseconds);
    };
    waitAtMost(confirmedWithinMs);
    subscription.once('confirmation', () => {
      this.hasTaken = true;
      waitAtMost(QUIET_MS);
    });
    subscription.on('readable', () => this.drain());
    subscription.once('caughtUp', () => {
      this.drain();
      this.hasCaughtUp = !this.isOver;
      this.end();
    });
    subscription.on('error', (fault) => this.end(fault));
    return new Promise<boolean>((resolve, reject) => {
      this.settle = (fault) => (fault === undefined ? resolve(this.hasCaughtUp) : reject(fault));
    });
  }

  /** Whatever came in front of a place is in the buffer by then. */
  place(position: ServerPosition): void {
    this.drain();
    this.see({ kind: 'place', position });
  }

  end(fault?: Error): void {
    if (this.isOver) return;
    this.isOver = true;
    if (this.silence) clearTimeout(this.silence);
    this.settle(this.hasTaken && !(fault instanceof CorruptLog) ? undefined : fault);
  }

  private drain(): void {
    while (!this.isOver) {
      const next = this.subscription?.read() as AllStreamResolvedEvent | null;
      if (!next) return;
      if (next.event) this.see({ kind: 'record', record: next.event });
    }
  }

  private see(seen: Seen): void {
    if (this.isOver) return;
    this.silence?.refresh();
    this.hasTaken = true;
    try {
      if (this.take(seen)) this.end();
    } catch (fault) {
      this.end(fault as Error);
    }
  }
}
