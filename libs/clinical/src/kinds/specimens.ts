import { Type } from '@sinclair/typebox';
import {
  boundedQuantity,
  code,
  count,
  flag,
  identifier,
  list,
  nonEmptyList,
  positive,
  quantity,
  text,
} from '../schema';

export const SPECIMEN_KINDS = ['csf', 'plasma', 'serum', 'tissue', 'pleural'] as const;
export const CYTOLOGY_RESULTS = ['negative', 'atypical', 'suspicious', 'positive', 'insufficient'] as const;

const csfSite = () => code(['lumbar', 'ventricular', 'ommaya', 'cisternal', 'not-stated']);
const specimenId = () =>
  identifier({
    description: 'The specimen, as named by the fact that collected it.',
    'x-reference': 'specimen',
    mend: 'Name a specimen that SpecimenCollected or LumbarPuncturePerformed has recorded for this patient.',
  });
const newSpecimenId = () => identifier({ description: 'Your name for the specimen; results point to it.' });

export const specimenKinds = {
  SpecimenCollected: {
    title: 'Specimen collected',
    properties: {
      specimenId: newSpecimenId(),
      specimen: code(SPECIMEN_KINDS),
      site: Type.Optional(
        text(120, { description: 'Lumbar, ventricular, Ommaya, right upper lobe, skin, ...' }),
      ),
      volume: Type.Optional(quantity('volume')),
    },
  },
  LumbarPuncturePerformed: {
    title: 'Lumbar puncture',
    properties: {
      specimenId: Type.Optional(newSpecimenId()),
      openingPressure: Type.Optional(boundedQuantity('pressure')),
      position: Type.Optional(code(['lateral-decubitus', 'sitting', 'prone', 'not-stated'])),
      volume: Type.Optional(quantity('volume')),
      appearance: Type.Optional(text(120)),
      complication: Type.Optional(text()),
    },
  },
  CsfCytologyReported: {
    title: 'CSF cytology',
    properties: {
      specimenId: specimenId(),
      result: code(CYTOLOGY_RESULTS),
      site: Type.Optional(csfSite()),
      volume: Type.Optional(quantity('volume')),
      processingDelay: Type.Optional(quantity('duration')),
      cellCount: Type.Optional(boundedQuantity('cell-concentration')),
      method: Type.Optional(code(['cytology', 'flow-cytometry'])),
    },
  },
  CsfChemistryReported: {
    title: 'CSF chemistry',
    properties: {
      specimenId: specimenId(),
      analytes: nonEmptyList(
        Type.Object(
          {
            analyte: code([
              'protein',
              'glucose',
              'white-cells',
              'red-cells',
              'lactate',
              'chloride',
              'albumin',
            ]),
            result: boundedQuantity('mass-concentration', 'substance-concentration', 'cell-concentration'),
          },
          { additionalProperties: false },
        ),
      ),
      serumGlucose: Type.Optional(boundedQuantity('mass-concentration', 'substance-concentration')),
      serumGlucoseDelay: Type.Optional(quantity('duration')),
    },
  },
  TumorMarkerReported: {
    title: 'Tumour marker',
    properties: {
      specimenId: specimenId(),
      compartment: code(['csf', 'serum']),
      analyte: code([
        'CEA',
        'CEACAM6',
        'CYFRA21-1',
        'NSE',
        'CA125',
        'CA15-3',
        'CA19-9',
        'ProGRP',
        'SCC',
        'other',
      ]),
      analyteName: Type.Optional(text(80, { description: 'Required for analyte = other.' })),
      result: boundedQuantity('mass-concentration', 'activity-concentration'),
      upperLimitOfNormal: Type.Optional(quantity('mass-concentration', 'activity-concentration')),
    },
  },
  CirculatingTumorCellsReported: {
    title: 'CSF tumour cells',
    properties: {
      specimenId: specimenId(),
      count: count(),
      volume: quantity('volume'),
      method: text(120),
    },
  },
  MolecularReportIssued: {
    title: 'Molecular report',
    properties: {
      specimenId: specimenId(),
      specimen: code([
        'csf-supernatant',
        'csf-cells',
        'csf-not-stated',
        'plasma',
        'tissue-primary',
        'tissue-metastasis',
        'tissue-not-stated',
        'pleural-fluid',
      ]),
      assay: text(200),
      assayVersion: Type.Optional(text(60)),
      panelGenes: Type.Optional(list(text(40), 2000)),
      inputNg: Type.Optional(quantity('mass')),
      minInputNg: Type.Optional(quantity('mass')),
      uniqueDepth: Type.Optional(positive()),
      lodVaf: Type.Optional(quantity('fraction')),
      qc: Type.Optional(code(['pass', 'borderline', 'fail'])),
      calls: list(
        Type.Object(
          {
            gene: Type.String({
              pattern: '^[A-Z0-9][A-Z0-9-]{0,19}$',
              mend: 'Use the HGNC symbol, as EGFR.',
            }),
            alteration: text(120, { description: 'Short name, as T790M or exon 19 deletion.' }),
            hgvsP: Type.Optional(text(120)),
            hgvsC: Type.Optional(text(120)),
            type: Type.Optional(
              code(['snv', 'indel', 'cnv', 'fusion', 'expression', 'transformation', 'not-stated']),
            ),
            vaf: Type.Optional(boundedQuantity('fraction')),
            copyNumber: Type.Optional(positive(10_000)),
            ratio: Type.Optional(positive(10_000)),
            fusionPartner: Type.Optional(text(40)),
            phaseWith: Type.Optional(
              list(
                Type.Object(
                  { alteration: text(120), phase: code(['cis', 'trans', 'unknown']) },
                  { additionalProperties: false },
                ),
                20,
              ),
            ),
            status: code(['detected', 'not-detected', 'not-evaluable', 'below-lod']),
            germline: Type.Optional(flag()),
          },
          { additionalProperties: false },
        ),
        2000,
      ),
    },
  },
} as const;
