import type { Row } from './rows';

export interface Move {
  readonly focus?: string;
  /** Rows to open or close. */
  readonly turn?: readonly string[];
}

const at = (rows: readonly Row[], index: number): Move => {
  const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
  return row ? { focus: row.path } : {};
};

const right = (rows: readonly Row[], index: number, row: Row): Move => {
  if (!row.expandable) return {};
  return row.expanded ? at(rows, index + 1) : { turn: [row.path] };
};

const left = (row: Row): Move => {
  if (row.expanded) return { turn: [row.path] };
  return row.parent === null ? {} : { focus: row.parent };
};

/** Every closed row beside this one. */
const siblings = (rows: readonly Row[], row: Row): Move => ({
  turn: rows
    .filter(({ parent, expandable, expanded }) => parent === row.parent && expandable && !expanded)
    .map(({ path }) => path),
});

/** What a key does in a tree (WAI-ARIA Authoring Practices); `null` leaves the key to the browser. */
export const moveFor = (rows: readonly Row[], current: string, key: string): Move | null => {
  const index = Math.max(
    0,
    rows.findIndex(({ path }) => path === current),
  );
  const row = rows[index];
  if (!row) return null;
  const moves: Readonly<Record<string, () => Move>> = {
    ArrowDown: () => at(rows, index + 1),
    ArrowUp: () => at(rows, index - 1),
    ArrowRight: () => right(rows, index, row),
    ArrowLeft: () => left(row),
    Home: () => at(rows, 0),
    End: () => at(rows, rows.length - 1),
    '*': () => siblings(rows, row),
  };
  return Object.hasOwn(moves, key) ? (moves[key]?.() ?? null) : null;
};

/** The next row whose text begins with what was typed, after the current one and then from the top. */
export const typedAhead = (
  rows: readonly Row[],
  current: string,
  typed: string,
  textOf: (row: Row) => string,
): string | null => {
  const wanted = typed.toLowerCase();
  const index = rows.findIndex(({ path }) => path === current);
  // A longer word may still be the row that its first letter found.
  const from = typed.length > 1 ? index : index + 1;
  const inTurn = [...rows.slice(from), ...rows.slice(0, from)];
  return inTurn.find((row) => textOf(row).toLowerCase().startsWith(wanted))?.path ?? null;
};
