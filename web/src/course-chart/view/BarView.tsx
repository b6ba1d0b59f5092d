import { memo, useId } from 'react';
import { labelPlace } from '../bar-label';
import { barRoom } from '../layout';
import type { TimeScale } from '../scale';
import { doseHeight, type Stretch, type TherapyBar } from '../therapy-bars';
import { bracket } from '../shapes';
import { labelWidth } from '../ticks';
import { GlyphView } from './GlyphView';
import type { DrawnBar } from './row-items';
import { itemProps, type Reach } from './shared';
import type { Words } from './useWords';

const HEIGHT = 11;

interface Props {
  readonly bar: DrawnBar;
  /** All bars of the lane: a dose is drawn against the highest of its agent. */
  readonly among: readonly TherapyBar[];
  readonly steps: boolean;
  readonly scale: TimeScale;
  /** Place of the as-of line, where what goes on ends in an arrow. */
  readonly edge: number;
  readonly words: Words;
  readonly top: number;
  readonly height: number;
  readonly reach: Reach;
}

const toneOf = ({ lane, confounds, supportive }: TherapyBar): string => {
  if (supportive && lane !== 'steroid') return 'supportive';
  if (lane === 'steroid') return confounds === 'bevacizumab' ? 'bevacizumab' : 'steroid';
  return lane === 'cns-therapy' ? 'therapy-cns' : 'therapy';
};

const stretchPath = (
  stretch: Stretch,
  bottom: number,
  level: number,
  place: { x0: number; x1: number },
): string => {
  const { x0, x1 } = place;
  if (stretch.held) return `M${x0} ${bottom - HEIGHT / 2}H${x1}`;
  return `M${x0} ${bottom}v${-HEIGHT * level}H${x1}v${HEIGHT * level}z`;
};

const classOf = ({ held, faded }: Stretch): string =>
  `${held ? 'cc-held' : 'cc-run'}${faded ? ' faded' : ''}`;

const Stretches = ({
  bar,
  among,
  steps,
  scale,
  edge,
  top,
}: Omit<Props, 'bar' | 'words' | 'height' | 'reach'> & { readonly bar: TherapyBar }) => {
  const fade = useId().replace(/\W/g, '');
  return (
    <>
      {bar.stretches.some(({ faded }) => faded) && (
        <linearGradient id={fade}>
          <stop className="cc-fade-from" offset="0" />
          <stop className="cc-fade-to" offset="1" />
        </linearGradient>
      )}
      {bar.stretches.map((stretch, index) => {
        const x0 = scale.x(stretch.from);
        const end = stretch.to === null ? edge : scale.x(stretch.to);
        const x1 = Math.max(stretch.faded ? Math.min(edge, end) : end, x0 + 1);
        const level = steps ? doseHeight(stretch.dose, among, bar.agent) : 1;
        return (
          <path
            key={index}
            className={classOf(stretch)}
            style={stretch.faded && !stretch.held ? { fill: `url(#${fade})` } : undefined}
            d={stretchPath(stretch, top + HEIGHT, level, { x0, x1 })}
          />
        );
      })}
    </>
  );
};

/** An end that follows from another fact is a broken line: nobody recorded it. */
const Inferred = ({
  bar: { end, ended },
  scale,
  top,
  edge,
}: Pick<Props, 'scale' | 'top' | 'edge'> & { readonly bar: TherapyBar }) =>
  end !== null && ended?.inferred === true ? (
    <path className="cc-inferred" d={`M${Math.min(edge, scale.x(end.to))} ${top - 2}v${HEIGHT + 4}`} />
  ) : null;

/** The days that a vague start or stop may mean stand under the bar: it is sure only between them. */
const Vague = ({
  bar,
  scale,
  top,
  edge,
}: Pick<Props, 'scale' | 'top' | 'edge'> & { readonly bar: TherapyBar }) =>
  [bar.start, bar.end].map((dates, index) =>
    dates === null || dates.from === dates.to ? null : (
      <path
        key={index}
        className="cc-vague"
        d={bracket(scale.x(dates.from), Math.min(edge, scale.x(dates.to + 1)), top + HEIGHT + 1)}
      />
    ),
  );

/**
 * A therapy from its start to its end, or on to the as-of line; what may have ended fades. Holds are gaps, doses are
 * steps.
 */
export const BarView = memo((props: Props) => {
  const { bar, scale, words, height, reach } = props;
  const edge = Math.min(props.edge, scale.width);
  const top = props.top + (height - HEIGHT) / 2;
  const [first] = bar.group.bars;
  const room = barRoom(bar.group, scale, edge);
  const label = labelPlace(words.barTexts(bar.group.bars), room, labelWidth);
  return (
    <>
      <g {...itemProps(bar, reach, label.text)}>
        <g className={`cc-bar tone-${toneOf(first)} ${first.start.standing}`}>
          <rect
            className="cc-hit"
            x={room.left}
            y={props.top}
            width={Math.max(24, room.right - room.left)}
            height={height}
          />
          <Stretches {...props} bar={first} top={top} edge={edge} />
          <Vague bar={first} scale={scale} top={top} edge={edge} />
          <Inferred bar={first} scale={scale} top={top} edge={edge} />
          {first.end === null && first.fadesFrom === null && (
            <path className="cc-arrow" d={`M${edge - 7} ${top}l7 ${HEIGHT / 2}l-7 ${HEIGHT / 2}z`} />
          )}
          <text className="cc-bar-label" textAnchor={label.anchor} x={label.x} y={top + HEIGHT / 2}>
            {label.text}
          </text>
        </g>
      </g>
      {bar.changes.map((change) => (
        <GlyphView
          key={change.key}
          item={change}
          {...{ scale, words, height, edge, reach }}
          top={props.top}
        />
      ))}
    </>
  );
});
BarView.displayName = 'BarView';
