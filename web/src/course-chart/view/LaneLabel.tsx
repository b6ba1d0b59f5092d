import { memo } from 'react';
import { ROW, type LaneLayout, type LaneRow } from '../layout';
import { countOf, type LaneModel } from '../model';
import { numericSeries } from '../numeric';
import type { LaneId } from '../marks';
import type { Words } from './useWords';

interface Props {
  readonly lane: LaneModel;
  readonly layout: LaneLayout;
  readonly words: Words;
  readonly onToggle: (lane: LaneId) => void;
  readonly onMove: (lane: LaneId, by: -1 | 1) => void;
}

const rowName = (row: LaneRow, lane: LaneModel, words: Words): string => {
  switch (row.kind) {
    case 'bands':
      return words.criterion(lane.bands.find(({ key }) => key === row.key)?.criterion ?? row.key);
    case 'clock':
      return row.height > 12 ? row.key : '';
    case 'vaf': {
      const found = lane.series.find(({ key }) => key === row.key)?.alteration;
      return found ? words.terms.alterationName(found.gene, found.alteration) : row.key;
    }
    case 'chart': {
      const found = numericSeries(lane.marks).find(({ key }) => key === row.key);
      return found ? `${words.quantity(found)} (${words.terms.unitName(found.unit)})` : row.key;
    }
    case 'items':
      return row.key === 'all' || row.key === 'bars' ? '' : words.t(`row.${row.key}`);
  }
};

/** Name of a lane, which opens and closes it, and the names of its rows. */
export const LaneLabel = memo(({ lane, layout, words, onToggle, onMove }: Props) => {
  const { t } = words;
  const name = t(`lane.${lane.id}`);
  return (
    <div className="cc-label">
      <button
        type="button"
        className="cc-toggle"
        aria-expanded={layout.open}
        onClick={() => onToggle(lane.id)}
        title={t(`laneLong.${lane.id}`)}
      >
        <span className="cc-chevron" aria-hidden="true" />
        <span className="cc-name">{name}</span>
        <span className="visually-hidden">{t('factCount', { count: countOf(lane) })}</span>
      </button>
      {layout.open && (
        <span className="cc-move">
          <button type="button" aria-label={t('moveUp', { name })} onClick={() => onMove(lane.id, -1)}>
            ↑
          </button>
          <button type="button" aria-label={t('moveDown', { name })} onClick={() => onMove(lane.id, 1)}>
            ↓
          </button>
        </span>
      )}
      {layout.rows.map((row) => {
        const text = rowName(row, lane, words);
        return text === '' ? null : (
          <span
            key={row.key}
            className="cc-row-name"
            style={{
              insetBlockStart: row.y,
              blockSize: row.height,
              lineHeight: `${Math.min(row.height, ROW)}px`,
            }}
            title={text}
          >
            {text}
          </span>
        );
      })}
    </div>
  );
});
LaneLabel.displayName = 'LaneLabel';
