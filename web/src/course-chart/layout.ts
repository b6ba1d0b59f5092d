import type { BandRow } from './bands';
import { labelPlace, takenBy, type BarRoom } from './bar-label';
import type { LaneId, Mark } from './marks';
import type { LaneModel } from './model';
import { numericSeries } from './numeric';
import { place, type Extent, type Placed } from './place';
import type { TimeScale } from './scale';
import { groupBars, type BarGroup } from './therapy-bars';
import { labelWidth } from './ticks';
import { overRoom, vafRadius } from './vaf';

export const ROW = 17;
const CLOCK_ROW = 7;
const BAR_ROW = 15;
const VAF_ROW = 20;
const PLOT_ROW = 60;
const CHART_ROW = 44;
const LANE_PAD = 1;
/** A lane is opened by its name: no target is smaller. */
const LEAST_LANE = 24;
const GLYPH_PX = 14;
const COUNT_PX = 8;

/** A row of a lane: what it is drawn from is found in the lane by its key. */
export interface LaneRow {
  readonly kind: 'bands' | 'clock' | 'items' | 'vaf' | 'chart';
  readonly key: string;
  readonly y: number;
  readonly height: number;
  /** Height of one sub-row of items. */
  readonly step: number;
  /** By seat: sub-row and bundle. */
  readonly placed: Placed | null;
}

export interface LaneLayout {
  readonly id: LaneId;
  readonly open: boolean;
  readonly height: number;
  readonly rows: readonly LaneRow[];
}

export interface Measures {
  readonly scale: TimeScale;
  /** Width of what stands in a glyph, in the reader's language. */
  readonly signWidth: (mark: Mark) => number;
  /** Labels of a bar, from the fullest to the shortest. */
  readonly barTexts: (group: BarGroup) => readonly string[];
}

type Draft = Omit<LaneRow, 'y'>;

/** Half of the glyph's width and its centre; the bracket of a vague date may be wider, or narrower. */
export const glyphBox = (
  mark: { readonly from: number; readonly to: number },
  width: number,
  scale: TimeScale,
): { readonly centre: number; readonly left: number; readonly right: number } => {
  const [x0, x1] = [scale.x(mark.from), scale.x(mark.to + 1)];
  const centre = (x0 + x1) / 2;
  return { centre, left: Math.min(x0, centre - width / 2), right: Math.max(x1, centre + width / 2) };
};

export const glyphWidth = (mark: Mark, signWidth: number): number => {
  if (mark.assay !== undefined)
    return mark.vafPct === undefined ? GLYPH_PX : 2 * vafRadius(mark.vafPct, VAF_ROW / 2 - 1);
  return Math.max(GLYPH_PX, signWidth + 7);
};

const markExtent = (mark: Mark, { scale, signWidth }: Measures): Extent => {
  const { left, right } = glyphBox(mark, glyphWidth(mark, signWidth(mark)), scale);
  return { key: mark.seat, left, right, rank: mark.rank };
};

/** Middles of the glyphs of changes, and the ends of the sure part of a bar up to an edge. */
export const barRoom = ({ bars }: BarGroup, scale: TimeScale, edge: number): BarRoom => {
  const [bar] = bars;
  const middles = bars
    .flatMap(({ changes }) => changes)
    .map(({ from, to }) => (scale.x(from) + Math.min(edge, scale.x(to + 1))) / 2);
  return {
    left: scale.x(bar.start.from),
    right: bar.end === null ? edge : scale.x(bar.end.from),
    behind: bars.length > 1 ? COUNT_PX : 0,
    glyphs: [...new Set(middles)].sort((a, b) => a - b),
    edge,
  };
};

/** A bar keeps the room of its label, and of all the days that it may still go on. */
const barExtent = (group: BarGroup, { scale, barTexts }: Measures): Extent => {
  const [bar] = group.bars;
  const room = barRoom(group, scale, scale.width);
  const label = labelPlace(barTexts(group), room, labelWidth);
  const taken = takenBy(label, labelWidth(label.text), room);
  const end = bar.end === null ? scale.width : scale.x(bar.end.to + 1);
  return { key: bar.start.seat, left: taken.left, right: Math.max(end, taken.right), solid: true };
};

