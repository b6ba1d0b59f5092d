import {
  AccessDeniedError,
  isCommandError,
  MaxAppendSizeExceededError,
  NotLeaderError,
  StreamDeletedError,
  StreamNotFoundError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { AppendTooLarge, CorruptLog, StoreUnavailable } from '@leptotrace/event-store';
import { whyOf } from './why';

/** The user may not read `$all`, or is not known: an operator has to mend it, waiting does not help. */
export class AccessRefused extends StoreUnavailable {}

/** What was asked may have been done, or not: what may be done twice is done again. */
export class Unanswered extends StoreUnavailable {}

/** Another node leads, or none yet. The client goes there with the next call, and leaves it to us to make one. */
export class LeaderMoved extends Unanswered {}

const REFUSED =
  'the user is not known or may not read $all. Make it a member of $ops, or let it read $all in the default access list.';

const STATUS = { cancelled: 1, unknown: 2, deadlineExceeded: 4, aborted: 10, internal: 13, unavailable: 14 };
const OPEN: readonly unknown[] = Object.values(STATUS);

const codeOf = (fault: unknown): unknown => (fault as { readonly code?: unknown }).code;

/** Answers of the server that its callers expect; everything else is a fault. */
const isAnswer = (fault: unknown): boolean =>
  fault instanceof WrongExpectedVersionError ||
  fault instanceof StreamNotFoundError ||
  fault instanceof StreamDeletedError ||
  fault instanceof StoreUnavailable ||
  fault instanceof CorruptLog;

/** A status that leaves it open, or a fault of the client itself, which then has asked nobody. */
const isOpen = (fault: unknown): boolean =>
  OPEN.includes(codeOf(fault)) || !(fault instanceof Error && isCommandError(fault));

/** The fault of the port for one of the client; answers stay as they are. */
export const faultOf = (fault: unknown): unknown => {
  if (isAnswer(fault)) return fault;
  if (fault instanceof MaxAppendSizeExceededError) return new AppendTooLarge('the server refuses the size');
  if (fault instanceof AccessDeniedError) return new AccessRefused(REFUSED, { cause: fault });
  if (fault instanceof NotLeaderError || codeOf(fault) === STATUS.unknown)
    return new LeaderMoved('EventStoreDB has no leader that answers', { cause: fault });
  const Fault = isOpen(fault) ? Unanswered : StoreUnavailable;
  return new Fault(whyOf(fault), { cause: fault });
};
