import type { ProblemIssue } from '@web/api/problem';
import type { Field } from './fields';
import { membersOf, rowsOf, type State } from './state';

/** Issues by the JSON pointer of the field that shows them. */
export type Placed = ReadonlyMap<string, readonly ProblemIssue[]>;

const membersAt = (
  fields: readonly Field[],
  state: State | undefined,
  pointer: string,
): readonly string[] => {
  const members = membersOf(state);
  return fields.flatMap((field) => pointersOf(field, members[field.name], `${pointer}/${field.name}`));
};

/** The pointers at which the form of a field can show an issue. */
export const pointersOf = (field: Field, state: State | undefined, pointer: string): readonly string[] => {
  if (field.type === 'object') return [pointer, ...membersAt(field.fields, state, pointer)];
  if (field.type !== 'list') return [pointer];
  return [
    pointer,
    ...rowsOf(state).flatMap((row, index) => pointersOf(field.item, row.state, `${pointer}/${index}`)),
  ];
};

const parentOf = (pointer: string): string => pointer.slice(0, Math.max(0, pointer.lastIndexOf('/')));

const nearest = (pointers: ReadonlySet<string>, path: string): string => {
  let at = path;
  while (at !== '' && !pointers.has(at)) at = parentOf(at);
  return at;
};

/**
 * Each issue at the field of its path, or at the nearest one that holds it: a refused unit is shown at
 * its quantity. What belongs to no field is under ''.
 */
export const placeIssues = (issues: readonly ProblemIssue[], pointers: readonly string[]): Placed => {
  const known = new Set(pointers);
  const placed = new Map<string, readonly ProblemIssue[]>();
  for (const issue of issues) {
    const at = nearest(known, issue.path);
    placed.set(at, [...(placed.get(at) ?? []), issue]);
  }
  return placed;
};

/** Is something wrong at the field or inside it? */
export const hasIssueIn = (placed: Placed, pointer: string): boolean =>
  [...placed.keys()].some((path) => path === pointer || path.startsWith(`${pointer}/`));
