import {
  lazy,
  memo,
  Suspense,
  useMemo,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
} from 'react';
import type { LaneLayout, LaneRow } from '../layout';
import { countOf, type LaneModel } from '../model';
import type { TimeScale } from '../scale';
import type { VafScale } from '../vaf';
import { BandsView, ClockView } from './BandsView';
import { BarView } from './BarView';
import { GlyphView } from './GlyphView';
import { drawRow, itemsOf, type Drawn, type Item } from './row-items';
import { useShared, type Reach } from './shared';
import { step } from './walk';

// Axes of values stand in open lanes only: the first screen does not wait for them.
const ChartView = lazy(() => import('./ChartView').then((module) => ({ default: module.ChartView })));
const VafView = lazy(() => import('./VafView').then((module) => ({ default: module.VafView })));

interface Props {
  readonly lane: LaneModel;
  readonly layout: LaneLayout;
  readonly scale: TimeScale;
  /** Place of the as-of line where something reaches it; else no line at all, so that nothing is drawn again. */
  readonly edge: number;
  readonly vaf: VafScale;
  /** Only when what is selected stands in this lane. */
  readonly selected: string | null;
}

interface RowProps extends Pick<Props, 'lane' | 'scale' | 'edge' | 'vaf'> {
  readonly row: LaneRow;
  readonly drawn: Drawn;
  readonly reach: Reach;
}

const RowView = ({ row, drawn, lane, scale, edge, vaf, reach }: RowProps) => {
  const { words } = useShared();
  const common = { scale, words, edge, reach, top: row.y, height: row.height };
  switch (drawn.kind) {
    case 'bands':
      return <BandsView row={drawn.row} bands={drawn.bands} {...common} />;
    case 'clock':
      return <ClockView item={drawn.clock} {...common} />;
    case 'vaf':
      return (
        <Suspense fallback={null}>
          <VafView drawn={drawn} kind={vaf} {...common} />
        </Suspense>
      );
    case 'chart':
      return (
        <Suspense fallback={null}>
          <ChartView drawn={drawn} {...common} />
        </Suspense>
      );
    case 'items':
      return (
        <>
          {drawn.bars.map((bar) => (
            <BarView
              key={bar.key}
              {...common}
              bar={bar}
              among={lane.bars}
              steps={lane.id === 'steroid'}
              top={row.y + bar.subRow * row.step}
              height={row.step}
            />
          ))}
          {drawn.bundles.map((item) => (
            <GlyphView
              key={item.key}
              {...common}
              item={item}
              top={row.y + item.bundle.row * row.step}
              height={row.step}
            />
          ))}
        </>
      );
  }
};

const elementOf = (target: EventTarget): Element | null =>
  target instanceof Element ? target.closest('[data-item]') : null;

/** One lane: its events are a list that the arrows walk; Enter selects, focus tells what hover tells. */
export const LaneView = memo(({ lane, layout, scale, edge, vaf, selected }: Props) => {
  const { words, onSelect, onPoint, onLeave } = useShared();
  const [focused, setFocused] = useState<string | null>(null);
  const drawn = useMemo(
    () =>
      layout.rows.flatMap((row) =>
        drawRow(row, lane, { words, open: layout.open, window: scale.window, scale }).map((each) => ({
          row,
          each,
        })),
      ),
    [layout, lane, words, scale],
  );
  const items = useMemo(
    () => new Map(drawn.flatMap(({ each }) => itemsOf(each)).map((item) => [item.key, item])),
    [drawn],
  );
  const itemOf = (target: EventTarget): readonly [Item, Element] | null => {
    const element = elementOf(target);
    const item = items.get(element?.getAttribute('data-item') ?? '');
    return element && item ? [item, element] : null;
  };
  const point = (target: EventTarget): void => {
    const found = itemOf(target);
    if (found) onPoint(...found);
  };
  // A bundle hands out its members one after the other.
  const pick = (target: EventTarget): void => {
    const members = itemOf(target)?.[0].members ?? [];
    const at = members.findIndex(({ id }) => id !== null && id === selected);
    const next = members.length === 1 && at === 0 ? null : (members[(at + 1) % members.length]?.id ?? null);
    if (members.some(({ id }) => id !== null)) onSelect(next);
  };
  const onKeyDown = (event: KeyboardEvent<SVGSVGElement>): void => {
    if (event.key === 'Enter' || event.key === ' ') pick(event.target);
    else if (!step(event.currentTarget, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const stop = focused !== null && items.has(focused) ? focused : ([...items.keys()].at(-1) ?? null);
  const reach = useMemo(() => ({ selected, stop }), [selected, stop]);
  const name = words.t('laneName', { name: words.t(`lane.${lane.id}`), count: countOf(lane) });
  return (
    <svg
      className="cc-plot"
      width={scale.width}
      height={layout.height}
      role={items.size > 0 ? 'listbox' : 'group'}
      aria-label={name}
      {...(items.size > 0 ? { 'aria-orientation': 'horizontal' as const } : {})}
      onKeyDown={onKeyDown}
      onClick={({ target }: MouseEvent) => pick(target)}
      onFocus={({ target }: FocusEvent) => {
        setFocused(elementOf(target)?.getAttribute('data-item') ?? null);
        point(target);
      }}
      onBlur={onLeave}
      onPointerOver={({ target }: PointerEvent) => point(target)}
      onPointerOut={onLeave}
    >
      {drawn.map(({ row, each }) => (
        <RowView
          key={row.key}
          row={row}
          drawn={each}
          lane={lane}
          scale={scale}
          edge={edge}
          vaf={vaf}
          reach={reach}
        />
      ))}
    </svg>
  );
});
LaneView.displayName = 'LaneView';
