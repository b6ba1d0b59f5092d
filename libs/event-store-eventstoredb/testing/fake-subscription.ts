import type { ServerWritableStream } from '@grpc/grpc-js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import type { FakeLog, FakeRecord } from './fake-log';
import * as messages from './messages';

export type Reading = ServerWritableStream<ReadReq, ReadResp>;

const SCANNED_A_CHECKPOINT = 32;

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
  const interval = SCANNED_A_CHECKPOINT * (filter?.getCheckpointintervalmultiplier() ?? 1);
  let next = startOf(options, log.records);
  let scanned = 0;
  const look = (record: FakeRecord): void => {
    for (let times = 0; wants(record) && times < faults.deliveries; times += 1)
      call.write(messages.readEvent(record));
    scanned += 1;
    if (filter && scanned % interval === 0) call.write(messages.checkpoint(record.position));
  };
  const deliver = (): void => {
    for (const record of log.records.slice(next)) look(record);
    next = log.records.length;
  };
  const soon = (): void => {
    if (faults.delayMs > 0) setTimeout(deliver, faults.delayMs).unref();
    else deliver();
  };
  call.write(messages.confirmation('subscription'));
  deliver();
  call.write(messages.caughtUp());
  return log.onWrite(soon);
};
