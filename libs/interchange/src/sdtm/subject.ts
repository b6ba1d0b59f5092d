import type { PatientStatement } from '@leptotrace/clinical';
import type { JsonObject } from '@leptotrace/kernel';
import { fromRows, join, kept, refuse, rowKey, type Made, type Mapped } from './facts';
import type { SdtmRecord } from './records';
import { acceptedEvaluator, evaluatorOf } from './studies';
import { categoryOf, whenOf } from './vocabulary';

const one = (record: SdtmRecord, key: string, content: JsonObject): Mapped => ({
  made: [{ key, rows: [record], fact: fromRows([record], content) }],
  refused: [],
});

const keptOne = (record: SdtmRecord, occurredOn: string): Mapped => ({
  made: [kept(record, occurredOn)],
  refused: [],
});

const AGE = /^\d{1,3}$/;

/** Registration of a subject. The treatment arm is kept with the row and read by no derivation. */
export const registrationOf = (subject: string, records: readonly SdtmRecord[]): PatientStatement => {
  const cells = records.find(({ domain }) => domain === 'DM')?.cells ?? {};
  const sex = ({ F: 'female', M: 'male' } as const)[cells['SEX'] ?? ''];
  const age = cells['AGE'];
  return {
    statement: 'registered',
    study: records.find(({ cells: own }) => own['STUDYID'] !== undefined)?.cells['STUDYID'] ?? 'sdtm',
    pseudonym: subject,
    ...(cells['SITEID'] === undefined ? {} : { site: cells['SITEID'] }),
    ...(sex ? { sex } : {}),
    ...(age !== undefined && AGE.test(age) ? { ageAtDiagnosis: Number(age) } : {}),
  };
};

const deathOf = (record: SdtmRecord): readonly Made[] => {
  const when = whenOf(record.cells['DTHDTC']);
  return when
    ? [
        {
          key: 'death',
          rows: [record],
          fact: fromRows([record], { kind: 'DeathRecorded', occurredOn: when.occurredOn }),
        },
      ]
    : [];
};

const demographics = (record: SdtmRecord, fallbackDay: string): Mapped => {
  const { cells } = record;
  if (cells['DTHDTC'] !== undefined && whenOf(cells['DTHDTC']) === null)
    return refuse(
      record,
      'DTHDTC',
      `${JSON.stringify(cells['DTHDTC'])} is not a date`,
      'Write an ISO 8601 date.',
    );
  return { made: [...deathOf(record), kept(record, fallbackDay)], refused: [] };
};

const CARE: readonly (readonly [RegExp, string])[] = [
  [/LOST TO FOLLOW/, 'lost-to-follow-up'],
  [/WITHDRAWAL (BY SUBJECT|OF CONSENT)|CONSENT WITHDRAWN/, 'withdrew'],
];

const disposition = (record: SdtmRecord, fallbackDay: string): Mapped => {
  const when = whenOf(record.cells['DSSTDTC']);
  const to = CARE.find(([pattern]) => pattern.test((record.cells['DSDECOD'] ?? '').toUpperCase()))?.[1];
  return when && to
    ? one(record, rowKey(record), { kind: 'CareTransitioned', ...when, to })
    : keptOne(record, when?.occurredOn ?? fallbackDay);
};

const survival = (record: SdtmRecord, fallbackDay: string): Mapped => {
  const when = whenOf(record.cells['SSDTC']);
  const alive = /^ALIVE/i.test(record.cells['SSSTRESC'] ?? record.cells['SSORRES'] ?? '');
  return when && alive
    ? one(record, rowKey(record), { kind: 'ContactRecorded', ...when, status: 'alive' })
    : keptOne(record, when?.occurredOn ?? fallbackDay);
};

/** Which compartment a stated response is about: the criterion and its sub-category tell. */
const compartmentOf = ({ cells }: SdtmRecord): string => {
  const text = `${cells['RSCAT'] ?? ''} ${cells['RSSCAT'] ?? ''}`.toUpperCase();
  if (/EXTRACRANIAL|NON-?CNS|SYSTEMIC/.test(text)) return 'non-cns';
  if (/RANO|INTRACRANIAL|\bCNS\b|LEPTOMENING/.test(text)) return 'cns';
  return /RECIST/.test(text) ? 'non-cns' : 'not-stated';
};

const isLm = ({ cells }: SdtmRecord): boolean =>
  /RANO-?LM|LEPTOMENING/i.test(`${cells['RSCAT'] ?? ''} ${cells['RSSCAT'] ?? ''}`);

const resultOf = ({ cells }: SdtmRecord): string | undefined => cells['RSSTRESC'] ?? cells['RSORRES'];

/** An overall response by the evaluator whose readings are taken; everything else is kept as it is. */
const isTaken = (record: SdtmRecord, accepted: string | null): boolean =>
  record.cells['RSTESTCD'] === 'OVRLRESP' &&
  resultOf(record) !== undefined &&
  evaluatorOf(record) === accepted;

const response = (record: SdtmRecord, accepted: string | null, fallbackDay: string): Mapped => {
  const dated = record.cells['RSDTC'];
  const when = whenOf(dated);
  if (dated !== undefined && when === null)
    return refuse(
      record,
      'RSDTC',
      `${JSON.stringify(dated)} is not a date`,
      'Write an ISO 8601 date, as far as it is known.',
    );
  if (!isTaken(record, accepted) || when === null) return keptOne(record, when?.occurredOn ?? fallbackDay);
  return one(record, rowKey(record), {
    kind: 'ResponseStated',
    ...when,
    category: categoryOf(resultOf(record)),
    compartment: compartmentOf(record),
    ...(isLm(record) ? { sites: ['leptomeninges'] } : {}),
    criterion: record.cells['RSCAT'],
    attributedTo: evaluatorOf(record),
  });
};

type Handler = (
  record: SdtmRecord,
  context: { readonly accepted: string | null; readonly fallbackDay: string },
) => Mapped;

const HANDLERS: Readonly<Record<string, Handler>> = {
  DM: (record, { fallbackDay }) => demographics(record, fallbackDay),
  DS: (record, { fallbackDay }) => disposition(record, fallbackDay),
  SS: (record, { fallbackDay }) => survival(record, fallbackDay),
  RS: (record, { accepted, fallbackDay }) => response(record, accepted, fallbackDay),
};

const OWN_DOMAINS: ReadonlySet<string> = new Set(['TU', 'TR', 'EX']);

/** Rows of every domain but TU, TR and EX; a domain that is not known is kept row by row. */
export const statementsOf = (records: readonly SdtmRecord[], fallbackDay: string): Mapped => {
  const accepted = acceptedEvaluator(records.filter(({ domain }) => domain === 'RS'));
  return join(
    records
      .filter(({ domain }) => !OWN_DOMAINS.has(domain))
      .map(
        (record) =>
          HANDLERS[record.domain]?.(record, { accepted, fallbackDay }) ?? keptOne(record, fallbackDay),
      ),
  );
};
