import type { DayInterval, EpochDay } from '@web/format/dates';
import { sinceAnchor, type Anchor } from '../anchors';
import type { TimeScale } from '../scale';
import { Handle } from './Handle';
import type { Words } from './useWords';

interface Sides {
  readonly a: EpochDay;
  readonly b: EpochDay;
}

interface Props {
  readonly scale: TimeScale;
  readonly extent: DayInterval;
  readonly on: EpochDay;
  readonly compare: Sides | null;
  readonly anchor: Anchor | null;
  readonly words: Words;
  readonly onScrub: (day: EpochDay, done: boolean) => void;
  readonly onCompare: (sides: Sides, done: boolean) => void;
}

/** The handle of the day that is looked at, or A and B while two days are compared. */
export const Handles = ({ scale, extent, on, compare, anchor, words, onScrub, onCompare }: Props) => {
  const { t } = words;
  const textOf = (day: EpochDay): string => {
    const date = words.days(day, day);
    if (!anchor) return date;
    const { weeks, months } = sinceAnchor(day, anchor.day);
    return t('dayFromAnchor', { date, weeks: words.terms.number(weeks), months: words.terms.number(months) });
  };
  const common = { scale, extent };
  const single = {
    day: on,
    name: t('handle.on'),
    text: textOf(on),
    letter: '',
    kind: 'on' as const,
    onMove: onScrub,
  };
  if (!compare) return <Handle {...common} {...single} />;
  const sides = [
    {
      kind: 'a',
      day: compare.a,
      onMove: (day: EpochDay, done: boolean) => onCompare({ ...compare, a: day }, done),
    },
    {
      kind: 'b',
      day: compare.b,
      onMove: (day: EpochDay, done: boolean) => onCompare({ ...compare, b: day }, done),
    },
  ] as const;
  return sides.map(({ kind, day, onMove }) => (
    <Handle
      key={kind}
      {...common}
      {...{ kind, day, onMove }}
      name={t(`handle.${kind}`)}
      text={textOf(day)}
      letter={kind.toUpperCase()}
    />
  ));
};
