import { type Configuration } from '@leptotrace/rules';
import { inMm, inMm2, mm } from '../length';
import { type LesionReading } from '../model';

/** How the size of a lesion becomes one number, and what derivations call the numbers. */
export interface Measure {
  readonly of: (reading: LesionReading) => number | null;
  /** Value of a lesion that is present but too small to measure. */
  readonly tooSmall: (config: Configuration) => number;
  /** The number as it is told: in mm, or mm². */
  readonly shown: (value: number) => number;
  /** Literal keys keep these values cheap: there is one a lesion and time point. */
  readonly tell: (lesionId: string, value: number | null) => Readonly<Record<string, string | number | null>>;
  readonly sum: string;
  readonly nadir: string;
  readonly baseline: string;
}

/** Short axis of nodes, longest diameter of everything else (1.2). */
export const DIAMETER: Measure = {
  of: ({ kind, shortAxis, longest }) => (kind === 'node' ? shortAxis : longest),
  tooSmall: ({ tooSmallMm }) => mm(tooSmallMm),
  shown: inMm,
  tell: (lesionId, value) => ({ lesionId, mm: value === null ? null : inMm(value) }),
  sum: 'sumMm',
  nadir: 'nadirMm',
  baseline: 'baselineMm',
};

/** Longest diameter times the largest perpendicular one (2.5). */
export const PRODUCT: Measure = {
  of: ({ longest, perpendicular }) =>
    longest === null || perpendicular === null ? null : longest * perpendicular,
  tooSmall: ({ tooSmallMm }) => mm(tooSmallMm) * mm(tooSmallMm),
  shown: inMm2,
  tell: (lesionId, value) => ({ lesionId, mm2: value === null ? null : inMm2(value) }),
  sum: 'sumMm2',
  nadir: 'nadirMm2',
  baseline: 'baselineMm2',
};
