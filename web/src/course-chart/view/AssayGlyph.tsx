import type { AssayState } from '../marks';
import { vafRadius } from '../vaf';

interface Props {
  readonly state: AssayState;
  readonly vafPct: number | null;
  readonly x: number;
  readonly y: number;
  /** Radius of 100 %. */
  readonly full: number;
}

/**
 * Found: a full circle, its area the VAF; a ring where no VAF is given. The four ways of absence each have a
 * form of their own: below the limit, not detected, failed, not tested.
 */
export const AssayGlyph = ({ state, vafPct, x, y, full }: Props) => {
  switch (state) {
    case 'detected':
      return vafPct === null ? (
        <g className="cc-assay detected">
          <circle cx={x} cy={y} r={5.5} className="cc-full" />
          <circle cx={x} cy={y} r={2} className="cc-hole" />
        </g>
      ) : (
        <circle cx={x} cy={y} r={vafRadius(vafPct, full)} className="cc-assay cc-full" />
      );
    case 'below-lod':
      return (
        <g className="cc-assay">
          <circle cx={x} cy={y} r={5} className="cc-line" />
          <path className="cc-full" d={`M${x - 5} ${y}a5 5 0 0 0 10 0z`} />
        </g>
      );
    case 'not-detected':
      return <path className="cc-assay cc-line" d={`M${x - 6} ${y - 4}h12l-6 9z`} />;
    case 'failed':
      return <path className="cc-assay cc-line" d={`M${x - 5} ${y - 5}h10v10h-10zm1.5 1.5l7 7m0 -7l-7 7`} />;
    case 'not-tested':
      return (
        <g className="cc-assay">
          <circle cx={x} cy={y} r={5} className="cc-line dotted" />
          <path className="cc-line" d={`M${x - 2.5} ${y}h5`} />
        </g>
      );
  }
};
