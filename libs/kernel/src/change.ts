import { isObject, type JsonObject, type JsonValue } from './json';

/**
 * How one JSON value becomes another, without saying again what both have: a value instead of it; members of an
 * object that changed, came or went; items of an array between those at its beginning and end that stayed.
 */
export type Change =
  | { readonly is: JsonValue }
  | { readonly of: Readonly<Record<string, Change>>; readonly without?: readonly string[] }
  | { readonly from: number; readonly replaced: number; readonly by: readonly Change[] };

/** The change of what stays as it is. */
export const UNCHANGED: Change = { of: {} };

/** A member that JSON would write: what is undefined is not there. */
const memberOf = (value: JsonObject, name: string): JsonValue | undefined =>
  Object.hasOwn(value, name) ? value[name] : undefined;

const changeOfObject = (before: JsonObject, after: JsonObject): Change | null => {
  const of: [string, Change][] = [];
  for (const name of Object.keys(after)) {
    const [old, value] = [memberOf(before, name), after[name]];
    if (value === undefined || value === old) continue;
    const change = old === undefined ? { is: value } : changeOf(old, value);
    if (change !== null) of.push([name, change]);
  }
  const without = Object.keys(before).filter(
    (name) => before[name] !== undefined && memberOf(after, name) === undefined,
  );
  if (of.length === 0 && without.length === 0) return null;
  return { of: Object.fromEntries(of), ...(without.length === 0 ? {} : { without }) };
};

const changeOfItems = (before: readonly JsonValue[], after: readonly JsonValue[]): Change | null => {
  const changes = after.map((item, at) => changeOf(before[at] as JsonValue, item));
  const from = changes.findIndex((change) => change !== null);
  if (from === -1) return null;
  const until = changes.findLastIndex((change) => change !== null) + 1;
  return {
    from,
    replaced: until - from,
    by: changes.slice(from, until).map((change) => change ?? UNCHANGED),
  };
};

const changeOfArray = (before: readonly JsonValue[], after: readonly JsonValue[]): Change | null => {
  if (before.length === after.length) return changeOfItems(before, after);
  const shorter = Math.min(before.length, after.length);
  const same = (at: number): boolean =>
    changeOf(before.at(at) as JsonValue, after.at(at) as JsonValue) === null;
  let from = 0;
  while (from < shorter && same(from)) from += 1;
  let kept = 0;
  while (kept < shorter - from && same(-1 - kept)) kept += 1;
  const by = after.slice(from, after.length - kept).map((item) => ({ is: item }));
  return { from, replaced: before.length - kept - from, by };
};

/** What is different in the second value; null when nothing is. Both are JSON, as JSON would write them. */
export const changeOf = (before: JsonValue, after: JsonValue): Change | null => {
  if (before === after) return null;
  if (Array.isArray(before) && Array.isArray(after)) return changeOfArray(before, after);
  if (isObject(before) && isObject(after)) return changeOfObject(before, after);
  return { is: after };
};

const changedObject = (before: JsonObject, of: Readonly<Record<string, Change>>): JsonObject =>
  Object.fromEntries([
    ...Object.entries(before),
    ...Object.entries(of).map(([name, change]) => [name, changed(memberOf(before, name) ?? null, change)]),
  ]) as JsonObject;

const withoutMembers = (value: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));

/** The changed value. What did not change in it is the very same as before. */
export const changed = (before: JsonValue, change: Change): JsonValue => {
  if ('is' in change) return change.is;
  if ('of' in change) {
    const { of, without = [] } = change;
    if (Object.keys(of).length === 0 && without.length === 0) return before;
    return changedObject(withoutMembers(before as JsonObject, without), of);
  }
  const old = before as readonly JsonValue[];
  const { from, replaced, by } = change;
  return [
    ...old.slice(0, from),
    ...by.map((inner, at) => changed(old[from + at] ?? null, inner)),
    ...old.slice(from + replaced),
  ];
};
