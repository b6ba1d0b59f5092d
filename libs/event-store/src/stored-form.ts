import type { JsonObject } from '@leptotrace/kernel';
import type { StreamId } from './port';

/** Where an event stands: what a cipher binds its text to. */
export interface StoredPlace {
  readonly stream: StreamId;
  readonly revision: number;
  readonly type: string;
  readonly schemaVersion: number;
}

/**
 * The step between the command runner and the store. The hash chain is over what `seal` answers, so
 * an encrypting form keeps the chain intact after its key is destroyed.
 */
export interface StoredForm {
  seal(data: JsonObject, place: StoredPlace): Promise<JsonObject>;
  open(stored: JsonObject, place: StoredPlace): Promise<JsonObject>;
}

/** Stored as it is. */
export const plainForm: StoredForm = {
  seal: (data) => Promise.resolve(data),
  open: (stored) => Promise.resolve(stored),
};
