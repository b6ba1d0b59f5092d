import { useCallback, useMemo } from 'react';
import type { DayInterval } from '@web/format/dates';
import { useUrlState, type How } from '@web/url/useUrlState';
import { LANES, type LaneId } from '../marks';
import type { VafScale } from '../vaf';
import { isWhole, readWindow, windowText } from '../window';

const list = (text: string | null): readonly string[] =>
  (text ?? '').split('.').filter((name) => name !== '');

const isLane = (name: string): name is LaneId => LANES.some((id) => id === name);

/** The lanes that a link puts first, then the others as they stand by default. */
export const orderOf = (text: string | null): readonly LaneId[] => {
  const named = list(text).filter(isLane);
  return [...new Set([...named, ...LANES])];
};

export interface Controls {
  readonly window: DayInterval;
  readonly open: ReadonlySet<LaneId>;
  readonly order: readonly LaneId[];
  readonly isOrdered: boolean;
  /** Days that expanded gaps begin on; `all` expands every gap. */
  readonly gaps: ReadonlySet<string>;
  readonly anchor: string | null;
  readonly asTable: boolean;
  readonly vaf: VafScale;
}

export interface ControlSetters {
  readonly setWindow: (window: DayInterval, how?: How) => void;
  readonly toggleLane: (lane: LaneId) => void;
  readonly openLanes: (lanes: readonly LaneId[]) => void;
  readonly moveLane: (lane: LaneId, by: -1 | 1, among: readonly LaneId[]) => void;
  readonly resetOrder: () => void;
  readonly toggleGap: (from: string) => void;
  readonly setAnchor: (anchor: string | null) => void;
  readonly setVaf: (scale: VafScale) => void;
}

/** Lanes in an order in which one of those that are seen has changed places with its neighbour. */
export const swapped = (
  order: readonly LaneId[],
  lane: LaneId,
  { by, among }: { readonly by: -1 | 1; readonly among: readonly LaneId[] },
): readonly LaneId[] => {
  const seen = order.filter((id) => among.includes(id));
  const other = seen[seen.indexOf(lane) + by];
  if (other === undefined) return order;
  return order.map((id) => (id === lane ? other : id === other ? lane : id));
};

/** Controls of the drawing, in the URL: `win`, `open`, `order`, `gaps`, `anchor`, `vaf`; `view` is the page's own. */
export const useControls = (extent: DayInterval): Controls & ControlSetters => {
  const { value, set } = useUrlState();
  const [win, openText, orderText, gapText] = [value('win'), value('open'), value('order'), value('gaps')];
  const open = useMemo(() => new Set(list(openText).filter(isLane)), [openText]);
  const order = useMemo(() => orderOf(orderText), [orderText]);
  const gaps = useMemo(() => new Set(list(gapText)), [gapText]);
  const { from, to } = extent;
  const window = useMemo(() => readWindow(win, { from, to }) ?? { from, to }, [win, from, to]);

  const setWindow = useCallback(
    (wanted: DayInterval, how?: How) =>
      set({ win: isWhole(wanted, { from, to }) ? null : windowText(wanted) }, how),
    [set, from, to],
  );
  const openLanes = useCallback((lanes: readonly LaneId[]) => set({ open: lanes.join('.') }), [set]);
  const toggleLane = useCallback(
    (lane: LaneId) => openLanes(open.has(lane) ? [...open].filter((id) => id !== lane) : [...open, lane]),
    [open, openLanes],
  );
  const moveLane = useCallback(
    (lane: LaneId, by: -1 | 1, among: readonly LaneId[]) => {
      const after = swapped(order, lane, { by, among });
      set({ order: after.join('.') === LANES.join('.') ? null : after.join('.') });
    },
    [order, set],
  );
  const toggleGap = useCallback(
    (start: string) => {
      const after = gaps.has(start) ? [...gaps].filter((each) => each !== start) : [...gaps, start];
      set({ gaps: start === 'all' ? (gaps.has('all') ? null : 'all') : after.join('.') });
    },
    [gaps, set],
  );
  const simple = useMemo(
    () => ({
      resetOrder: () => set({ order: null }),
      setAnchor: (anchor: string | null) => set({ anchor }),
      setVaf: (scale: VafScale) => set({ vaf: scale === 'log' ? null : scale }),
    }),
    [set],
  );
  return {
    window,
    open,
    order,
    isOrdered: orderText !== null,
    gaps,
    anchor: value('anchor'),
    asTable: value('view') === 'table',
    vaf: value('vaf') === 'linear' ? 'linear' : 'log',
    setWindow,
    toggleLane,
    openLanes,
    moveLane,
    toggleGap,
    ...simple,
  };
};
