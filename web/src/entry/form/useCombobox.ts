import { useState, type KeyboardEvent } from 'react';
import { search, type Option } from '../model/options';

export interface ComboboxState {
  readonly isOpen: boolean;
  readonly typed: string;
  readonly found: readonly Option[];
  /** Index of the option that Enter would choose. */
  readonly active: number;
  readonly open: () => void;
  readonly type: (text: string) => void;
  readonly choose: (option: Option | undefined) => void;
  readonly close: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

const bounded = (index: number, count: number): number => Math.max(0, Math.min(index, count - 1));

/** What an open list reacts to; a closed one only opens. */
const OPENING = ['ArrowDown', 'ArrowUp'];

export const useCombobox = (options: readonly Option[], onChange: (value: string) => void): ComboboxState => {
  const [shown, setShown] = useState<{ readonly typed: string; readonly active: number } | null>(null);
  const found = shown ? search(options, shown.typed) : [];
  const active = bounded(shown?.active ?? 0, found.length);

  const close = () => setShown(null);
  const go = (index: number) => {
    setShown({ typed: shown?.typed ?? '', active: bounded(index, found.length) });
  };
  const choose = (option: Option | undefined) => {
    if (option) onChange(option.value);
    close();
  };
  const type = (text: string) => {
    if (text === '') onChange('');
    setShown({ typed: text, active: 0 });
  };
  const open = () => setShown((before) => before ?? { typed: '', active: 0 });
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => go(active + 1),
    ArrowUp: () => go(active - 1),
    Home: () => go(0),
    End: () => go(found.length - 1),
    Enter: () => choose(found[active]),
    Escape: close,
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const act = shown ? keys[event.key] : OPENING.includes(event.key) ? open : undefined;
    if (!act) return;
    event.preventDefault();
    // Escape closes the list alone, not a dialog around it.
    event.stopPropagation();
    act();
  };
  return {
    isOpen: shown !== null,
    typed: shown?.typed ?? '',
    found,
    active,
    open,
    type,
    choose,
    close,
    onKeyDown,
  };
};
