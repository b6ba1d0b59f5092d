import { line } from 'd3-shape';
import { memo } from 'react';
import type { TimeScale } from '../scale';
import { bracket } from '../shapes';
import { overRoom, placeOf, type VafPoint, type VafScale } from '../vaf';
import { vafAxis, vafHeight } from '../vaf-axis';
import { AssayGlyph } from './AssayGlyph';
import type { Drawn } from './row-items';
import { itemProps, type Reach } from './shared';
import type { Words } from './useWords';

interface Props {
  readonly drawn: Extract<Drawn, { readonly kind: 'vaf' }>;
  readonly kind: VafScale;
  readonly scale: TimeScale;
  readonly words: Words;
  readonly top: number;
  readonly height: number;
  readonly reach: Reach;
}

const middle = ({ from, to }: VafPoint, scale: TimeScale): number => (scale.x(from) + scale.x(to + 1)) / 2;

/**
 * A variant in CSF and plasma on one axis: values at their height, absences on the floor in their own forms,
 * and over the axis, with a question mark, what was found without a value.
 */
export const VafView = memo(({ drawn, kind, scale, words, top, height, reach }: Props) => {
  const { series, points } = drawn;
  const floor = top + height - 9;
  const axis = vafAxis(series.points, kind, [top + overRoom(series.points) + 8, floor - 12]);
  const yOf = (point: VafPoint): number => vafHeight(point, { y: axis.y, over: top + 8, floor });
  const joined = line<VafPoint>((point) => middle(point, scale), yOf);
  return (
    <>
      {axis.ticks.map((pct) => (
        <g key={pct} className="cc-axis-tick" aria-hidden="true">
          <path d={`M0 ${axis.y(pct)}H${scale.width}`} />
          <text x={2} y={axis.y(pct) - 2}>
            {words.terms.quantity({ value: pct, unit: '%' })}
          </text>
        </g>
      ))}
      {series.runs.map((run) => (
        <path
          key={run.points[0]?.key}
          className={`cc-run-line tone-${run.fluid}`}
          d={joined(run.points) ?? ''}
        />
      ))}
      {points.map((item) => {
        const { point } = item;
        const x = middle(point, scale);
        return (
          <g key={item.key} {...itemProps(item, reach)}>
            {point.lodPct !== null && (
              <path className={`cc-lod tone-${point.fluid}`} d={`M${x - 9} ${axis.y(point.lodPct)}h18`} />
            )}
            <g className={`cc-glyph tone-${point.fluid}`}>
              <AssayGlyph state={point.state} vafPct={point.vafPct} x={x} y={yOf(point)} full={14} />
              {placeOf(point) === 'over' && (
                <text className="cc-value" x={x + 10} y={yOf(point)}>
                  ?
                </text>
              )}
            </g>
            {point.from !== point.to && (
              <path
                className="cc-span"
                d={bracket(scale.x(point.from), scale.x(point.to + 1), top + height - 1)}
              />
            )}
          </g>
        );
      })}
    </>
  );
});
VafView.displayName = 'VafView';
