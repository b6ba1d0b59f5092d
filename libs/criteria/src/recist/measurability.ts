import { mm } from '../length';
import { type LesionReading } from '../model';
import { type RecistRule } from './recist.rules';

/** `normal`: no disease. `unknown`: a number that the table needs is missing. */
export type LesionClass = 'measurable' | 'non-measurable' | 'pathological-node' | 'normal' | 'unknown';

export interface Classified {
  readonly is: LesionClass;
  readonly rule: string;
}

const as = (is: LesionClass, rule: RecistRule): Classified => ({ is, rule });

const MIN_DIAMETER = mm(10);
const MIN_ON_FILM = mm(20);
const THIN_SLICE = mm(5);
const NODE_MEASURABLE = mm(15);
/** Short axis from which a node is disease. */
export const NODE_DISEASE = mm(10);

/** Was the lesion resected or irradiated before it was seen? (1.1) */
export const treatedBefore = ({ locallyTreatedOn, day }: LesionReading): boolean =>
  locallyTreatedOn !== null && locallyTreatedOn <= day;

/** Leptomeningeal or diffuse disease: no size makes it measurable (1.1). */
export const isTrulyNonMeasurable = ({ site, kind, nature }: LesionReading): boolean =>
  site === 'leptomeninges' || kind === 'leptomeningeal-nodule' || nature === 'diffuse';

const node = ({ shortAxis }: LesionReading): Classified => {
  if (shortAxis === null) return as('unknown', 'RECIST-1.1-unknown');
  if (shortAxis >= NODE_MEASURABLE) return as('measurable', 'RECIST-1.1-node-measurable');
  return shortAxis >= NODE_DISEASE
    ? as('pathological-node', 'RECIST-1.1-node-pathological')
    : as('normal', 'RECIST-1.1-node-normal');
};

const OF_KIND: Readonly<Partial<Record<LesionReading['kind'], RecistRule>>> = {
  bone: 'RECIST-1.1-bone-soft-part',
  cystic: 'RECIST-1.1-cystic',
};

const inSlices = ({ kind, slice }: LesionReading, longest: number): Classified => {
  if (longest < MIN_DIAMETER) return as('non-measurable', 'RECIST-1.1-otherwise');
  if (slice === null) return as('unknown', 'RECIST-1.1-unknown');
  if (slice <= THIN_SLICE) return as('measurable', OF_KIND[kind] ?? 'RECIST-1.1-soft-tissue');
  return as(longest >= 2 * slice ? 'measurable' : 'non-measurable', 'RECIST-1.1-thick-slice');
};

const onFilm = ({ site }: LesionReading, longest: number): Classified =>
  as(site === 'lung' && longest >= MIN_ON_FILM ? 'measurable' : 'non-measurable', 'RECIST-1.1-x-ray');

const byCalipers = ({ site }: LesionReading, longest: number): Classified =>
  site === 'skin'
    ? as(longest >= MIN_DIAMETER ? 'measurable' : 'non-measurable', 'RECIST-1.1-skin')
    : as('non-measurable', 'RECIST-1.1-otherwise');

const BY_MODALITY: Readonly<
  Record<LesionReading['modality'], (reading: LesionReading, longest: number) => Classified>
> = {
  ct: inSlices,
  mri: inSlices,
  'x-ray': onFilm,
  clinical: byCalipers,
  other: () => as('non-measurable', 'RECIST-1.1-otherwise'),
};

const bySize = (reading: LesionReading): Classified => {
  const { kind, longest, nature } = reading;
  if (kind === 'bone' && (nature === 'blastic' || longest === null))
    return as('non-measurable', 'RECIST-1.1-bone-blastic');
  if (longest === null) return as('unknown', 'RECIST-1.1-unknown');
  return BY_MODALITY[reading.modality](reading, longest);
};

const BY_STATUS: Readonly<Partial<Record<LesionReading['status'], Classified>>> = {
  absent: as('normal', 'RECIST-0.4-missing'),
  'too-small': as('non-measurable', 'RECIST-1.1-otherwise'),
  'not-evaluable': as('unknown', 'RECIST-1.1-unknown'),
  'not-assessed': as('unknown', 'RECIST-1.1-unknown'),
};

/** What a lesion seen at baseline is for RECIST 1.1 (1.1), with the row that says so. */
export const recistClass = (reading: LesionReading): Classified => {
  if (reading.nature === 'simple-cyst') return as('normal', 'RECIST-1.1-simple-cyst');
  const byStatus = BY_STATUS[reading.status];
  if (byStatus) return byStatus;
  if (isTrulyNonMeasurable(reading)) return as('non-measurable', 'RECIST-1.1-truly-non-measurable');
  const found = reading.kind === 'node' ? node(reading) : bySize(reading);
  return found.is === 'measurable' && treatedBefore(reading)
    ? as('non-measurable', 'RECIST-1.1-treated')
    : found;
};
