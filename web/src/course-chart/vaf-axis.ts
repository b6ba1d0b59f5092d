import { scaleLinear, scaleLog } from 'd3-scale';
import { placeOf, type VafPoint, type VafScale } from './vaf';

const MOST_PCT = 100;

/** Height of a sample by where it stands. */
export const vafHeight = (
  point: VafPoint,
  at: { readonly y: (pct: number) => number; readonly over: number; readonly floor: number },
): number => {
  const place = placeOf(point);
  return place === 'axis' ? at.y(point.vafPct ?? 0) : at[place];
};

/** From percent to pixels below the top: log by default, from a floor under everything that was measured. */
export const vafAxis = (
  points: readonly VafPoint[],
  kind: VafScale,
  [top, bottom]: readonly [number, number],
): { readonly y: (pct: number) => number; readonly ticks: readonly number[] } => {
  const values = points.flatMap(({ vafPct, lodPct }) => [vafPct, lodPct].flatMap((pct) => pct ?? []));
  const positive = values.filter((pct) => pct > 0);
  if (kind === 'linear') {
    const most = Math.min(MOST_PCT, Math.max(10, ...values));
    const scale = scaleLinear().domain([0, most]).range([bottom, top]).clamp(true);
    return { y: (pct) => scale(pct), ticks: [0, most] };
  }
  const floor = 10 ** Math.floor(Math.log10(Math.min(1, ...positive)));
  const scale = scaleLog().domain([floor, MOST_PCT]).range([bottom, top]).clamp(true);
  return { y: (pct) => scale(Math.max(pct, floor)), ticks: [floor, ...(floor < 1 ? [1] : []), MOST_PCT] };
};
