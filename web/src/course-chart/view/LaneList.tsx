import { lazy, Suspense, useCallback, useMemo } from 'react';
import type { EpochDay } from '@web/format/dates';
import type { LaneId } from '../marks';
import { allMarks, type LaneModel } from '../model';
import { LaneLabel } from './LaneLabel';
import { LaneView } from './LaneView';
import type { Controls, ControlSetters } from './useControls';
import type { Course } from './useCourse';
import type { Picture } from './usePicture';
import type { Words } from './useWords';

// Who looks at the drawing does not wait for the tables.
const LaneTable = lazy(() => import('./LaneTable').then((module) => ({ default: module.LaneTable })));

interface Props {
  readonly course: Course;
  readonly controls: Controls & ControlSetters;
  readonly picture: Picture;
  readonly on: EpochDay;
  readonly selected: string | null;
  readonly words: Words;
}

/** A lane of which this look knows nothing yet keeps its place. */
const emptied = (lane: LaneModel): LaneModel => ({
  id: lane.id,
  key: '',
  marks: [],
  bars: [],
  bands: [],
  clocks: [],
  series: [],
});

const holds = (lane: LaneModel, id: string): boolean =>
  allMarks(lane).some((mark) => mark.id === id) ||
  lane.bands.some(({ bands }) => bands.some((band) => band.id === id));

/** Something goes on to the as-of line, or may lie on either side of it. */
const reaches = (lane: LaneModel, on: EpochDay): boolean =>
  lane.bands.some(({ bands }) => bands.length > 0) ||
  lane.bars.some(({ end }) => end === null || end.to > on) ||
  allMarks(lane).some(({ to }) => to > on);

/** The lanes one below the other, as a drawing or as tables. */
export const LaneList = ({ course, controls, picture, on, selected, words }: Props) => {
  const { scale, layouts } = picture;
  const { toggleLane, moveLane, asTable, vaf } = controls;
  const ids = useMemo(() => layouts.map(({ id }) => id), [layouts]);
  const onMove = useCallback((lane: LaneId, by: -1 | 1) => moveLane(lane, by, ids), [moveLane, ids]);
  const empty = useMemo(
    () => new Map([...course.seated].map(([id, lane]) => [id, emptied(lane)] as const)),
    [course.seated],
  );
  const edge = Math.max(0, Math.min(scale.width, scale.x(on + 1)));
  return layouts.map((layout) => {
    const { id } = layout;
    const seated = course.seated.get(id);
    const lane = course.shown.get(id) ?? empty.get(id);
    if (!seated || !lane) return null;
    const own = selected !== null && holds(lane, selected) ? selected : null;
    if (asTable)
      return (
        <Suspense key={id} fallback={null}>
          <LaneTable lane={lane} selected={own} />
        </Suspense>
      );
    return (
      <div key={id} className="cc-lane" data-lane={id} style={{ blockSize: layout.height }}>
        <LaneLabel {...{ layout, words, onMove }} lane={seated} onToggle={toggleLane} />
        <LaneView
          {...{ lane, layout, scale, vaf }}
          edge={reaches(lane, on) ? edge : Infinity}
          selected={own}
        />
      </div>
    );
  });
};
