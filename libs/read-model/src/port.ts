import type { Position } from '@leptotrace/event-store';
import type { JsonObject } from '@leptotrace/kernel';

/** A read model and what its rows mean: another definition is another set of rows, built beside. */
export interface ModelKey {
  /** `patients`, `cohort`, `signals`. */
  readonly model: string;
  /** Digest of everything that decides what a row says: shape of the rows, ruleset, engine. */
  readonly definition: string;
}

/** One building of a model from the beginning of the log. The number rises with each rebuild. */
export interface Generation extends ModelKey {
  readonly number: number;
}

/** The last event that rows were made of. A log that was restored has another one in its place, or none. */
export interface Mark {
  /** In front of it; nothing that the model follows lies between the two. */
  readonly after: Position | null;
  readonly position: Position;
  /** Of the event, which covers all events of its stream before it. */
  readonly hash: string;
}

export interface Checkpoint {
  /** Everything up to here is in the rows; `null` before the first step. */
  readonly position: Position | null;
  /** Of the log that the rows are made from: a checkpoint of another log means nothing here. */
  readonly logId: string;
  /** Beyond the position where rows were written ahead of it; `null` before any event. */
  readonly mark: Mark | null;
}

export type RowChange =
  | { readonly kind: 'put'; readonly key: string; readonly row: JsonObject }
  | { readonly kind: 'delete'; readonly key: string };

/**
 * One step: absolute changes, so that applying it again would do no harm, and the place reached. A step
 * that ends where it begins writes rows ahead of their checkpoint: for a generation that nobody reads yet.
 */
export interface Step {
  readonly from: Position | null;
  readonly to: Position | null;
  readonly changes: readonly RowChange[];
  /** Of the last event in `changes`; left out, the one before stays. */
  readonly mark?: Mark;
}

export type StepOutcome =
  | { readonly kind: 'applied' }
  /** The checkpoint is at `to` or beyond: nothing was written. */
  | { readonly kind: 'already-applied'; readonly at: Position }
  /** The checkpoint is neither at `from` nor beyond `to`: nothing was written. */
  | { readonly kind: 'gap'; readonly at: Position | null }
  /** A later epoch has claimed the generation, or it was dropped: nothing was written. */
  | { readonly kind: 'fenced' };

/** The right to project a model, until it expires. The lease is for thrift, its epoch for safety. */
export interface Lease {
  readonly name: string;
  readonly owner: string;
  /** Rises whenever the lease changes hands, and never falls. */
  readonly epoch: number;
}

export interface RowPage {
  readonly rows: readonly { readonly key: string; readonly row: JsonObject }[];
  /** Place of the log that these rows stand for: read in the same instant as the rows. */
  readonly checkpoint: Checkpoint;
  readonly generation: Generation;
}

/**
 * Rows of cross-patient read models beside their checkpoint. Disposable: everything in it can be built
 * again from the log. Faults are `ReadModelUnavailable` only.
 */
export interface ReadModelStore {
  /** The lease when it is free, expired or already the owner's (which renews it); else `null`. */
  acquire(name: string, owner: string, ttlMs: number): Promise<Lease | null>;
  /** Gives the lease back; does nothing when it has changed hands. */
  release(lease: Lease): Promise<void>;

  /** A new, empty generation with the next number of its definition. */
  begin(key: ModelKey, logId: string): Promise<Generation>;
  /**
   * Takes a generation over: from now on steps of lower epochs are fenced. Answers where it stands;
   * `null` when there is no such generation.
   */
  claim(generation: Generation, epoch: number): Promise<Checkpoint | null>;
  /** Rows and checkpoint together or not at all. */
  apply(generation: Generation, epoch: number, step: Step): Promise<StepOutcome>;
  /** Readers of the definition (and, until their own is built, of others) see this generation from now on. */
  activate(generation: Generation): Promise<void>;
  /** The generations of a model, active ones marked. */
  generations(
    model: string,
  ): Promise<readonly (Generation & { readonly active: boolean; readonly checkpoint: Checkpoint })[]>;
  /** Removes rows and checkpoint; steps of it are fenced from then on. */
  drop(generation: Generation): Promise<void>;

  /**
   * Rows with a key above `after`, in plain (code unit of UTF-8) order of keys, out of the active
   * generation of the definition, else of the one of that model that was activated last; `null` when no
   * generation was ever activated.
   */
  page(
    key: ModelKey,
    range: { readonly after: string | null; readonly limit: number },
  ): Promise<RowPage | null>;
  /** Checkpoint of the generation that `page` would read, without rows. */
  checkpoint(key: ModelKey): Promise<Checkpoint | null>;

  /** Calls back soon after a step of the model was applied, here or elsewhere. A hint: may be lost. */
  onApplied(model: string, hint: () => void): () => void;
  /** Fails when the store does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
