import { normalQuantile } from './distributions';
import { everAtRisk, riskSets, type Subject } from './subjects';

export type Transform = 'log-log' | 'log' | 'plain';

export interface SurvivalPoint {
  readonly time: number;
  readonly atRisk: number;
  readonly events: number;
  readonly censored: number;
  readonly survival: number;
  /** Greenwood; `null` where S is 0. */
  readonly se: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

export interface SurvivalCurve {
  readonly points: readonly SurvivalPoint[];
  readonly transform: Transform;
  readonly level: number;
  /** Left out: they left on entering, or before. */
  readonly neverAtRisk: number;
}

interface Band {
  readonly lower: number | null;
  readonly upper: number | null;
}

const NONE: Band = { lower: null, upper: null };

/** From S and the standard error of log S to the band. `null` stands for what the transform cannot say. */
const BANDS: Readonly<Record<Transform, (survival: number, logSe: number, z: number) => Band>> = {
  plain: (survival, logSe, z) => ({
    lower: Math.max(0, survival * (1 - z * logSe)),
    upper: Math.min(1, survival * (1 + z * logSe)),
  }),
  log: (survival, logSe, z) => ({
    lower: survival * Math.exp(-z * logSe),
    upper: Math.min(1, survival * Math.exp(z * logSe)),
  }),
  'log-log': (survival, logSe, z) => {
    const hazard = -Math.log(survival);
    const factor = Math.exp((z * logSe) / hazard);
    return { lower: Math.exp(-hazard * factor), upper: Math.exp(-hazard / factor) };
  },
};

const bandOf = (
  survival: number,
  logVariance: number,
  options: { transform: Transform; z: number },
): Band => {
  if (survival === 0) return NONE;
  // Nobody has had an event: the estimate is 1 and so are its bounds.
  if (survival === 1) return { lower: 1, upper: 1 };
  return BANDS[options.transform](survival, Math.sqrt(logVariance), options.z);
};

/**
 * Kaplan-Meier estimate with Greenwood standard errors and pointwise intervals (9.2), at every time at
 * which somebody leaves. Who is censored at a time is at risk at it; with `entry`, subjects are at risk
 * only after it (left truncation).
 */
export const kaplanMeier = (
  subjects: readonly Subject[],
  { transform = 'log-log', level = 0.95 }: { readonly transform?: Transform; readonly level?: number } = {},
): SurvivalCurve => {
  const z = normalQuantile(1 - (1 - level) / 2);
  let survival = 1;
  let logVariance = 0;
  const points = riskSets(subjects).map(({ time, atRisk, leaving }): SurvivalPoint => {
    const events = leaving.filter(({ event }) => event).length;
    survival *= (atRisk - events) / atRisk;
    logVariance += events === 0 ? 0 : events / (atRisk * (atRisk - events));
    return {
      time,
      atRisk,
      events,
      censored: leaving.length - events,
      survival,
      se: survival === 0 ? null : survival * Math.sqrt(logVariance),
      ...bandOf(survival, logVariance, { transform, z }),
    };
  });
  return { points, transform, level, neverAtRisk: everAtRisk(subjects).neverAtRisk };
};

/** Two values closer than this are one: products of fractions miss one half by less. */
const TOLERANCE = Math.sqrt(Number.EPSILON);

interface Step {
  readonly time: number;
  readonly value: number;
}

/** Steps at which a curve changes; a value that is not there says nothing. */
const stepsOf = (curve: SurvivalCurve, read: (point: SurvivalPoint) => number | null): readonly Step[] => {
  const steps: Step[] = [];
  for (const point of curve.points) {
    const value = read(point);
    if (value !== null && value !== (steps.at(-1)?.value ?? 1)) steps.push({ time: point.time, value });
  }
  return steps;
};

/**
 * Time at which a curve comes down to a height: the step of the greatest value at or below it. That is
 * the first such step, but for a band that rises again where subjects enter late; there R decides so,
 * too. On a step of exactly that height: the midpoint to the next step, or to the last observation
 * where no step follows. `null`: never reached.
 */
const crossing = (
  curve: SurvivalCurve,
  read: (point: SurvivalPoint) => number | null,
  height: number,
): number | null => {
  const steps = [...stepsOf(curve, read)].sort((a, b) => b.value - a.value || a.time - b.time);
  const reached = steps.findIndex(({ value }) => value <= height + TOLERANCE);
  const step = steps[reached];
  if (!step) return null;
  if (step.value < height - TOLERANCE) return step.time;
  const next = steps[reached + 1]?.time ?? curve.points.at(-1)?.time ?? step.time;
  return (step.time + next) / 2;
};

export interface SurvivalQuantile {
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

/**
 * Time by which a share of the subjects has had the event, with the interval of Brookmeyer and Crowley:
 * the times at which the confidence band crosses the same height. A bound that is not reached is
 * `null`, never the last time of observation.
 *
 * @param share 0.5 for the median.
 */
export const survivalQuantile = (curve: SurvivalCurve, share: number): SurvivalQuantile => ({
  value: crossing(curve, ({ survival }) => survival, 1 - share),
  lower: crossing(curve, ({ lower }) => lower, 1 - share),
  upper: crossing(curve, ({ upper }) => upper, 1 - share),
});

export const median = (curve: SurvivalCurve): SurvivalQuantile => survivalQuantile(curve, 0.5);
