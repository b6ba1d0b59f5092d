import { StoreUnavailable } from '@leptotrace/event-store';

/** The read models do not answer. Nothing is lost: they are made from the log, and catch up by themselves. */
export class ReadModelUnavailable extends Error {
  override readonly name = 'ReadModelUnavailable';
}

/** What goes away by itself is waited for; anything else will fail again. */
export const isAway = (fault: unknown): fault is StoreUnavailable | ReadModelUnavailable =>
  fault instanceof StoreUnavailable || fault instanceof ReadModelUnavailable;
