import { useCallback, useState } from 'react';

/**
 * What was typed and not recorded, until the tab is closed: going back to it finds it again. It lies in
 * memory alone, for it is about a patient.
 */
const KEPT = new Map<string, unknown>();

const warn = (event: BeforeUnloadEvent): void => event.preventDefault();

const keep = (key: string, value: unknown): void => {
  if (value === undefined) KEPT.delete(key);
  else KEPT.set(key, value);
  if (KEPT.size > 0) window.addEventListener('beforeunload', warn);
  else window.removeEventListener('beforeunload', warn);
};

export interface Kept<T> {
  readonly value: T;
  readonly wasKept: boolean;
  readonly set: (value: T) => void;
  /** Forgets it: it was recorded, or given up. */
  readonly drop: () => void;
}

/** A state that outlives its screen while something in it would be lost. */
export const useKept = <T>(key: string, initial: T, isWorthKeeping: (value: T) => boolean): Kept<T> => {
  const [wasKept] = useState(() => KEPT.has(key));
  const [value, setValue] = useState<T>(() => (KEPT.has(key) ? (KEPT.get(key) as T) : initial));
  const set = (changed: T) => {
    keep(key, isWorthKeeping(changed) ? changed : undefined);
    setValue(changed);
  };
  const drop = useCallback(() => keep(key, undefined), [key]);
  return { value, wasKept, set, drop };
};
