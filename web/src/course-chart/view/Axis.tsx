import { memo } from 'react';
import { dayText } from '@web/format/dates';
import type { Gap, TimeScale } from '../scale';
import { GAP_PX } from '../scale';
import type { Tick } from '../ticks';
import type { Words } from './useWords';

interface Props {
  readonly scale: TimeScale;
  readonly ticks: readonly Tick[];
  readonly words: Words;
  readonly onExpand: (from: string) => void;
}

/** Length of a gap in the largest unit that says it well. */
export const gapUnit = ({
  from,
  to,
}: Gap): { readonly unit: 'years' | 'months' | 'weeks' | 'days'; readonly count: number } => {
  const days = to - from + 1;
  if (days >= 730) return { unit: 'years', count: Math.round(days / 36.525) / 10 };
  if (days >= 92) return { unit: 'months', count: Math.round(days / 30.4375) };
  return days >= 28 ? { unit: 'weeks', count: Math.round(days / 7) } : { unit: 'days', count: days };
};

const Break = ({ gap, scale, words, onExpand }: Omit<Props, 'ticks'> & { readonly gap: Gap }) => {
  const { unit, count } = gapUnit(gap);
  const value = words.terms.number(count);
  const short = words.t(`gapShort.${unit}`, { value });
  const name = words.t('gapName', {
    short,
    length: words.t(`gap.${unit}`, { value }),
    days: words.days(gap.from, gap.to),
  });
  return (
    <button
      type="button"
      className="cc-break"
      style={{ insetInlineStart: scale.x(gap.from), width: GAP_PX }}
      aria-label={name}
      title={name}
      onClick={() => onExpand(dayText(gap.from))}
    >
      {short}
    </button>
  );
};

/** Dates, and the breaks of the axis; a break opens with a click or Enter. */
export const Axis = memo(({ scale, ticks, words, onExpand }: Props) => (
  <>
    {ticks.map(({ day, x, label }) => (
      <span key={day} className="cc-tick" style={{ insetInlineStart: x }} aria-hidden="true">
        {label}
      </span>
    ))}
    {scale.gaps.map((gap) => (
      <Break key={gap.from} gap={gap} scale={scale} words={words} onExpand={onExpand} />
    ))}
  </>
));
Axis.displayName = 'Axis';
