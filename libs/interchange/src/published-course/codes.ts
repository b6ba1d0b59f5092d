import type { FactOf } from '@leptotrace/clinical';
import { vocabulary } from './words';

/**
 * Closed lists of the sources, and the spellings that each code is met in. Room for a new word is here:
 * add it to the line of its code. Matching (case, joints, brackets, adverbs) is in words.ts.
 */

type Diagnosis = FactOf<'DiagnosisRecorded'>;

export const DATE_SOURCES = vocabulary<'stated' | 'derived' | 'ordered' | 'anchored'>({
  stated: ['printed', 'exact'],
  derived: ['calculated', 'inferred', 'computed'],
  ordered: ['order only'],
  anchored: ['artificial'],
});

export const CERTAINTIES = vocabulary<NonNullable<Diagnosis['certainty']>>({
  confirmed: ['proven', 'proved', 'definite', 'established'],
  probable: ['likely'],
  possible: ['suspected', 'suspicion'],
  refuted: ['excluded', 'ruled out', 'disproved'],
});

export const BASES = vocabulary<NonNullable<Diagnosis['basis']>[number]>({
  clinical: ['clinical picture', 'clinical findings', 'symptoms', 'neurological examination'],
  mri: ['brain mri', 'mri brain', 'spine mri', 'mri spine', 'magnetic resonance imaging', 'mri of the brain'],
  ct: ['brain ct', 'ct brain', 'computed tomography'],
  'csf-cytology': ['cytology', 'cerebrospinal fluid cytology', 'cytology of csf', 'csf positive'],
  'csf-genotype': ['csf genotyping', 'csf ctdna', 'csf mutation', 'csf cfdna'],
  'csf-ctc': ['csf tumour cells', 'csf circulating tumour cells', 'csf ctcs'],
  biopsy: ['meningeal biopsy', 'histology', 'leptomeningeal biopsy'],
  autopsy: ['post mortem', 'postmortem', 'necropsy'],
});

export const SCALES = vocabulary<'ECOG' | 'KPS'>({
  ECOG: [
    'ecog ps',
    'ecog performance status',
    'ps ecog',
    'zubrod',
    'who',
    'who ps',
    'who performance status',
  ],
  KPS: ['karnofsky', 'karnofsky performance status', 'karnofsky index', 'ik'],
});

export const RESPONSE_CODES = vocabulary<FactOf<'ResponseStated'>['category']>({
  CR: [],
  PR: [],
  SD: [],
  NON_CR_NON_PD: ['non cr non pd', 'non-CR/non-PD'],
  PD: [],
  NE: ['not evaluable'],
  NED: ['no evidence of disease'],
  IMPROVED: ['better', 'improvement'],
  STABLE: ['unchanged', 'no change'],
  WORSE: ['worsened', 'worsening', 'deteriorated'],
  OTHER: [],
});

export const DIRECTIONS = vocabulary<NonNullable<FactOf<'TherapyDoseChanged'>['direction']>>({
  increase: ['increased', 'up', 'raised', 'escalated', 'escalation', 'higher'],
  decrease: ['decreased', 'down', 'reduced', 'reduction', 'lowered', 'tapered', 'taper', 'lower'],
  'interval-only': ['interval', 'interval changed', 'unchanged'],
  'not-stated': [],
});

export const PLAN_STATES = vocabulary<NonNullable<FactOf<'TherapyPlanned'>['status']>>({
  planned: ['considered', 'proposed', 'scheduled', 'intended'],
  'not-given': ['never given', 'not started', 'not administered', 'cancelled'],
  declined: ['refused', 'patient declined', 'patient refused'],
});

export const INTENTS = vocabulary<NonNullable<FactOf<'TherapyStarted'>['intent']>>({
  curative: [],
  adjuvant: [],
  palliative: [],
  maintenance: [],
  supportive: [],
  'not-stated': [],
});

export const CARE_CODES = vocabulary<FactOf<'CareTransitioned'>['to']>({
  palliative: ['palliative care', 'palliative care unit', 'best supportive care', 'supportive care'],
  hospice: ['hospice care', 'home hospice'],
  'lost-to-follow-up': ['lost', 'lost to follow up'],
  withdrew: ['withdrawn', 'withdrew consent'],
  other: [],
});
