import { type JsonObject, type JsonValue, textOf } from '@leptotrace/kernel';
import { RESPONSE_CODES, SCALES } from './codes';
import { autopsy, diagnosis, lmDiagnosis } from './diagnosis-mappings';
import { VITAL } from './phrases';
import { main, unreadable, type ReadableKind } from './parts';
import type { FieldReader, Mapping } from './reader';
import { SPECIMEN_MAPPINGS } from './specimen-mappings';
import {
  careOf,
  categoryOf,
  contrastOf,
  domainOf,
  groundsOf,
  modalityOf,
  placesOf,
  procedureOf,
  regionsOf,
  techniqueOf,
} from './texts';
import { THERAPY_MAPPINGS } from './therapy-mappings';
import { allSaid, codeIn, saysNothing } from './words';

/** The reader's own category; a word that is none leaves the study, and what it says of response unread. */
const readerOverall = (read: FieldReader): string | undefined => {
  const printed = read.text('responseCategory');
  if (printed === undefined || saysNothing(printed)) return undefined;
  const code = codeIn(RESPONSE_CODES, printed) ?? categoryOf(printed);
  read.keepUnless('responseCategory', code);
  if (code === 'OTHER')
    read.unread('ImagingStudyReported', 'responseCategory', `"${printed}" is no category of response`);
  return code === 'OTHER' ? undefined : code;
};

const imaging: Mapping = (read) => {
  const modality = read.parsed('modality') ?? '';
  const regions = regionsOf(`${read.parsed('region') ?? ''}; ${modality}`);
  if (modalityOf(modality) === 'other') read.warn(modality, 'not one modality of the list: kept as other');
  if (regions.includes('other'))
    read.warn(`${read.text('region') ?? modality}`, 'no region of the list: kept as other');
  const comparator = read.text('comparedTo');
  return main('ImagingStudyReported', {
    modality: modalityOf(modality),
    regions,
    contrast: contrastOf(modality),
    comparator,
    findings: read.list('findings'),
    enhancementPattern: read.text('enhancementPattern'),
    readerOverall: readerOverall(read),
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
    technique: techniqueOf(`${read.parsed('technique') ?? ''}; ${target}`),
    target,
    dose: grayOf(dose),
    fractionDose: grayOf(fraction),
    fractions: read.number('fractions'),
    period: periodOf(start, end),
    intent: read.text('intent'),
    concurrent: read.text('concurrent'),
  });
};

/** Where, and on what grounds; a place that is not read leaves the compartment open. */
const placed = (read: FieldReader): JsonObject => {
  const printed = read.parsed('compartment') ?? '';
  const { compartment, sites } = placesOf(printed);
  if (compartment === 'not-stated' && !saysNothing(printed))
    read.warn(`compartment ${printed}`, 'not every place of it is in the list: the compartment is left open');
  return { compartment, ...(sites.length > 0 ? { sites } : {}), ...groundsOf(read.parsed('criteria')) };
};

const response: Mapping = (read) => {
  const printed = read.parsed('response') ?? '';
  const category = categoryOf(printed);
  if (category === 'OTHER')
    read.warn(`response ${printed}`, 'no category of response can be read: kept as OTHER');
  return main('ResponseStated', { category, ...placed(read), attributedTo: read.text('attributedTo') });
};

const findingOf = (given: JsonValue): JsonObject | null => {
  if (given === null || typeof given !== 'object' || Array.isArray(given))
    return given === null ? null : { domain: 'other', finding: textOf(given) };
  const { domain, finding } = given as JsonObject;
  const words = finding === undefined || finding === null ? textOf(given) : textOf(finding);
  return { domain: domainOf(textOf(domain ?? '')), finding: words };
};

const neuroExam: Mapping = (read) => {
  const findings = read.take('findings');
  const domains = (Array.isArray(findings) ? (findings as readonly JsonValue[]) : [findings ?? null]).flatMap(
    (given): readonly JsonObject[] => {
      const found = findingOf(given);
      return found ? [found] : [];
    },
  );
  if (domains.length === 0) return unreadable('NeurologicalExamRecorded', 'no finding that can be read');
  read.keep('findings');
  return main('NeurologicalExamRecorded', { instrument: 'narrative', domains });
};

const surgery: Mapping = (read) => {
  const description = read.text('procedure') ?? 'not stated';
  return main('ProcedurePerformed', { procedure: procedureOf(description), description });
};

const performance: Mapping = (read) => {
  const instrument = read.code('scale', SCALES, null);
  const value = read.number('value');
  return instrument === undefined || value === undefined
    ? unreadable('PerformanceStatusRecorded', 'no value of a scale that can be read')
    : main('PerformanceStatusRecorded', { instrument, value });
};

/** A follow-up that says the patient was dead, or lost, is no sign of life. */
const lastFollowUp: Mapping = (read) => {
  const status = read.text('status');
  const [vital] = allSaid(VITAL, status ?? '');
  if (vital === 'dead') return unreadable('DeathRecorded', `"${status}": dead by then, the day is not said`);
  return vital === 'lost'
    ? main('CareTransitioned', { to: 'lost-to-follow-up', reasons: read.list('status') })
    : main('ContactRecorded', { status });
};

const needing =
  (field: string, wouldBe: ReadableKind | null, map: Mapping): Mapping =>
  (read) =>
    read.text(field) === undefined ? { wouldBe, reason: `${field} is missing` } : map(read);

const care: Mapping = (read) =>
  main('CareTransitioned', { to: careOf(read.parsed('to') ?? ''), reasons: read.list('reason') });

const contact: Mapping = (read) => main('ContactRecorded', { status: read.fact.type.replace(/_/g, ' ') });

/** How each type of the format becomes facts. A type that is not here is kept as it is: other-types.ts. */
export const MAPPINGS: Readonly<Record<string, Mapping>> = {
  ...THERAPY_MAPPINGS,
  ...SPECIMEN_MAPPINGS,
  imaging,
  diagnosis,
  working_diagnosis: diagnosis,
  comorbidity: needing('condition', null, (read) =>
    main('DiagnosisRecorded', {
      what: 'other',
      condition: read.text('condition'),
      method: read.text('method'),
    }),
  ),
  lm_diagnosis: lmDiagnosis,
  autopsy,
  radiotherapy,
  neuro_exam: neuroExam,
  response_stated: response,
  progression_stated: (read) => main('ProgressionStated', { ...placed(read), detail: read.text('detail') }),
  surgery,
  symptom: needing('symptoms', null, (read) => main('SymptomRecorded', { symptoms: read.list('symptoms') })),
  performance_status: performance,
  adverse_event: needing('event', null, (read) =>
    main('AdverseEventRecorded', {
      event: read.text('event'),
      grade: read.number('grade'),
      attributedTo: read.text('attributedTo'),
    }),
  ),
  complication: needing('condition', null, (read) =>
    main('ComplicationRecorded', { complication: read.text('condition') }),
  ),
  care_transition: care,
  admission: contact,
  discharge: contact,
  visit: contact,
  death: (read) => main('DeathRecorded', { cause: read.text('cause') }),
  last_follow_up: lastFollowUp,
};
