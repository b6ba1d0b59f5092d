import { memo } from 'react';
import type { BandRow, Clock } from '../bands';
import type { TimeScale } from '../scale';
import { bracket } from '../shapes';
import { labelWidth } from '../ticks';
import type { Drawn, Item } from './row-items';
import { itemProps, type Reach } from './shared';
import type { Words } from './useWords';

const HEIGHT = 14;
/** Between a clock and what is written beside it. */
const GAP = 7;

interface Props {
  readonly row: BandRow;
  readonly bands: Extract<Drawn, { readonly kind: 'bands' }>['bands'];
  readonly scale: TimeScale;
  readonly words: Words;
  readonly top: number;
  readonly height: number;
  readonly edge: number;
  readonly reach: Reach;
}

type BandItem = Props['bands'][number];

const BandView = ({
  item,
  scale,
  words,
  top,
  height,
  edge,
  reach,
}: Omit<Props, 'row' | 'bands'> & { readonly item: BandItem }) => {
  const { band } = item;
  const text = words.response(band.value);
  const x0 = scale.x(band.from);
  const x1 = Math.max(band.until === null ? Math.min(edge, scale.width) : scale.x(band.until) - 1, x0 + 3);
  const width = Math.min(x1 - x0, labelWidth(text) + 9);
  const y = top + (height - HEIGHT) / 2;
  const fits = width >= labelWidth(text) + 2;
  const vague = band.dates.from !== band.dates.to;
  return (
    <g {...itemProps(item, reach, fits ? text : '')}>
      <g className={band.provisional ? 'cc-band provisional' : 'cc-band'} data-value={band.value}>
        <rect className="cc-stands" x={x0} y={y} width={x1 - x0} height={HEIGHT} rx={2} />
        <rect className="cc-letters" x={x0} y={y} width={width} height={HEIGHT} rx={2} />
        {fits && (
          <text className="cc-sign" x={x0 + width / 2} y={y + HEIGHT / 2}>
            {text}
          </text>
        )}
      </g>
      {vague && (
        <path
          className="cc-span"
          d={bracket(scale.x(band.dates.from), scale.x(band.dates.to + 1), top + height)}
        />
      )}
    </g>
  );
};

/** One criterion: a box with letters for each response, dashed while provisional, until the next one. */
export const BandsView = memo(({ row, bands, ...rest }: Props) => (
  <>
    {row.baseline !== null && (
      <path
        className="cc-baseline"
        d={`M${rest.scale.mid(row.baseline)} ${rest.top + 3}v${rest.height - 6}m-3 0h6m-6 ${6 - rest.height}h6`}
      />
    )}
    {bands.map((item) => (
      <BandView key={item.key} item={item} {...rest} />
    ))}
  </>
));
BandsView.displayName = 'BandsView';

interface ClockProps {
  readonly item: Item & { readonly clock: Clock };
  readonly scale: TimeScale;
  readonly words: Words;
  readonly top: number;
  readonly height: number;
  readonly reach: Reach;
}

/** Beside the clock, behind it or in front; without its notes where they find no room, which its name keeps. */
const placed = (texts: readonly string[], [x0, x1]: readonly [number, number], width: number) => {
  for (const text of texts) {
    const needed = labelWidth(text) + GAP;
    if (x1 + needed <= width) return { text, x: x1 + GAP, anchor: 'start' } as const;
    if (x0 >= needed) return { text, x: x0 - GAP, anchor: 'end' } as const;
  }
  return null;
};

/** A PFS clock: it ends full in an event, and open where it is censored. */
export const ClockView = memo(({ item, scale, words, top, height, reach }: ClockProps) => {
  const { clock } = item;
  const [x0, x1] = [scale.x(clock.from), scale.x(clock.to + 1)];
  const tall = height > 12;
  const y = top + height / 2;
  const { what, notes } = words.clock(clock);
  const short = `${clock.endpoint.paramcd} ${what.split(': ').at(-1) ?? ''}`;
  const text = [short, ...notes].join(', ');
  const label = tall ? placed([text, short], [x0, x1], scale.width) : null;
  return (
    <g {...itemProps(item, reach, label?.text ?? '')}>
      <rect className="cc-hit" x={x0 - 4} y={top} width={Math.max(24, x1 - x0 + 8)} height={height} />
      <g className="cc-clock">
        <path className="cc-clock-line" d={`M${x0} ${y - 3}v6M${x0} ${y}H${x1}`} />
        {clock.isEvent ? (
          <rect className="cc-event" x={x1 - 3} y={y - 3} width={6} height={6} />
        ) : (
          <circle className="cc-censored" cx={x1} cy={y} r={3} />
        )}
        {label && (
          <text className="cc-clock-text" x={label.x} y={y} textAnchor={label.anchor}>
            {label.text}
          </text>
        )}
      </g>
    </g>
  );
});
ClockView.displayName = 'ClockView';
