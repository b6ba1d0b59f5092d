/** Which rows of the tree are open: a rule for all of them, and those that differ from it. */
export interface Folding {
  readonly base: Base;
  readonly turned: ReadonlySet<string>;
  readonly isOpen: (path: string, level: number) => boolean;
}

type Base = 'auto' | 'all' | 'none';

const OPEN_LEVELS = 5;

const opens = (base: Base, level: number): boolean =>
  base === 'all' || (base === 'auto' && level < OPEN_LEVELS);

export const foldingOf = (base: Base, turned: ReadonlySet<string> = new Set()): Folding => ({
  base,
  turned,
  isOpen: (path, level) => opens(base, level) !== turned.has(path),
});

/** As the URL holds it: `all~0.b1~0.l2`. */
export const readFolding = (text: string | null): Folding => {
  const [base, ...paths] = (text ?? '').split('~');
  return foldingOf(base === 'all' || base === 'none' ? base : 'auto', new Set(paths));
};

export const foldingText = ({ base, turned }: Folding): string | null => {
  const text = [base, ...turned].join('~');
  return text === 'auto' ? null : text;
};

export const turn = ({ base, turned }: Folding, paths: readonly string[]): Folding => {
  const next = new Set(turned);
  for (const path of paths) if (!next.delete(path)) next.add(path);
  return foldingOf(base, next);
};
