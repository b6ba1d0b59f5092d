import {
  CorruptLog,
  type EventFilter,
  type EventStore,
  type EventStoreAdmin,
  type Position,
} from '@leptotrace/event-store';
import type { Checkpoint, Mark } from './port';

type Found =
  | { readonly kind: 'event'; readonly position: Position; readonly hash: string }
  /** Damage is no other log: where it stands is known, and that is all that is asked here. */
  | { readonly kind: 'unreadable'; readonly position: Position }
  | { readonly kind: 'none'; readonly reached: Position | null };

const placeIn = (fault: unknown): Found => {
  const place = fault instanceof CorruptLog ? fault.place : undefined;
  if (!place) throw fault;
  return { kind: 'unreadable', position: place.position as Position };
};

/** The first event behind a place; `none` at the end of the log, or once the place `until` is passed. */
const firstBehind = async (
  log: EventStore,
  filter: EventFilter,
  { from, until }: { readonly from: Position | null; readonly until: Position },
): Promise<Found> => {
  let reached = from;
  for (;;) {
    const page = await log.readLog({ after: reached, filter, limit: 1 }).catch(placeIn);
    if ('kind' in page) return page;
    const [event] = page.events;
    if (event) return { kind: 'event', position: event.position, hash: event.metadata.hash };
    reached = page.scannedTo ?? reached;
    if (page.atEnd || (reached ?? '') >= until) return { kind: 'none', reached };
  }
};

const stands = async (log: EventStore, filter: EventFilter, mark: Mark): Promise<boolean> => {
  const found = await firstBehind(log, filter, { from: mark.after, until: mark.position });
  if (found.kind === 'none' || found.position !== mark.position) return false;
  return found.kind === 'unreadable' || found.hash === mark.hash;
};

/** Does the log reach a place, with nothing on the way there that is followed and can be read? */
const leadsTo = async (
  log: EventStore,
  filter: EventFilter,
  { from, until }: { readonly from: Position | null; readonly until: Position },
): Promise<boolean> => {
  let after = from;
  while ((after ?? '') < until) {
    const found = await firstBehind(log, filter, { from: after, until });
    if (found.kind === 'none') return (found.reached ?? '') >= until;
    if (found.kind === 'event') return found.position > until;
    after = found.position;
  }
  return true;
};

/**
 * Is the log the one that rows were made from, gone on or not? A backup that was put back has the same
 * identity, and at the place of the checkpoint nothing, or what was written since. Then the event of the
 * mark is not there any more, or another one stands where nothing stood.
 */
export const isOfThisLog = async (
  log: EventStore & EventStoreAdmin,
  { position, logId, mark }: Checkpoint,
  filter: EventFilter,
): Promise<boolean> => {
  if (logId !== (await log.logId())) return false;
  if (mark && !(await stands(log, filter, mark))) return false;
  const from = mark?.position ?? null;
  return position === null || (await leadsTo(log, filter, { from, until: position }));
};
