import { unitsOf, type Site, type UnitCode } from '@leptotrace/clinical';
import { parsePartialDate } from '@leptotrace/kernel';

/** Locations of SDTM as sites of this system; the first that fits. What fits none is `other`, printed as it is. */
const LOCATIONS: readonly (readonly [RegExp, Site])[] = [
  [/LEPTOMENING|MENING|SUBARACHNOID|CAUDA EQUINA/, 'leptomeninges'],
  [/CEREBELL/, 'cerebellum'],
  [/BRAIN ?STEM|\bPONS\b|MEDULLA OBL|MIDBRAIN/, 'brainstem'],
  [/VENTRIC/, 'ventricles'],
  [/DURA/, 'dura'],
  [/SPINAL CORD|INTRAMEDULL/, 'spinal-cord'],
  [/CRANIAL NERVE/, 'cranial-nerve'],
  [
    /BRAIN|CEREBR|THALAM|BASAL GANGLI|LOBE, (FRONTAL|PARIETAL|TEMPORAL|OCCIPITAL)|(FRONTAL|PARIETAL|TEMPORAL|OCCIPITAL) LOBE/,
    'brain-parenchyma',
  ],
  [/SKULL/, 'skull'],
  [/EPIDURAL/, 'epidural'],
  [/VERTEBRA|SPINE/, 'vertebra'],
  [/PARASPINAL/, 'paraspinal'],
  [/LYMPH/, 'lymph-node'],
  [/PLEURA/, 'pleura'],
  [/MEDIASTIN/, 'mediastinum'],
  [/LUNG|BRONCH/, 'lung'],
  [/THORA|CHEST/, 'thorax'],
  [/LIVER|HEPAT/, 'liver'],
  [/ADRENAL/, 'adrenal'],
  [/BONE|FEMUR|RIB|STERNUM|ACETABUL/, 'bone'],
  [/SKIN|CUTAN/, 'skin'],
  [/PELVI/, 'pelvis'],
  [/ABDOM|PERITON|KIDNEY|SPLEEN|PANCREAS/, 'abdomen'],
];

/** Places outside the central nervous system for which no site of ours is closer than `other`. */
const OTHER_PLACES =
  /SOFT TISSUE|MUSCLE|BREAST|THYROID|NECK|TONGUE|PHARYN|LARYN|ESOPHAG|OESOPHAG|STOMACH|COLON|RECTUM|INTESTIN|BLADDER|PROSTATE|UTER|OVAR|TESTI|HEART|PERICARD|EYE|ORBIT|PAROTID|SALIVARY|SINUS|^OTHER$/;

/** Is it known on which side of the skull and spine the place lies? */
export const isKnownLocation = (location: string | undefined): boolean =>
  siteOf(location) !== 'other' || OTHER_PLACES.test((location ?? '').toUpperCase());

export const siteOf = (location: string | undefined): Site =>
  LOCATIONS.find(([pattern]) => pattern.test((location ?? '').toUpperCase()))?.[1] ?? 'other';

/** Region of the body that must have been imaged for a lesion of the site to be seen. */
const REGION_OF: Readonly<Partial<Record<Site, string>>> = {
  leptomeninges: 'neuraxis',
  'spinal-cord': 'spine',
  vertebra: 'spine',
  lung: 'chest',
  thorax: 'chest',
  pleura: 'chest',
  mediastinum: 'chest',
  liver: 'abdomen',
  adrenal: 'abdomen',
  abdomen: 'abdomen',
  pelvis: 'pelvis',
  bone: 'skeleton',
  skull: 'skeleton',
};
const BRAIN: ReadonlySet<Site> = new Set<Site>([
  'brain-parenchyma',
  'brainstem',
  'cerebellum',
  'ventricles',
  'dura',
  'cranial-nerve',
  'cns',
]);

export const regionOf = (site: Site): string => (BRAIN.has(site) ? 'brain' : (REGION_OF[site] ?? 'other'));

const REGIONS: readonly (readonly [RegExp, string])[] = [
  [/WHOLE BODY/, 'whole-body'],
  [/NEURAXIS|CRANIOSPINAL/, 'neuraxis'],
  [/BRAIN|HEAD|CRANI|CEREB/, 'brain'],
  [/SPINE|SPINAL/, 'spine'],
  [/NECK|CERVIC|SUPRACLAV/, 'head-neck'],
  [/CHEST|THORA|LUNG|MEDIAST|HILAR|AXILL|INTERNAL MAMM|PULMON/, 'chest'],
  [/ABDOM|LIVER|RETROPERIT|MESENT|PARA-?AORT|PORTA|HEPAT|CELIAC/, 'abdomen'],
  [/PELV|INGUIN|ILIAC/, 'pelvis'],
  [/BONE|SKELET/, 'skeleton'],
];

