import type { Row } from './rows';

/** Everything of a row that can be searched for; what a fact says comes from outside. */
export const rowText = (row: Row, factText: (factId: string) => string): string => {
  if (row.what === 'fact') return `${row.factId} ${factText(row.factId)}`;
  const { rule, value, date, facts } = row.what === 'node' ? row.node : row.lost;
  const more = row.what === 'node' ? (row.node.says ?? '') : row.lost.reason;
  return [rule, JSON.stringify(value ?? ''), date ?? '', more, ...(facts ?? [])].join(' ');
};

export interface Search {
  readonly rows: readonly Row[];
  readonly matches: ReadonlySet<string>;
}

const above = (path: string): readonly string[] => {
  const parts = path.split('.');
  return parts.map((_, at) => parts.slice(0, at + 1).join('.'));
};

/** Rows that hold the text, with the way down to each. */
export const searchRows = (all: readonly Row[], text: string, textOf: (row: Row) => string): Search => {
  const wanted = text.trim().toLowerCase();
  const found = all.filter((row) => textOf(row).toLowerCase().includes(wanted)).map(({ path }) => path);
  const shown = new Set(found.flatMap(above));
  return { rows: all.filter(({ path }) => shown.has(path)), matches: new Set(found) };
};
