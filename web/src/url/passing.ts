export type UrlValues = Readonly<Record<string, string | null>>;

/** After so long without a change the address follows. Browsers refuse one that changes at every move. */
const SETTLED_MS = 200;

/** Back and forth, and a link: the router tells the window of it. */
const ELSEWHERE = ['popstate', 'pushState'];

const NONE: UrlValues = {};

let values = NONE;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

const become = (next: UrlValues): void => {
  clearTimeout(timer);
  values = next;
  for (const listener of listeners) listener();
};

/** Whoever goes elsewhere leaves behind what had not settled. */
const drop = (): void => become(NONE);

/** Values that still change, as while a slider is moved: shown at once, and in the address when they have settled. */
export const passing = {
  get: (): UrlValues => values,
  put: (more: UrlValues, settle: () => void): void => {
    become({ ...values, ...more });
    timer = setTimeout(settle, SETTLED_MS);
  },
  drop,
  subscribe: (listener: () => void): (() => void) => {
    if (listeners.size === 0) ELSEWHERE.forEach((event) => addEventListener(event, drop));
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) ELSEWHERE.forEach((event) => removeEventListener(event, drop));
    };
  },
};
