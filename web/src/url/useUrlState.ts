import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { useSearchParams } from 'wouter';
import { passing, type UrlValues } from './passing';

/**
 * Whether Back leads to what was there before: by default it does. `passing` is for a control that is moved
 * through many values: the address follows when it stands still.
 */
export type How = 'step' | 'replace' | 'passing';

export interface UrlState {
  /** Value of a control; `null` when it stands at its default. */
  readonly value: (name: string) => string | null;
  /** Sets or (with `null`) clears controls; what changes nothing is no step. */
  readonly set: (values: UrlValues, how?: How) => void;
  readonly search: string;
}

const withValues = (before: URLSearchParams, values: UrlValues): URLSearchParams => {
  const after = new URLSearchParams(before);
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === '') after.delete(name);
    else after.set(name, value);
  }
  return after;
};

/** Every control lives in the URL: a link shows what its sender saw. It holds ids and days, never clinical text. */
export const useUrlState = (): UrlState => {
  const [address, setAddress] = useSearchParams();
  const moving = useSyncExternalStore(passing.subscribe, passing.get);
  const isThere = useRef(false);
  useEffect(() => {
    isThere.current = true;
    return () => void (isThere.current = false);
  }, []);
  const set = useCallback(
    (values: UrlValues, how: How = 'step') => {
      // A page that has gone would write its own address over that of the next.
      const write = (written: UrlValues, replace: boolean): void => {
        const before = new URLSearchParams(location.search);
        const after = withValues(before, written);
        if (isThere.current && after.toString() !== before.toString()) setAddress(after, { replace });
      };
      const settle = (): void => {
        const settled = passing.get();
        passing.drop();
        if (Object.keys(settled).length > 0) write(settled, true);
      };
      if (how === 'passing') return passing.put(values, settle);
      // What was still moving belongs to the step before.
      settle();
      write(values, how === 'replace');
    },
    [setAddress],
  );
  return useMemo(() => {
    const parameters = withValues(address, moving);
    return { value: (name: string) => parameters.get(name), set, search: parameters.toString() };
  }, [address, moving, set]);
};

/** What a look asks, as the URL holds it: the same names as the service's own parameters. */
export const questionIn = (url: UrlState) => ({
  on: url.value('on') ?? undefined,
  asOf: url.value('asOf') ?? undefined,
  ruleset: url.value('ruleset') ?? undefined,
  origin: url.value('origin') ?? undefined,
  mode: url.value('mode') ?? undefined,
});
