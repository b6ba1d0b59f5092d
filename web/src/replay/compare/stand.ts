/** How a question stands that the table is made of. */
export interface Asked {
  readonly data: unknown;
  readonly isError: boolean;
}

/** Questions without an answer: rows are missing for each of them, so that they are not left unsaid. */
export const failedOf = <Q extends Asked>(queries: readonly Q[]): readonly Q[] =>
  queries.filter(({ isError }) => isError);

/** What stands in the place of rows. Where something failed, neither is true: the fault stands there. */
export const insteadOf = (rows: number, queries: readonly Asked[]): 'asking' | 'none' | null => {
  if (rows > 0 || failedOf(queries).length > 0) return null;
  return queries.every(({ data }) => data !== undefined) ? 'none' : 'asking';
};
