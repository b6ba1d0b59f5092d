import { useRef, type KeyboardEvent } from 'react';
import { moveFor, typedAhead } from './keyboard';
import type { Row } from './rows';

interface Keys {
  readonly rows: readonly Row[];
  /** Path of the row that has the focus. */
  readonly active: string;
  readonly choose: (row: Row) => void;
  readonly onTurn: (paths: readonly string[]) => void;
}

const TYPING_MS = 600;

/** The text by which a row is found while typing in the tree: rules by their id, facts by theirs. */
const typedText = (row: Row): string => {
  if (row.what === 'fact') return row.factId;
  return row.what === 'node' ? row.node.rule : row.lost.rule;
};

const isCommand = ({ ctrlKey, metaKey, altKey }: KeyboardEvent): boolean => ctrlKey || metaKey || altKey;

const focus = (tree: HTMLElement, path: string | null | undefined): void => {
  if (path === null || path === undefined) return;
  tree.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`)?.focus();
};

/** Keys of a tree: arrows, Home, End, `*`, Enter, and typing the first letters of a rule or fact. */
export const useTreeKeys = ({ rows, active, choose, onTurn }: Keys) => {
  const typed = useRef({ text: '', at: 0 });
  const typing = (key: string, at: number): string => {
    const text = at - typed.current.at > TYPING_MS ? key : typed.current.text + key;
    typed.current = { text, at };
    return text;
  };
  const chosen = (key: string): Row | undefined =>
    key === 'Enter' || key === ' ' ? rows.find(({ path }) => path === active) : undefined;
  return (event: KeyboardEvent<HTMLElement>): void => {
    const { key, currentTarget, timeStamp } = event;
    if (isCommand(event)) return;
    const row = chosen(key);
    const move = moveFor(rows, active, key);
    if (row || move) event.preventDefault();
    if (row) choose(row);
    else if (move) {
      if (move.turn && move.turn.length > 0) onTurn(move.turn);
      focus(currentTarget, move.focus);
    } else if (key.length === 1)
      focus(currentTarget, typedAhead(rows, active, typing(key, timeStamp), typedText));
  };
};
