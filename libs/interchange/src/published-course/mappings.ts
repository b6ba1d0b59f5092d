import type { FactKind, FactOf, Site } from '@leptotrace/clinical';
import type { JsonObject } from '@leptotrace/kernel';
import { agentsOf, doseOf, routeOf, startOf, type RegimenAgent } from './drugs';
import type { FieldReader } from './reader';
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
  stopReasonOf,
} from './texts';

/** A fact without its common part; `suffix` tells the parts of one source fact apart. */
export interface Part {
  readonly suffix: string;
  readonly payload: { readonly kind: FactKind } & JsonObject;
  /** Made because another part needs it; the source does not print it. */
  readonly inferred?: boolean;
}

type Mapping = (read: FieldReader) => readonly Part[] | null;

/** Leaves out what is not known, so that nothing is stored as `undefined`. */
const payload = <K extends FactKind>(kind: K, fields: Partial<Omit<FactOf<K>, 'kind'>> | JsonObject): Part['payload'] =>
  ({ kind, ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) }) as Part['payload'];

const main = <K extends FactKind>(kind: K, fields: JsonObject): readonly Part[] => [{ suffix: '', payload: payload(kind, fields) }];

/** Ids of a regimen's parts: the first agent keeps the id of the source's fact. */
export const agentSuffix = (agent: RegimenAgent, index: number): string =>
  index === 0 ? '' : (agent.agent === 'other' ? agent.name : agent.agent).toLowerCase().replace(/[^a-z0-9]+/g, '-');

export const partId = (factId: string, suffix: string): string => (suffix === '' ? factId : `${factId}.${suffix}`);

const intentOf = (drug: string, supportive: boolean): string | undefined => {
  if (supportive) return 'supportive';
  if (/adjuvant/i.test(drug)) return 'adjuvant';
  return /maintenance/i.test(drug) ? 'maintenance' : undefined;
};

const agentFields = ({ agent, name }: RegimenAgent, anticancer: boolean): JsonObject =>
  agent === 'other' ? { agent, printedName: name, anticancer } : { agent };

const therapyStart: Mapping = (read) => {
  const drug = read.parsed('drug') ?? '';
  const [doseText, schedule] = [read.parsed('dose'), read.text('schedule')];
  const route = routeOf(read.parsed('route'));
  const supportive = read.take('supportive') === true;
  const agents = agentsOf(drug);
  const [line, trial] = [read.text('line'), read.text('trial')];
  return agents.map((agent, index): Part => {
    const parsed = doseOf(doseText, agent.name, agents.length > 1);
    const fields = {
      ...agentFields(agent, !supportive),
      regimenId: read.fact.id,
      dose: parsed.dose,
      schedule: schedule ?? parsed.schedule,
      route,
      intent: intentOf(drug, supportive),
      line,
      trial,
    };
    return { suffix: agentSuffix(agent, index), payload: payload('TherapyStarted', fields) };
  });
};

const ofEachStart = (
  read: FieldReader,
  fields: (agent: RegimenAgent, several: boolean) => Part['payload'],
): readonly Part[] | null => {
  const start = startOf(read.course.facts, read.fact);
  if (!start) return null;
  const agents = agentsOf(String(start['drug']));
  return agents.map((agent, index): Part => ({
    suffix: agentSuffix(agent, index),
    payload: { ...fields(agent, agents.length > 1), startId: partId(start.id, agentSuffix(agent, index)) },
  }));
};

const therapyStop: Mapping = (read) => {
  const reason = read.text('reason');
  const parts = ofEachStart(read, () =>
    payload('TherapyStopped', { reason: stopReasonOf(reason ?? ''), detail: reason }),
  );
  if (parts) ['drug', 'route'].forEach((field) => read.parsed(field));
  return parts;
};

const doseChange: Mapping = (read) => {
  const [doseText, schedule, reason] = [read.parsed('dose'), read.text('schedule'), read.text('reason')];
  const direction = read.text('direction') ?? (doseText === 'unchanged' ? 'interval-only' : undefined);
  const parts = ofEachStart(read, ({ name }, several) => {
    const parsed = doseOf(doseText, name, several);
    return payload('TherapyDoseChanged', {
      dose: parsed.dose,
      schedule: schedule ?? parsed.schedule,
      route: routeOf(read.parsed('route')),
      direction,
      reason,
    });
  });
  if (parts) read.parsed('drug');
  return parts;
};

