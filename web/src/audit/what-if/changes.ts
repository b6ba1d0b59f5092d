import type { WhatIfAnswer } from '@web/api/types';

type Value = string | number | null;

/** A value that differs, in words that the screen can translate. */
export interface Change {
  readonly key: string;
  readonly group: string;
  /** What follows the group: an endpoint, a criterion with its compartment, an alteration. */
  readonly name: readonly string[];
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

/** `response RANO_BM_2015 cns cns:2024-07-20`: the group, then its names. */
export const changesOf = (values: readonly Differing[]): readonly Change[] =>
  values.map((each) => {
    const [group = '', ...name] = each.what.split(' ');
    return { key: each.what, group, name, fields: fieldsOf(each) };
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
