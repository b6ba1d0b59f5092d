import { useCallback, useState } from 'react';
import type { UrlState } from '@web/url/useUrlState';
import { dayText, type EpochDay } from './days';
import { dayIn } from './question';
import { useFrame } from './useFrame';

export interface Sides {
  readonly a: EpochDay;
  readonly b: EpochDay;
}

/** The days that are looked at, and how to move them; `done` is false while a handle is dragged. */
export interface Place {
  readonly on: EpochDay;
  readonly compare: Sides | null;
  readonly isDragging: boolean;
  readonly goTo: (day: EpochDay, done?: boolean) => void;
  readonly moveSides: (sides: Sides, done?: boolean) => void;
}

interface Dragged {
  readonly on?: EpochDay;
  readonly sides?: Sides;
}

const sidesIn = (url: UrlState): Sides | null => {
  const [a, b] = [dayIn(url.value('a')), dayIn(url.value('b'))];
  return a === null || b === null ? null : { a, b };
};

/** Kept in the URL, but for a handle that is being dragged. When two days are compared, B is the one shown. */
export const usePlace = (url: UrlState, lastDay: EpochDay): Place => {
  const [dragged, setDragged] = useState<Dragged | null>(null);
  const drag = useFrame(setDragged);
  const compare = dragged?.sides ?? sidesIn(url);
  const standing = dayIn(url.value('on')) ?? lastDay;
  const on = compare?.b ?? dragged?.on ?? standing;
  const { set } = url;
  const moveSides = useCallback(
    (sides: Sides, done = true) => {
      if (!done) return drag({ sides });
      drag(null);
      set({ a: dayText(sides.a), b: dayText(sides.b), on: dayText(sides.b) });
    },
    [drag, set],
  );
  const goTo = useCallback(
    (day: EpochDay, done = true) => {
      if (compare) return moveSides({ a: compare.a, b: day }, done);
      if (!done) return drag({ on: day });
      drag(null);
      if (day !== standing) set({ on: dayText(day) });
    },
    [compare, drag, moveSides, set, standing],
  );
  return { on, compare, isDragging: dragged !== null, goTo, moveSides };
};
