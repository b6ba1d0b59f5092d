import type { Explained } from '@web/api/types';
import { foldingOf, foldingText, readFolding, turn } from './folding';
import { moveFor, typedAhead } from './keyboard';
import { decidesOrder, rowsOf, type Row } from './rows';
import { rowText, searchRows } from './search';

// A progression on 20 July that won over a death; a gap test lies on the same day.
const TREE: Explained = {
  rule: 'TTE-8.2-P3',
  value: { paramcd: 'CNSPFS', aval: 142, cnsr: 0, cause: 'CNS' },
  date: '2024-07-20',
  facts: ['mri'],
  because: [
    { rule: 'TTE-8.1-gap', value: false, date: '2024-07-20', facts: ['mri'] },
    {
      rule: 'ENDP-7.2-cause',
      value: 'cns',
      date: '2024-07-20',
      facts: ['mri'],
      because: [
        {
          rule: 'RANOBM-2.4-3',
          value: 'PD',
          date: '2024-07-20',
          facts: ['mri', 'baseline'],
          flags: ['ORDER_UNCERTAIN'],
          says: 'Progression of the targets is progression.',
        },
      ],
    },
    { rule: 'TTE-8.1-origin', value: 'first-dose', date: '2024-03-01', facts: ['dose'] },
  ],
  lost: [
    {
      rule: 'TTE-8.2-P3',
      value: 'death',
      date: '2025-01-15',
      reason: 'the progression came first',
      facts: ['death'],
    },
  ],
};

const all = rowsOf(TREE, foldingOf('all'));
const paths = (rows: readonly Row[]) => rows.map(({ path }) => path);
const at = (path: string, rows = all): Row => rows.find((row) => row.path === path) as Row;

describe('rows of a derivation', () => {
  it('come in reading order: reasons, own facts, candidates that lost', () => {
    expect(paths(all)).toEqual([
      '0',
      '0.b0',
      '0.b0.f0',
      '0.b1',
      '0.b1.b0',
      '0.b1.b0.f0',
      '0.b1.b0.f1',
      '0.b2',
      '0.b2.f0',
      '0.l0',
      '0.l0.f0',
    ]);
  });

  it('show a fact where it was read, and not again above', () => {
    expect(all.filter((row) => row.what === 'fact' && row.factId === 'mri').map(({ path }) => path)).toEqual([
      '0.b0.f0',
      '0.b1.b0.f0',
    ]);
  });

  it('star the candidate that gave the date; a test of the same day is no candidate', () => {
    expect(all.filter((row) => row.what === 'node' && row.chosen).map(({ path }) => path)).toEqual(['0.b1']);
  });

  it('star nothing where nothing lost', () => {
    const { lost: _, ...alone } = TREE;
    expect(rowsOf(alone, foldingOf('all')).some((row) => row.what === 'node' && row.chosen)).toBe(false);
  });

  it('tell their place for those who listen', () => {
    expect(at('0.b2')).toMatchObject({ level: 2, position: 3, size: 4, parent: '0', expandable: true });
    expect(at('0.b2.f0')).toMatchObject({
      level: 3,
      position: 1,
      size: 1,
      expandable: false,
      expanded: false,
    });
  });

  it('leave out what is closed', () => {
    expect(paths(rowsOf(TREE, foldingOf('none')))).toEqual(['0']);
    expect(paths(rowsOf(TREE, foldingOf('none', new Set(['0']))))).toEqual([
      '0',
      '0.b0',
      '0.b1',
      '0.b2',
      '0.l0',
    ]);
  });

  it('tell which ones put facts in order or fill in days', () => {
    expect(all.filter(decidesOrder).map(({ path }) => path)).toEqual(['0.b0', '0.b1.b0']);
  });
});

describe('folding', () => {
  it('is read from the address as it was written', () => {
    const folding = turn(readFolding('all'), ['0.b1', '0.l0']);
    expect(foldingText(folding)).toBe('all~0.b1~0.l0');
    const again = readFolding(foldingText(folding));
    expect(again.isOpen('0.b1', 2)).toBe(false);
    expect(again.isOpen('0.b2', 2)).toBe(true);
  });

  it('leaves the default out of the address, and turning twice is turning back', () => {
    expect(foldingText(readFolding(null))).toBeNull();
    expect(foldingText(turn(turn(readFolding(null), ['0']), ['0']))).toBeNull();
  });

  it('takes a base that it does not know for the default', () => {
    expect(readFolding('half~0').base).toBe('auto');
  });
});

describe('keys of the tree', () => {
  const closed = rowsOf(TREE, foldingOf('none', new Set(['0'])));

  it('move over the rows that are shown, and stop at the ends', () => {
    expect(moveFor(closed, '0.b0', 'ArrowDown')).toEqual({ focus: '0.b1' });
    expect(moveFor(closed, '0', 'ArrowUp')).toEqual({ focus: '0' });
    expect(moveFor(closed, '0.b1', 'End')).toEqual({ focus: '0.l0' });
    expect(moveFor(closed, '0.b1', 'Home')).toEqual({ focus: '0' });
  });

  it('open with the right arrow, then go in; close with the left one, then go up', () => {
    expect(moveFor(closed, '0.b1', 'ArrowRight')).toEqual({ turn: ['0.b1'] });
    expect(moveFor(all, '0.b1', 'ArrowRight')).toEqual({ focus: '0.b1.b0' });
    expect(moveFor(all, '0.b1', 'ArrowLeft')).toEqual({ turn: ['0.b1'] });
    expect(moveFor(all, '0.b2.f0', 'ArrowLeft')).toEqual({ focus: '0.b2' });
    expect(moveFor(all, '0.b2.f0', 'ArrowRight')).toEqual({});
  });

  it('open every row beside the current one with the asterisk', () => {
    expect(moveFor(closed, '0.b0', '*')).toEqual({ turn: ['0.b0', '0.b1', '0.b2', '0.l0'] });
  });

  it('leave other keys alone', () => {
    expect(moveFor(all, '0', 'Tab')).toBeNull();
    expect(moveFor(all, '0', 'toString')).toBeNull();
  });

  it('find a row by its first letters, after the current one and round from the top', () => {
    const rule = (row: Row): string =>
      row.what === 'fact' ? row.factId : row.what === 'node' ? row.node.rule : row.lost.rule;
    expect(typedAhead(all, '0', 't', rule)).toBe('0.b0');
    expect(typedAhead(all, '0.b0', 'tte-8.1-o', rule)).toBe('0.b2');
    expect(typedAhead(all, '0.b2', 'r', rule)).toBe('0.b1.b0');
    expect(typedAhead(all, '0', 'z', rule)).toBeNull();
  });
});

describe('search in a derivation', () => {
  const factText = (id: string): string => (id === 'dose' ? 'Therapy started osimertinib' : '');
  const search = (text: string) => searchRows(all, text, (row) => rowText(row, factText));

  it('finds rules, facts, what facts say and why candidates lost, with the way to each', () => {
    expect([...search('RANOBM').matches]).toEqual(['0.b1.b0']);
    expect(paths(search('ranobm').rows)).toEqual(['0', '0.b1', '0.b1.b0']);
    expect([...search('osimertinib').matches]).toEqual(['0.b2.f0']);
    expect([...search('came first').matches]).toEqual(['0.l0']);
  });

  it('shows nothing when nothing matches', () => {
    expect(search('lorlatinib').rows).toEqual([]);
  });
});
