import './course-chart.css';
import { useCallback, useMemo, useRef } from 'react';
import type { ReplayAnswer } from '@web/api/types';
import type { EpochDay } from '@web/format/dates';
import { anchorsOf, findAnchor } from './anchors';
import { assessmentsIn } from './bundle';
import { LANES } from './marks';
import { allMarks } from './model';
import { Absent } from './view/Absent';
import { Axis } from './view/Axis';
import { Backdrop } from './view/Backdrop';
import { Handles } from './view/Handles';
import { LaneList } from './view/LaneList';
import { Legend } from './view/Legend';
import { Overview } from './view/Overview';
import { SharedContext, type Shared } from './view/shared';
import { Tip } from './view/Tip';
import { Toolbar } from './view/Toolbar';
import { useControls } from './view/useControls';
import { useCourse } from './view/useCourse';
import { usePicture } from './view/usePicture';
import { useTip } from './view/useTip';
import { useWidth } from './view/useWidth';
import { useWords } from './view/useWords';
import { Veil } from './view/Veil';
import { useWheelZoom, zoomByKey } from './view/useZoom';

export interface Sides {
  readonly a: EpochDay;
  readonly b: EpochDay;
}

export interface CourseChartProps {
  /** The course at the head on its last day: extent of the axis and what can be stepped to. */
  readonly whole: ReplayAnswer;
  /** The look that is shown. Nothing is drawn to the right of its day. */
  readonly shown: ReplayAnswer;
  /** The as-of line: a handle. */
  readonly on: EpochDay;
  /** Two further handles while two days are compared. */
  readonly compare: Sides | null;
  readonly onScrub: (day: EpochDay, done: boolean) => void;
  readonly onCompare: (sides: Sides, done: boolean) => void;
  /** Id of a fact, a decision or a time point. */
  readonly selected: string | null;
  readonly onSelect: (id: string | null) => void;
}

/** A course drawn lane by lane up to the day that is looked at. */
export const CourseChart = ({
  whole,
  shown,
  on,
  compare,
  onScrub,
  onCompare,
  selected,
  onSelect,
}: CourseChartProps) => {
  const words = useWords();
  const course = useCourse(whole, shown, on);
  const { extent } = course;
  const controls = useControls(extent);
  const body = useRef<HTMLDivElement>(null);
  const axis = useRef<HTMLDivElement>(null);
  const width = Math.max(1, useWidth(axis));
  const anchor = useMemo(() => findAnchor(whole, controls.anchor), [whole, controls.anchor]);
  const anchors = useMemo(() => anchorsOf(whole, selected), [whole, selected]);
  const picture = usePicture(course, controls, { width, anchor, words });
  const { scale, ticks, layouts, height } = picture;
  const zooming = { scale, extent, setWindow: controls.setWindow };
  useWheelZoom(body, axis, zooming);
  const tip = useTip();
  const { show, leave } = tip;
  const shared = useMemo<Shared>(
    () => ({ words, onSelect, onPoint: show, onLeave: leave }),
    [words, onSelect, show, leave],
  );
  const assessments = useMemo(
    () => assessmentsIn([...course.shown.values()].flatMap(allMarks)),
    [course.shown],
  );
  const { toggleGap, openLanes, open } = controls;
  const allOpen = layouts.every(({ id }) => open.has(id));
  const onOpenAll = useCallback(() => openLanes(allOpen ? [] : [...LANES]), [allOpen, openLanes]);
  return (
    <SharedContext value={shared}>
      <section
        className="cc"
        ref={body}
        aria-label={words.t('title')}
        onKeyDown={(event) => zoomByKey(event, zooming, on)}
        data-window={`${scale.window.from}/${scale.window.to}`}
      >
        <Toolbar
          controls={controls}
          anchors={anchors}
          lm={anchors.find(({ id }) => id === 'lm')?.day ?? null}
          on={on}
          extent={extent}
          hasGaps={picture.found.length > 0}
          hasVaf={layouts.some(({ rows }) => rows.some(({ kind }) => kind === 'vaf'))}
          allOpen={allOpen}
          onOpenAll={onOpenAll}
          words={words}
        />
        <div className="cc-axis">
          <div className="cc-plot-cell" ref={axis}>
            <Axis scale={scale} ticks={ticks} words={words} onExpand={toggleGap} />
            <Handles {...{ scale, extent, on, compare, onScrub, onCompare, words, anchor }} />
          </div>
        </div>
        <div className="cc-body">
          {!controls.asTable && (
            <Backdrop
              {...{ scale, ticks, assessments, height, words, lanes: layouts }}
              anchorX={anchor ? scale.mid(anchor.day) : null}
            />
          )}
          {!controls.asTable && <Veil {...{ scale, height, on, compare }} />}
          <LaneList {...{ course, controls, picture, on, selected, words }} />
        </div>
        <div className="cc-axis">
          <div className="cc-plot-cell">
            <Overview
              {...{ extent, on, width, words }}
              measured={course.measured}
              occupied={course.occupied}
              events={course.events}
              progressions={course.progressions}
              window={scale.window}
              onWindow={controls.setWindow}
            />
          </div>
        </div>
        <Legend words={words} />
        <Absent lanes={course.seated} words={words} />
        {tip.pointed && (
          <Tip
            pointed={tip.pointed}
            {...{ selected, words, onSelect }}
            onEnter={tip.keep}
            onLeave={tip.leave}
          />
        )}
      </section>
    </SharedContext>
  );
};
