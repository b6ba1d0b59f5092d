import {
  categoryOf,
  CorruptLog,
  keyOf,
  type EventStore,
  type LogPage,
  type Position,
  type StreamId,
} from '@leptotrace/event-store';
import { PATIENT_CATEGORY } from '../patients/patient-streams';

const PAGE = 1_000;
const FILTER = { categories: [PATIENT_CATEGORY], types: ['PatientRegistered'] };

type Read = Pick<LogPage, 'scannedTo' | 'atEnd'> & { readonly streams: readonly StreamId[] };

/**
 * An event that cannot be read is stepped over: its patient is one of them, and others come behind it. Those
 * in front of it in the same page are read one by one.
 */
const readAfter = async (store: EventStore, after: Position | null, limit: number): Promise<Read> => {
  try {
    const { events, scannedTo, atEnd } = await store.readLog({ after, filter: FILTER, limit });
    return { scannedTo, atEnd, streams: events.map(({ streamId }) => streamId) };
  } catch (fault) {
    if (!(fault instanceof CorruptLog) || !fault.place) throw fault;
    if (limit > 1) return readAfter(store, after, 1);
    const stream = fault.place.stream as StreamId;
    const streams = categoryOf(stream) === PATIENT_CATEGORY ? [stream] : [];
    return { scannedTo: fault.place.position as Position, atEnd: false, streams };
  }
};

/** Every patient of the log, in the order of ids. */
export const patientIds = async (store: EventStore): Promise<readonly string[]> => {
  const ids = new Set<string>();
  for (let after: Position | null = null; ;) {
    const page: Read = await readAfter(store, after, PAGE);
    for (const stream of page.streams) ids.add(keyOf(stream));
    after = page.scannedTo ?? after;
    if (page.atEnd) return [...ids].sort();
  }
};
