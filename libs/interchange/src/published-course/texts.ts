import type { FactOf, Site } from '@leptotrace/clinical';

type First<T> = readonly [RegExp, T];

const firstMatch = <T>(rules: readonly First<T>[], text: string, otherwise: T): T =>
  rules.find(([pattern]) => pattern.test(text))?.[1] ?? otherwise;

type Imaging = FactOf<'ImagingStudyReported'>;

const MODALITIES: readonly First<Imaging['modality']>[] = [
  [/\band\b.*\b(mri|ct|scintigraphy)\b/i, 'other'],
  [/pet\s*\/\s*ct/i, 'pet-ct'],
  [/\bpet\b/i, 'pet'],
  [/\bmri?\b/i, 'mri'],
  [/scintigraphy/i, 'bone-scintigraphy'],
  [/\bct\b/i, 'ct'],
];

/** One modality; two different ones in one report are `other`, with the wording kept. */
export const modalityOf = (text: string): Imaging['modality'] => firstMatch(MODALITIES, text, 'other');

const REGIONS: readonly First<Imaging['regions'][number]>[] = [
  [/brain|cranial/i, 'brain'],
  [/spine|spinal/i, 'spine'],
  [/neuraxis/i, 'neuraxis'],
  [/thorax|chest/i, 'chest'],
  [/abdomen/i, 'abdomen'],
  [/pelvis/i, 'pelvis'],
  [/skeleton|bone/i, 'skeleton'],
  [/systemic|whole/i, 'whole-body'],
];

export const regionsOf = (text: string): Imaging['regions'] => {
  const regions = REGIONS.filter(([pattern]) => pattern.test(text)).map(([, region]) => region);
  return regions.length > 0 ? regions : ['other'];
};

const CATEGORIES: readonly First<FactOf<'ResponseStated'>['category']>[] = [
  [/complete (response|remission)/i, 'CR'],
  [/partial response/i, 'PR'],
  [/stable disease/i, 'SD'],
  [/progressi/i, 'PD'],
  [/improve|resolved|gone|better/i, 'IMPROVED'],
];

export const categoryOf = (text: string): FactOf<'ResponseStated'>['category'] =>
  firstMatch(CATEGORIES, text, 'OTHER');

export interface Place {
  readonly compartment: FactOf<'ResponseStated'>['compartment'];
  readonly site?: Site;
}

const PLACES: readonly First<Place>[] = [
  [/leptomening/i, { compartment: 'cns', site: 'leptomeninges' }],
  [/brain/i, { compartment: 'cns', site: 'brain-parenchyma' }],
  [/intracranial|cns/i, { compartment: 'cns', site: 'cns' }],
  [/thora/i, { compartment: 'non-cns', site: 'thorax' }],
  [/bone/i, { compartment: 'non-cns', site: 'bone' }],
  [/skin/i, { compartment: 'non-cns', site: 'skin' }],
  [/systemic/i, { compartment: 'non-cns', site: 'systemic' }],
  [/overall/i, { compartment: 'both' }],
];

/** Where a stated response or progression is; several places are separated by `;`. */
export const placesOf = (
  text: string,
): { readonly compartment: Place['compartment']; readonly sites: readonly Site[] } => {
  const places = text
    .split(';')
    .map((part) => firstMatch<Place>(PLACES, part, { compartment: 'not-stated' }));
  const compartments = new Set(places.map(({ compartment }) => compartment));
  const [only] = compartments;
  return {
    compartment: compartments.size === 1 && only ? only : 'both',
    sites: places.flatMap(({ site }) => site ?? []),
  };
};

/** What a statement rests on, or the criterion it names; neither where the source names none. */
export const groundsOf = (
  text: string | undefined,
): { readonly criterion?: string; readonly basis?: string } => {
  if (text === undefined || /^(not stated|none)/i.test(text)) return {};
  return /recist|rano|macdonald|who\b/i.test(text) ? { criterion: text } : { basis: text };
};

const DOMAINS: readonly First<FactOf<'NeurologicalExamRecorded'>['domains'][number]['domain']>[] = [
  [/cranial/i, 'cranial-nerves'],
  [/eye/i, 'eye-movements'],
  [/gait/i, 'gait'],
  [/conscious/i, 'consciousness'],
  [/mening/i, 'meningism'],
  [/overall/i, 'overall'],
  [/strength/i, 'strength'],
  [/sensation/i, 'sensation'],
  [/vision/i, 'vision'],
  [/hearing/i, 'hearing'],
];

export const domainOf = (text: string): FactOf<'NeurologicalExamRecorded'>['domains'][number]['domain'] =>
  firstMatch(DOMAINS, text, 'other');

const PROCEDURES: readonly First<FactOf<'ProcedurePerformed'>['procedure']>[] = [
  [/ventriculoperitoneal/i, 'vp-shunt'],
  [/ommaya/i, 'ommaya-placement'],
  [/abandoned/i, 'other'],
  [/resection/i, 'resection'],
  [/biopsy/i, 'biopsy'],
  [/autopsy/i, 'autopsy'],
];

export const procedureOf = (text: string): FactOf<'ProcedurePerformed'>['procedure'] =>
  firstMatch(PROCEDURES, text, 'other');

const STOPS: readonly First<FactOf<'TherapyStopped'>['reason']>[] = [
  [/implied/i, 'implied-by-switch'],
  [/progress|positive again/i, 'progression'],
  [/toxic/i, 'toxicity'],
  [/complete/i, 'completed'],
];

export const stopReasonOf = (text: string): FactOf<'TherapyStopped'>['reason'] =>
  firstMatch(STOPS, text, 'unknown');

const BASES: Readonly<Record<string, NonNullable<FactOf<'DiagnosisRecorded'>['basis']>[number]>> = {
  mri: 'mri',
  ct: 'ct',
  clinical: 'clinical',
  csf_cytology: 'csf-cytology',
  csf_genotype: 'csf-genotype',
  biopsy: 'biopsy',
  autopsy: 'autopsy',
};

export const basisOf = (code: string): NonNullable<FactOf<'DiagnosisRecorded'>['basis']>[number] | null =>
  BASES[code] ?? null;

const CARE: readonly First<FactOf<'CareTransitioned'>['to']>[] = [
  [/palliative/i, 'palliative'],
  [/hospice/i, 'hospice'],
  [/lost/i, 'lost-to-follow-up'],
  [/withdr/i, 'withdrew'],
];

export const careOf = (text: string): FactOf<'CareTransitioned'>['to'] => firstMatch(CARE, text, 'other');
