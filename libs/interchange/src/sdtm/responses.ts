import { cell, kept, one, refuse, resultOf, unusedRow, type Mapped, type Reason } from './facts';
import { evaluatorOf, readerOf, visitOf } from './readers';
import type { SdtmRecord } from './records';
import { categoryOf, DATE_MEND, whenOf } from './vocabulary';

const criterionText = ({ cells }: SdtmRecord): string =>
  `${cells['RSCAT'] ?? ''} ${cells['RSSCAT'] ?? ''}`.toUpperCase();

/** Which compartment a stated response is about: the criterion and its sub-category tell. */
export const compartmentOf = (record: SdtmRecord): string => {
  const text = criterionText(record);
  if (/EXTRACRANIAL|NON-?CNS|SYSTEMIC/.test(text)) return 'non-cns';
  if (/RANO-?(BM|LM)|INTRACRANIAL|\bCNS\b|LEPTOMENING/.test(text)) return 'cns';
  return isRecist(text) ? 'non-cns' : 'not-stated';
};

/** RECIST 1.1 and not what was made of it: iRECIST and mRECIST are other criteria. */
const isRecist = (text: string): boolean => /(^|[^A-Z])RECIST/.test(text);

/** Criteria whose stated responses something here reads. */
const isKnownCriterion = (text: string): boolean => isRecist(text) || /RANO-?(BM|LM)/.test(text);

const isLm = (record: SdtmRecord): boolean => /RANO-?LM|LEPTOMENING/.test(criterionText(record));

/** Parts of an overall response; the overall one is read. */
const PARTS = /^(TRGRESP|NTRGRESP|NEWLIND|NEWLPROG|NEWLES|BESTRESP|BOR|CONFRESP)/;

const whyNot = (record: SdtmRecord, isDated: boolean): Reason | null => {
  const test = (cell(record, 'TESTCD') ?? 'RSTESTCD').toUpperCase();
  if (PARTS.test(test)) return { term: test, reason: 'a part of the overall response, which is read' };
  if (test !== 'OVRLRESP')
    return { term: test, reason: 'a test that is not known here', wouldBe: 'ResponseStated' };
  if (resultOf(record) === undefined) return { term: test, reason: 'has no result: not done' };
  return isDated ? null : { term: 'RSDTC', reason: 'has no date', wouldBe: 'ResponseStated' };
};

/** What is taken as stated and yet read by nothing, or only in part. */
const notRead = (record: SdtmRecord, category: string): readonly Reason[] => {
  const text = criterionText(record).trim();
  const named = text === '' ? 'no RSCAT' : text;
  return [
    ...(isKnownCriterion(text)
      ? []
      : [{ term: named, reason: 'a criterion that no derived value reads; kept as stated' }]),
    ...(category === 'OTHER'
      ? [
          {
            term: resultOf(record) as string,
            reason: 'a response that no criterion here has; kept as stated',
          },
        ]
      : []),
  ];
};

/** An overall response of any reader; everything else of RS is kept as it is. */
export const responseOf = (
  record: SdtmRecord,
  accepted: (record: SdtmRecord) => boolean | undefined,
  fallbackDay: string,
): Mapped => {
  const dated = cell(record, 'DTC');
  const when = whenOf(dated);
  if (dated !== undefined && when === null)
    return refuse(record, 'RSDTC', `${JSON.stringify(dated)} is not a date`, DATE_MEND);
  const why = whyNot(record, when !== null);
  if (why) return kept(record, when?.occurredOn ?? fallbackDay, why);
  const category = categoryOf(resultOf(record));
  const { made } = one(record, {
    kind: 'ResponseStated',
    ...when,
    category,
    compartment: compartmentOf(record),
    ...(isLm(record) ? { sites: ['leptomeninges'] } : {}),
    criterion: cell(record, 'CAT')?.slice(0, 120),
    visit: visitOf(record),
    reader: readerOf(record),
    accepted: accepted(record),
    attributedTo: evaluatorOf(record).slice(0, 200),
  });
  return { made, unused: notRead(record, category).map((reason) => unusedRow(record, reason)) };
};