/** Every region that a text names. */
export const regionsIn = (text: string): readonly string[] =>
  REGIONS.filter(([pattern]) => pattern.test(text.toUpperCase())).map(([, region]) => region);

/** Region of a lesion: of nodes and of places without a site of their own, as the location tells. */
export const regionAt = (site: Site, location: string | undefined): string => {
  const region = regionOf(site);
  return region === 'other' ? (regionsIn(location ?? '')[0] ?? 'other') : region;
};

const METHODS: readonly (readonly [RegExp, string])[] = [
  [/PET\s*\/?\s*CT/, 'pet-ct'],
  [/PET/, 'pet'],
  [/MRI|MAGNETIC/, 'mri'],
  [/CT|TOMOGRAPHY/, 'ct'],
  [/SCINTIGRAPHY|BONE SCAN/, 'bone-scintigraphy'],
  [/X-?RAY|RADIOGRAPH/, 'x-ray'],
  [/ULTRASOUND/, 'ultrasound'],
];

export const modalityOf = (method: string | undefined): string =>
  METHODS.find(([pattern]) => pattern.test((method ?? '').toUpperCase()))?.[1] ?? 'other';

const RESPONSES: Readonly<Record<string, string>> = {
  CR: 'CR',
  PR: 'PR',
  SD: 'SD',
  PD: 'PD',
  NE: 'NE',
  NED: 'NED',
  'NON-CR/NON-PD': 'NON_CR_NON_PD',
  'COMPLETE RESPONSE': 'CR',
  'PARTIAL RESPONSE': 'PR',
  'STABLE DISEASE': 'SD',
  'PROGRESSIVE DISEASE': 'PD',
  'NOT EVALUABLE': 'NE',
  'NO EVIDENCE OF DISEASE': 'NED',
};

/** Category of a response; one that is not known is OTHER, its wording kept. */
export const categoryOf = (result: string | undefined): string =>
  RESPONSES[(result ?? '').toUpperCase()] ?? 'OTHER';

export interface When {
  readonly occurredOn: string;
  readonly timeOfDay?: string;
}

export const DATE_MEND =
  'Write an ISO 8601 date, as far as it is known: 2024-04-03, 2024-04 or 2024. 03/04/2024 is a day in March or in April.';

/** Date and clock time of an ISO 8601 text, as far as it goes; `null`: not a date. Nothing is filled in. */
export const whenOf = (dtc: string | undefined): When | null => {
  const [date = '', time] = (dtc ?? '').split('T');
  if (parsePartialDate(date) === null) return null;
  const clock = /^\d{2}:\d{2}/.exec(time ?? '')?.[0];
  return clock === undefined ? { occurredOn: date } : { occurredOn: date, timeOfDay: clock };
};

const LENGTH_UNITS: readonly string[] = unitsOf('length');
const DOSE_UNITS: ReadonlyMap<string, UnitCode> = new Map(
  unitsOf('dose').map((unit) => [unit.toLowerCase(), unit]),
);

/** UCUM code of a length; `null`: unknown, and never guessed. */
export const lengthUnit = (unit: string | undefined): string | null => {
  const code = (unit ?? '').toLowerCase();
  return LENGTH_UNITS.includes(code) ? code : null;
};

export const doseUnit = (unit: string | undefined): UnitCode | null =>
  DOSE_UNITS.get((unit ?? '').toLowerCase()) ?? null;

const ROUTES: Readonly<Record<string, string>> = {
  ORAL: 'oral',
  INTRAVENOUS: 'intravenous',
  'INTRAVENOUS DRIP': 'intravenous',
  INTRATHECAL: 'intrathecal',
  INTRAVENTRICULAR: 'intraventricular',
  SUBCUTANEOUS: 'subcutaneous',
  INTRAMUSCULAR: 'intramuscular',
  TOPICAL: 'topical',
};

export const routeOf = (route: string | undefined): string =>
  route === undefined ? 'not-stated' : (ROUTES[route.toUpperCase()] ?? 'other');
