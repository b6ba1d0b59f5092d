import type { Site } from '@leptotrace/clinical';
import { type JsonObject, textOf } from '@leptotrace/kernel';
import { main, type Mapping } from './parts';
import type { FieldReader } from './reader';
import { SPECIMEN_MAPPINGS } from './specimen-mappings';
import {
  basisOf,
  careOf,
  categoryOf,
  domainOf,
  groundsOf,
  modalityOf,
  placesOf,
  procedureOf,
  regionsOf,
} from './texts';
import { THERAPY_MAPPINGS } from './therapy-mappings';

const contrastOf = (modality: string): boolean | undefined => {
  if (/without contrast/i.test(modality)) return false;
  return /with contrast/i.test(modality) ? true : undefined;
};

const imaging: Mapping = (read) => {
  const modality = read.parsed('modality') ?? '';
  return main('ImagingStudyReported', {
    modality: modalityOf(modality),
    regions: regionsOf(`${read.parsed('region') ?? ''}; ${modality}`),
    contrast: contrastOf(modality),
    comparator: read.text('comparedTo'),
    findings: read.list('findings'),
    enhancementPattern: read.text('enhancementPattern'),
    readerOverall: read.text('responseCategory'),
  });
};

const diagnosis: Mapping = (read) => {
  const condition = read.text('condition') ?? 'not stated';
  return main('DiagnosisRecorded', {
    what: /lung/i.test(condition) ? 'primary-nsclc' : 'other',
    condition,
    stage: read.text('stage'),
    tnm: read.text('tnm'),
    sites: read.list('sites'),
    method: read.text('method'),
  });
};

const lmDiagnosis: Mapping = (read) => {
  const codes = read.list('basis') ?? [];
  if (codes.some((code) => basisOf(code) === null)) read.keep('basis');
  return main('DiagnosisRecorded', {
    what: 'leptomeningeal-metastasis',
    certainty: read.text('certainty'),
    basis: codes.flatMap((code) => basisOf(code) ?? []),
  });
};

const periodOf = (start: string | undefined, end: string | undefined): JsonObject | undefined =>
  start === undefined && end === undefined
    ? undefined
    : { ...(start ? { start } : {}), ...(end ? { end } : {}) };

const grayOf = (value: number | undefined): JsonObject | undefined =>
  value === undefined ? undefined : { value, unit: 'Gy' };

const radiotherapy: Mapping = (read) => {
  const target = read.text('target') ?? 'not stated';
  const [dose, fraction] = [read.number('doseGy'), read.number('fractionGy')];
  const [start, end] = [read.text('startDate'), read.text('endDate')];
  return main('RadiotherapyDelivered', {
    technique: /whole.brain|wbrt/i.test(target) ? 'wbrt' : 'not-stated',
    target,
    dose: grayOf(dose),
    fractionDose: grayOf(fraction),
    fractions: read.number('fractions'),
    period: periodOf(start, end),
    intent: read.text('intent'),
    concurrent: read.text('concurrent'),
  });
};

const placed = (read: FieldReader): JsonObject & { sites?: readonly Site[] } => {
  const { compartment, sites } = placesOf(read.parsed('compartment') ?? '');
  return { compartment, ...(sites.length > 0 ? { sites } : {}), ...groundsOf(read.parsed('criteria')) };
};

const neuroExam: Mapping = (read) => {
  const findings = read.take('findings');
  if (!Array.isArray(findings)) return null;
  read.keep('findings');
  const domains = (findings as readonly JsonObject[]).map(({ domain, finding }) => ({
    domain: domainOf(textOf(domain)),
    finding: textOf(finding),
  }));
  return main('NeurologicalExamRecorded', { instrument: 'narrative', domains });
};

/** How each type of the format becomes facts. `null`: the row cannot be mapped and is kept as it is. */
export const MAPPINGS: Readonly<Record<string, Mapping>> = {
  ...THERAPY_MAPPINGS,
  ...SPECIMEN_MAPPINGS,
  imaging,
  diagnosis,
  lm_diagnosis: lmDiagnosis,
  radiotherapy,
  neuro_exam: neuroExam,
  lumbar_puncture: (read) => main('LumbarPuncturePerformed', { specimenId: read.fact.id }),
  response_stated: (read) =>
    main('ResponseStated', {
      category: categoryOf(read.parsed('response') ?? ''),
      ...placed(read),
      attributedTo: read.text('attributedTo'),
    }),
  progression_stated: (read) => main('ProgressionStated', { ...placed(read), detail: read.text('detail') }),
  surgery: (read) => {
    const description = read.text('procedure') ?? 'not stated';
    return main('ProcedurePerformed', { procedure: procedureOf(description), description });
  },
  symptom: (read) => main('SymptomRecorded', { symptoms: read.list('symptoms') }),
  performance_status: (read) =>
    main('PerformanceStatusRecorded', { instrument: read.text('scale'), value: read.number('value') }),
  adverse_event: (read) =>
    main('AdverseEventRecorded', {
      event: read.text('event'),
      grade: read.number('grade'),
      attributedTo: read.text('attributedTo'),
    }),
  complication: (read) => main('ComplicationRecorded', { complication: read.text('condition') }),
  care_transition: (read) =>
    main('CareTransitioned', { to: careOf(read.parsed('to') ?? ''), reasons: read.list('reason') }),
  death: (read) => main('DeathRecorded', { cause: read.text('cause') }),
  last_follow_up: (read) => main('ContactRecorded', { status: read.text('status') }),
};
