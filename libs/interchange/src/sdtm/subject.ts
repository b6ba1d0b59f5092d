import type { FactKind, PatientStatement } from '@leptotrace/clinical';
import { sha256 } from '@leptotrace/kernel';
import { cell, join, kept, NOTHING, one, resultOf, type Mapped } from './facts';
import { acceptanceIn } from './readers';
import type { SdtmRecord } from './records';
import { medicationOf, procedureOf } from './other-therapy';
import { responseOf } from './responses';
import { readDispositions } from './therapy';
import { saysDead, survivalOf } from './vital';
import { whenOf } from './vocabulary';

const AGE = /^\d{1,3}$/;

/** A name of any script as an identifier: what it cannot hold stays with the row. */
const heldName = (name: string): string => {
  const held = name.replace(/[^A-Za-z0-9._:/#-]+/g, '-').replace(/^[^A-Za-z0-9]+|-+$/g, '');
  return held === '' ? `n-${sha256(name).slice(0, 10)}` : held.slice(0, 120);
};

/** Whole years, where the age is told in years. */
const ageOf = ({ AGE: age = '', AGEU: unit = '' }: SdtmRecord['cells']): number | null =>
  AGE.test(age) && Number(age) <= 120 && /^(YEARS?)?$/i.test(unit) ? Number(age) : null;

/** Registration of a subject. The treatment arm is kept with the row and read by no derivation. */
export const registrationOf = (subject: string, records: readonly SdtmRecord[]): PatientStatement => {
  const cells = records.find(({ domain }) => domain === 'DM')?.cells ?? {};
  const sex = ({ F: 'female', M: 'male' } as const)[(cells['SEX'] ?? '').toUpperCase()];
  const age = ageOf(cells);
  const study = records.find(({ cells: own }) => own['STUDYID'] !== undefined)?.cells['STUDYID'] ?? 'sdtm';
  return {
    statement: 'registered',
    study: heldName(study),
    pseudonym: heldName(subject),
    ...(cells['SITEID'] === undefined ? {} : { site: heldName(cells['SITEID']) }),
    ...(sex ? { sex } : {}),
    ...(age === null ? {} : { ageAtDiagnosis: age }),
  };
};

const CARE: readonly (readonly [RegExp, string])[] = [
  [/LOST TO FOLLOW/, 'lost-to-follow-up'],
  [/WITHDRAWAL (BY SUBJECT|OF CONSENT)|CONSENT WITHDRAWN|WITHDREW/, 'withdrew'],
  [/HOSPICE/, 'hospice'],
];

const dayIn = (record: SdtmRecord, fallbackDay: string): string =>
  ['DTC', 'STDTC', 'ENDTC']
    .map((name) => whenOf(cell(record, name))?.occurredOn)
    .find((day) => day !== undefined) ?? fallbackDay;

const dispositionOf = (record: SdtmRecord, read: ReadonlySet<SdtmRecord>, fallbackDay: string): Mapped => {
  const { cells } = record;
  const when = whenOf(cells['DSSTDTC'] ?? cells['DSDTC']);
  const text = (cells['DSDECOD'] ?? cells['DSTERM'] ?? '').toUpperCase();
  const to = CARE.find(([pattern]) => pattern.test(text))?.[1];
  if (when && to)
    return one(record, { kind: 'CareTransitioned', ...when, to, reasons: [text.slice(0, 400)] });
  if (read.has(record)) return NOTHING;
  return kept(record, dayIn(record, fallbackDay), {
    term: text === '' ? 'DSDECOD' : text.slice(0, 200),
    reason: 'a disposition that no derived value reads',
  });
};

/** A visit shows the patient alive on its day. */
const visitOfSubject = (record: SdtmRecord, fallbackDay: string): Mapped => {
  const when = whenOf(cell(record, 'STDTC'));
  const name = record.cells['VISIT'] ?? record.cells['VISITNUM'] ?? 'visit';
  if (when && !/^N/i.test(cell(record, 'OCCUR') ?? ''))
    return one(record, { kind: 'ContactRecorded', ...when, status: name.slice(0, 400) });
  return kept(record, dayIn(record, fallbackDay), { term: name, reason: 'a visit that did not take place' });
};

/** Domains that may say what a derived value stands on, in a form that is not read here. */
const WOULD_BE: Readonly<Record<string, FactKind>> = {
  TU: 'ImagingStudyReported',
  TR: 'ImagingStudyReported',
  RS: 'ResponseStated',
  MI: 'CsfCytologyReported',
  CP: 'CsfCytologyReported',
  BE: 'SpecimenCollected',
  GF: 'MolecularReportIssued',
  PF: 'MolecularReportIssued',
  PG: 'MolecularReportIssued',
  EC: 'TherapyStarted',
  NV: 'NeurologicalExamRecorded',
  MH: 'DiagnosisRecorded',
};

const CSF = /\bCSF\b|CEREBROSPINAL/i;

/** A laboratory result matters here when it is of the cerebrospinal fluid, or a marker of the tumour. */
const wouldBeOf = (record: SdtmRecord): FactKind | undefined => {
  const text = Object.values(record.cells).join(' ');
  if (record.domain === 'LB' && CSF.test(text)) return 'CsfChemistryReported';
  if (record.domain === 'LB' && /CEA\b|CYFRA|PROGRP|\bNSE\b/i.test(text)) return 'TumorMarkerReported';
  if (record.domain === 'QS' && /NEURO|NANO/i.test(text)) return 'NeurologicalExamRecorded';
  if (record.domain === 'MH' && !/MENING|BRAIN|CNS|CEREB|INTRACRAN/i.test(text)) return undefined;
  return WOULD_BE[record.domain.replace(/^SUPP/, '')];
};

const termOf = (record: SdtmRecord): string =>
  (
    cell(record, 'TESTCD') ??
    cell(record, 'DECOD') ??
    cell(record, 'TERM') ??
    cell(record, 'TRT') ??
    record.cells['QNAM'] ??
    resultOf(record) ??
    record.domain
  ).slice(0, 200);

const keptRow = (record: SdtmRecord, fallbackDay: string): Mapped => {
  const isOrphan = record.domain.startsWith('SUPP');
  const wouldBe = wouldBeOf(record);
  return kept(record, dayIn(record, fallbackDay), {
    term: termOf(record),
    reason: isOrphan ? 'qualifies a row that is not there' : 'no derived value reads this',
    ...(wouldBe ? { wouldBe } : {}),
  });
};

/** Columns of DM that the registration and the death are read from, or that only identify. */
const READ_OF_DM =
  /^(STUDYID|DOMAIN|USUBJID|SUBJID|SITEID|AGE|AGEU|SEX|DTHDTC|DTHFL|RF[A-Z]*DTC|DMDTC|DMDY)$/;

const demographicsOf = (record: SdtmRecord, fallbackDay: string): Mapped => {
  const unread = Object.keys(record.cells).filter((name) => !READ_OF_DM.test(name));
  const reason = 'a column that no derived value reads; kept with its row';
  return {
    made: kept(record, fallbackDay, { term: 'DM', reason }).made,
    unused: unread.map((term) => ({ domain: 'DM', term, reason, rows: [record.row] })),
  };
};

const OWN_DOMAINS: ReadonlySet<string> = new Set(['TU', 'TR', 'EX']);

/** Rows of every domain but TU, TR and EX; a domain that is not known is kept row by row. */
export const statementsOf = (records: readonly SdtmRecord[], fallbackDay: string): Mapped => {
  const accepted = acceptanceIn(records.filter(({ domain }) => domain === 'RS'));
  const read = readDispositions(records);
  const mapped = (record: SdtmRecord): Mapped => {
    if (record.domain === 'DM') return demographicsOf(record, fallbackDay);
    if (saysDead(record)) return NOTHING;
    switch (record.domain) {
      case 'DS':
        return dispositionOf(record, read, fallbackDay);
      case 'SS':
        return survivalOf(record, fallbackDay);
      case 'SV':
        return visitOfSubject(record, fallbackDay);
      case 'RS':
        return responseOf(record, accepted, fallbackDay);
      case 'CM':
        return medicationOf(record, fallbackDay);
      case 'PR':
        return procedureOf(record, fallbackDay);
      default:
        return keptRow(record, fallbackDay);
    }
  };
  return join(records.filter(({ domain }) => !OWN_DOMAINS.has(domain)).map(mapped));
};
