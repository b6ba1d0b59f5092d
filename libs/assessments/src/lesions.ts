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
import { localTherapyOf } from './lines/local-therapy';

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

const readingOf = (facts: readonly Placed[], study: Study, lesion: Lesion): LesionReading => ({
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
  locallyTreatedOn: localTherapyOf(facts, lesion),
  modality: MODALITIES[study.fact.modality] ?? 'other',
});

const STATUS_RANK: Readonly<Record<LesionReading['status'], number>> = {
  measured: 7,
  present: 6,
  merged: 5,
  split: 4,
  'too-small': 3,
  absent: 2,
  'not-evaluable': 1,
  'not-assessed': 0,
};

const sizeOf = (reading: LesionReading): number =>
  reading.kind === 'node' ? (reading.shortAxis ?? 0) : (reading.longest ?? 0);

const worseThan = (a: LesionReading, b: LesionReading): boolean =>
  Number(a.unequivocalProgression) - Number(b.unequivocalProgression) > 0 ||
  (a.unequivocalProgression === b.unequivocalProgression &&
    (STATUS_RANK[a.status] - STATUS_RANK[b.status] || sizeOf(a) - sizeOf(b)) > 0);

/** One reading a lesion; of several studies of a time point the worst evidence counts (0.4). */
export const readingsOf = (
  facts: readonly Placed[],
  studies: readonly Study[],
  compartment: Compartment,
): readonly LesionReading[] => {
  const worst = new Map<string, LesionReading>();
  for (const study of studies) {
    for (const lesion of study.fact.lesions ?? []) {
      if (compartmentOf(lesion.site) !== compartment) continue;
      const reading = readingOf(facts, study, lesion);
      const other = worst.get(lesion.lesionId);
      if (!other || worseThan(reading, other)) worst.set(lesion.lesionId, reading);
    }
  }
  return [...worst.values()].sort((a, b) => (a.lesionId < b.lesionId ? -1 : 1));
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
