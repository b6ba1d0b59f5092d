import type { EpochDay } from '@web/format/dates';
import type { TimeScale } from '../scale';

interface Props {
  readonly scale: TimeScale;
  readonly height: number;
  readonly on: EpochDay;
  readonly compare: { readonly a: EpochDay; readonly b: EpochDay } | null;
}

const Line = ({
  x,
  height,
  kind,
}: {
  readonly x: number;
  readonly height: number;
  readonly kind: string;
}) => <path className={`cc-line-of ${kind}`} d={`M${x} 0V${height}`} />;

/** The as-of line, and what lies beyond it: nothing. */
export const Veil = ({ scale, height, on, compare }: Props) => {
  const place = (day: EpochDay): number => Math.min(scale.width + 24, Math.max(0, scale.x(day + 1)));
  const x = place(on);
  return (
    <svg className="cc-veil" width={scale.width + 24} height={height} aria-hidden="true">
      <rect className="cc-beyond" x={x} y={0} width={Math.max(0, scale.width + 24 - x)} height={height} />
      <Line x={x} height={height} kind="on" />
      {compare && <Line x={place(compare.a)} height={height} kind="a" />}
    </svg>
  );
};
