import { intervalOf, parsePartialDate, type OccurredOn } from '@leptotrace/kernel';
import type { Span } from '../sheet.model';

/** Days of a mark, never past the day that is looked at. */
export const clipped = ({ from, to }: Span, end: number): Span => ({
  from: Math.min(from, end),
  to: Math.min(to, end),
});

const dayOf = (text: string): number => {
  const found = parsePartialDate(text);
  if (!found) throw new RangeError(`not a date: ${text}`);
  return found.from;
};

/** Days of an interval as answers write it. */
export const spanOf = ({ from, to }: { readonly from: string; readonly to: string }): Span => ({
  from: dayOf(from),
  to: dayOf(to),
});

export const occurredSpan = (occurredOn: OccurredOn | null): Span | null =>
  occurredOn === null ? null : intervalOf(occurredOn);
