import type { FactKind, FactOf, READABLE_KINDS } from '@leptotrace/clinical';
import type { JsonObject } from '@leptotrace/kernel';

/** A kind of fact that a statement may have been meant as. */
export type ReadableKind = (typeof READABLE_KINDS)[number];

/** A fact without its common part; `suffix` tells the parts of one source fact apart. */
export interface Part {
  readonly suffix: string;
  readonly payload: { readonly kind: FactKind } & JsonObject;
  /** Made because another part needs it; the source does not print it. */
  readonly inferred?: boolean;
  /** When it was so, where that is not the day of the row: a specimen taken before its result. */
  readonly occurredOn?: string;
}

/** What a row would have been, and why it cannot be read as that. */
export interface Unreadable {
  readonly wouldBe: ReadableKind | null;
  readonly reason: string;
}

export const isUnreadable = (mapped: readonly Part[] | Unreadable): mapped is Unreadable =>
  'reason' in mapped;

export const unreadable = (wouldBe: ReadableKind, reason: string): Unreadable => ({ wouldBe, reason });

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

/** A name as part of an id; empty where no letter of it can stand in one. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
