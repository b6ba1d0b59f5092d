/** An id of an entry, to be compared as text. */
const placeOf = (id: string): string =>
  id
    .split('-')
    .map((part) => part.padStart(20, '0'))
    .join('');

/** Names and values by turns. */
const valueOf = (info: readonly unknown[], name: string): unknown => {
  const at = info.indexOf(name);
  return at < 0 ? undefined : info[at + 1];
};

/**
 * May an entry that is not there have been trimmed or deleted since? Then nothing can be said against it.
 *
 * @param info As XINFO STREAM answers. Before Redis 7 it does not tell how many were ever added.
 */
export const wasTakenAway = (id: string, info: readonly unknown[]): boolean => {
  const added = Number(valueOf(info, 'entries-added') ?? Infinity);
  if (added === Number(valueOf(info, 'length'))) return false;
  const first = valueOf(info, 'first-entry') as readonly [string] | null;
  const deleted = (valueOf(info, 'max-deleted-entry-id') ?? '0-0') as string;
  return !first || placeOf(id) < placeOf(first[0]) || placeOf(id) <= placeOf(deleted);
};
