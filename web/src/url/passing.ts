export type UrlValues = Readonly<Record<string, string | null>>;

/** After so long without a change the address follows. Browsers refuse one that changes at every move. */
const SETTLED_MS = 200;

const NONE: UrlValues = {};

let values = NONE;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

const become = (next: UrlValues): void => {
  clearTimeout(timer);
  values = next;
  for (const listener of listeners) listener();
};

/** Going back or forth leaves behind what had not settled. */
const drop = (): void => become(NONE);

/** Values that still change, as while a slider is moved: shown at once, and in the address when they have settled. */
export const passing = {
  get: (): UrlValues => values,
  put: (more: UrlValues, settle: () => void): void => {
    become({ ...values, ...more });
    const { pathname } = location;
    timer = setTimeout(() => (location.pathname === pathname ? settle() : drop()), SETTLED_MS);
  },
  drop,
  subscribe: (listener: () => void): (() => void) => {
    if (listeners.size === 0) addEventListener('popstate', drop);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) removeEventListener('popstate', drop);
    };
  },
};
