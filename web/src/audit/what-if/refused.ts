import type { ProblemIssue } from '@web/api/problem';

/** Where an issue lies in the fact that was supposed; `/` is the fact as a whole. */
export const placeOf = ({ path }: Pick<ProblemIssue, 'path'>): string =>
  path.replace(/^\/suppositions\/0(\/fact(?=\/|$))?/, '') || '/';

/** Issues of one field of the fact, and of what lies inside it. */
export const issuesAt = (issues: readonly ProblemIssue[], field: string): readonly ProblemIssue[] =>
  issues.filter((issue) => `${placeOf(issue)}/`.startsWith(`/${field}/`));

/** Issues that none of the fields shows. */
export const issuesBeside = (
  issues: readonly ProblemIssue[],
  fields: readonly string[],
): readonly ProblemIssue[] =>
  issues.filter((issue) => fields.every((field) => issuesAt([issue], field).length === 0));
