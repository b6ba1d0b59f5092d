import type { DecisionAnswer, FactAnswer, FactOf } from '@web/api/types';
import type { EpochDay } from '@web/format/dates';

/** Lanes in their default order. */
export const LANES = [
  'cns',
  'non-cns',
  'combined',
  'stated',
  'milestones',
  'decisions',
  'systemic',
  'cns-therapy',
  'steroid',
  'neuro',
  'mri',
  'csf',
  'ctdna-csf',
  'ctdna-plasma',
  'body',
  'symptoms',
  'other',
] as const;
export type LaneId = (typeof LANES)[number];

export type Shape = 'circle' | 'square' | 'diamond' | 'triangle' | 'bubble' | 'flag' | 'pill';

/** What stands in a glyph: a value, the code of a response, or a sign that each language writes. */
export type Sign =
  { readonly text: string } | { readonly response: string; readonly stated: true } | { readonly key: string };

export type Tone =
  | 'plain'
  | 'good'
  | 'bad'
  | 'warn'
  | 'csf'
  | 'plasma'
  | 'tissue'
  | 'cns'
  | 'therapy'
  | 'therapy-cns'
  | 'steroid'
  | 'bevacizumab';

/** How a result of an assay that found or did not find an alteration is drawn. */
export type AssayState = 'detected' | 'below-lod' | 'not-detected' | 'failed' | 'not-tested';

export interface Glyph {
  readonly shape: Shape;
  readonly sign: Sign;
  readonly tone: Tone;
  /** The higher speaks for a bundle. */
  readonly rank: number;
  /** Fill tells the result: what was found is full. */
  readonly filled?: boolean;
  /** Percent; the area of the circle. */
  readonly vafPct?: number;
  readonly assay?: AssayState;
}

/** How sure its place in the course is. */
export type Standing = 'known' | 'undetermined' | 'retracted' | 'ghost';

/** One fact or decision as it stands in a lane. */
export interface Mark extends Glyph {
  /** Id of what is selected with it. */
  readonly id: string;
  /** Changes when what is drawn changes. */
  readonly key: string;
  /** The same for every look at one version of a fact: where it stands does not change while one scrubs. */
  readonly seat: string;
  readonly lane: LaneId;
  /** Row of the opened lane. */
  readonly row: string;
  readonly from: EpochDay;
  readonly to: EpochDay;
  readonly standing: Standing;
  /** late, amended, retracted, reinstated, inferred; warning. */
  readonly notes: readonly string[];
  readonly answer: FactAnswer | null;
  /** Starts of therapy that the fact points to, by id: it is named by their drugs. */
  readonly starts: ReadonlyMap<string, FactOf<'TherapyStarted'>>;
  readonly decision: DecisionAnswer | null;
}

export const isExact = ({ from, to }: { readonly from: EpochDay; readonly to: EpochDay }): boolean =>
  from === to;
