import { parsePartialDate, type EpochDay } from '@web/format/dates';
import type { AlterationReply, FactAnswer, ReplayAnswer } from '@web/api/types';
import type { AssayState } from './marks';

export type VafScale = 'log' | 'linear';
export type Fluid = 'csf' | 'plasma' | 'tissue';

/** Radius that 100 % has; the area of a circle is proportional to the VAF. */
export const FULL_RADIUS = 14;
export const LEAST_RADIUS = 4;
const OVER_ROW = 16;

/** @param full radius of 100 %. */
export const vafRadius = (vafPct: number, full = FULL_RADIUS): number =>
  Math.max(LEAST_RADIUS, full * Math.sqrt(Math.min(100, Math.max(0, vafPct)) / 100));

const STATES: Readonly<Record<string, AssayState>> = {
  DETECTED: 'detected',
  BELOW_LOD: 'below-lod',
  NOT_DETECTED: 'not-detected',
  NE: 'failed',
  NOT_TESTED: 'not-tested',
};

/** One sample read for one alteration. */
export interface VafPoint {
  readonly key: string;
  /** Fact that reports it. */
  readonly id: string;
  readonly fluid: Fluid;
  readonly specimen: string;
  readonly assay: string;
  readonly from: EpochDay;
  readonly to: EpochDay;
  readonly state: AssayState;
  readonly vafPct: number | null;
  readonly lodPct: number | null;
  readonly copyNumber: number | null;
}

/** Samples that a line may join: neighbours in one specimen by one assay, both measured. */
export interface VafRun {
  readonly fluid: Fluid;
  readonly points: readonly VafPoint[];
}

export interface VafSeries {
  readonly key: string;
  /** For the name in the reader's language. */
  readonly alteration: AlterationReply;
  readonly points: readonly VafPoint[];
  readonly runs: readonly VafRun[];
}

const fluidOf = (specimen: string): Fluid => {
  if (specimen.startsWith('csf')) return 'csf';
  return specimen === 'plasma' ? 'plasma' : 'tissue';
};

const dayOf = (text: string): EpochDay => parsePartialDate(text)?.from ?? 0;

type Sample = AlterationReply['specimens'][number]['history'][number];

const pointOf = (sample: Sample, facts: ReadonlyMap<string, FactAnswer>): VafPoint => {
  const reporting = sample.facts.flatMap((id) => facts.get(id) ?? []);
  const report = reporting.find(({ fact }) => fact.kind === 'MolecularReportIssued') ?? reporting[0];
  return {
    key: `${sample.digest}/${report?.factId ?? sample.sampleId}`,
    id: report?.factId ?? sample.sampleId,
    fluid: fluidOf(sample.specimen),
    specimen: sample.specimen,
    assay: sample.assay,
    from: report ? dayOf(report.interval.from) : dayOf(sample.date),
    to: report ? dayOf(report.interval.to) : dayOf(sample.date),
    state: STATES[sample.state] ?? 'failed',
    vafPct: sample.vafPct,
    lodPct: sample.lodVafPct,
    copyNumber: sample.copyNumber,
  };
};

/** Where a sample stands: a value on the axis, an absence on the floor, what was found without a value over both. */
export const placeOf = ({ state, vafPct }: Pick<VafPoint, 'state' | 'vafPct'>): 'axis' | 'floor' | 'over' => {
  if (state !== 'detected') return 'floor';
  return vafPct === null ? 'over' : 'axis';
};

/** Room over the axis for what was found without a value: on the axis, any height would say one. */
export const overRoom = (points: readonly VafPoint[]): number =>
  points.some((point) => placeOf(point) === 'over') ? OVER_ROW : 0;

/**
 * VAFs of different specimens or assays are not compared, neither here nor in the trends. A sample without a
 * value ends the line of its assay: what it would have shown is not known.
 */
export const runsOf = (points: readonly VafPoint[]): readonly VafRun[] => {
  const runs: VafRun[] = [];
  const open = new Map<string, VafPoint[]>();
  for (const point of points.filter(({ fluid }) => fluid !== 'tissue')) {
    const series = `${point.specimen}\n${point.assay}`;
    const run = open.get(series) ?? [];
    const measured = placeOf(point) === 'axis';
    open.set(series, measured ? run : []);
    if (!measured) continue;
    run.push(point);
    if (run.length === 2) runs.push({ fluid: point.fluid, points: run });
  }
  return runs;
};

const seriesOf = (alteration: AlterationReply, facts: ReadonlyMap<string, FactAnswer>): VafSeries => {
  const points = alteration.specimens
    .flatMap(({ history }) => history.map((sample) => pointOf(sample, facts)))
    .sort((a, b) => a.from - b.from || a.to - b.to);
  return { key: alteration.key, alteration, points, runs: runsOf(points) };
};

/** Every alteration with its samples in CSF, plasma and tissue, as the service states them. */
export const vafSeries = ({ resistance, timeline }: ReplayAnswer): readonly VafSeries[] => {
  const facts = new Map(timeline.facts.map((answer) => [answer.factId, answer]));
  return resistance.alterations.map((alteration) => seriesOf(alteration, facts));
};
