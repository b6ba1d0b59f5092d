import { createContext, useContext } from 'react';
import type { Item } from './row-items';
import type { Words } from './useWords';

/** What every lane shares; it changes with the language alone, so that no lane is drawn again for it. */
export interface Shared {
  readonly words: Words;
  readonly onSelect: (id: string | null) => void;
  /** Shows what is said of an item beside it. */
  readonly onPoint: (item: Item, element: Element) => void;
  readonly onLeave: () => void;
}

export const SharedContext = createContext<Shared | null>(null);

export const useShared = (): Shared => {
  const shared = useContext(SharedContext);
  if (!shared) throw new Error('outside of the course chart');
  return shared;
};

const LETTERS = /[\p{L}\p{N}].*[\p{L}\p{N}]/u;

/** Who names aloud what is written in the drawing has to reach it: letters that are seen begin the name. */
export const withLetters = (name: string, seen: string): string => {
  const words = name.split(/[^\p{L}\p{N}%]+/u).join(' ');
  return LETTERS.test(seen) && !` ${words} `.includes(` ${seen} `) ? `${seen}, ${name}` : name;
};

/** Attributes by which an item is reached, named and found again. */
export const itemProps = ({ key, at, name, members }: Item, { selected, stop }: Reach, seen = '') => {
  const isSelected = selected !== null && members.some(({ id }) => id === selected);
  return {
    role: 'option',
    className: isSelected ? 'cc-item selected' : 'cc-item',
    tabIndex: key === stop ? 0 : -1,
    'aria-selected': isSelected,
    'aria-label': withLetters(name, seen),
    'data-item': key,
    'data-at': at,
    'data-fact-id': members.flatMap(({ id }) => id ?? []).join(' '),
  } as const;
};

export interface Reach {
  readonly selected: string | null;
  /** Item that Tab leads to. */
  readonly stop: string | null;
}
