import { type Configuration } from '@leptotrace/rules';
import { mm } from '../length';
import { type LesionReading } from '../model';
import {
  isTrulyNonMeasurable,
  treatedBefore,
  type Classified,
  type LesionClass,
} from '../recist/measurability';
import { type RanoBmRule } from './rano-bm.rules';

const as = (is: LesionClass, rule: RanoBmRule): Classified => ({ is, rule });
const NOT = as('non-measurable', 'RANOBM-2.2-non-measurable');
const UNKNOWN = as('unknown', 'RANOBM-2.2-unknown');

const THIN_SLICE = mm(5);
const MIN_ACROSS = mm(5);
const MIN_BOTH = mm(10);

const NEVER_BY_KIND: ReadonlySet<LesionReading['kind']> = new Set([
  'bone',
  'cystic',
  'leptomeningeal-nodule',
]);
const NEVER_BY_SITE: ReadonlySet<string> = new Set(['dura', 'skull', 'leptomeninges']);

const isNever = (reading: LesionReading): boolean =>
  NEVER_BY_KIND.has(reading.kind) ||
  NEVER_BY_SITE.has(reading.site) ||
  isTrulyNonMeasurable(reading) ||
  treatedBefore(reading) ||
  (reading.modality !== 'mri' && reading.modality !== 'ct');

const UNREAD: ReadonlySet<LesionReading['status']> = new Set(['not-evaluable', 'not-assessed']);

/** What is told before any size is looked at; `null`: the size decides. */
const beforeSize = (reading: LesionReading): Classified | null => {
  const { nature, status } = reading;
  if (nature === 'simple-cyst' || status === 'absent') return as('normal', 'RANOBM-2.2-non-measurable');
  if (UNREAD.has(status)) return UNKNOWN;
  return isNever(reading) || status === 'too-small' ? NOT : null;
};

const bySize = (
  { longest, perpendicular, slice }: LesionReading,
  minLongest: number,
  minAcross: number,
): Classified | 'measurable' => {
  if (longest === null) return UNKNOWN;
  if (longest < minLongest || (slice !== null && slice > THIN_SLICE)) return NOT;
  if (perpendicular === null) return UNKNOWN;
  if (perpendicular < minAcross) return NOT;
  return slice === null ? UNKNOWN : 'measurable';
};

/** RANO-BM: 10 mm (or as set) by 5 mm in thin slices (2.2). */
export const ranoBmClass = (reading: LesionReading, { ranoMinLdMm }: Configuration): Classified => {
  const found = beforeSize(reading) ?? bySize(reading, mm(ranoMinLdMm), MIN_ACROSS);
  return found === 'measurable' ? as('measurable', 'RANOBM-2.2-measurable') : found;
};

/** The bidimensional variant: both diameters at least 10 mm (2.5). */
export const bidimensionalClass = (reading: LesionReading): Classified => {
  const found = beforeSize(reading) ?? bySize(reading, MIN_BOTH, MIN_BOTH);
  return found === 'measurable' ? as('measurable', 'RANOBI-2.5-measurable') : found;
};
