import { memo } from 'react';
import type { Assessment } from '../bundle';
import type { LaneLayout } from '../layout';
import type { TimeScale } from '../scale';
import { GAP_PX } from '../scale';
import type { Tick } from '../ticks';
import type { Words } from './useWords';

interface Props {
  readonly scale: TimeScale;
  readonly ticks: readonly Tick[];
  readonly anchorX: number | null;
  readonly assessments: readonly Assessment[];
  readonly lanes: readonly LaneLayout[];
  readonly height: number;
  readonly words: Words;
}

const TEXT_PX = 100;

const zigzag = (x: number, height: number): string => {
  const points: string[] = [];
  for (let y = 0; y <= height + 8; y += 8) points.push(`${x + (y % 16 === 0 ? -2 : 2)} ${y}`);
  return `M${points.join('L')}`;
};

const ASSESSED = new Set(['neuro', 'mri', 'csf']);

/** From the first to the last of the lanes that an assessment is read from; `null` when none is there. */
const assessedSpan = (lanes: readonly LaneLayout[]): readonly [number, number] | null => {
  let [y, top, bottom] = [0, Infinity, -Infinity];
  for (const { id, height } of lanes) {
    if (ASSESSED.has(id)) {
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + height);
    }
    y += height;
  }
  return top < bottom ? [top, bottom] : null;
};

const Bracket = ({
  assessment,
  scale,
  span,
  words,
}: {
  readonly assessment: Assessment;
  readonly scale: TimeScale;
  readonly span: readonly [number, number];
  readonly words: Words;
}) => {
  const [top, bottom] = span;
  // Beyond the as-of line nothing is written.
  const isNear = scale.mid(assessment.day) + TEXT_PX > scale.width;
  const [x0, x1] = [scale.mid(assessment.day) - 13, scale.mid(assessment.day) + 13];
  return (
    <g className={assessment.afterPuncture ? 'cc-assessment warn' : 'cc-assessment'}>
      <path d={`M${x0 + 5} ${top + 1}H${x0}V${bottom - 1}h5M${x1 - 5} ${top + 1}H${x1}V${bottom - 1}h-5`} />
      {assessment.afterPuncture && (
        <text x={isNear ? x0 - 3 : x1 + 3} y={top + 9} textAnchor={isNear ? 'end' : 'start'}>
          {words.t('afterPunctureShort')}
        </text>
      )}
    </g>
  );
};

/** What lies behind every lane: lines of the dates, breaks, and the brackets of assessments. */
export const Backdrop = memo(({ scale, ticks, anchorX, assessments, lanes, height, words }: Props) => {
  const span = assessedSpan(lanes);
  return (
    <svg className="cc-back" width={scale.width} height={height} aria-hidden="true">
      {ticks.map(({ day }) => (
        <path key={day} className="cc-gridline" d={`M${scale.x(day)} 0V${height}`} />
      ))}
      {scale.gaps.map(({ from }) => (
        <g key={from} className="cc-gap">
          <rect x={scale.x(from)} y={0} width={GAP_PX} height={height} />
          <path d={zigzag(scale.x(from) + 2, height) + zigzag(scale.x(from) + GAP_PX - 2, height)} />
        </g>
      ))}
      {anchorX !== null && <path className="cc-anchor" d={`M${anchorX} 0V${height}`} />}
      {span &&
        assessments.map((assessment) => (
          <Bracket key={assessment.key} assessment={assessment} scale={scale} span={span} words={words} />
        ))}
    </svg>
  );
});
Backdrop.displayName = 'Backdrop';
