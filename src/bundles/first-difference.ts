import type { JsonObject, JsonValue } from '@leptotrace/kernel';

export interface Difference {
  readonly path: string;
  /** What the file says there; left out when it says nothing. */
  readonly stated?: JsonValue;
  /** What comes out here. */
  readonly replayed?: JsonValue;
}

/** Members by name, those of a list by their place; `null` of a value that has none. */
const membersOf = (value: JsonValue | undefined): JsonObject | null =>
  typeof value === 'object' && value !== null ? (value as JsonObject) : null;

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** The first place, as a JSON pointer, at which two values differ; `null` when they are equal. */
export const firstDifference = (
  stated: JsonValue | undefined,
  replayed: JsonValue | undefined,
  path = '',
): Difference | null => {
  const [left, right] = [membersOf(stated), membersOf(replayed)];
  if (!left || !right || Array.isArray(stated) !== Array.isArray(replayed))
    return stated === replayed
      ? null
      : {
          path,
          ...(stated === undefined ? {} : { stated }),
          ...(replayed === undefined ? {} : { replayed }),
        };
  for (const name of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const found = firstDifference(left[name], right[name], `${path}/${escaped(name)}`);
    if (found) return found;
  }
  return null;
};
