import type { FactOf, Site } from '@leptotrace/clinical';
import { phraseTable } from './words';

/** Phrases for what was looked at and where disease is, as phrases.ts has the others. */

type Imaging = FactOf<'ImagingStudyReported'>;

export const MODALITIES = phraseTable<Imaging['modality']>([
  ['pet-ct', 'pet ct'],
  ['csf-flow-study', 'csf flow', 'cisternograph*', 'flow study'],
  ['pet', 'pet'],
  ['mri', 'mri', 'mr', 'mra', 'magnetic resonance'],
  ['bone-scintigraphy', 'scintigraphy', 'bone scan'],
  ['ct', 'ct', 'computed tomograph*'],
  ['x-ray', 'x ray', 'radiograph', 'chest film'],
  ['ultrasound', 'ultrasound', 'sonograph*', 'echograph*'],
]);

export const CONTRASTS = phraseTable<boolean>([
  [
    false,
    'without contrast',
    'non contrast',
    'noncontrast',
    'no contrast',
    'unenhanced',
    'contrast not given',
  ],
  [true, 'with contrast', 'contrast enhanced', 'gadolinium', 'with gadolinium'],
]);

export const REGIONS = phraseTable<Imaging['regions'][number]>([
  ['brain', 'brain', 'cranial', 'cranium', 'head', 'intracranial', 'cerebr*'],
  ['spine', 'spine', 'spinal'],
  ['neuraxis', 'neuraxis', 'craniospinal'],
  ['head-neck', 'neck'],
  ['chest', 'thorax', 'thoracic', 'chest', 'lung', 'lungs', 'pulmonary'],
  ['abdomen', 'abdomen', 'abdominal', 'liver'],
  ['pelvis', 'pelvis', 'pelvic'],
  ['skeleton', 'skeleton', 'skeletal', 'bone', 'bones'],
  ['whole-body', 'systemic', 'whole body', 'total body'],
]);

export interface Place {
  readonly compartment: FactOf<'ResponseStated'>['compartment'];
  readonly site?: Site;
}

const cns = (site: Site): Place => ({ compartment: 'cns', site });
const nonCns = (site: Site): Place => ({ compartment: 'non-cns', site });

/** What lies outside the CNS although its words hold those of the CNS comes first. */
export const PLACES = phraseTable<Place>([
  [
    nonCns('systemic'),
    'extracranial',
    'extra cranial',
    'extra cns',
    'non cns',
    'outside the cns',
    'outside the brain',
    'extracerebral',
    'systemic',
    'visceral',
  ],
  [nonCns('skull'), 'skull'],
  [nonCns('vertebra'), 'vertebra*', 'spinal bone*'],
  [nonCns('epidural'), 'epidural'],
  [cns('leptomeninges'), 'leptomening*', 'mening*'],
  [cns('dura'), 'dura', 'dural', 'pachymening*'],
  [cns('brainstem'), 'brainstem', 'brain stem'],
  [cns('brain-parenchyma'), 'brain', 'brain parenchyma*', 'cerebral'],
  [cns('cerebellum'), 'cerebell*'],
  [cns('spinal-cord'), 'spinal cord', 'intramedullary', 'cord'],
  [cns('cns'), 'intracranial', 'intracranial pressure', 'cns', 'central nervous system', 'neurolog*', 'csf'],
  [nonCns('mediastinum'), 'mediastin*'],
  [nonCns('pleura'), 'pleura*'],
  [nonCns('thorax'), 'thora*', 'chest'],
  [nonCns('lung'), 'lung', 'lungs', 'pulmonary'],
  [nonCns('liver'), 'liver', 'hepatic'],
  [nonCns('adrenal'), 'adrenal*'],
  [nonCns('bone'), 'bone', 'bones', 'osseous', 'skelet*'],
  [nonCns('skin'), 'skin', 'cutaneous'],
  [nonCns('lymph-node'), 'lymph node*', 'nodal', 'nodes'],
  [nonCns('abdomen'), 'abdom*'],
  [nonCns('pelvis'), 'pelvi*'],
  [{ compartment: 'both' }, 'overall', 'everywhere', 'all sites'],
]);

type Domain = FactOf<'NeurologicalExamRecorded'>['domains'][number]['domain'];

export const DOMAINS = phraseTable<Domain>([
  ['cranial-nerves', 'cranial nerve*', 'cranial'],
  ['eye-movements', 'eye movement*', 'ocular movement*', 'oculomotor'],
  ['gait', 'gait'],
  ['consciousness', 'conscious*', 'alert*'],
  ['meningism', 'mening*', 'neck stiffness'],
  ['overall', 'overall', 'general'],
  ['strength', 'strength', 'motor', 'power'],
  ['sensation', 'sensation', 'sensory', 'sensibility'],
  ['vision', 'vision', 'visual'],
  ['hearing', 'hearing'],
  ['swallowing', 'swallow*', 'dysphagia'],
  ['behaviour', 'behaviour', 'behavior'],
  ['cognition', 'cogniti*', 'memory', 'orientation'],
  ['speech', 'speech', 'language'],
  ['facial-strength', 'facial strength', 'face'],
  ['bladder', 'bladder'],
  ['bowel', 'bowel'],
]);

/** Diagnoses by their words; small cell and neuroendocrine tumours, and metastases to the lung, are no NSCLC. */
export const DIAGNOSES = phraseTable<FactOf<'DiagnosisRecorded'>['what']>([
  [
    'leptomeningeal-metastasis',
    'leptomeningeal metasta*',
    'leptomeningeal carcinomatosis',
    'leptomeningeal disease',
    'leptomeningeal spread',
    'leptomeningeal dissemination',
    'meningeal carcinomatosis',
    'carcinomatous meningitis',
    'neoplastic meningitis',
  ],
  ['brain-metastasis', 'brain metasta*', 'cerebral metasta*', 'cerebellar metasta*'],
  [
    'primary-nsclc',
    'non small cell lung*',
    'non small cell carcinoma of the lung',
    'nsclc',
    'lung adenocarcinoma',
    'lung cancer',
    'lung carcinoma',
    'lung squamous cell carcinoma',
    'squamous cell lung*',
    'large cell lung*',
    'adenocarcinoma of the lung',
    'adenocarcinoma of lung',
    'squamous cell carcinoma of the lung',
    'carcinoma of the lung',
    'cancer of the lung',
    'pulmonary adenocarcinoma',
    'bronchial carcinoma',
  ],
]);

/** Tumours of the lung, or in it, that are no NSCLC. */
export const OTHER_LUNG_TUMOUR =
  /(?<!non[ -]?)small[ -]cell|oat[ -]cell|\bsclc\b|neuroendocrine|carcinoid|mesothelioma|sarcoma|lymphoma|(metasta\w*|spread) (to|of|in) (the )?lungs?|lung metasta/i;
