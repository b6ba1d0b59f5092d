import { CARE_CODES, CERTAINTIES, DIRECTIONS, PLAN_STATES, RESPONSE_CODES, SCALES } from './codes';
import { CALL_STATES, CYTOLOGY_RESULTS, MARKERS, MATERIALS } from './codes-of-specimens';
import { MAY_BE } from './other-types';
import {
  CARE,
  DEVICE_ACTIONS,
  DEVICES,
  DRUG_INTENTS,
  PROCEDURES,
  RESPONSES,
  ROUTES,
  STOPS,
  TECHNIQUES,
  VITAL,
} from './phrases';
import { DIAGNOSES, DOMAINS, MODALITIES, PLACES, REGIONS } from './phrases-of-places';
import {
  careOf,
  categoryOf,
  contrastOf,
  diagnosesOf,
  groundsOf,
  modalityOf,
  placesOf,
  procedureOf,
  regionsOf,
  stopReasonOf,
  techniqueOf,
} from './texts';
import { allSaid, codeIn, firstSaid, saysNothing, type PhraseTable, type Vocabulary } from './words';

const TABLES: Readonly<Record<string, PhraseTable<unknown>>> = {
  MODALITIES,
  REGIONS,
  RESPONSES,
  PLACES,
  DOMAINS,
  STOPS,
  CARE,
  VITAL,
  TECHNIQUES,
  ROUTES,
  DRUG_INTENTS,
  DEVICES,
  DEVICE_ACTIONS,
  PROCEDURES,
  DIAGNOSES,
  MAY_BE,
};

/** Every phrase of every table, written out. */
const phrases = Object.entries(TABLES).flatMap(([name, table]) =>
  table.phrases.flatMap(([, ...words]) => words.map((phrase) => [name, phrase.replaceAll('*', '')] as const)),
);

const DENIED: readonly ((phrase: string) => string)[] = [
  (phrase) => `no ${phrase}`,
  (phrase) => `no evidence of ${phrase}`,
  (phrase) => `without ${phrase}`,
  (phrase) => `negative for ${phrase}`,
  (phrase) => `not ${phrase}`,
  (phrase) => `for fever, not ${phrase}`,
  (phrase) => `neither fever nor ${phrase}`,
  (phrase) => `absence of any ${phrase}`,
  (phrase) => `${phrase} ruled out`,
  (phrase) => `${phrase} was excluded`,
  (phrase) => `${phrase} not seen`,
  (phrase) => `patient declined ${phrase}`,
];

const OPEN: readonly ((phrase: string) => string)[] = [
  (phrase) => `possible ${phrase}`,
  (phrase) => `suspected ${phrase}`,
  (phrase) => `questionable ${phrase}`,
  (phrase) => `${phrase} cannot be excluded`,
  (phrase) => `cannot rule out ${phrase}`,
  (phrase) => `after previous ${phrase}`,
  (phrase) => `risk of ${phrase}`,
];

describe.each(phrases)('%s: "%s"', (name, phrase) => {
  const table = TABLES[name] as PhraseTable<unknown>;
  const meaning = allSaid(table, phrase)[0];

  it('is read where it is asserted, in any case and with any joints', () => {
    expect(meaning).toBeDefined();
    expect(allSaid(table, phrase.toUpperCase().replaceAll(' ', '-'))[0]).toEqual(meaning);
  });

  it('is not read where it is denied or left open', () => {
    const read = [...DENIED, ...OPEN]
      .map((form) => form(phrase))
      .filter((text) => allSaid(table, text).some((each) => each === meaning));
    expect(read).toEqual([]);
  });
});

