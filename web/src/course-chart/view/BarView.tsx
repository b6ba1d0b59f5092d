import { memo } from 'react';
import type { TimeScale } from '../scale';
import { doseHeight, type Stretch, type TherapyBar } from '../therapy-bars';
import { labelWidth } from '../ticks';
import { GlyphView } from './GlyphView';
import type { DrawnBar } from './row-items';
import { itemProps, type Reach } from './shared';
import type { Words } from './useWords';

const HEIGHT = 12;

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

const toneOf = ({ lane, agent, supportive }: TherapyBar): string => {
  if (supportive && lane !== 'steroid') return 'supportive';
  if (lane === 'steroid') return agent === 'bevacizumab' ? 'bevacizumab' : 'steroid';
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

const Stretches = ({
  bar,
  among,
  steps,
  scale,
  edge,
  top,
}: Omit<Props, 'bar' | 'words' | 'height' | 'reach'> & { readonly bar: TherapyBar }) => (
  <>
    {bar.stretches.map((stretch, index) => {
      const x0 = scale.x(stretch.from);
      const x1 = Math.max(stretch.to === null ? edge : scale.x(stretch.to), x0 + 1);
      const level = steps ? doseHeight(stretch.dose, among, bar.agent) : 1;
      return (
        <path
          key={index}
          className={stretch.held ? 'cc-held' : 'cc-run'}
          d={stretchPath(stretch, top + HEIGHT, level, { x0, x1 })}
        />
      );
    })}
  </>
);

/** The days that a vague start or stop may mean are drawn lighter: the bar is sure only between them. */
const Vague = ({
  bar,
  scale,
  top,
}: {
  readonly bar: TherapyBar;
  readonly scale: TimeScale;
  readonly top: number;
}) => {
  const { start, end } = bar;
  const zones = [
    ...(start.from === start.to ? [] : [[scale.x(start.from), scale.x(start.to + 1)] as const]),
    ...(end === null || end.from === end.to ? [] : [[scale.x(end.from), scale.x(end.to + 1)] as const]),
  ];
  return zones.map(([x0, x1]) => (
    <path
      key={x0}
      className="cc-vague"
      d={`M${x0} ${top}V${top + HEIGHT}M${x0} ${top + HEIGHT}H${x1}V${top + HEIGHT - 4}`}
    />
  ));
};

const labelOf = (bar: DrawnBar, words: Words): string => {
  const { bars } = bar.group;
  const dose = bars.length === 1 ? bars[0].stretches.at(-1)?.dose : null;
  return dose ? `${words.bar(bars)} ${words.terms.quantity(dose)}` : words.bar(bars);
};

/** A therapy from its start to its stop, or on to the as-of line; holds are gaps, doses are steps. */
export const BarView = memo((props: Props) => {
  const { bar, scale, edge, words, height, reach } = props;
  const top = props.top + (height - HEIGHT) / 2;
  const [first] = bar.group.bars;
  const goesOn = first.end === null;
  const x0 = scale.x(first.start.from);
  const x1 = first.end === null ? edge : scale.x(first.end.from);
  const label = labelOf(bar, words);
  const shownFrom = Math.max(x0, 0) + 4;
  const fits = x1 - shownFrom > labelWidth(label) ? label : words.bar(bar.group.bars);
  return (
    <>
      <g {...itemProps(bar, reach)}>
        <g className={`cc-bar tone-${toneOf(first)} ${first.start.standing}`}>
          <rect className="cc-hit" x={x0} y={props.top} width={Math.max(24, x1 - x0)} height={height} />
          <Stretches {...props} bar={first} top={top} />
          <Vague bar={first} scale={scale} top={top} />
          {goesOn && (
            <path className="cc-arrow" d={`M${edge - 7} ${top}l7 ${HEIGHT / 2}l-7 ${HEIGHT / 2}z`} />
          )}
          <text className="cc-bar-label" x={shownFrom} y={top + HEIGHT / 2}>
            {fits}
          </text>
        </g>
      </g>
      {bar.changes.map((change) => (
        <GlyphView
          key={change.key}
          item={change}
          scale={scale}
          words={words}
          top={props.top}
          height={height}
          reach={reach}
        />
      ))}
    </>
  );
});
BarView.displayName = 'BarView';
