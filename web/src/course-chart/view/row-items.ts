import type { Band, BandRow, Clock } from '../bands';
import { bundlesIn, type MarkBundle } from '../bundles';
import type { LaneRow } from '../layout';
import type { Mark } from '../marks';
import type { LaneModel } from '../model';
import { numericSeries, type NumericPoint, type NumericSeries } from '../numeric';
import { groupBars, type BarGroup } from '../therapy-bars';
import type { VafPoint, VafSeries } from '../vaf';
import { bundleLine, lineOf, type Said, type Words } from './useWords';

/** Something in a lane that can be reached, named and selected. */
export interface Item {
  readonly key: string;
  /** Day that it stands at: the order in which the arrows walk. */
  readonly at: number;
  readonly name: string;
  readonly members: readonly Member[];
}

export interface Member {
  /** What is selected with it; `null` where there is nothing to open. */
  readonly id: string | null;
  readonly said: Said;
}

export type Drawn =
  | {
      readonly kind: 'bands';
      readonly row: BandRow;
      readonly bands: readonly (Item & { readonly band: Band })[];
    }
  | { readonly kind: 'clock'; readonly clock: Item & { readonly clock: Clock } }
  | {
      readonly kind: 'items';
      readonly bundles: readonly (Item & { readonly bundle: MarkBundle })[];
      readonly bars: readonly DrawnBar[];
    }
  | {
      readonly kind: 'vaf';
      readonly series: VafSeries;
      readonly points: readonly (Item & { readonly point: VafPoint })[];
    }
  | {
      readonly kind: 'chart';
      readonly series: NumericSeries;
      readonly points: readonly (Item & { readonly point: NumericPoint })[];
    };

export interface DrawnBar extends Item {
  readonly group: BarGroup;
  readonly subRow: number;
  readonly changes: readonly (Item & { readonly bundle: MarkBundle })[];
}

const bundleItem = (bundle: MarkBundle, words: Words): Item & { readonly bundle: MarkBundle } => ({
  key: `m:${bundle.key}`,
  at: bundle.marks[0].from,
  name: bundleLine(words, bundle.marks),
  members: bundle.marks.map((mark) => ({ id: mark.id, said: words.mark(mark) })),
  bundle,
});

/** Changes of one day and kind in agents that ran together are one glyph on their bar. */
const changeBundles = ({ bars }: BarGroup, row: number): readonly MarkBundle[] => {
  const found = new Map<string, Mark[]>();
  for (const mark of bars.flatMap(({ changes }) => changes)) {
    const key = `${mark.from}/${mark.to}/${mark.answer?.fact.kind ?? ''}/${mark.standing}`;
    found.set(key, [...(found.get(key) ?? []), mark]);
  }
  return [...found.values()].map((marks) => ({
    key: marks.map(({ key }) => key).join('+'),
    row,
    marks: marks as unknown as MarkBundle['marks'],
  }));
};

const barItem = (group: BarGroup, subRow: number, words: Words): DrawnBar => ({
  key: `b:${group.key}`,
  at: group.bars[0].start.from,
  name: group.bars.map((bar) => lineOf(words.barSaid(bar))).join('; '),
  members: group.bars.map((bar) => ({ id: bar.start.id, said: words.barSaid(bar) })),
  group,
  subRow,
  changes: changeBundles(group, subRow).map((bundle) => bundleItem(bundle, words)),
});

const isInRow = ({ key }: LaneRow, mark: Mark): boolean => key === 'all' || key === mark.row;

const drawItems = (row: LaneRow, lane: LaneModel, words: Words, open: boolean): Drawn => {
  const groups = row.key === 'all' || row.key === 'bars' ? groupBars(lane.bars, open) : [];
  const bars = groups.flatMap((group) => {
    const seat = row.placed?.seats.get(group.bars[0].start.seat);
    return seat ? [barItem(group, seat.row, words)] : [];
  });
  const marks = lane.marks.filter((mark) => isInRow(row, mark));
  return { kind: 'items', bars, bundles: bundlesIn(marks, row).map((bundle) => bundleItem(bundle, words)) };
};

const drawBands = (row: BandRow, words: Words): Drawn => ({
  kind: 'bands',
  row,
  bands: row.bands.map((band) => {
    const said = words.band(band, row);
    return {
      key: `r:${band.key}`,
      at: band.from,
      name: lineOf(said),
      members: [{ id: band.id, said }],
      band,
    };
  }),
});

const drawClock = (clock: Clock, words: Words): Drawn => {
  const said = words.clock(clock);
  const key = `c:${clock.key}`;
  return {
    kind: 'clock',
    clock: { key, at: clock.from, name: lineOf(said), members: [{ id: null, said }], clock },
  };
};

const drawVaf = (series: VafSeries, words: Words): Drawn => ({
  kind: 'vaf',
  series,
  points: series.points.map((point) => {
    const said = words.vaf(point, series);
    return {
      key: `v:${point.key}`,
      at: point.from,
      name: lineOf(said),
      members: [{ id: point.id, said }],
      point,
    };
  }),
});

const drawChart = (series: NumericSeries, words: Words): Drawn => ({
  kind: 'chart',
  series,
  points: series.points.map((point) => {
    const said = words.mark(point.mark);
    const what = `${words.quantity(series)} ${words.value(point, series)}`;
    const full = { ...said, what };
    return {
      key: `n:${point.key}`,
      at: point.mark.from,
      name: lineOf(full),
      members: [{ id: point.id, said: full }],
      point,
    };
  }),
});

const one = <T>(found: T | undefined, draw: (found: T) => Drawn): readonly Drawn[] =>
  found === undefined ? [] : [draw(found)];

/** What a row of the layout shows of a lane; nothing when the look does not have it. */
export const drawRow = (row: LaneRow, lane: LaneModel, words: Words, open: boolean): readonly Drawn[] => {
  switch (row.kind) {
    case 'bands':
      return one(
        lane.bands.find(({ key }) => key === row.key),
        (found) => drawBands(found, words),
      );
    case 'clock':
      return one(
        lane.clocks.find(({ endpoint }) => endpoint.paramcd === row.key),
        (found) => drawClock(found, words),
      );
    case 'vaf':
      return one(
        lane.series.find(({ key }) => key === row.key),
        (found) => drawVaf(found, words),
      );
    case 'chart':
      return one(
        numericSeries(lane.marks).find(({ key }) => key === row.key),
        (found) => drawChart(found, words),
      );
    case 'items':
      return [drawItems(row, lane, words, open)];
  }
};

export const itemsOf = (drawn: Drawn): readonly Item[] => {
  switch (drawn.kind) {
    case 'bands':
      return drawn.bands;
    case 'clock':
      return [drawn.clock];
    case 'items':
      return [...drawn.bars.flatMap((bar) => [bar, ...bar.changes]), ...drawn.bundles];
    case 'vaf':
    case 'chart':
      return drawn.points;
  }
};
