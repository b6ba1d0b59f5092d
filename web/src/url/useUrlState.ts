import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'wouter';

export type UrlValues = Readonly<Record<string, string | null>>;

export interface UrlState {
  /** Value of a control; `null` when it stands at its default. */
  readonly value: (name: string) => string | null;
  /** Sets or (with `null`) clears controls; `replace` while a handle is dragged, so that Back leaves the drag. */
  readonly set: (values: UrlValues, options?: { readonly replace?: boolean }) => void;
  readonly search: string;
}

/** Every control lives in the URL: a link shows what its sender saw. It holds ids and days, never clinical text. */
export const useUrlState = (): UrlState => {
  const [parameters, setParameters] = useSearchParams();
  const set = useCallback(
    (values: UrlValues, { replace = false } = {}) =>
      setParameters(
        (before) => {
          const after = new URLSearchParams(before);
          for (const [name, value] of Object.entries(values)) {
            if (value === null || value === '') after.delete(name);
            else after.set(name, value);
          }
          return after;
        },
        { replace },
      ),
    [setParameters],
  );
  return useMemo(
    () => ({ value: (name: string) => parameters.get(name), set, search: parameters.toString() }),
    [parameters, set],
  );
};

/** What a look asks, as the URL holds it: the same names as the service's own parameters. */
export const questionIn = (url: UrlState) => ({
  on: url.value('on') ?? undefined,
  asOf: url.value('asOf') ?? undefined,
  ruleset: url.value('ruleset') ?? undefined,
  origin: url.value('origin') ?? undefined,
  mode: url.value('mode') ?? undefined,
});
