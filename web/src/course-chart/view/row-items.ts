import type { DayInterval } from '@web/format/dates';
import type { Band, BandRow, Clock } from '../bands';
import { bundlesIn, speaksFirst, type MarkBundle } from '../bundles';
import type { LaneRow } from '../layout';
import type { Mark } from '../marks';
import type { LaneModel } from '../model';
import { numericSeries, type NumericPoint, type NumericSeries } from '../numeric';
import type { TimeScale } from '../scale';
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

/** How a lane is looked at. */
export interface Look {
  readonly words: Words;
  readonly open: boolean;
  readonly window: DayInterval;
  readonly scale: TimeScale;
}

const isIn = ({ from, to }: DayInterval, window: DayInterval): boolean =>
  from <= window.to && to >= window.from;

const named = (id: string | null, said: Said): Pick<Item, 'name' | 'members'> => ({
  name: lineOf(said),
  members: [{ id, said }],
});

const bundleItem = (bundle: MarkBundle, words: Words): Item & { readonly bundle: MarkBundle } => ({
  key: `m:${bundle.key}`,
  at: bundle.marks[0].from,
  name: bundleLine(words, bundle.marks),
  members: bundle.marks.map((mark) => ({ id: mark.id, said: words.mark(mark) })),
  bundle,
});

const CHANGE_PX = 26;

/** Changes on a bar that would stand on each other, as of agents that ran together, are one glyph. */
const changeBundles = ({ bars }: BarGroup, row: number, scale: TimeScale): readonly MarkBundle[] => {
  const middle = ({ from, to }: Mark): number => (scale.x(from) + scale.x(to + 1)) / 2;
  const bundles: Mark[][] = [];
  const changes = bars.flatMap((bar) => bar.changes);
  for (const mark of changes.toSorted((a, b) => middle(a) - middle(b))) {
    const [first] = bundles.at(-1) ?? [];
    if (first && middle(mark) - middle(first) < CHANGE_PX) bundles.at(-1)?.push(mark);
    else bundles.push([mark]);
  }
  return bundles.map((marks) => ({
    key: marks.map(({ key }) => key).join('+'),
    row,
    marks: marks.toSorted(speaksFirst) as unknown as MarkBundle['marks'],
  }));
};

const barItem = (group: BarGroup, subRow: number, { words, scale }: Look): DrawnBar => ({
  key: `b:${group.key}`,
  at: group.bars[0].start.from,
  name: group.bars.map((bar) => lineOf(words.barSaid(bar))).join('; '),
  members: group.bars.map((bar) => ({ id: bar.start.id, said: words.barSaid(bar) })),
  group,
  subRow,
  changes: changeBundles(group, subRow, scale).map((bundle) => bundleItem(bundle, words)),
});

const isInRow = ({ key }: LaneRow, mark: Mark): boolean => key === 'all' || key === mark.row;

const drawItems = (row: LaneRow, lane: LaneModel, look: Look): Drawn => {
  const { words, open } = look;
  const groups = row.key === 'all' || row.key === 'bars' ? groupBars(lane.bars, open) : [];
  const bars = groups.flatMap((group) => {
    const seat = row.placed?.seats.get(group.bars[0].start.seat);
    return seat ? [barItem(group, seat.row, look)] : [];
  });
  const marks = lane.marks.filter((mark) => isInRow(row, mark));
  return { kind: 'items', bars, bundles: bundlesIn(marks, row).map((bundle) => bundleItem(bundle, words)) };
};

const drawBands = (row: BandRow, { words, window }: Look): Drawn => ({
  kind: 'bands',
  row,
  bands: row.bands
    .filter(({ from, until }) => isIn({ from, to: until ?? Infinity }, window))
    .map((band) => {
      const said = words.band(band, row);
      return { key: `r:${band.key}`, at: band.from, ...named(band.id, said), band };
    }),
});

const drawClock = (clock: Clock, { words }: Look): Drawn => ({
  kind: 'clock',
  clock: { key: `c:${clock.key}`, at: clock.from, ...named(null, words.clock(clock)), clock },
});

const drawVaf = (series: VafSeries, { words, window }: Look): Drawn => ({
  kind: 'vaf',
  series,
  points: series.points
    .filter((point) => isIn(point, window))
    .map((point) => ({
      key: `v:${point.key}`,
      at: point.from,
      ...named(point.id, words.vaf(point, series)),
      point,
    })),
});

const drawChart = (series: NumericSeries, { words, window }: Look): Drawn => ({
  kind: 'chart',
  series,
  points: series.points
    .filter(({ mark }) => isIn(mark, window))
    .map((point) => {
      const what = `${words.quantity(series)} ${words.value(point, series)}`;
      const said = { ...words.mark(point.mark), what };
      return { key: `n:${point.key}`, at: point.mark.from, ...named(point.id, said), point };
    }),
});

const one = <T>(found: T | undefined, draw: (found: T) => Drawn): readonly Drawn[] =>
  found === undefined ? [] : [draw(found)];

/** What a row of the layout shows of a lane; nothing when the look does not have it. */
export const drawRow = (row: LaneRow, lane: LaneModel, look: Look): readonly Drawn[] => {
  switch (row.kind) {
    case 'bands':
      return one(
        lane.bands.find(({ key }) => key === row.key),
        (found) => drawBands(found, look),
      );
    case 'clock':
      return one(
        lane.clocks.find(
          ({ endpoint, from, to }) => endpoint.paramcd === row.key && isIn({ from, to }, look.window),
        ),
        (found) => drawClock(found, look),
      );
    case 'vaf':
      return one(
        lane.series.find(({ key }) => key === row.key),
        (found) => drawVaf(found, look),
      );
    case 'chart':
      return one(
        numericSeries(lane.marks).find(({ key }) => key === row.key),
        (found) => drawChart(found, look),
      );
    case 'items':
      return [drawItems(row, lane, look)];
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
