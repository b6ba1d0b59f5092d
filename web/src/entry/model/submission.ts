import type { ProblemIssue } from '@web/api/problem';
import { parsePartialDate, dayText, type OccurredOn } from '@web/format/dates';
import type { Supposition } from '@web/api/types';
import type { Field } from './fields';
import { membersOf, rowsOf, textOf, type State } from './state';

type Payload = Readonly<Record<string, unknown>>;

export const supposed = (facts: readonly Payload[]): readonly Supposition[] =>
  facts.map((fact) => ({ statement: 'recorded', fact }) as unknown as Supposition);

/** Where a trial names a place in its suppositions, the place in the body that would be recorded. */
export const asRecorded = (issues: readonly ProblemIssue[], many: boolean): readonly ProblemIssue[] =>
  issues.map((issue) => ({
    ...issue,
    path: issue.path.replace(/^\/suppositions\/(\d+)\/fact(?=\/|$)/, many ? '/facts/$1' : '/fact'),
  }));

/** The last day that facts may mean: a look at the course from there has them all. */
export const lastDayOf = (facts: readonly Payload[]): string | null => {
  const days = facts.flatMap(({ occurredOn }) => {
    if (occurredOn === undefined) return [];
    const occurred = occurredOn as OccurredOn;
    const latest = parsePartialDate(typeof occurred === 'string' ? occurred : occurred.latest);
    return latest ? [latest.to] : [];
  });
  return days.length === 0 ? null : dayText(Math.max(...days));
};

const twice = (state: State | undefined): string | undefined => {
  const names = rowsOf(state).map((row) => textOf(membersOf(row.state)['name']).trim());
  return names.find((name, index) => names.indexOf(name) !== index);
};

/** Names that stand twice in a record: only one of the values could be sent. By pointer. */
export const doubledNames = (
  fields: readonly Field[],
  state: State,
  pointer: string,
): readonly { readonly path: string; readonly name: string }[] =>
  fields.flatMap((field) => {
    if (field.type !== 'record') return [];
    const name = twice(membersOf(state)[field.name]);
    return name === undefined ? [] : [{ path: `${pointer}/${field.name}`, name }];
  });
