import type { Checked, Issue } from '@leptotrace/kernel';
import { Type } from '@sinclair/typebox';
import type { Fact } from './facts';
import { factReferences, withReferences } from './references';

/** Begins a reference to a fact of the same request. No fact that is recorded here has such an id. */
const PREFIX = 'ref:';

/** A name that a request gives to one of its facts; it is not recorded. */
export const refSchema = () =>
  Type.String({
    pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$',
    description: `Your name for this fact within the request: "start-1" is pointed to as "${PREFIX}start-1". Not recorded.`,
    mend: 'Use 1 to 64 letters, digits or . _ - and begin with a letter or digit.',
  });

/** A fact of a request, which others of the request may point to by its name. */
export type RequestedFact = Fact & { readonly ref?: string };

export const isClientReference = (id: string): boolean => id.startsWith(PREFIX);

const unknownRef = (path: string, id: string): Issue => ({
  path,
  message: `no fact of this request has the ref ${JSON.stringify(id.slice(PREFIX.length))}`,
  mend: `Give the fact that it points to "ref": ${JSON.stringify(id.slice(PREFIX.length))}, or name a factId.`,
});

const repeated = (index: number, ref: string): Issue => ({
  path: `/facts/${index}/ref`,
  message: `${JSON.stringify(ref)} names another fact of this request already`,
  mend: 'Give every fact a ref of its own.',
});

/**
 * Facts that point to each other by names of the request, made to point to ids. A replay of the request
 * resolves to the same facts as long as it is given the same ids.
 */
export const resolveRefs = (
  requested: readonly RequestedFact[],
  factIds: readonly string[],
): Checked<readonly Fact[]> => {
  const idOf = new Map<string, string>();
  const issues: Issue[] = [];
  for (const [index, { ref }] of requested.entries()) {
    if (ref === undefined) continue;
    if (idOf.has(`${PREFIX}${ref}`)) issues.push(repeated(index, ref));
    idOf.set(`${PREFIX}${ref}`, factIds[index] as string);
  }
  const facts = requested.map(({ ref: _ref, ...fact }, index) => {
    for (const { path, id } of factReferences(fact))
      if (isClientReference(id) && !idOf.has(id)) issues.push(unknownRef(`/facts/${index}${path}`, id));
    return withReferences(fact, (id) => idOf.get(id) ?? id);
  });
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: facts };
};
