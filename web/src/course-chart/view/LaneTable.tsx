import { memo, useMemo, useState } from 'react';
import { instantText } from '@web/format/dates';
import type { LaneModel } from '../model';
import { tableOf, type TableRow } from '../table';
import { useShared } from './shared';
import type { Said, Words } from './useWords';

interface Props {
  readonly lane: LaneModel;
  readonly selected: string | null;
}

/** `id` is what is selected with a row; `null` where there is nothing to open. */
type RowSaid = Said & { readonly id: string | null; readonly recorded: string };

const saidOf = (row: TableRow, words: Words): RowSaid => {
  if ('clock' in row) return { ...words.clock(row.clock), id: null, recorded: '' };
  if ('band' in row) return { ...words.band(row.band, row.criterion), id: row.band.id, recorded: '' };
  const mark = 'bar' in row ? row.bar.start : row.mark;
  const recordedAt = mark.answer?.recordedAt ?? mark.decision?.recordedAt;
  return {
    ...('bar' in row ? words.barSaid(row.bar) : words.mark(mark)),
    id: mark.id,
    recorded: recordedAt === undefined ? '' : instantText(recordedAt, words.language),
  };
};

/** The same events as a table: sorted by date, with the same selection. */
export const LaneTable = memo(({ lane, selected }: Props) => {
  const { words, onSelect } = useShared();
  const { t } = words;
  const [latestFirst, setLatestFirst] = useState(false);
  const rows = useMemo(() => tableOf(lane, latestFirst), [lane, latestFirst]);
  return (
    <div className="table-scroll">
      <table className="table cc-table" data-lane={lane.id}>
        <caption>{t('laneName', { name: t(`lane.${lane.id}`), count: rows.length })}</caption>
        <thead>
          <tr>
            <th scope="col" aria-sort={latestFirst ? 'descending' : 'ascending'}>
              <button type="button" className="cc-sort" onClick={() => setLatestFirst(!latestFirst)}>
                {t('column.when')} <span aria-hidden="true">{latestFirst ? '↓' : '↑'}</span>
              </button>
            </th>
            <th scope="col">{t('column.what')}</th>
            <th scope="col">{t('column.notes')}</th>
            <th scope="col">{t('column.recorded')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const { id, when, what, notes, recorded } = saidOf(row, words);
            const isSelected = id !== null && id === selected;
            return (
              <tr
                key={row.key}
                aria-current={isSelected ? true : undefined}
                {...(id === null ? {} : { 'data-fact-id': id })}
              >
                <td className="num">{when}</td>
                <th scope="row">
                  {id === null ? (
                    what
                  ) : (
                    <button
                      type="button"
                      className="cc-pick"
                      aria-pressed={isSelected}
                      onClick={() => onSelect(isSelected ? null : id)}
                    >
                      {what}
                    </button>
                  )}
                </th>
                <td>{notes.join('; ')}</td>
                <td className="num">{recorded}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
});
LaneTable.displayName = 'LaneTable';
