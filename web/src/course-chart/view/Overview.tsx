import { useMemo, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import type { DayInterval, EpochDay } from '@web/format/dates';
import type { How } from '@web/url/useUrlState';
import { gapsIn, timeScale, type TimeScale } from '../scale';
import { isWhole, moved, within, zoomed } from '../window';
import type { Words } from './useWords';

interface Props {
  readonly extent: DayInterval;
  readonly measured: DayInterval;
  readonly occupied: readonly DayInterval[];
  /** Middle days of events. */
  readonly events: readonly EpochDay[];
  readonly progressions: readonly EpochDay[];
  readonly on: EpochDay;
  readonly window: DayInterval;
  readonly width: number;
  readonly words: Words;
  readonly onWindow: (window: DayInterval, how?: How) => void;
}

const HEIGHT = 24;
/** Within so many pixels of its end a window is made longer or shorter instead of moved. */
const GRIP_PX = 6;

type Grip = 'from' | 'to' | 'move' | 'new';

interface Drag {
  readonly grip: Grip;
  readonly start: EpochDay;
  readonly window: DayInterval;
}

const gripAt = (x: number, window: DayInterval, scale: TimeScale): Grip => {
  const [x0, x1] = [scale.x(window.from), scale.x(window.to + 1)];
  if (Math.abs(x - x0) <= GRIP_PX) return 'from';
  if (Math.abs(x - x1) <= GRIP_PX) return 'to';
  return x > x0 && x < x1 ? 'move' : 'new';
};

const dragged = ({ grip, start, window }: Drag, day: EpochDay, extent: DayInterval): DayInterval => {
  switch (grip) {
    case 'from':
      return within({ from: Math.min(day, window.to), to: window.to }, extent);
    case 'to':
      return within({ from: window.from, to: Math.max(day, window.from) }, extent);
    case 'move':
      return moved(window, day - start, extent);
    case 'new':
      return within({ from: Math.min(start, day), to: Math.max(start, day) }, extent);
  }
};

const keyed = (event: KeyboardEvent, window: DayInterval, extent: DayInterval): DayInterval | null => {
  const length = window.to - window.from + 1;
  const step = Math.max(1, Math.round(length / (event.shiftKey ? 2 : 10)));
  const middle = Math.round((window.from + window.to) / 2);
  const moves: Readonly<Record<string, () => DayInterval>> = {
    ArrowLeft: () => moved(window, -step, extent),
    ArrowRight: () => moved(window, step, extent),
    PageDown: () => moved(window, -length, extent),
    PageUp: () => moved(window, length, extent),
    ArrowUp: () => zoomed(window, middle, 0.8, extent),
    ArrowDown: () => zoomed(window, middle, 1.25, extent),
    Home: () => within({ from: extent.from, to: extent.from + length - 1 }, extent),
    End: () => within({ from: extent.to - length + 1, to: extent.to }, extent),
  };
  return moves[event.key]?.() ?? null;
};

/** The whole course in one strip with its progressions, and the window of it that is shown above. */
export const Overview = ({
  extent,
  measured,
  occupied,
  events,
  progressions,
  on,
  window,
  width,
  words,
  onWindow,
}: Props) => {
  const drag = useRef<Drag | null>(null);
  const last = useRef<DayInterval>(window);
  const ref = useRef<SVGSVGElement>(null);
  const scale = useMemo(
    () => timeScale(extent, width, gapsIn(extent, occupied, measured)),
    [extent, width, occupied, measured],
  );
  const ticks = useMemo(() => [...new Set(events.map((day) => Math.round(scale.mid(day))))], [events, scale]);
  const placeOf = (event: PointerEvent): number =>
    event.clientX - (ref.current?.getBoundingClientRect().left ?? 0);

  const onPointerDown = (event: PointerEvent<SVGSVGElement>): void => {
    const x = placeOf(event);
    event.currentTarget.setPointerCapture(event.pointerId);
    last.current = window;
    // The whole course cannot be moved: dragging over it marks a part.
    const grip = gripAt(x, window, scale);
    drag.current = {
      grip: grip === 'move' && isWhole(window, extent) ? 'new' : grip,
      start: scale.dayAt(x),
      window,
    };
  };
  const onPointerMove = (event: PointerEvent): void => {
    const day = scale.dayAt(placeOf(event));
    if (!drag.current || (drag.current.grip === 'new' && day === drag.current.start)) return;
    last.current = dragged(drag.current, day, extent);
    onWindow(last.current, 'passing');
  };
  const onPointerUp = (): void => {
    drag.current = null;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = keyed(event, window, extent);
    if (!next) return;
    event.preventDefault();
    onWindow(next, 'passing');
  };
  const [x0, x1] = [scale.x(window.from), scale.x(window.to + 1)];
  return (
    <svg
      ref={ref}
      className="cc-overview"
      width={width}
      height={HEIGHT}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
    >
      <rect className="cc-overview-ground" width={width} height={HEIGHT} />
      {scale.gaps.map(({ from, to }) => (
        <rect
          key={from}
          className="cc-overview-gap"
          x={scale.x(from)}
          y={0}
          width={scale.x(to + 1) - scale.x(from)}
          height={HEIGHT}
        />
      ))}
      <path className="cc-overview-events" d={ticks.map((x) => `M${x} 14v6`).join('')} />
      {progressions.map((day) => (
        <path
          key={day}
          className={day <= on ? 'cc-overview-pd' : 'cc-overview-pd later'}
          d={`M${scale.mid(day) - 4} 3h8l-4 7z`}
        >
          <title>{words.t('progressionOn', { date: words.days(day, day) })}</title>
        </path>
      ))}
      <path className="cc-overview-on" d={`M${scale.x(on + 1)} 0V${HEIGHT}`} />
      <rect
        className="cc-overview-window"
        x={x0 + 1}
        y={1}
        width={Math.max(6, x1 - x0 - 2)}
        height={HEIGHT - 2}
        rx={3}
        role="slider"
        tabIndex={0}
        aria-label={words.t('windowName')}
        aria-valuemin={extent.from}
        aria-valuemax={extent.to}
        aria-valuenow={window.from}
        aria-valuetext={words.days(window.from, window.to)}
        onKeyDown={onKeyDown}
      />
    </svg>
  );
};
