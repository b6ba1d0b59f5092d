import { type EpochDay } from '@leptotrace/kernel';

/** Readings in a row that are worse, the last one up to the day among them. */
export interface Run<T> {
  /** Empty: the last reading up to the day is not worse. */
  readonly worse: readonly T[];
  readonly last: T;
}

/**
 * The run that the last reading up to `day` belongs to. Later readings that are worse too go on with it: they
 * show that what began by then lasted (2.4). `null`: there is no reading up to the day.
 */
export const runOf = <T extends { readonly day: EpochDay }>(
  ordered: readonly T[],
  day: EpochDay,
  isWorse: (reading: T) => boolean,
): Run<T> | null => {
  const upTo = ordered.filter((reading) => reading.day <= day);
  const last = upTo.at(-1);
  if (!last) return null;
  if (!isWorse(last)) return { worse: [], last };
  let from = upTo.length;
  while (from > 0 && isWorse(upTo[from - 1] as T)) from -= 1;
  let to = upTo.length;
  while (to < ordered.length && isWorse(ordered[to] as T)) to += 1;
  return { worse: ordered.slice(from, to), last };
};
