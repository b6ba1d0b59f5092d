import { useEffect, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import type { DayInterval, EpochDay } from '@web/format/dates';
import type { TimeScale } from '../scale';

interface Props {
  readonly day: EpochDay;
  readonly scale: TimeScale;
  readonly extent: DayInterval;
  readonly name: string;
  readonly text: string;
  readonly letter: string;
  readonly kind: 'on' | 'a' | 'b';
  readonly onMove: (day: EpochDay, done: boolean) => void;
}

/** By what it is held. */
type Held = 'pointer' | 'key';

const KEYS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -28,
  PageUp: 28,
};
const FAST = 7;

const target = (
  { key, shiftKey }: KeyboardEvent,
  day: EpochDay,
  { from, to }: DayInterval,
): EpochDay | null => {
  if (key === 'Home') return from;
  if (key === 'End') return to;
  const by = KEYS[key];
  return by === undefined ? null : Math.min(to, Math.max(from, day + by * (shiftKey ? FAST : 1)));
};

/**
 * A handle of the axis: dragged, or moved by keys a day, a week or four weeks at a time. As with a pointer,
 * the move is done when it is let go: a key that is held leaves one step in the history, not one for each day.
 */
export const Handle = ({ day, scale, extent, name, text, letter, kind, onMove }: Props) => {
  const held = useRef<Held | null>(null);
  const moved = useRef(day);
  const ref = useRef<HTMLDivElement>(null);
  const newest = useRef(onMove);
  useEffect(() => {
    if (held.current === null) moved.current = day;
    newest.current = onMove;
  }, [day, onMove]);
  // One that goes while it is held has been let go.
  useEffect(() => () => void (held.current && newest.current(moved.current, true)), []);
  const x = Math.min(scale.width, Math.max(0, scale.x(day + 1)));
  const outside = scale.x(day + 1) < -1 || scale.x(day) > scale.width + 1;

  const dayUnder = (event: PointerEvent): EpochDay => {
    const left = ref.current?.parentElement?.getBoundingClientRect().left ?? 0;
    // The line is the end of its day: a hair to its left is the day itself.
    return scale.dayAt(event.clientX - left - 0.5);
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    held.current = 'pointer';
    moved.current = day;
  };
  const onPointerMove = (event: PointerEvent): void => {
    const next = dayUnder(event);
    if (held.current !== 'pointer' || next === moved.current) return;
    moved.current = next;
    onMove(next, false);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = target(event, moved.current, extent);
    if (next === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (next === moved.current) return;
    held.current = 'key';
    moved.current = next;
    onMove(next, false);
  };
  const letGo = (by: Held): void => {
    if (held.current !== by) return;
    held.current = null;
    onMove(moved.current, true);
  };
  return (
    <div
      ref={ref}
      className={`cc-handle ${kind}${outside ? ' outside' : ''}`}
      style={{ insetInlineStart: x }}
      role="slider"
      tabIndex={0}
      aria-label={name}
      aria-orientation="horizontal"
      aria-valuemin={extent.from}
      aria-valuemax={extent.to}
      aria-valuenow={day}
      aria-valuetext={text}
      data-handle={kind}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => letGo('pointer')}
      onPointerCancel={() => letGo('pointer')}
      onKeyDown={onKeyDown}
      onKeyUp={({ key }) => key !== 'Shift' && letGo('key')}
      onBlur={() => letGo('key')}
    >
      <span aria-hidden="true">{letter}</span>
    </div>
  );
};
