import { type Configuration, type Flag } from '@leptotrace/rules';
import { type LmCourse, type PressureDrug, type PressureReading } from '../lm-model';

/** A pressure that may be compared, or why it may not. */
export interface UsablePressure {
  readonly reading: PressureReading | null;
  readonly flags: readonly Flag[];
}

const CONFOUNDS: ReadonlySet<string> = new Set(['shunt', 'drain', 'reservoir']);

/** Under a drug, or within so many days of it; `unknown`: it may have ended, or may go on. */
const isUnder = (
  drugs: readonly PressureDrug[],
  day: number,
  washoutDays: number,
): 'yes' | 'no' | 'unknown' => {
  const until = (last: (drug: PressureDrug) => number): boolean =>
    drugs.some((drug) => day >= drug.from && day - last(drug) <= washoutDays);
  if (until(({ to }) => to)) return 'yes';
  return until(({ perhapsTo }) => perhapsTo) ? 'unknown' : 'no';
};

const afterDrainage = (day: number, { procedures }: LmCourse, { drainageDays }: Configuration): boolean =>
  procedures.some(({ what, day: done }) => CONFOUNDS.has(what) && day >= done && day - done <= drainageDays);

const confoundersOf = (day: number, course: LmCourse, config: Configuration): readonly Flag[] => {
  const bevacizumab = isUnder(course.bevacizumab, day, config.bevWashoutDays);
  const osmotic = isUnder(course.osmotic, day, 0);
  return [
    ...(bevacizumab === 'yes' ? (['ICP_AFTER_BEVACIZUMAB'] as const) : []),
    ...(osmotic === 'yes' || afterDrainage(day, course, config) ? (['ICP_AFTER_DRAINAGE'] as const) : []),
    ...([bevacizumab, osmotic].includes('unknown') ? (['ICP_CONFOUNDER_UNKNOWN'] as const) : []),
  ];
};

/** The last pressure of an evaluation, unless it is confounded (6). */
export const usablePressure = (
  readings: readonly PressureReading[],
  course: LmCourse,
  config: Configuration,
): UsablePressure => {
  const ordered = [...readings].sort((a, b) => a.day - b.day || (a.factId < b.factId ? -1 : 1));
  const last = ordered.filter(({ lumbar }) => lumbar).at(-1);
  if (!last) return { reading: null, flags: ordered.length > 0 ? ['ICP_NOT_LUMBAR'] : [] };
  const flags: Flag[] = [...confoundersOf(last.day, course, config)];
  if (last.position === 'sitting') flags.push('ICP_POSITION');
  // A bound (above 40) is no value to compare with.
  const comparable = flags.length === 0 && last.bound === undefined;
  return { reading: comparable ? last : null, flags };
};

/** Score of a pressure against baseline: -1, 0 or +1 (6). */
export const pressureScore = (
  now: number,
  before: number,
  { raisedPressureCmH2O: raised, pressureChangePercent }: Configuration,
): -1 | 0 | 1 => {
  const lower = 100 * now <= (100 - pressureChangePercent) * before;
  const higher = 100 * now >= (100 + pressureChangePercent) * before;
  if (before >= raised && now < raised && lower) return 1;
  return now >= raised && (before < raised || higher) ? -1 : 0;
};