const isSeen = ({ left, right }: Extent, { scale }: Measures): boolean =>
  right >= -20 && left <= scale.width + 20;

const items = (
  key: string,
  lane: Pick<LaneModel, 'marks' | 'bars'>,
  measures: Measures,
  { most, step, apart }: { readonly most: number; readonly step: number; readonly apart: boolean },
): Draft => {
  const bars = groupBars(lane.bars, apart).map((group) => barExtent(group, measures));
  const marks = lane.marks.map((mark) => markExtent(mark, measures));
  const placed = place(
    [...bars, ...marks].filter((each) => isSeen(each, measures)),
    most,
  );
  return { kind: 'items', key, height: placed.rows * step, step, placed };
};

const plain = (kind: LaneRow['kind'], key: string, height: number): Draft => ({
  kind,
  key,
  height,
  step: height,
  placed: null,
});

const bandRow = ({ key }: BandRow): Draft => plain('bands', key, ROW);

const statusRows = ({ bands, clocks }: LaneModel, open: boolean): readonly Draft[] => {
  const rows = bands.filter(({ drives, bands: each }) => (open ? each.length > 0 : drives));
  const whole = bands.length === 0;
  return [
    ...rows.map(bandRow),
    ...(whole && !open ? clocks.slice(0, 1) : clocks).map(({ endpoint }) =>
      plain('clock', endpoint.paramcd, whole ? BAR_ROW : CLOCK_ROW),
    ),
  ];
};

const CLOSED_MOST: Readonly<Partial<Record<LaneId, number>>> = {
  csf: 2,
  stated: 3,
  symptoms: 2,
  milestones: 2,
};
const OPEN_MOST = 6;

const isAssay = (id: LaneId): boolean => id === 'ctdna-csf' || id === 'ctdna-plasma';

const closedRows = (lane: LaneModel, measures: Measures): readonly Draft[] => {
  const step = isAssay(lane.id) ? VAF_ROW : lane.bars.length > 0 ? BAR_ROW : ROW;
  return [items('all', lane, measures, { most: CLOSED_MOST[lane.id] ?? 1, step, apart: false })];
};

const rowKeys = (marks: readonly Mark[]): readonly string[] =>
  [...new Set(marks.map(({ row }) => row))].sort();

const openRows = (lane: LaneModel, measures: Measures): readonly Draft[] => {
  const step = isAssay(lane.id) ? VAF_ROW : ROW;
  const bars = lane.bars.length > 0 ? [{ marks: [], bars: lane.bars }] : [];
  return [
    ...lane.series.map(({ key, points }) => plain('vaf', key, PLOT_ROW + overRoom(points))),
    ...(lane.id === 'csf' || lane.id === 'ctdna-plasma' ? numericSeries(lane.marks) : []).map(({ key }) =>
      plain('chart', key, CHART_ROW),
    ),
    ...bars.map((content) => items('bars', content, measures, { most: 1, step: ROW, apart: true })),
    ...rowKeys(lane.marks).map((row) => {
      const marks = lane.marks.filter((mark) => mark.row === row);
      return items(row, { marks, bars: [] }, measures, { most: OPEN_MOST, step, apart: true });
    }),
  ];
};

const isStatus = (id: LaneId): boolean => id === 'cns' || id === 'non-cns' || id === 'combined';

const draftsOf = (lane: LaneModel, open: boolean, measures: Measures): readonly Draft[] => {
  if (isStatus(lane.id)) return statusRows(lane, open);
  return open ? openRows(lane, measures) : closedRows(lane, measures);
};

/** Rows of a lane and where each stands. */
export const layoutLane = (lane: LaneModel, open: boolean, measures: Measures): LaneLayout => {
  const drafts = draftsOf(lane, open, measures);
  const filled = drafts.reduce((sum, { height }) => sum + height, 2 * LANE_PAD);
  const height = Math.max(LEAST_LANE, filled);
  let y = LANE_PAD + (height - filled) / 2;
  const rows = drafts.map((draft) => {
    const row = { ...draft, y };
    y += draft.height;
    return row;
  });
  return { id: lane.id, open, rows, height };
};
