import { Type } from '@sinclair/typebox';
import { code, factReference, list, text } from '../schema';

export const LM_CERTAINTIES = ['confirmed', 'probable', 'possible', 'refuted'] as const;
export const LM_BASES = [
  'clinical',
  'mri',
  'ct',
  'csf-cytology',
  'csf-genotype',
  'csf-ctc',
  'biopsy',
  'autopsy',
] as const;

/** Inputs of the EANO-ESMO classification, criteria 5. */
const eanoEsmo = Type.Object(
  {
    clinical: Type.Optional(code(['typical', 'atypical-only', 'normal'])),
    mri: Type.Optional(
      code([
        'linear',
        'nodular',
        'linear-and-nodular',
        'hydrocephalus-only',
        'normal-or-equivocal',
        'not-done',
      ]),
    ),
    cytology: Type.Optional(code(['positive', 'equivocal', 'negative', 'not-done'])),
    biopsy: Type.Optional(code(['positive', 'negative', 'not-done'])),
  },
  { additionalProperties: false },
);

export const diagnosisKinds = {
  DiagnosisRecorded: {
    title: 'Diagnosis',
    properties: {
      what: code(['primary-nsclc', 'brain-metastasis', 'leptomeningeal-metastasis', 'other']),
      condition: Type.Optional(
        text(400, { description: 'The diagnosis in words; required for what = other.' }),
      ),
      histology: Type.Optional(text(200)),
      stage: Type.Optional(text(40)),
      tnm: Type.Optional(text(80)),
      sites: Type.Optional(list(text(200))),
      driverAlterations: Type.Optional(list(text(120))),
      certainty: Type.Optional(code(LM_CERTAINTIES)),
      basis: Type.Optional(list(code(LM_BASES))),
      method: Type.Optional(text(200)),
      eanoEsmo: Type.Optional(eanoEsmo),
      supersedes: Type.Optional(
        factReference('the working diagnosis that this one replaces', 'DiagnosisRecorded'),
      ),
    },
  },
} as const;
