import { type Configuration } from '@leptotrace/rules';
import { type LesionReading } from '../model';

/** How the size of a lesion becomes one number, and what derivations call the numbers. */
export interface Measure {
  readonly of: (reading: LesionReading) => number | null;
  /** Value of a lesion that is present but too small to measure. */
  readonly tooSmall: (config: Configuration) => number;
  /** Literal keys keep these values cheap: there is one a lesion and time point. */
  readonly tell: (lesionId: string, value: number | null) => Readonly<Record<string, string | number | null>>;
  readonly sum: string;
  readonly nadir: string;
  readonly baseline: string;
}

/** Short axis of nodes, longest diameter of everything else, tenths of a millimetre (1.2). */
export const DIAMETER: Measure = {
  of: ({ kind, shortAxis, longest }) => (kind === 'node' ? shortAxis : longest),
  tooSmall: ({ tooSmallMm }) => tooSmallMm * 10,
  tell: (lesionId, tenthsMm) => ({ lesionId, tenthsMm }),
  sum: 'sumTenthsMm',
  nadir: 'nadirTenthsMm',
  baseline: 'baselineTenthsMm',
};

/** Longest diameter times the largest perpendicular one, hundredths of a square millimetre (2.5). */
export const PRODUCT: Measure = {
  of: ({ longest, perpendicular }) =>
    longest === null || perpendicular === null ? null : longest * perpendicular,
  tooSmall: ({ tooSmallMm }) => tooSmallMm * 10 * (tooSmallMm * 10),
  tell: (lesionId, hundredthsMm2) => ({ lesionId, hundredthsMm2 }),
  sum: 'sumHundredthsMm2',
  nadir: 'nadirHundredthsMm2',
  baseline: 'baselineHundredthsMm2',
};
