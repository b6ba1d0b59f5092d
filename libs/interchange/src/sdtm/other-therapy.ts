import { findAgent } from '@leptotrace/clinical';
import type { JsonObject } from '@leptotrace/kernel';
import { cell, fromRows, idOf, kept, NOTHING, one, refuse, rowKey, type Mapped } from './facts';
import type { SdtmRecord } from './records';
import { numberOf } from './records';
import type { Imaged } from './studies';
import { agentOf, doseOf } from './therapy';
import { DATE_MEND, modalityOf, regionsIn, routeOf, whenOf } from './vocabulary';

const nameOf = (record: SdtmRecord): string =>
  (cell(record, 'TRT') ?? cell(record, 'DECOD') ?? `${record.domain}TRT`).slice(0, 200);

const badDate = (record: SdtmRecord): Mapped | null => {
  const bad = ['STDTC', 'ENDTC'].find((name) => {
    const text = cell(record, name);
    return text !== undefined && whenOf(text) === null;
  });
  return bad === undefined
    ? null
    : refuse(
        record,
        `${record.domain}${bad}`,
        `${JSON.stringify(cell(record, bad))} is not a date`,
        DATE_MEND,
      );
};

const isGiven = (record: SdtmRecord): boolean => !/^N/i.test(cell(record, 'OCCUR') ?? '');

/** What a study says of a drug beside its name. */
const aboutDrug = (record: SdtmRecord): string =>
  ['CAT', 'SCAT', 'CLAS', 'CLASCD', 'INDC']
    .map((name) => cell(record, name) ?? '')
    .join(' ; ')
    .toUpperCase();

const ANTICANCER =
  /ANTI-?\s?(CANCER|NEOPLAS|TUMOU?R)|CHEMOTHER|IMMUNOTHER|TARGETED THER|SYSTEMIC THER|KINASE INHIB|; ?L0[12]/;
const STEROID = /; ?H02|CORTICO|STEROID|GLUCOCORT/;

const hasClass = (record: SdtmRecord): boolean =>
  cell(record, 'CLAS') !== undefined || cell(record, 'CLASCD') !== undefined;

const isKnownAgent = (record: SdtmRecord): boolean =>
  [cell(record, 'DECOD'), cell(record, 'TRT')].some((name) => findAgent(name ?? '') !== null);

const isAnticancer = (record: SdtmRecord): boolean => ANTICANCER.test(aboutDrug(record));

/** A drug that no vocabulary has: what it may have been depends on what else the study says of it. */
const unknownDrug = (record: SdtmRecord, day: string): Mapped => {
  const term = nameOf(record);
  if (hasClass(record) && !STEROID.test(aboutDrug(record)))
    return kept(record, day, { term, reason: 'of a class of drugs that no derived value reads' });
  const reason = 'a drug that the vocabulary has not; its class does not tell what it is';
  return kept(record, day, { term, reason, wouldBe: 'TherapyStarted' });
};

const courseOf = (record: SdtmRecord): Mapped => {
  const key = `start/${rowKey(record)}`;
  const end = whenOf(cell(record, 'ENDTC'));
  const start = fromRows([record], {
    kind: 'TherapyStarted',
    ...whenOf(cell(record, 'STDTC')),
    ...agentOf(record, isAnticancer(record)),
    ...doseOf(record),
    schedule: cell(record, 'DOSFRQ'),
    route: routeOf(cell(record, 'ROUTE')),
  });
  const stop = fromRows([record], { kind: 'TherapyStopped', ...end, startId: idOf(key), reason: 'unknown' });
  return {
    made: [
      { key, rows: [record], fact: start },
      ...(end ? [{ key: `stop/${rowKey(record)}`, rows: [record], fact: stop }] : []),
    ],
  };
};

/** A row of CM: therapy beside the study's own. */
export const medicationOf = (record: SdtmRecord, fallbackDay: string): Mapped => {
  const bad = badDate(record);
  if (bad) return bad;
  const when = whenOf(cell(record, 'STDTC'));
  const day = when?.occurredOn ?? fallbackDay;
  const term = nameOf(record);
  if (!isGiven(record)) return kept(record, day, { term, reason: 'CMOCCUR: not taken' });
  if (!isKnownAgent(record) && !isAnticancer(record)) return unknownDrug(record, day);
  return when
    ? courseOf(record)
    : kept(record, day, { term, reason: 'has no start', wouldBe: 'TherapyStarted' });
};

const aboutProcedure = (record: SdtmRecord): string =>
  ['DECOD', 'TRT', 'CAT', 'SCAT', 'METHOD']
    .map((name) => cell(record, name) ?? '')
    .join(' ; ')
    .toUpperCase();

