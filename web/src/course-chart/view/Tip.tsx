import { useLayoutEffect, useRef, useState, type CSSProperties } from 'react';
import type { Item } from './row-items';
import type { Words } from './useWords';

export interface Pointed {
  readonly item: Item;
  readonly element: Element;
}

interface Props {
  readonly pointed: Pointed;
  readonly selected: string | null;
  readonly words: Words;
  readonly onSelect: (id: string | null) => void;
  readonly onEnter: () => void;
  readonly onLeave: () => void;
}

const MARGIN = 8;
const MOST = 8;

const placeFor = (element: Element, tip: HTMLElement): CSSProperties => {
  const target = element.getBoundingClientRect();
  const { width, height } = tip.getBoundingClientRect();
  const left = Math.min(
    Math.max(MARGIN, target.left + target.width / 2 - width / 2),
    innerWidth - width - MARGIN,
  );
  const below = target.bottom + 4;
  const top = below + height > innerHeight - MARGIN ? Math.max(MARGIN, target.top - height - 4) : below;
  return { left, top };
};

/** What is said of an item: beside it, reachable by the pointer, gone with Escape, and nowhere else hidden. */
export const Tip = ({ pointed, selected, words, onSelect, onEnter, onLeave }: Props) => {
  const ref = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<CSSProperties>({ left: 0, top: 0, visibility: 'hidden' });
  useLayoutEffect(() => {
    if (ref.current) setPlace(placeFor(pointed.element, ref.current));
  }, [pointed]);
  const { members } = pointed.item;
  return (
    <div
      ref={ref}
      className="cc-tip"
      role="tooltip"
      style={place}
      onPointerEnter={onEnter}
      onPointerLeave={onLeave}
    >
      <ul>
        {members.slice(0, MOST).map(({ id, said }, index) => (
          <li key={index}>
            <span className="muted">{said.when}</span>
            {id === null ? (
              <span>{said.what}</span>
            ) : (
              <button
                type="button"
                tabIndex={-1}
                className={id === selected ? 'selected' : undefined}
                onClick={() => onSelect(id)}
              >
                {said.what}
              </button>
            )}
            {said.notes.length > 0 && <span className="cc-notes">{said.notes.join('; ')}</span>}
          </li>
        ))}
      </ul>
      {members.length > MOST && <p className="muted">{words.t('more', { count: members.length - MOST })}</p>}
    </div>
  );
};
