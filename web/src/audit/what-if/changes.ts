import type { WhatIfAnswer } from '@web/api/types';

type Value = string | number | null;

/** A value that differs, in words that the screen can translate. */
export interface Change {
  readonly key: string;
  readonly group: string;
  /** What follows the group: an endpoint, a criterion with its compartment, an alteration. */
  readonly name: readonly string[];
  /** Day of the time point that a response is of: its id says nothing to a reader. */
  readonly day: string | null;
  readonly fields: readonly ChangedField[];
}

export interface ChangedField {
  readonly field: string;
  readonly before: Value;
  readonly after: Value;
}

interface Differing {
  readonly what: string;
  readonly before: Readonly<Record<string, Value>>;
  readonly after: Readonly<Record<string, Value>>;
}

const fieldsOf = ({ before, after }: Differing): readonly ChangedField[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((field) => {
    const [was, is] = [before[field] ?? null, after[field] ?? null];
    return was === is ? [] : [{ field, before: was, after: is }];
  });

const dayOf = ({ before, after }: Differing): string | null => {
  const day = before['date'] ?? after['date'];
  return typeof day === 'string' ? day : null;
};

/** `response RANO_BM_2015 cns cns:f31`: the group, its names, and of a response the time point. */
export const changesOf = (values: readonly Differing[]): readonly Change[] =>
  values.map((each) => {
    const [group = '', ...name] = each.what.split(' ');
    const isResponse = group === 'response';
    return {
      key: each.what,
      group,
      name: isResponse ? name.slice(0, 2) : name,
      day: isResponse ? dayOf(each) : null,
      fields: fieldsOf(each),
    };
  });

export interface Tally {
  readonly group: string;
  readonly count: number;
}

/** How many values of each group would change. */
export const tallyOf = ({ values }: Pick<WhatIfAnswer, 'values'>): readonly Tally[] => {
  const counts = new Map<string, number>();
  for (const { group } of values) counts.set(group, (counts.get(group) ?? 0) + 1);
  return [...counts].map(([group, count]) => ({ group, count }));
};