const RADIOTHERAPY =
  /RADIOTHERAP|RADIATION|RADIOSURG|IRRADIAT|WBRT|\bSRS\b|\bSBRT\b|GAMMA ?KNIFE|CYBER ?KNIFE/;

const TECHNIQUES: readonly (readonly [RegExp, string])[] = [
  [/HIPPOCAMP/, 'ha-wbrt'],
  [/WBRT|WHOLE[- ]BRAIN/, 'wbrt'],
  [/RADIOSURG|\bSRS\b|GAMMA ?KNIFE|CYBER ?KNIFE/, 'srs'],
  [/PROTON.*CRANIOSPINAL|CRANIOSPINAL.*PROTON/, 'proton-csi'],
  [/INVOLVED[- ]FIELD/, 'involved-field'],
];

const PROCEDURES: readonly (readonly [RegExp, string])[] = [
  [/AUTOPSY/, 'autopsy'],
  [/BIOPSY/, 'biopsy'],
  [/SHUNT/, 'vp-shunt'],
  [/(REMOV|EXPLANT).*(OMMAYA|RESERVOIR)|(OMMAYA|RESERVOIR).*(REMOV|EXPLANT)/, 'ommaya-removal'],
  [/OMMAYA|RESERVOIR/, 'ommaya-placement'],
  [/RESECTION|CRANIOTOMY|METASTASECTOMY|LOBECTOMY|PNEUMONECTOMY|EXCISION/, 'resection'],
];

const radiationDose = (record: SdtmRecord): JsonObject => {
  const unit = { GY: 'Gy', CGY: 'cGy' }[(cell(record, 'DOSU') ?? '').toUpperCase()];
  const value = numberOf(cell(record, 'DOSE'), record.decimalComma);
  return unit !== undefined && value !== null ? { dose: { value, unit } } : {};
};

const periodOf = (record: SdtmRecord): JsonObject => {
  const [start, end] = [whenOf(cell(record, 'STDTC'))?.occurredOn, whenOf(cell(record, 'ENDTC'))?.occurredOn];
  return start !== undefined && end !== undefined && start <= end ? { period: { start, end } } : {};
};

const contentOf = (record: SdtmRecord): JsonObject => {
  const text = aboutProcedure(record);
  const site = cell(record, 'LOC')?.slice(0, 120);
  if (RADIOTHERAPY.test(text))
    return {
      kind: 'RadiotherapyDelivered',
      technique: TECHNIQUES.find(([pattern]) => pattern.test(text))?.[1] ?? 'not-stated',
      target: site ?? 'not stated',
      ...radiationDose(record),
      ...periodOf(record),
    };
  if (/LUMBAR PUNCTURE|SPINAL TAP/.test(text)) return { kind: 'LumbarPuncturePerformed' };
  const procedure = PROCEDURES.find(([pattern]) => pattern.test(text))?.[1] ?? 'other';
  return { kind: 'ProcedurePerformed', procedure, description: nameOf(record), ...(site ? { site } : {}) };
};

const IMAGING = /\bMRI\b|MAGNETIC|\bCT\b|TOMOGRAPH|\bPET\b|SCINTIGRA|BONE SCAN|X-?RAY|RADIOGRAPH/;

/** A row of PR that says that something was imaged; with TU and TR it becomes the study. */
export const imagedIn = (record: SdtmRecord): readonly Imaged[] => {
  const text = aboutProcedure(record);
  const when = whenOf(cell(record, 'STDTC'));
  if (record.domain !== 'PR' || !IMAGING.test(text) || RADIOTHERAPY.test(text) || /BIOPSY/.test(text))
    return [];
  const regions = regionsIn(`${cell(record, 'LOC') ?? ''} ${text}`);
  return when && isGiven(record) && regions.length > 0
    ? [{ record, when, modality: modalityOf(text), regions }]
    : [];
};

/** A row of PR: radiotherapy, surgery, a puncture. */
export const procedureOf = (record: SdtmRecord, fallbackDay: string): Mapped => {
  const bad = badDate(record);
  if (bad) return bad;
  if (imagedIn(record).length > 0) return NOTHING;
  const when = whenOf(cell(record, 'STDTC'));
  const day = when?.occurredOn ?? fallbackDay;
  const term = nameOf(record);
  if (!isGiven(record)) return kept(record, day, { term, reason: 'PROCCUR: not done' });
  if (
    IMAGING.test(aboutProcedure(record)) &&
    !RADIOTHERAPY.test(aboutProcedure(record)) &&
    !/BIOPSY/.test(aboutProcedure(record))
  )
    return kept(record, day, {
      term,
      reason: 'imaging of no region that is named',
      wouldBe: 'ImagingStudyReported',
    });
  const content = contentOf(record);
  return when
    ? one(record, { ...when, ...content })
    : kept(record, day, { term, reason: 'has no date', wouldBe: 'ProcedurePerformed' });
};
