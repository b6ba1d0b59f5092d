import type { PatientStatement } from '@leptotrace/clinical';
import type { CheckCode } from '@leptotrace/timeline';
import { retracted } from './given';

/** Facts by their ids. */
export type Given = Readonly<Record<string, object>>;

export const on = (occurredOn: string, kind: string, more: object = {}) => ({ kind, occurredOn, ...more });
const csf = (day: string) => on(day, 'SpecimenCollected', { specimenId: 's', specimen: 'csf' });
export const start = (day: string, more: object = {}) =>
  on(day, 'TherapyStarted', { agent: 'osimertinib', route: 'oral', ...more });
export const lesion = (more: object) => ({
  lesionId: 'a',
  site: 'lung',
  kind: 'non-nodal',
  state: 'measured',
  ...more,
});
export const mm = (value: number) => ({ longestDiameter: { value, unit: 'mm' } });
export const scan = (day: string, more: object = {}) =>
  on(day, 'ImagingStudyReported', { modality: 'ct', regions: ['chest'], ...more });

/** Given these facts, the check is found. One row for each code, so that none stands in no test. */
export const CHECKS_GIVEN: Readonly<Record<CheckCode, Given>> = {
  'after-death': { d: on('2024-03-15', 'DeathRecorded'), c: on('2024-04-20', 'ContactRecorded') },
  'two-deaths': { d: on('2024-03-15', 'DeathRecorded'), e: on('2024-04-20', 'DeathRecorded') },
  'result-before-specimen': {
    s: csf('2024-03-02'),
    r: on('2024-03-01', 'CsfCytologyReported', { specimenId: 's', result: 'negative' }),
  },
  'known-before-it-happened': { c: on('2024-03-02', 'ContactRecorded', { assertedAt: '2024-03-01' }) },
  'stop-before-start': {
    t: start('2024-03-02'),
    x: on('2024-03-01', 'TherapyStopped', { startId: 't', reason: 'toxicity' }),
  },
  'visit-out-of-order': {
    a: scan('2024-01-03', { visit: 'SCREENING' }),
    b: scan('2024-03-05', { visit: 'WEEK 8' }),
    c: scan('2023-05-02', { visit: 'WEEK 16' }),
  },
  'scan-date-copied': {
    a: scan('2024-03-05', { visit: 'WEEK 8' }),
    b: scan('2024-03-05', { visit: 'WEEK 16' }),
    e: on('2024-05-01', 'NeurologicalExamRecorded', {
      instrument: 'narrative',
      domains: [],
      visit: 'WEEK 16',
    }),
  },
  'two-visits-on-one-date': {
    a: scan('2024-03-05', { visit: 'WEEK 8' }),
    b: scan('2024-03-05', { visit: 'UNSCHEDULED' }),
  },
  'anchor-disagrees': {
    t: start('2024-03-01'),
    c: on('2024-03-02', 'ContactRecorded', { relativeTo: { factId: 't', offset: 'P8W' } }),
  },
  'narrative-order': {
    a: on('2024-05-01', 'ContactRecorded', { sequence: 1 }),
    b: on('2024-01-01', 'ContactRecorded', { sequence: 2 }),
    c: on('2024-02-01', 'ContactRecorded', { sequence: 3 }),
    d: on('2024-03-01', 'ContactRecorded', { sequence: 4 }),
  },
  'points-to-retracted-fact': {
    t: start('2024-03-01'),
    x: on('2024-03-02', 'TherapyStopped', { startId: 't', reason: 'toxicity' }),
  },
  'two-sizes': { a: scan('2024-03-05', { lesions: [lesion(mm(40)), lesion(mm(12))] }) },
  'number-beside-not-evaluable': {
    a: scan('2024-03-05', { lesions: [lesion(mm(40)), lesion({ state: 'not-evaluable' })] }),
  },
  'two-birth-years': { d: on('2024-03-05', 'DiagnosisRecorded', { what: 'primary-nsclc' }) },
  'same-report-twice': { a: scan('2024-03-05'), b: scan('2024-03-05', { note: 'sent again' }) },
  'result-of-another-specimen': {
    s: on('2024-03-01', 'SpecimenCollected', { specimenId: 's', specimen: 'plasma' }),
    r: on('2024-03-01', 'CsfCytologyReported', { specimenId: 's', result: 'positive' }),
  },
  'response-against-lesions': {
    a: scan('2024-03-05', { readerOverall: 'CR', lesions: [lesion(mm(40))] }),
  },
  'progression-without-change': {
    t: start('2024-01-01'),
    p: on('2024-03-01', 'ProgressionStated', { compartment: 'non-cns' }),
    c: on('2024-09-01', 'ContactRecorded'),
  },
  'lm-against-evidence': {
    d: on('2024-03-01', 'DiagnosisRecorded', { what: 'leptomeningeal-metastasis', certainty: 'confirmed' }),
    s: csf('2024-03-01'),
    r: on('2024-03-01', 'CsfCytologyReported', { specimenId: 's', result: 'negative' }),
  },
  'pressure-outside-usual': {
    l: on('2024-03-01', 'LumbarPuncturePerformed', { openingPressure: { value: 180, unit: 'cm[H2O]' } }),
  },
  'length-outside-usual': { a: scan('2024-03-05', { lesions: [lesion(mm(301))] }) },
  'length-more-than-trebled': {
    a: scan('2024-01-05', { lesions: [lesion(mm(10))] }),
    b: scan('2024-03-05', { lesions: [lesion(mm(31))] }),
  },
  'dose-outside-usual': { t: start('2024-01-01', { dose: { value: 80, unit: 'g' } }) },
  'radiation-dose-outside-usual': {
    r: on('2024-01-01', 'RadiotherapyDelivered', {
      technique: 'wbrt',
      target: 'whole brain',
      dose: { value: 30, unit: 'cGy' },
    }),
  },
  'fraction-below-detection-limit': {
    m: on('2024-01-01', 'MolecularReportIssued', {
      specimenId: 's',
      specimen: 'plasma',
      assay: 'a',
      lodVaf: { value: 0.5, unit: '%' },
      calls: [{ gene: 'EGFR', alteration: 'T790M', status: 'detected', vaf: { value: 0.31, unit: '%' } }],
    }),
  },
  'day-after-recording': { c: on('2026-01-03', 'ContactRecorded') },
  unread: {
    o: on('2024-01-01', 'OtherFactRecorded', {
      label: 'DS',
      unread: { wouldBe: 'DeathRecorded', reason: 'no date' },
    }),
  },
  'not-used': { o: on('2024-01-01', 'OtherFactRecorded', { label: 'IE' }) },
};

/** What is said beside the facts. */
export const saidBesides = (code: CheckCode): readonly PatientStatement[] =>
  code === 'points-to-retracted-fact' ? [retracted('t')] : [];
