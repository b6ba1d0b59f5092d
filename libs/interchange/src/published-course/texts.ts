import type { FactOf } from '@leptotrace/clinical';
import { CARE_CODES, RESPONSE_CODES } from './codes';
import {
  CARE,
  DEVICE_ACTIONS,
  DEVICES,
  NOT_RESPONSES,
  PROCEDURES,
  RESPONSES,
  ROUTES,
  STOPS,
  TECHNIQUES,
} from './phrases';
import {
  CONTRASTS,
  DIAGNOSES,
  DOMAINS,
  MODALITIES,
  OTHER_LUNG_TUMOUR,
  PLACES,
  REGIONS,
  type Place,
} from './phrases-of-places';
import { allSaid, codeIn, firstSaid, plainWords, said, saysNothing, without } from './words';

type Imaging = FactOf<'ImagingStudyReported'>;

/** One modality; two different ones in one report are `other`, with the wording kept. */
export const modalityOf = (text: string): Imaging['modality'] => {
  const [only, ...others] = allSaid(MODALITIES, without(CONTRASTS, text));
  return only !== undefined && others.length === 0 ? only : 'other';
};

/** False where either is denied, in whatever words. */
export const contrastOf = (text: string): boolean | undefined => {
  const plain = plainWords(text);
  const found = CONTRASTS.rules.find(({ pattern }) => pattern.test(plain));
  if (!found?.meaning) return found?.meaning;
  return said(found.pattern, plain) === 'yes' ? true : undefined;
};

export const regionsOf = (text: string): Imaging['regions'] => {
  const regions = allSaid(REGIONS, without(CONTRASTS, text));
  return regions.length > 0 ? [...regions] : ['other'];
};

type Category = FactOf<'ResponseStated'>['category'];

/** The worst that a sentence asserts; a code of the list first. `OTHER`: nothing that the list has is asserted. */
export const categoryOf = (text: string): Category =>
  codeIn(RESPONSE_CODES, text) ?? firstSaid(RESPONSES, text.replace(NOT_RESPONSES, ' ')) ?? 'OTHER';

/** Where a stated response or progression is; a place that is not read leaves the compartment open. */
export const placesOf = (
  text: string,
): { readonly compartment: Place['compartment']; readonly sites: readonly NonNullable<Place['site']>[] } => {
  const parts = text.split(';').map((part) => allSaid(PLACES, part));
  const places = parts.flat();
  const compartments = new Set(places.map(({ compartment }) => compartment));
  const [only] = compartments;
  const unread = parts.some((part) => part.length === 0);
  return {
    compartment: unread || !only ? 'not-stated' : compartments.size === 1 ? only : 'both',
    sites: [...new Set(places.flatMap(({ site }) => site ?? []))],
  };
};

const CRITERION = /recist|rano|macdonald|\bwho\b|lano|percist/i;

/** What a statement rests on, or the criterion it names; neither where the source names none. */
export const groundsOf = (
  text: string | undefined,
): { readonly criterion?: string; readonly basis?: string } => {
  if (text === undefined || saysNothing(text)) return {};
  return said(CRITERION, text) === 'yes' ? { criterion: text } : { basis: text };
};

export const domainOf = (text: string): FactOf<'NeurologicalExamRecorded'>['domains'][number]['domain'] =>
  firstSaid(DOMAINS, text) ?? 'other';

type Procedure = FactOf<'ProcedurePerformed'>['procedure'];

const OF_DEVICE = {
  ommaya: { placement: 'ommaya-placement', removal: 'ommaya-removal' },
  shunt: { placement: 'vp-shunt', removal: 'shunt-removal' },
  drain: { placement: 'csf-drain', removal: 'csf-drain-removal' },
} as const;

/**
 * A device that is only named was placed. What else is said of it (infected, revised, tapped) neither places nor
 * removes it; both in one sentence leave it open.
 */
const actionOf = (text: string): 'placement' | 'removal' | 'other' => {
  const asserted = new Set(allSaid(DEVICE_ACTIONS, text));
  const named = DEVICE_ACTIONS.rules.some(({ pattern }) => pattern.test(plainWords(text)));
  if (!named) return 'placement';
  const [placed, removed] = [asserted.has('placement'), asserted.has('removal')];
  if (placed === removed) return 'other';
  return placed ? 'placement' : 'removal';
};

const ofDevice = (text: string): Procedure | undefined => {
  const [device, ...others] = allSaid(DEVICES, text);
  if (!device) return undefined;
  const action = actionOf(text);
  return others.length > 0 || action === 'other' ? 'other' : OF_DEVICE[device][action];
};

export const procedureOf = (text: string): Procedure =>
  ofDevice(text) ?? firstSaid(PROCEDURES, text) ?? 'other';

export const stopReasonOf = (text: string): FactOf<'TherapyStopped'>['reason'] =>
  firstSaid(STOPS, text.replace(NOT_RESPONSES, ' ')) ?? 'unknown';

export const careOf = (text: string): FactOf<'CareTransitioned'>['to'] =>
  codeIn(CARE_CODES, text) ?? firstSaid(CARE, text) ?? 'other';

export const techniqueOf = (target: string): FactOf<'RadiotherapyDelivered'>['technique'] =>
  firstSaid(TECHNIQUES, target) ?? 'not-stated';

export const routeOf = (route: string | undefined): FactOf<'TherapyStarted'>['route'] => {
  if (route === undefined || saysNothing(route)) return 'not-stated';
  return firstSaid(ROUTES, route) ?? 'other';
};

type Diagnosis = FactOf<'DiagnosisRecorded'>;

/** A diagnosis that a text holds, and how sure the text is of it. */
export interface NamedDiagnosis {
  readonly what: Diagnosis['what'];
  readonly certainty?: NonNullable<Diagnosis['certainty']>;
}

const DOUBTED = { yes: undefined, perhaps: 'possible', no: 'refuted' } as const;

/**
 * The diagnoses that a text names, the primary first. LM that is doubted or denied is recorded as that; of the
 * others only what is asserted counts.
 */
export const diagnosesOf = (text: string): readonly NamedDiagnosis[] => {
  const isOtherLung = OTHER_LUNG_TUMOUR.test(text);
  const found = DIAGNOSES.rules.flatMap(({ meaning, pattern }): readonly NamedDiagnosis[] => {
    const state = said(pattern, text);
    if (state === 'nothing' || (meaning === 'primary-nsclc' && isOtherLung)) return [];
    if (state === 'yes') return [{ what: meaning }];
    const certainty = DOUBTED[state];
    return meaning === 'leptomeningeal-metastasis' && certainty ? [{ what: meaning, certainty }] : [];
  });
  const primary = found.filter(({ what }) => what === 'primary-nsclc');
  const others = found.filter(({ what }) => what !== 'primary-nsclc');
  return primary.length > 0 ? [...primary, ...others] : others.length > 0 ? others : [{ what: 'other' }];
};
