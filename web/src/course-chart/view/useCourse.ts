import { useMemo, useState } from 'react';
import type { DayInterval, EpochDay } from '@web/format/dates';
import type { ReplayAnswer } from '@web/api/types';
import { progressionDays } from '../bands';
import { allMarks, extentOf, lanesOf, lastDay, layoutLanes, reuse, type Lanes } from '../model';
import { occupiedDays } from '../scale';

/** Lanes of an answer; those that say what they said before stay the very same objects. */
const useLanes = (answer: ReplayAnswer): Lanes => {
  const [kept, setKept] = useState(() => ({ answer, lanes: lanesOf(answer) }));
  if (kept.answer === answer) return kept.lanes;
  const lanes = reuse(kept.lanes, lanesOf(answer));
  setKept({ answer, lanes });
  return lanes;
};

/** The same object for as long as nothing in it changes. */
const useSettled = (lanes: Lanes): Lanes => {
  const [kept, setKept] = useState(lanes);
  const same = kept.size === lanes.size && [...lanes].every(([id, lane]) => kept.get(id)?.key === lane.key);
  if (!same) setKept(lanes);
  return same ? kept : lanes;
};

export interface Course {
  /** What this look shows. */
  readonly shown: Lanes;
  /** What has a place in the layout: the whole course, so that nothing jumps while one scrubs. */
  readonly seated: Lanes;
  readonly extent: DayInterval;
  readonly measured: DayInterval;
  readonly occupied: readonly DayInterval[];
  readonly events: readonly EpochDay[];
  readonly progressions: readonly EpochDay[];
}

/** The course as the drawing needs it. */
export const useCourse = (whole: ReplayAnswer, look: ReplayAnswer, on: EpochDay): Course => {
  const all = useLanes(whole);
  const shown = useLanes(look);
  const seated = useSettled(useMemo(() => layoutLanes(all, shown), [all, shown]));
  const last = Math.max(lastDay(whole), on);
  const axis = useMemo(() => {
    const { extent, measured, intervals } = extentOf(seated, last);
    const events = [...seated.values()].flatMap(allMarks).map(({ from, to }) => Math.floor((from + to) / 2));
    return { extent, measured, events, occupied: occupiedDays(intervals) };
  }, [seated, last]);
  const progressions = useMemo(() => progressionDays(whole), [whole]);
  return { shown, seated, progressions, ...axis };
};
