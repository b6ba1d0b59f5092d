import { type Configuration, type Flag } from '@leptotrace/rules';
import { type Emergence, type EmergenceClass, type SampleState } from './answer';
import { type Exposure } from './model';

/** Last day on or before `day` on which the drug was really taken; `null` before its start. */
const lastTaken = (exposure: Exposure, day: number): number | null => {
  let last = exposure.to === null ? day : Math.min(day, exposure.to);
  const held = [...exposure.held].sort((a, b) => b.from - a.from);
  for (const { from, to } of held) if (last >= from && (to === null || last <= to)) last = from - 1;
  return last < exposure.from ? null : last;
};

/** Is a sample of that day one under the drug: late enough after its start, soon enough after its end? */
export const isUnder = (exposure: Exposure, day: number, config: Configuration): boolean => {
  const last = lastTaken(exposure, day);
  return (
    last !== null && day - exposure.from >= config.emergenceFromDay && day - last <= config.emergenceToDay
  );
};

interface Judged {
  readonly class: EmergenceClass;
  readonly prior: SampleState | null;
}

const judge = (earlier: readonly SampleState[]): Judged => {
  const detected = earlier.find(({ state }) => state === 'DETECTED');
  if (detected) return { class: 'PRE_EXISTING', prior: detected };
  const last = earlier.findLast(
    ({ state, open }) => open || state === 'NOT_DETECTED' || state === 'BELOW_LOD',
  );
  return last?.state === 'NOT_DETECTED'
    ? { class: 'EMERGENT_ON', prior: last }
    : { class: 'TIMING_UNKNOWN', prior: last ?? null };
};

const RULES: Readonly<Record<EmergenceClass, string>> = {
  EMERGENT_ON: 'GENO-10.4-EMERGENT_ON',
  PRE_EXISTING: 'GENO-10.4-PRE_EXISTING',
  TIMING_UNKNOWN: 'GENO-10.4-TIMING_UNKNOWN',
};

/** First positive under the drug; failing that, the first trace. */
const shownBy = (
  series: readonly SampleState[],
  exposure: Exposure,
  config: Configuration,
): SampleState | null => {
  const under = series.filter(({ day }) => isUnder(exposure, day, config));
  return (
    under.find(({ state }) => state === 'DETECTED') ??
    under.find(({ state }) => state === 'BELOW_LOD') ??
    null
  );
};

const emergenceOn = (
  series: readonly SampleState[],
  exposure: Exposure,
  config: Configuration,
): Emergence | null => {
  const shown = shownBy(series, exposure, config);
  if (!shown) return null;
  const earlier = series.filter(
    ({ day }) => day <= exposure.from + config.emergencePriorDays && day < shown.day,
  );
  const judged = judge(earlier);
  const weak = shown.state === 'BELOW_LOD';
  const mayHaveEnded = shown.day > (exposure.shownUntil ?? Infinity);
  const flags: readonly Flag[] = [
    ...(weak ? (['WEAK_SIGNAL'] as const) : []),
    ...(mayHaveEnded ? (['EXPOSURE_MAY_HAVE_ENDED'] as const) : []),
  ];
  const label = judged.class === 'EMERGENT_ON' ? `EMERGENT_ON(${exposure.name})` : judged.class;
  return {
    class: judged.class,
    label,
    drug: exposure.name,
    exposureFactId: exposure.factId,
    specimen: shown.specimen,
    day: shown.day,
    weak,
    mayHaveEnded,
    why: {
      rule: weak ? 'GENO-10.4-weak-signal' : RULES[judged.class],
      value: label,
      day: shown.day,
      facts: [exposure.factId],
      sums: { daysSinceStart: shown.day - exposure.from },
      because: [shown.why, ...(judged.prior ? [judged.prior.why] : [])],
      ...(flags.length > 0 ? { flags } : {}),
    },
  };
};

/**
 * Emergence under each drug in one kind of specimen, from a series of one state a day: drugs by
 * start, then by fact. A drug under which the alteration was not seen gives none. Specification 10.4.
 */
export const emergencesOf = (
  series: readonly SampleState[],
  exposures: readonly Exposure[],
  config: Configuration,
): readonly Emergence[] =>
  [...exposures]
    .sort((a, b) => a.from - b.from || (a.factId < b.factId ? -1 : 1))
    .flatMap((exposure) => emergenceOn(series, exposure, config) ?? []);
