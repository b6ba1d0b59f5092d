import { cell } from './facts';
import type { SdtmRecord } from './records';

/** Who assessed, as the source names them; nobody where it names none. */
export const readerOf = (record: SdtmRecord): string | undefined => {
  const named = [cell(record, 'EVAL'), cell(record, 'EVALID')].filter(Boolean).join(' ').toUpperCase();
  return named === '' ? undefined : named.slice(0, 80);
};

/** A record without evaluator is the investigator's: SDTM leaves the variable empty for them. */
export const evaluatorOf = (record: SdtmRecord): string => readerOf(record) ?? 'INVESTIGATOR';

const isAccepted = (record: SdtmRecord): boolean => cell(record, 'ACPTFL')?.toUpperCase() === 'Y';

/** The reader whose facts carry no name in their keys. It names facts and decides nothing. */
export const firstEvaluator = (records: readonly SdtmRecord[]): string | null => {
  const names = (of: readonly SdtmRecord[]): readonly string[] => [...new Set(of.map(evaluatorOf))].sort();
  const [accepted] = names(records.filter(isAccepted));
  const all = names(records);
  return accepted ?? all.find((name) => name === 'INVESTIGATOR') ?? all[0] ?? null;
};

export const visitOf = ({ cells }: SdtmRecord): string | undefined =>
  (cells['VISIT'] ?? cells['VISITNUM'])?.slice(0, 60);

const visitKey = (record: SdtmRecord): string =>
  `${record.domain}/${visitOf(record) ?? cell(record, 'DTC') ?? ''}`;

/**
 * Was the record adopted for its visit? Said of each record: adjudication may adopt one reader at one
 * visit and another at the next. A record without the flag is not adopted where another of its visit is.
 */
export const acceptanceIn = (
  records: readonly SdtmRecord[],
): ((record: SdtmRecord) => boolean | undefined) => {
  const decided = new Set(records.filter(isAccepted).map(visitKey));
  return (record) => {
    if (isAccepted(record)) return true;
    const isSaid = cell(record, 'ACPTFL')?.toUpperCase() === 'N';
    return isSaid || decided.has(visitKey(record)) ? false : undefined;
  };
};

/** Of several records of one reading: adopted when one of them is. */
export const acceptedOf = (said: readonly (boolean | undefined)[]): boolean | undefined => {
  if (said.includes(true)) return true;
  return said.includes(false) ? false : undefined;
};
