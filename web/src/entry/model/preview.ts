import type { WhatIfAnswer, WouldChange } from '@web/api/types';

type Value = WouldChange['before'];

/** A part of a value that would change: its name, and how it stands before and after. */
export interface ChangedPart {
  readonly part: string;
  readonly before: string | number | null;
  readonly after: string | number | null;
}

export interface ChangedValue {
  readonly what: string;
  /** Words of the name behind the group: a PARAMCD; a criterion and its compartment; an alteration. */
  readonly names: readonly string[];
  /** Day of the time point that a response is of. */
  readonly day: string | null;
  readonly parts: readonly ChangedPart[];
}

export interface ChangedGroup {
  readonly group: WouldChange['group'];
  readonly values: readonly ChangedValue[];
}

const ORDER: readonly WouldChange['group'][] = ['endpoint', 'response', 'BOR', 'CBOR', 'DOR', 'alteration'];

const partsOf = (before: Value, after: Value): readonly ChangedPart[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((part) => ({ part, before: before[part] ?? null, after: after[part] ?? null }))
    .filter((changed) => changed.before !== changed.after);

const namesOf = ({ what, group }: WouldChange): readonly string[] => {
  const rest = what.slice(group.length + 1);
  return group === 'alteration' ? [rest] : rest.split(' ').slice(0, 2);
};

/** The id of a time point says nothing to a reader; its day does. */
const dayOf = ({ group, before, after }: WouldChange): string | null => {
  const day = group === 'response' ? (before['date'] ?? after['date']) : null;
  return typeof day === 'string' ? day : null;
};

/** What would change, group by group, in the order in which a course is read. */
export const changedGroups = ({ values }: WhatIfAnswer): readonly ChangedGroup[] =>
  ORDER.map((group) => ({
    group,
    values: values
      .filter((value) => value.group === group)
      .map((value) => ({
        what: value.what,
        names: namesOf(value),
        day: dayOf(value),
        parts: partsOf(value.before, value.after),
      })),
  })).filter((found) => found.values.length > 0);
