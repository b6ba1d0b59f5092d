import { inBaseUnit, type FactOf } from '@leptotrace/clinical';
import { type EpochDay } from '@leptotrace/kernel';
import { placedOf, type Placed } from './placement';

type Marker = FactOf<'TumorMarkerReported'>;

/** Above the upper limit of normal; `null`: no limit is given, or a bound does not tell. */
const isElevated = ({ result, upperLimitOfNormal: limit }: Marker): boolean | null => {
  if (!limit) return null;
  const [value, normal] = [inBaseUnit(result.value, result.unit), inBaseUnit(limit.value, limit.unit)];
  if (result.bound === undefined) return value > normal;
  if (result.bound.startsWith('<')) return value <= normal ? false : null;
  return value >= normal ? true : null;
};

const nameOf = ({ analyte, analyteName }: Marker): string => analyteName ?? analyte;

/**
 * Is a serum marker that was above normal at baseline above it still (RECIST 1.5)? A marker that was
 * not measured again has not become normal.
 */
export const markersElevated = (facts: readonly Placed[], day: EpochDay, origin: EpochDay): boolean => {
  const serum = placedOf(facts, 'TumorMarkerReported').filter(({ fact }) => fact.compartment === 'serum');
  return [...new Set(serum.map(({ fact }) => nameOf(fact)))].some((name) => {
    const own = serum.filter(({ fact }) => nameOf(fact) === name && isElevated(fact) !== null);
    const last = (until: EpochDay): boolean => {
      const found = own.filter((each) => each.day <= until).at(-1);
      return found !== undefined && isElevated(found.fact) === true;
    };
    return last(origin) && last(day);
  });
};