describe('words that hold their opposite', () => {
  it.each([
    ['progression-free after two years', 'OTHER'],
    ['no progression', 'OTHER'],
    ['without progression', 'OTHER'],
    ['unstable disease', 'OTHER'],
    ['incomplete response', 'OTHER'],
    ['near-complete response', 'PR'],
    ['unresolved diplopia', 'OTHER'],
    ['not better', 'OTHER'],
    ['no longer improving', 'OTHER'],
    ['stable after progression', 'STABLE'],
    ['complete response in the brain, progression in the liver', 'PD'],
    ['headache clearly less, condition stable', 'STABLE'],
    ['clearly improved', 'IMPROVED'],
    ['complete response', 'CR'],
    ['non-CR/non-PD', 'NON_CR_NON_PD'],
    ['pd', 'PD'],
    ['response maintained', 'OTHER'],
  ])('response: %s is %s', (text, expected) => expect(categoryOf(text)).toBe(expected));

  it.each([
    ['device infection, not progression', 'unknown'],
    ['no progression, planned course completed', 'completed'],
    ['course not completed', 'unknown'],
    ['complete response', 'unknown'],
    ['toxicity ruled out; progression', 'progression'],
    ['stopped without toxicity', 'unknown'],
    ['non-toxic', 'unknown'],
    ['progression-free for two years', 'unknown'],
    ['leptomeningeal progression (stop implied)', 'implied-by-switch'],
    ['CSF cytology positive again', 'progression'],
    ['skin toxicity', 'toxicity'],
    ['tapered to stop', 'unknown'],
  ])('stop: %s is %s', (text, expected) => expect(stopReasonOf(text)).toBe(expected));

  it.each([
    ['Ommaya reservoir', 'ommaya-placement'],
    ['placement of an Ommaya reservoir', 'ommaya-placement'],
    ['removal of the reservoir', 'ommaya-removal'],
    ['Ommaya reservoir explanted for infection', 'ommaya-removal'],
    ['revision of the Ommaya reservoir', 'other'],
    ['puncture of the reservoir', 'other'],
    ['infection of the Ommaya reservoir', 'other'],
    ['Ommaya reservoir removed and a new one placed', 'other'],
    ['external ventricular drain', 'csf-drain'],
    ['lumbar drain removed', 'csf-drain-removal'],
    ['Ommaya reservoir not placed', 'other'],
    ['no Ommaya reservoir', 'other'],
    ['patient refused a reservoir', 'other'],
    ['ventriculoperitoneal shunt', 'vp-shunt'],
    ['removal of the VP shunt', 'shunt-removal'],
    ['ventriculoperitoneal shunt revised', 'other'],
    ['VATS, resection abandoned because of diffuse pleural spread', 'other'],
    ['resection of the primary', 'resection'],
    ['biopsy not possible', 'other'],
    ['autopsy refused by the family', 'other'],
  ])('procedure: %s is %s', (text, expected) => expect(procedureOf(text)).toBe(expected));

  it.each([
    ['non-CNS', 'non-cns', ['systemic']],
    ['outside the brain', 'non-cns', ['systemic']],
    ['extracranial', 'non-cns', ['systemic']],
    ['skull base', 'non-cns', ['skull']],
    ['not leptomeningeal', 'not-stated', []],
    ['brain; somewhere', 'not-stated', ['brain-parenchyma']],
    ['lung and liver', 'non-cns', ['lung', 'liver']],
    ['brain; thoracic', 'both', ['brain-parenchyma', 'thorax']],
  ])('place: %s is %s', (text, compartment, sites) => expect(placesOf(text)).toEqual({ compartment, sites }));

  it.each([
    ['lung adenocarcinoma', [{ what: 'primary-nsclc' }]],
    ['non-small cell lung cancer, large cell, G3', [{ what: 'primary-nsclc' }]],
    ['small cell lung cancer', [{ what: 'other' }]],
    ['small cell (oat cell) neuroendocrine tumour with SIADH', [{ what: 'other' }]],
    ['Ewing sarcoma with lung metastases', [{ what: 'other' }]],
    ['colon cancer metastatic to the lung', [{ what: 'other' }]],
    ['leptomeningeal metastasis ruled out', [{ what: 'leptomeningeal-metastasis', certainty: 'refuted' }]],
    ['suspected carcinomatous meningitis', [{ what: 'leptomeningeal-metastasis', certainty: 'possible' }]],
    [
      'lung adenocarcinoma with leptomeningeal metastasis',
      [{ what: 'primary-nsclc' }, { what: 'leptomeningeal-metastasis' }],
    ],
    ['no brain metastases', [{ what: 'other' }]],
  ])('diagnosis: %s', (text, expected) => expect(diagnosesOf(text)).toEqual(expected));

  it.each([
    ['MRI not possible, CT brain', 'ct', ['brain']],
    ['MRI brain without contrast and spine', 'mri', ['brain', 'spine']],
    ['CT thorax; brain not included', 'ct', ['chest']],
    ['whole brain MRI', 'mri', ['brain']],
  ])('imaging: %s', (text, modality, regions) =>
    expect([modalityOf(text), regionsOf(text)]).toEqual([modality, regions]),
  );

  it.each([
    ['MRI with contrast', true],
    ['MRI without contrast', false],
    ['non-contrast CT', false],
    ['unenhanced CT', false],
    ['MRI not done with contrast', undefined],
    ['MRI brain', undefined],
  ])('contrast: %s is %s', (text, expected) => expect(contrastOf(text)).toBe(expected));

  it.each([
    ['whole brain', 'wbrt'],
    ['lung, whole brain spared: no whole brain radiotherapy', 'wbrt'],
    ['no whole brain radiotherapy', 'not-stated'],
    ['neuraxis (craniospinal)', 'not-stated'],
    ['hippocampal avoidance whole brain', 'ha-wbrt'],
    ['gamma knife to two metastases', 'srs'],
  ])('radiotherapy: %s is %s', (text, expected) => expect(techniqueOf(text)).toBe(expected));

  it('care and criteria', () => {
    expect(careOf('hospice declined')).toBe('other');
    expect(careOf('palliative care unit')).toBe('palliative');
    expect(groundsOf('not by RECIST')).toEqual({ basis: 'not by RECIST' });
    expect(groundsOf('RECIST 1.1')).toEqual({ criterion: 'RECIST 1.1' });
    expect(groundsOf('not stated in the paper')).toEqual({});
  });
});

