import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { memo } from 'react';
import type { NumericPoint } from '../numeric';
import type { TimeScale } from '../scale';
import { bracket } from '../shapes';
import type { Drawn } from './row-items';
import { itemProps, type Reach } from './shared';
import type { Words } from './useWords';

interface Props {
  readonly drawn: Extract<Drawn, { readonly kind: 'chart' }>;
  readonly scale: TimeScale;
  readonly words: Words;
  readonly top: number;
  readonly height: number;
  readonly reach: Reach;
}

const middle = ({ mark }: NumericPoint, scale: TimeScale): number =>
  (scale.x(mark.from) + scale.x(mark.to + 1)) / 2;

/** Values that were measured are joined; a bound is an arrow that points to where the value lies. */
export const ChartView = memo(({ drawn, scale, words, top, height, reach }: Props) => {
  const { series, points } = drawn;
  const values = series.points.map(({ value }) => value);
  const y = scaleLinear()
    .domain([0, Math.max(...values, series.limit ?? 0) * 1.15 || 1])
    .range([top + height - 6, top + 8]);
  const measured = series.points.filter(({ bound, mark }) => bound === null && mark.standing === 'known');
  const joined = line<NumericPoint>(
    (point) => middle(point, scale),
    ({ value }) => y(value),
  );
  return (
    <>
      {series.limit !== null && (
        <g className="cc-limit" aria-hidden="true">
          <path d={`M0 ${y(series.limit)}H${scale.width}`} />
          <text x={2} y={y(series.limit) - 2}>
            {words.terms.quantity({ value: Math.round(series.limit * 100) / 100, unit: series.unit })}
          </text>
        </g>
      )}
      {measured.length > 1 && <path className="cc-run-line tone-csf" d={joined(measured) ?? ''} />}
      {points.map((item) => {
        const { mark, value, bound } = item.point;
        const [x, at] = [middle(item.point, scale), y(value)];
        const text = `${bound ?? ''}${words.terms.number(value)}`;
        return (
          <g key={item.key} {...itemProps(item, reach, text)}>
            <rect className="cc-hit" x={x - 12} y={top} width={24} height={height} />
            <g className={`cc-glyph tone-csf ${mark.standing}`}>
              {bound === null ? (
                <circle className="cc-full" cx={x} cy={at} r={3.5} />
              ) : (
                <path
                  className="cc-line"
                  d={`M${x - 4} ${at}h8m-4 0v${bound === '<' ? 7 : -7}m-3 ${bound === '<' ? -3 : 3}l3 ${bound === '<' ? 3 : -3}l3 ${bound === '<' ? -3 : 3}`}
                />
              )}
              <text className="cc-value" x={x} y={at - 6}>
                {text}
              </text>
            </g>
            {mark.from !== mark.to && (
              <path className="cc-span" d={bracket(scale.x(mark.from), scale.x(mark.to + 1), top + height)} />
            )}
          </g>
        );
      })}
    </>
  );
});
ChartView.displayName = 'ChartView';
