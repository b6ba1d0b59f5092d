import { lastResidueOf, type ProteinChange, type Residue } from './protein-change';
import { residueAt, residuesBetween } from './reference';

/** A change as what it takes out and puts in; `removed` is empty for an insertion before `at`. */
interface Edit {
  readonly at: number;
  readonly removed: string;
  readonly inserted: string;
}

const editOf = (gene: string, change: ProteinChange): Edit | null => {
  const [from, to] = [change.first.at, lastResidueOf(change)];
  const known = residuesBetween(gene, from, to);
  if (known === null) return null;
  switch (change.kind) {
    case 'deletion':
      return { at: from, removed: known, inserted: '' };
    case 'duplication':
      return { at: to + 1, removed: '', inserted: known };
    case 'delins':
      return { at: from, removed: known, inserted: change.inserted };
    case 'insertion':
      return { at: to, removed: '', inserted: change.inserted };
    default:
      return null;
  }
};

/** What both ends share was not changed. */
const trimmed = ({ at, removed, inserted }: Edit): Edit => {
  let head = 0;
  while (head < removed.length && head < inserted.length && removed[head] === inserted[head]) head += 1;
  let tail = 0;
  const most = Math.min(removed.length, inserted.length) - head;
  while (tail < most && removed[removed.length - 1 - tail] === inserted[inserted.length - 1 - tail])
    tail += 1;
  return {
    at: at + head,
    removed: removed.slice(head, removed.length - tail),
    inserted: inserted.slice(head, inserted.length - tail),
  };
};

/** As far towards the end of the protein as it gives the same protein (HGVS, 3' rule). */
const shifted = (gene: string, edit: Edit): Edit => {
  let { at, removed, inserted } = edit;
  if ((removed === '') === (inserted === '')) return edit;
  for (;;) {
    const next = residueAt(gene, at + removed.length);
    const moving = removed === '' ? inserted : removed;
    if (next === null || moving[0] !== next) return { at, removed, inserted };
    const turned = moving.slice(1) + next;
    [removed, inserted] = removed === '' ? ['', turned] : [turned, ''];
    at += 1;
  }
};

const residue = (gene: string, at: number): Residue | null => {
  const aa = residueAt(gene, at);
  return aa === null ? null : { aa, at };
};

const stretch = (gene: string, from: number, length: number) => {
  const first = residue(gene, from);
  const last = length > 1 ? residue(gene, from + length - 1) : null;
  return first && (length === 1 || last) ? { first, last } : null;
};

const inserting = (gene: string, at: number, inserted: string): ProteinChange | null => {
  const from = at - inserted.length;
  if (residuesBetween(gene, from, at - 1) === inserted) {
    const found = stretch(gene, from, inserted.length);
    return found && { kind: 'duplication', ...found };
  }
  const [first, last] = [residue(gene, at - 1), residue(gene, at)];
  return first && last && { kind: 'insertion', first, last, inserted };
};

const named = (gene: string, { at, removed, inserted }: Edit): ProteinChange | null => {
  if (removed === '') return inserted === '' ? null : inserting(gene, at, inserted);
  const found = stretch(gene, at, removed.length);
  if (!found) return null;
  if (inserted === '') return { kind: 'deletion', ...found };
  return found.last === null && inserted.length === 1
    ? { kind: 'substitution', first: found.first, alt: inserted }
    : { kind: 'delins', ...found, inserted };
};

/**
 * The one name of a change that gives the same protein, where the residues around it are known: shifted
 * towards the end, an insertion that repeats what stands before it as a duplication. Else as it is.
 */
export const threePrime = (gene: string, change: ProteinChange): ProteinChange => {
  const edit = editOf(gene, change);
  return (edit && named(gene, shifted(gene, trimmed(edit)))) ?? change;
};
