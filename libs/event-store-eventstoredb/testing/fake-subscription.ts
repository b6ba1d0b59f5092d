import type { ServerWritableStream } from '@grpc/grpc-js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import type { FakeLog, FakeRecord } from './fake-log';
import * as messages from './messages';

export type Reading = ServerWritableStream<ReadReq, ReadResp>;

/** When a client does not say how many are looked at at once. */
const SCANNED_A_CHECKPOINT = 32;

const LOOKED_AT_ONCE = 1_000;

interface Source {
  readonly log: FakeLog;
  readonly faults: { readonly deliveries: number; readonly delayMs: number };
}

/** Index of the first record at or behind a position. */
export const firstAt = (records: readonly FakeRecord[], position: bigint): number => {
  let low = 0;
  let high = records.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((records[middle]?.position ?? 0n) < position) low = middle + 1;
    else high = middle;
  }
  return low;
};

const startOf = (options: ReadReq.Options, records: readonly FakeRecord[]): number => {
  if (options.getAll()?.hasEnd()) return records.length;
  const after = messages.positionIn(options);
  return after === null ? 0 : firstAt(records, after + 1n);
};

/**
 * History, caught up, live; a checkpoint whenever so many records were looked at. Answers how to end it.
 */
export const subscribe = (call: Reading, options: ReadReq.Options, { log, faults }: Source): (() => void) => {
  const filter = options.getFilter();
  const wants = messages.filterIn(filter);
  const window = filter?.hasMax() ? filter.getMax() : SCANNED_A_CHECKPOINT;
  const interval = window * (filter?.getCheckpointintervalmultiplier() ?? 1);
  let next = startOf(options, log.records);
  let scanned = 0;
  const look = (record: FakeRecord): void => {
    for (let times = 0; wants(record) && times < faults.deliveries; times += 1)
      call.write(messages.readEvent(record));
    scanned += 1;
    if (filter && scanned % interval === 0) call.write(messages.checkpoint(record.position));
  };
  // A piece at a time: who has enough leaves, and the rest is never looked at.
  let isLive = false;
  let hasLeft = false;
  let isAtWork = false;
  const deliver = (): void => {
    isAtWork = false;
    if (hasLeft) return;
    const piece = log.records.slice(next, next + LOOKED_AT_ONCE);
    next += piece.length;
    for (const record of piece) look(record);
    if (next < log.records.length) return work();
    if (!isLive) call.write(messages.caughtUp());
    isLive = true;
  };
  const work = (afterMs = 0): void => {
    if (isAtWork) return;
    isAtWork = true;
    if (afterMs > 0) setTimeout(deliver, afterMs).unref();
    else setImmediate(deliver);
  };
  call.write(messages.confirmation('subscription'));
  deliver();
  const forget = log.onWrite(() => work(faults.delayMs));
  return () => {
    hasLeft = true;
    forget();
  };
};
