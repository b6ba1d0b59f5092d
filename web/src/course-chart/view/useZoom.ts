import { useEffect, type KeyboardEvent, type RefObject } from 'react';
import type { DayInterval, EpochDay } from '@web/format/dates';
import type { How } from '@web/url/useUrlState';
import type { TimeScale } from '../scale';
import { moved, zoomed } from '../window';

interface Zooming {
  readonly scale: TimeScale;
  readonly extent: DayInterval;
  readonly setWindow: (window: DayInterval, how?: How) => void;
}

const STEP = 1.25;

/**
 * The wheel zooms over the axis, and with Ctrl or Meta (a pinch too) anywhere; without them a page scrolls
 * as it always does.
 */
export const useWheelZoom = (
  body: RefObject<HTMLElement | null>,
  axis: RefObject<HTMLElement | null>,
  { scale, extent, setWindow }: Zooming,
): void => {
  useEffect(() => {
    const element = body.current;
    if (!element) return undefined;
    const onWheel = (event: WheelEvent): void => {
      const bounds = axis.current?.getBoundingClientRect();
      const overAxis = axis.current?.contains(event.target as Node) === true;
      if (!bounds || !(event.ctrlKey || event.metaKey || overAxis)) return;
      event.preventDefault();
      const about = scale.dayAt(event.clientX - bounds.left);
      const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
      const next = sideways
        ? moved(scale.window, Math.round(event.deltaX / scale.pxPerDay), extent)
        : zoomed(scale.window, about, event.deltaY > 0 ? STEP : 1 / STEP, extent);
      setWindow(next, 'passing');
    };
    // React's own listener is passive: the page would scroll too.
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [body, axis, scale, extent, setWindow]);
};

const isField = (target: EventTarget): boolean =>
  target instanceof HTMLInputElement ||
  target instanceof HTMLSelectElement ||
  target instanceof HTMLTextAreaElement;

const FACTORS: Readonly<Record<string, number>> = { '+': 1 / STEP, '=': 1 / STEP, '-': STEP };

const isPlain = ({ ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean =>
  !ctrlKey && !metaKey && !altKey && !isField(target);

/** `+`, `-` and `0` inside of the drawing; keys with Ctrl or Meta stay the browser's. */
export const zoomByKey = (
  event: KeyboardEvent,
  { scale, extent, setWindow }: Zooming,
  about: EpochDay,
): void => {
  const factor = FACTORS[event.key];
  if (!isPlain(event) || (factor === undefined && event.key !== '0')) return;
  event.preventDefault();
  const { window } = scale;
  const next = factor === undefined ? extent : zoomed(window, Math.min(about, window.to), factor, extent);
  if (next.from !== window.from || next.to !== window.to) setWindow(next, event.repeat ? 'passing' : 'step');
};
