import type { Explained } from '@web/api/types';
import type { Folding } from './folding';

export type Lost = NonNullable<Explained['lost']>[number];

interface Place {
  /** Ways from the root: `0`, `0.b1` (first reason …), `0.b1.f0` (a fact), `0.l2` (a candidate that lost). */
  readonly path: string;
  readonly parent: string | null;
  readonly level: number;
  readonly position: number;
  readonly size: number;
  readonly expandable: boolean;
  readonly expanded: boolean;
}

export interface NodeRow extends Place {
  readonly what: 'node';
  readonly node: Explained;
  /** Of the candidates beside it, the one that gave its parent the date. */
  readonly chosen: boolean;
}
export interface LostRow extends Place {
  readonly what: 'lost';
  readonly lost: Lost;
}
export interface FactRow extends Place {
  readonly what: 'fact';
  readonly factId: string;
}
export type Row = NodeRow | LostRow | FactRow;

type Item =
  | { readonly what: 'node'; readonly node: Explained; readonly chosen: boolean }
  | { readonly what: 'lost'; readonly lost: Lost }
  | { readonly what: 'fact'; readonly factId: string };

const factsBelow = (node: Explained): ReadonlySet<string> => {
  const found = new Set<string>();
  const walk = (each: Explained): void => {
    each.facts?.forEach((fact) => found.add(fact));
    each.because?.forEach(walk);
  };
  node.because?.forEach(walk);
  return found;
};

/** A test (yes or no) measures a candidate; it is none itself. */
const gaveTheDate = (parent: Explained, { date, facts, value }: Explained): boolean =>
  parent.date !== undefined && date === parent.date && facts !== undefined && typeof value !== 'boolean';

const chosenOf = (node: Explained): Explained | undefined =>
  node.lost ? node.because?.find((child) => gaveTheDate(node, child)) : undefined;

/** A fact is shown where it was read: not again at each step above. */
const itemsOfNode = (node: Explained): readonly (readonly [string, Item])[] => {
  const chosen = chosenOf(node);
  const below = factsBelow(node);
  const own = (node.facts ?? []).filter((fact) => !below.has(fact));
  return [
    ...(node.because ?? []).map(
      (child, at) => [`b${at}`, { what: 'node', node: child, chosen: child === chosen }] as const,
    ),
    ...own.map((factId, at) => [`f${at}`, { what: 'fact', factId }] as const),
    ...(node.lost ?? []).map((lost, at) => [`l${at}`, { what: 'lost', lost }] as const),
  ];
};

const itemsOf = (item: Item): readonly (readonly [string, Item])[] => {
  if (item.what === 'node') return itemsOfNode(item.node);
  if (item.what === 'fact') return [];
  return (item.lost.facts ?? []).map((factId, at) => [`f${at}`, { what: 'fact', factId }] as const);
};

/** The rows of a derivation in reading order; children of closed rows are left out. */
export const rowsOf = (root: Explained, folding: Folding): readonly Row[] => {
  const rows: Row[] = [];
  const add = (item: Item, place: Omit<Place, 'expandable' | 'expanded'>): void => {
    const children = itemsOf(item);
    const expandable = children.length > 0;
    const expanded = expandable && folding.isOpen(place.path, place.level);
    rows.push({ ...place, ...item, expandable, expanded });
    if (!expanded) return;
    children.forEach(([name, child], at) =>
      add(child, {
        path: `${place.path}.${name}`,
        parent: place.path,
        level: place.level + 1,
        position: at + 1,
        size: children.length,
      }),
    );
  };
  add(
    { what: 'node', node: root, chosen: false },
    { path: '0', parent: null, level: 1, position: 1, size: 1 },
  );
  return rows;
};

/** Rules that put facts in order, group them, or fill in their days. */
const ORDERING = /^(TP-|CONV-|DATE-|TTE-8\.1-gap|TTE-8\.2-origin-anchor|RECIST-8\.3-)/;
const ORDER_FLAGS = ['ORDER_UNCERTAIN', 'SAME_DAY_BASELINE', 'BACKDATED', 'MRI_AFTER_LP'];

/** Whether the row tells which of several facts came first, or on which day. */
export const decidesOrder = (row: Row): boolean =>
  row.what === 'node' &&
  (ORDERING.test(row.node.rule) || (row.node.flags ?? []).some((flag) => ORDER_FLAGS.includes(flag)));
