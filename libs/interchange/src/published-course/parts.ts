import type { FactKind, FactOf } from '@leptotrace/clinical';
import type { JsonObject } from '@leptotrace/kernel';
import type { FieldReader } from './reader';

/** A fact without its common part; `suffix` tells the parts of one source fact apart. */
export interface Part {
  readonly suffix: string;
  readonly payload: { readonly kind: FactKind } & JsonObject;
  /** Made because another part needs it; the source does not print it. */
  readonly inferred?: boolean;
}

export type Mapping = (read: FieldReader) => readonly Part[] | null;

/** Leaves out what is not known, so that nothing is stored as `undefined`. */
export const payload = <K extends FactKind>(
  kind: K,
  fields: Partial<Omit<FactOf<K>, 'kind'>> | JsonObject,
): Part['payload'] => ({
  kind,
  ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
});

export const main = <K extends FactKind>(kind: K, fields: JsonObject): readonly Part[] => [
  { suffix: '', payload: payload(kind, fields) },
];

export const partId = (factId: string, suffix: string): string =>
  suffix === '' ? factId : `${factId}.${suffix}`;
