import type { LaneModel } from './model';
import type { Mark } from './marks';
import type { Band, BandRow, Clock } from './bands';
import type { TherapyBar } from './therapy-bars';

/** One row of the table of a lane: what a glyph stands for, in the same order and under the same id. */
export type TableRow =
  | { readonly key: string; readonly from: number; readonly to: number; readonly mark: Mark }
  | { readonly key: string; readonly from: number; readonly to: number; readonly bar: TherapyBar }
  | {
      readonly key: string;
      readonly from: number;
      readonly to: number;
      readonly band: Band;
      readonly criterion: BandRow;
    }
  | { readonly key: string; readonly from: number; readonly to: number; readonly clock: Clock };

const rowsOf = (lane: LaneModel): readonly TableRow[] => [
  ...lane.bands.flatMap((criterion) =>
    criterion.bands.map((band): TableRow => ({
      key: band.key,
      from: band.dates.from,
      to: band.dates.to,
      band,
      criterion,
    })),
  ),
  ...lane.clocks.map((clock): TableRow => ({ key: clock.key, from: clock.from, to: clock.dates.to, clock })),
  ...lane.bars.map((bar): TableRow => ({ key: bar.key, from: bar.start.from, to: bar.start.to, bar })),
  ...[...lane.marks, ...lane.bars.flatMap(({ changes }) => changes)].map((mark): TableRow => ({
    key: mark.key,
    from: mark.from,
    to: mark.to,
    mark,
  })),
];

/** Every event of a lane by date; `latestFirst` turns it round. */
export const tableOf = (lane: LaneModel, latestFirst: boolean): readonly TableRow[] => {
  const sign = latestFirst ? -1 : 1;
  return [...rowsOf(lane)].sort((a, b) => sign * (a.from - b.from || a.to - b.to));
};
