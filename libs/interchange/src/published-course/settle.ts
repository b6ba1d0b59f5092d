import { factSchemaOf, type Fact, type FactKind } from '@leptotrace/clinical';
import type { Issue, JsonObject, JsonValue } from '@leptotrace/kernel';
import type { Recorded } from './recorded';

/** A fact that may be recorded, with the values that had to be left out of it; or why none can be made. */
export type Settled =
  | { readonly fact: Fact; readonly dropped: readonly Dropped[] }
  | { readonly fact: null; readonly reason: string };

export interface Dropped {
  readonly field: string;
  readonly value: JsonValue;
  readonly reason: string;
}

const isRequired = (kind: FactKind, field: string): boolean =>
  (factSchemaOf(kind).required ?? []).includes(field);

/** Without one of these a fact is none. */
const FIXED = new Set(['', 'kind', 'occurredOn']);

const stepsOf = ({ path }: Issue): readonly string[] => path.split('/').slice(1);

/** Leaves out one item of a list, where others remain or none is needed. */
const withoutItem = (
  content: JsonObject,
  field: string,
  index: number,
): { readonly content: JsonObject; readonly lost: JsonValue } | null => {
  const items = content[field];
  if (!Array.isArray(items) || Number.isNaN(index)) return null;
  const others = (items as readonly JsonValue[]).filter((_, place) => place !== index);
  if (others.length === 0 && field !== 'calls') return null;
  return { content: { ...content, [field]: others }, lost: (items as readonly JsonValue[])[index] ?? null };
};

const withoutField = (content: JsonObject, field: string): JsonObject => {
  const { [field]: _left, ...others } = content;
  return others;
};

interface Step {
  readonly content: JsonObject;
  readonly dropped: Dropped;
}

/** The least that can be left out so that this issue goes away; null where the fact is nothing without it. */
const leaveOut = (content: JsonObject, issue: Issue): Step | null => {
  const [field = '', item = ''] = stepsOf(issue);
  const value = content[field];
  if (FIXED.has(field) || value === undefined) return null;
  const of = (rest: JsonObject, lost: JsonValue): Step => ({
    content: rest,
    dropped: { field, value: lost, reason: `${field}: ${issue.message}` },
  });
  const shorter = withoutItem(content, field, Number.parseInt(item, 10));
  if (shorter) return of(shorter.content, shorter.lost);
  return isRequired(content['kind'] as FactKind, field) ? null : of(withoutField(content, field), value);
};

/**
 * Makes a fact recordable by leaving out values that no schema takes: they are handed back, never bent into
 * shape. A fact that is nothing without such a value is none.
 */
export const settle = (given: JsonObject, recorded: Recorded): Settled => {
  let content = given;
  const dropped: Dropped[] = [];
  for (;;) {
    const [issue] = recorded.issuesOf(content as unknown as Fact);
    if (!issue) return { fact: content as unknown as Fact, dropped };
    const step = leaveOut(content, issue);
    if (!step) return { fact: null, reason: `${issue.path.slice(1)}: ${issue.message}` };
    content = step.content;
    dropped.push(step.dropped);
  }
};
