import { useCallback, useEffect, useRef, useState } from 'react';
import type { Item } from './row-items';
import type { Pointed } from './Tip';

const LINGER_MS = 220;

export interface TipState {
  readonly pointed: Pointed | null;
  readonly show: (item: Item, element: Element) => void;
  /** Stays for a moment, so that the pointer can reach it. */
  readonly leave: () => void;
  readonly keep: () => void;
}

/** What is pointed at or focused; Escape puts it away without moving focus. */
export const useTip = (): TipState => {
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const keep = useCallback(() => clearTimeout(timer.current), []);
  const show = useCallback(
    (item: Item, element: Element) => {
      keep();
      setPointed({ item, element });
    },
    [keep],
  );
  const leave = useCallback(() => {
    keep();
    timer.current = setTimeout(() => setPointed(null), LINGER_MS);
  }, [keep]);
  const isShown = pointed !== null;
  useEffect(() => {
    if (!isShown) return undefined;
    const onKey = ({ key }: KeyboardEvent) => key === 'Escape' && setPointed(null);
    const onScroll = () => setPointed(null);
    document.addEventListener('keydown', onKey);
    document.addEventListener('scroll', onScroll, { capture: true, passive: true });
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('scroll', onScroll, { capture: true });
    };
  }, [isShown]);
  useEffect(() => keep, [keep]);
  return { pointed, show, leave, keep };
};
