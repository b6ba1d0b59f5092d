import type { JsonObject } from '@leptotrace/kernel';
import { invalidAt } from '../http/problem';

const SEQUENCE = /^(\d{20}|\d{40})$/;

/** Place in the feed, to be compared as text. @throws Problem */
export const sequenceOf = (text: string | undefined, path: string): string | undefined => {
  if (text === undefined || SEQUENCE.test(text)) return text;
  throw invalidAt(path, 'not a sequence', 'Send the `sequence` of a signal as it was.');
};

/** Of a signal as it is sent. */
export const sequenceIn = (envelope: JsonObject): string => envelope['sequence'] as string;
