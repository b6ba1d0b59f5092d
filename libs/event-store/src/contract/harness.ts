import type { EventStore, EventStoreAdmin } from '../port';
import type { BehaviourId } from './behaviours';

export interface OpenedLog {
  readonly store: EventStore;
  readonly admin: EventStoreAdmin;
  /** Closes the store and removes the log. */
  dispose(): Promise<void>;
}

/** What an adapter gives to be tested. An optional member that is absent leaves its behaviours out. */
export interface ContractHarness {
  /** A new, empty log. */
  open(): Promise<OpenedLog>;
  /** The store itself refuses an id that the stream holds at another revision. */
  readonly rejectsReusedIds: boolean;
  /** Closes the log and opens it again, as a restart of the process does. */
  readonly reopen?: (log: OpenedLog) => Promise<OpenedLog>;
  /** From now on an append fails at a row of type `FailsInTheStore`, after the rows in front of it. */
  readonly failMidAppend?: (log: OpenedLog) => Promise<void>;
  /** The next append is committed, but its answer is lost on the way. */
  readonly loseNextAnswer?: (log: OpenedLog) => Promise<void>;
  /** Ends the running subscriptions from the side of the server. */
  readonly drop?: (log: OpenedLog, how: 'error' | 'end' | 'close') => Promise<void>;
  /** A store whose server does not answer until `start` is called. */
  readonly openAbsent?: () => Promise<OpenedLog & { start(): Promise<void> }>;
}

export type Check = (log: OpenedLog, harness: ContractHarness) => Promise<void>;

export type Checks<Section extends string> = Record<BehaviourId & Section, Check>;
