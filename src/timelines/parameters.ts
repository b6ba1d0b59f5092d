import { invalidAt } from '../http/problem';

/** Query parameters by name: each at most once, none that is not known. @throws Problem */
export const readParameters = <const N extends string>(
  query: Record<string, unknown>,
  names: readonly N[],
): { readonly [K in N]?: string } => {
  for (const [name, value] of Object.entries(query)) {
    if (!(names as readonly string[]).includes(name)) {
      throw invalidAt(`/query/${name}`, 'not a parameter that is known here', `Use ${names.join(', ')}.`);
    }
    if (typeof value !== 'string') throw invalidAt(`/query/${name}`, 'sent twice', 'Send it once.');
  }
  return query as { readonly [K in N]?: string };
};
