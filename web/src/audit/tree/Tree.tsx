import { useAudit } from '../context';
import { turn, type Folding } from './folding';
import { FactItem } from './FactItem';
import { LostItem } from './LostItem';
import { NodeItem } from './NodeItem';
import type { Row } from './rows';
import { useTreeKeys } from './useTreeKeys';

interface Props {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly matches: ReadonlySet<string> | null;
  readonly folding: Folding;
  readonly onFold: (folding: Folding) => void;
}

const Content = ({ row }: { readonly row: Row }) => {
  switch (row.what) {
    case 'node':
      return <NodeItem row={row} />;
    case 'lost':
      return <LostItem row={row} />;
    case 'fact':
      return <FactItem factId={row.factId} />;
  }
};

const isSelected = (row: Row, node: string | null, factId: string | null): boolean =>
  row.what === 'fact' ? row.factId === factId : row.path === node;

/** A tree after the WAI-ARIA pattern: one stop of Tab, the rows by keys. */
export const Tree = ({ label, rows, matches, folding, onFold }: Props) => {
  const { asked, url } = useAudit();
  const node = url.value('node');
  const active = (rows.find(({ path }) => path === node) ?? rows[0])?.path ?? '0';
  const choose = (row: Row) => {
    if (row.what === 'fact') url.set({ node: row.path, fact: row.factId, suppose: null });
    else url.set({ node: row.path }, 'passing');
  };
  const onKeyDown = useTreeKeys({ rows, active, choose, onTurn: (paths) => onFold(turn(folding, paths)) });
  return (
    <div role="tree" aria-label={label} className="audit-tree" onKeyDown={onKeyDown}>
      {rows.map((row) => (
        <div
          key={row.path}
          role="treeitem"
          className={`audit-row ${row.what}`}
          aria-level={row.level}
          aria-posinset={row.position}
          aria-setsize={row.size}
          aria-expanded={row.expandable ? row.expanded : undefined}
          aria-selected={isSelected(row, node, asked.factId)}
          tabIndex={row.path === active ? 0 : -1}
          data-path={row.path}
          data-match={matches?.has(row.path) ? 'true' : undefined}
          data-fact-id={row.what === 'fact' ? row.factId : undefined}
          style={{ '--level': row.level - 1 } as React.CSSProperties}
          onClick={() => choose(row)}
          onFocus={() => row.path !== node && url.set({ node: row.path }, 'passing')}
        >
          <span
            className="audit-twisty"
            aria-hidden="true"
            onClick={(event) => {
              if (!row.expandable) return;
              event.stopPropagation();
              onFold(turn(folding, [row.path]));
            }}
          >
            {row.expandable ? (row.expanded ? '▾' : '▸') : ''}
          </span>
          <Content row={row} />
        </div>
      ))}
    </div>
  );
};