const therapyPlanned: Mapping = (read) => {
  const agents = agentsOf(read.parsed('drug') ?? '');
  const status = read.parsed('status');
  const reason = read.text('reason');
  return agents.map((agent, index): Part => ({
    suffix: agentSuffix(agent, index),
    payload: payload('TherapyPlanned', {
      ...agentFields(agent, true),
      status: status === 'not given' ? 'not-given' : 'planned',
      reason,
    }),
  }));
};

const inferredSpecimen = (read: FieldReader, specimen: string): Part => ({
  suffix: 'specimen',
  payload: payload('SpecimenCollected', { specimenId: `${read.fact.id}.specimen`, specimen }),
  inferred: true,
});

/** A result with the specimen it was found in: the puncture it names, or one that must have been taken. */
const withSpecimen = (read: FieldReader, specimen: string, result: (specimenId: string) => Part): readonly Part[] => {
  const named = read.text('specimen');
  if (named !== undefined) return [result(named)];
  const inferred = inferredSpecimen(read, specimen);
  return [inferred, result(`${read.fact.id}.specimen`)];
};

const cytology: Mapping = (read) => {
  const result = read.text('result');
  return withSpecimen(read, 'csf', (specimenId) => ({
    suffix: '',
    payload: payload('CsfCytologyReported', { specimenId, result }),
  }));
};

const MATERIALS: Readonly<Record<string, readonly [string, string]>> = {
  csf: ['csf', 'csf-not-stated'],
  plasma: ['plasma', 'plasma'],
  tissue: ['tissue', 'tissue-not-stated'],
  pleural: ['pleural', 'pleural-fluid'],
};

const callOf = (read: FieldReader, variant: JsonObject, index: number): JsonObject => {
  const printed = String(variant['alteration']);
  const alteration = plainAlteration(printed);
  if (alteration !== printed) read.keep(`variants.${index}.alteration`, printed);
  const vaf = variant['vaf'];
  return {
    gene: String(variant['gene']),
    alteration,
    status: String(variant['status']).replace(/ /g, '-'),
    ...(typeof vaf === 'number' ? { vaf: { value: vaf, unit: '%' } } : {}),
  };
};

const plainAlteration = (printed: string): string => printed.replace(/\s*\([^)]*\)/g, '').trim();

const molecular: Mapping = (read) => {
  const [specimen, specified] = MATERIALS[read.text('compartment') ?? ''] ?? [];
  const variants = read.take('variants');
  if (!specimen || !specified || !Array.isArray(variants)) return null;
  const calls = (variants as readonly JsonObject[]).map((variant, index) => callOf(read, variant, index));
  const assay = read.text('assay') ?? 'not stated';
  return withSpecimen(read, specimen, (specimenId) => ({
    suffix: '',
    payload: payload('MolecularReportIssued', { specimenId, specimen: specified, assay, calls }),
  }));
};

const marker: Mapping = (read) => {
  const [analyte, value, unit] = [read.text('marker'), read.number('value'), read.text('unit')];
  const upper = /-\s*(\d+(?:\.\d+)?)$/.exec(read.parsed('refRange') ?? '')?.[1];
  return withSpecimen(read, 'serum', (specimenId) => ({
    suffix: '',
    payload: payload('TumorMarkerReported', {
      specimenId,
      compartment: 'serum',
      analyte,
      result: { value: value ?? null, unit },
      upperLimitOfNormal: upper === undefined ? undefined : { value: Number(upper), unit },
    }),
  }));
};

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

const radiotherapy: Mapping = (read) => {
  const target = read.text('target') ?? 'not stated';
  const [dose, fraction] = [read.number('doseGy'), read.number('fractionGy')];
  const [start, end] = [read.text('startDate'), read.text('endDate')];
  return main('RadiotherapyDelivered', {
    technique: /whole.brain|wbrt/i.test(target) ? 'wbrt' : 'not-stated',
    target,
    dose: dose === undefined ? undefined : { value: dose, unit: 'Gy' },
    fractionDose: fraction === undefined ? undefined : { value: fraction, unit: 'Gy' },
    fractions: read.number('fractions'),
    period: start === undefined && end === undefined ? undefined : { ...(start ? { start } : {}), ...(end ? { end } : {}) },
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
    domain: domainOf(String(domain)),
    finding: String(finding),
  }));
  return main('NeurologicalExamRecorded', { instrument: 'narrative', domains });
};

/** How each type of the format becomes facts. `null`: the row cannot be mapped and is kept as it is. */
export const MAPPINGS: Readonly<Record<string, Mapping>> = {
  therapy_start: therapyStart,
  therapy_stop: therapyStop,
  dose_change: doseChange,
  therapy_planned: therapyPlanned,
  csf_cytology: cytology,
  ctdna: molecular,
  serum_tumor_marker: marker,
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

