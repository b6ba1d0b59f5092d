import { groupBy } from '@leptotrace/kernel';
import type { Reason } from './facts';
import { isMeasure, lesionIdOf, testOf, tumoursOf, type Tumour } from './lesions';
import { evaluatorOf } from './readers';
import type { SdtmRecord } from './records';
import type { When } from './vocabulary';

/** Sums, changes and counts that the source calculated from the lesions. */
const CALCULATED = /^(SUM|PC|AC|CH|NUM|NTL|MEAN|AVG)/;
const IDENTIFIES = /^(TUMIDENT|LESIDENT)?$/;

export const IMAGING = 'ImagingStudyReported';

const isReadTest = (record: SdtmRecord): boolean =>
  record.domain === 'TU'
    ? IDENTIFIES.test(testOf(record))
    : isMeasure(record) || testOf(record) === 'TUMSTATE';

/** Why a row is no reading of a lesion; `null`: it is one. */
export const whyNot = (record: SdtmRecord, tumour: Tumour | undefined, when: When | null): Reason | null => {
  const test = testOf(record) || `${record.domain}TESTCD`;
  if (record.domain === 'TR' && CALCULATED.test(test))
    return { term: test, reason: 'calculated by the source; here it is derived from the lesions' };
  if (!isReadTest(record)) return { term: test, reason: 'a test that is not known here', wouldBe: IMAGING };
  if (lesionIdOf(record) === undefined)
    return { term: `${record.domain}LNKID`, reason: 'names no lesion', wouldBe: IMAGING };
  if (!tumour)
    return { term: lesionIdOf(record) as string, reason: 'a lesion that TU has not', wouldBe: IMAGING };
  return when === null ? { term: `${record.domain}DTC`, reason: 'has no date', wouldBe: IMAGING } : null;
};

/** Tumours by reader and link id; those of the investigator stand for readers who identify none themselves. */
export const tumourFinder = (
  records: readonly SdtmRecord[],
): ((record: SdtmRecord) => Tumour | undefined) => {
  const byReader = new Map(
    [...groupBy(records, evaluatorOf)].map(([reader, own]) => [reader, tumoursOf(own)] as const),
  );
  const readers = [...byReader.keys()].sort();
  return (record) => {
    const id = lesionIdOf(record);
    if (id === undefined) return undefined;
    const order = [evaluatorOf(record), 'INVESTIGATOR', ...readers];
    return order.map((reader) => byReader.get(reader)?.get(id)).find((tumour) => tumour !== undefined);
  };
};
