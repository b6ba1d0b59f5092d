import { Type } from '@sinclair/typebox';
import { SITES, type Site } from '../vocabulary/sites';
import { code, count, factReference, flag, identifier, list, positive, quantity, text } from '../schema';

export const site = () => code(Object.keys(SITES) as Site[]);

/** Missing, too small, absent and not evaluable are four different things, criteria 0.4. */
const LESION_STATES = [
  'measured',
  /** There, but not measured: a non-target, as a rule. */
  'present',
  'too-small',
  'absent',
  'not-evaluable',
  'split',
  'merged',
] as const;

const lesion = Type.Object(
  {
    lesionId: identifier({ description: 'Stable through the whole course.' }),
    site: site(),
    kind: code(['non-nodal', 'node', 'bone', 'cystic', 'leptomeningeal-nodule']),
    role: Type.Optional(code(['target', 'non-target', 'new'])),
    state: code(LESION_STATES),
    longestDiameter: Type.Optional(quantity('length')),
    shortAxis: Type.Optional(quantity('length')),
    perpendicularDiameter: Type.Optional(quantity('length')),
    sliceThickness: Type.Optional(quantity('length')),
    parts: Type.Optional(list(identifier(), 20, { description: 'Lesions it split into, or merged with.' })),
    unequivocalProgression: Type.Optional(flag('A reader’s statement about a non-target.')),
    nature: Type.Optional(
      code(['simple-cyst', 'blastic', 'diffuse'], {
        description: 'What takes the meaning from a size: effusion and lymphangitic spread are diffuse.',
      }),
    ),
  },
  { additionalProperties: false },
);

const newLesion = Type.Object(
  { lesionId: identifier(), site: site(), equivocal: flag(), description: Type.Optional(text()) },
  { additionalProperties: false },
);

/** RANO-LM 2017 (LANO) items, criteria 3.3. */
const LANO_ITEMS = [
  'brain-nodules',
  'brain-leptomeningeal-enhancement',
  'cranial-nerve-enhancement',
  'hydrocephalus',
  'brain-parenchymal-metastases',
  'spine-nodules',
  'spine-leptomeningeal-enhancement',
  'nerve-root-enhancement',
  'intramedullary-metastases',
  'epidural-metastases',
] as const;

/** Revised card, Le Rhun 2019 and 2022, criteria 4.1. */
const REVISED_ITEMS = [
  'brain-nodules',
  'brain-linear-enhancement',
  'brain-hydrocephalus',
  'spine-nodules',
  'spine-linear-enhancement',
  'brain-parenchymal-metastases',
  'intramedullary-metastases',
] as const;

const presence = () => code(['present', 'absent', 'not-evaluable']);

const lanoItem = Type.Object(
  {
    item: code(LANO_ITEMS),
    presence: Type.Optional(presence()),
    change: Type.Optional(
      Type.Integer({ minimum: -3, maximum: 3, mend: 'Send a whole number from -3 to 3.' }),
    ),
    direction: Type.Optional(
      code(['positive-is-better', 'positive-is-worse'], {
        description: 'Which sign of change means better.',
      }),
    ),
    nodule: Type.Optional(
      Type.Object({ x: quantity('length'), y: quantity('length') }, { additionalProperties: false }),
    ),
  },
  { additionalProperties: false },
);

const revisedItem = Type.Object(
  {
    item: code(REVISED_ITEMS),
    presence: presence(),
    change: Type.Optional(code(['improved', 'no-change', 'worse', 'not-evaluable'])),
    nodules: Type.Optional(
      list(Type.Object({ x: quantity('length'), y: quantity('length') }, { additionalProperties: false }), 3),
    ),
  },
  { additionalProperties: false },
);

export const RESPONSE_CATEGORIES = [
  'CR',
  'PR',
  'SD',
  'NON_CR_NON_PD',
  'PD',
  'NE',
  'NED',
  'IMPROVED',
  'STABLE',
  'WORSE',
  'OTHER',
] as const;

/** Several readers may judge one visit; which of them was adopted is said of each record, never of a reader. */
export const readingProperties = {
  reader: Type.Optional(
    text(80, { description: 'Who read it, as the source names them: investigator, independent assessor 1.' }),
  ),
  accepted: Type.Optional(flag('true: this record is the one adopted for its visit; false: it is not.')),
};

export const imagingKinds = {
  ImagingStudyReported: {
    title: 'Imaging study',
    properties: {
      modality: code([
        'mri',
        'ct',
        'pet',
        'pet-ct',
        'bone-scintigraphy',
        'x-ray',
        'ultrasound',
        'csf-flow-study',
        'other',
      ]),
      regions: list(
        code([
          'brain',
          'spine',
          'neuraxis',
          'head-neck',
          'chest',
          'abdomen',
          'pelvis',
          'skeleton',
          'whole-body',
          'other',
        ]),
        20,
        { minItems: 1 },
      ),
      contrast: Type.Optional(flag()),
      sliceThickness: Type.Optional(quantity('length')),
      comparator: Type.Optional(factReference('the study it was compared with', 'ImagingStudyReported')),
      visit: Type.Optional(text(60)),
      ...readingProperties,
      lesions: Type.Optional(list(lesion)),
      newLesions: Type.Optional(list(newLesion)),
      nonTargets: Type.Optional(
        code(['absent', 'present', 'unequivocal-progression', 'not-evaluable', 'not-applicable']),
      ),
      scorecard: Type.Optional(list(lanoItem, 20)),
      revisedScorecard: Type.Optional(list(revisedItem, 20)),
      scorecardReference: Type.Optional(
        factReference('the reference study of the revised scorecard', 'ImagingStudyReported'),
      ),
      readerOverall: Type.Optional(
        code(RESPONSE_CATEGORIES, { description: 'The reader’s own overall reading.' }),
      ),
      findings: Type.Optional(list(text(1000))),
      enhancementPattern: Type.Optional(text(200)),
      studyInstanceUid: Type.Optional(
        Type.String({ pattern: '^[0-9.]{1,64}$', mend: 'Send a DICOM UID: digits and dots, at most 64.' }),
      ),
      readerNumber: Type.Optional(count(99)),
      suv: Type.Optional(positive(1000)),
    },
  },
} as const;