describe('codes', () => {
  it.each<[Vocabulary<string>, string, string | undefined]>([
    [CYTOLOGY_RESULTS, 'POSITIVE', 'positive'],
    [CYTOLOGY_RESULTS, 'clearly positive', 'positive'],
    [CYTOLOGY_RESULTS, 'positive (two specimens)', 'positive'],
    [CYTOLOGY_RESULTS, 'positive (not confirmed)', undefined],
    [CYTOLOGY_RESULTS, 'falsely positive', undefined],
    [CYTOLOGY_RESULTS, 'weakly positive', undefined],
    [CYTOLOGY_RESULTS, 'not positive', undefined],
    [CYTOLOGY_RESULTS, 'negative for malignant cells', 'negative'],
    [CYTOLOGY_RESULTS, 'no malignant cells', 'negative'],
    [CYTOLOGY_RESULTS, 'suspicious_for_malignancy', 'suspicious'],
    [CALL_STATES, 'Not-Detected', 'not-detected'],
    [CALL_STATES, 'not_detected', 'not-detected'],
    [CALL_STATES, 'wild-type', 'not-detected'],
    [CALL_STATES, 'detected?', undefined],
    [CERTAINTIES, 'confirmed (as reported)', 'confirmed'],
    [CERTAINTIES, 'clinically probable', 'probable'],
    [CERTAINTIES, 'not confirmed', undefined],
    [CERTAINTIES, 'possibly confirmed', undefined],
    [MATERIALS, 'Cerebrospinal fluid', 'csf'],
    [MATERIALS, 'pleural effusion', 'pleural'],
    [MATERIALS, 'blood', 'plasma'],
    [MATERIALS, 'tissue (breast nodule)', 'tissue'],
    [MATERIALS, 'unspecified', undefined],
    [MARKERS, 'CYFRA 21-1', 'CYFRA21-1'],
    [MARKERS, 'ca 125', 'CA125'],
    [SCALES, 'ECOG PS', 'ECOG'],
    [DIRECTIONS, 'mildly increased', 'increase'],
    [DIRECTIONS, 'not increased', undefined],
    [PLAN_STATES, 'not given', 'not-given'],
    [RESPONSE_CODES, 'improved', 'IMPROVED'],
    [CARE_CODES, 'Lost to follow-up', 'lost-to-follow-up'],
  ])('%#: %s', (words, text, expected) => expect(codeIn(words, text)).toBe(expected));

  it.each([
    ['not stated', true],
    ['not stated in the abstract', true],
    ['none named', true],
    ['', true],
    ['unknown primary', true],
    ['no response', false],
    ['brain', false],
  ])('"%s" says nothing: %s', (text, expected) => expect(saysNothing(text)).toBe(expected));

  it('a type that is not known may be what its words say', () => {
    expect(firstSaid(MAY_BE, 'csf_flow_cytology')).toBe('CsfCytologyReported');
    expect(firstSaid(MAY_BE, 'therapy_interruption')).toBe('TherapyHeld');
    expect(firstSaid(MAY_BE, 'hobby')).toBeUndefined();
  });
});
