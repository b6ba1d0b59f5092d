import {
  compartmentOf,
  inBaseUnit,
  type Compartment,
  type FactOf,
  type Site,
  type UnitText,
} from '@leptotrace/clinical';
import { mm, type Length, type LesionReading, type NewLesionReading } from '@leptotrace/criteria';
import { type Placed } from './placement';
import { localTherapyOf, type TreatedBy } from './local-therapy';
import { oneReading } from './one-lesion';

export type Study = Placed<'ImagingStudyReported'>;
type StudyFact = FactOf<'ImagingStudyReported'>;
type Lesion = NonNullable<StudyFact['lesions']>[number];
type Region = StudyFact['regions'][number];

export interface Quantity {
  readonly value: number;
  readonly unit: UnitText;
}

/** A length as the source gives it, in the unit in which thresholds are exact. */
export const lengthOf = (length: Quantity | undefined): Length | null =>
  length === undefined ? null : mm(inBaseUnit(length.value, length.unit));

const CNS_REGIONS: ReadonlySet<Region> = new Set<Region>(['brain', 'spine', 'neuraxis']);
const BODY_REGIONS: ReadonlySet<Region> = new Set<Region>([
  'head-neck',
  'chest',
  'abdomen',
  'pelvis',
  'skeleton',
  'whole-body',
]);

/** Regions on which a lesion of a site would have been seen. */
const REGIONS_OF_SITE: Readonly<Partial<Record<Site, readonly Region[]>>> = {
  'brain-parenchyma': ['brain', 'neuraxis'],
  brainstem: ['brain', 'neuraxis'],
  cerebellum: ['brain', 'neuraxis'],
  ventricles: ['brain', 'neuraxis'],
  'cranial-nerve': ['brain', 'neuraxis'],
  'spinal-cord': ['spine', 'neuraxis'],
  leptomeninges: ['brain', 'spine', 'neuraxis'],
  dura: ['brain', 'spine', 'neuraxis'],
  cns: ['brain', 'spine', 'neuraxis'],
  lung: ['chest', 'whole-body'],
  thorax: ['chest', 'whole-body'],
  pleura: ['chest', 'whole-body'],
  mediastinum: ['chest', 'whole-body'],
  liver: ['abdomen', 'whole-body'],
  adrenal: ['abdomen', 'chest', 'whole-body'],
  abdomen: ['abdomen', 'whole-body'],
  pelvis: ['pelvis', 'whole-body'],
};

export const regionsSeen = (studies: readonly Study[]): ReadonlySet<Region> =>
  new Set(studies.flatMap(({ fact }) => fact.regions));

const wasImaged = (site: Site, seen: ReadonlySet<Region>): boolean => {
  const wanted = REGIONS_OF_SITE[site];
  return wanted === undefined ? seen.size > 0 : wanted.some((region) => seen.has(region));
};

/** Compartments about which a study says something: its regions, and the sites of its lesions. */
export const compartmentsOf = ({ fact }: Study): ReadonlySet<Compartment> => {
  const found = new Set<Compartment>();
  if (fact.modality === 'csf-flow-study') return found;
  for (const region of fact.regions) {
    if (CNS_REGIONS.has(region)) found.add('cns');
    if (BODY_REGIONS.has(region)) found.add('non-cns');
  }
  for (const { site } of [...(fact.lesions ?? []), ...(fact.newLesions ?? [])])
    found.add(compartmentOf(site));
  return found;
};

const MODALITIES: Readonly<Partial<Record<StudyFact['modality'], LesionReading['modality']>>> = {
  mri: 'mri',
  ct: 'ct',
  'pet-ct': 'ct',
  'x-ray': 'x-ray',
};

const readingOf = (by: TreatedBy, study: Study, lesion: Lesion): LesionReading => ({
  lesionId: lesion.lesionId,
  factId: study.factId,
  day: study.day,
  site: lesion.site,
  kind: lesion.kind,
  role: lesion.role ?? null,
  status: lesion.state,
  longest: lengthOf(lesion.longestDiameter),
  shortAxis: lengthOf(lesion.shortAxis),
  perpendicular: lengthOf(lesion.perpendicularDiameter),
  slice: lengthOf(lesion.sliceThickness ?? study.fact.sliceThickness),
  parts: lesion.parts ?? [],
  unequivocalProgression: lesion.unequivocalProgression ?? false,
  ...(lesion.nature ? { nature: lesion.nature } : {}),
  ...localTherapyOf(by, lesion),
  modality: MODALITIES[study.fact.modality] ?? 'other',
});

/** One reading a lesion, whatever number of statements a time point has of it (0.4). */
export const readingsOf = (
  { facts, indexFacts }: TreatedBy,
  studies: readonly Study[],
  compartment: Compartment,
): readonly LesionReading[] => {
  const found = new Map<string, [LesionReading, ...LesionReading[]]>();
  for (const study of studies) {
    for (const lesion of study.fact.lesions ?? []) {
      if (compartmentOf(lesion.site) !== compartment) continue;
      const reading = readingOf({ facts, indexFacts }, study, lesion);
      const others = found.get(lesion.lesionId);
      if (others) others.push(reading);
      else found.set(lesion.lesionId, [reading]);
    }
  }
  return [...found.values()].map(oneReading).sort((a, b) => (a.lesionId < b.lesionId ? -1 : 1));
};

const isPet = ({ fact }: Study): boolean => fact.modality === 'pet' || fact.modality === 'pet-ct';

/** What the studies up to the origin saw; a PET of the region without the lesion was negative there. */
interface SeenBefore {
  readonly regions: ReadonlySet<Region>;
  readonly petRegions: ReadonlySet<Region>;
}

const seenBefore = (before: readonly Study[]): SeenBefore => ({
  regions: regionsSeen(before),
  petRegions: regionsSeen(before.filter(isPet)),
});

/** New lesions: those listed as new, and lesions whose role the source gives as new. */
export const newLesionsOf = (
  studies: readonly Study[],
  compartment: Compartment,
  before: readonly Study[],
): readonly NewLesionReading[] => {
  const found = new Map<string, NewLesionReading>();
  const { regions, petRegions } = seenBefore(before);
  const add = (study: Study, lesion: { lesionId: string; site: Site; equivocal: boolean }): void => {
    if (compartmentOf(lesion.site) !== compartment) return;
    const other = found.get(lesion.lesionId);
    if (other && (!other.equivocal || lesion.equivocal)) return;
    found.set(lesion.lesionId, {
      lesionId: lesion.lesionId,
      factId: study.factId,
      day: study.day,
      site: lesion.site,
      equivocal: lesion.equivocal,
      regionImagedAtBaseline: wasImaged(lesion.site, regions),
      petOnly: study.fact.modality === 'pet',
      baselinePetNegative: wasImaged(lesion.site, petRegions),
    });
  };
  for (const study of studies) {
    for (const lesion of study.fact.newLesions ?? []) add(study, lesion);
    for (const lesion of study.fact.lesions ?? []) {
      const there = lesion.state !== 'absent' && lesion.state !== 'not-evaluable';
      if (lesion.role === 'new' && there) add(study, { ...lesion, equivocal: false });
    }
  }
  return [...found.values()].sort((a, b) => (a.lesionId < b.lesionId ? -1 : 1));
};
