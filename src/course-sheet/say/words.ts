import { parsePartialDate, type OccurredOn } from '@leptotrace/kernel';
import type { Line, Tone } from '../sheet.model';
import type { Names, Texts } from '../texts';

/** The name of a code; the code itself where the language has none, so that nothing is lost. */
export const named = (names: Names, code: string): string =>
  Object.hasOwn(names, code) ? (names[code] as string) : code;

/** A number as it was answered, with the decimal sign of the language. */
export const numberText = ({ language }: Texts, value: number): string =>
  new Intl.NumberFormat(language, { useGrouping: false, maximumFractionDigits: 6 }).format(value);

export const spanText = ({ from, to }: { readonly from: string; readonly to: string }): string =>
  from === to ? from : `${from} – ${to}`;

const endsItsMonth = (date: string): boolean => {
  const day = parsePartialDate(date);
  const month = parsePartialDate(date.slice(0, 7));
  return day !== null && month !== null && day.to === month.to;
};

/** An interval of days; one of whole months by its months, as people write it. */
export const intervalText = ({ from, to }: { readonly from: string; readonly to: string }): string =>
  from !== to && from.endsWith('-01') && endsItsMonth(to)
    ? spanText({ from: from.slice(0, 7), to: to.slice(0, 7) })
    : spanText({ from, to });

export const rangeText = (
  texts: Texts,
  { from, to }: { readonly from: number; readonly to: number },
): string => (from === to ? numberText(texts, from) : `${numberText(texts, from)}–${numberText(texts, to)}`);

/** A partial date as it was recorded: never filled in. */
export const dateText = (occurredOn: OccurredOn | null | undefined): string | null => {
  if (occurredOn === null || occurredOn === undefined) return null;
  return typeof occurredOn === 'string'
    ? occurredOn
    : spanText({ from: occurredOn.earliest, to: occurredOn.latest });
};

export const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** Parts of a sentence, those that are there. */
export const joined = (separator: string, parts: readonly (string | null | undefined | false)[]): string =>
  parts.filter((part): part is string => typeof part === 'string' && part !== '').join(separator);

export const bracketed = (texts: Texts, text: string, inside: string | null): string =>
  inside === null || inside === '' ? text : `${text} ${texts.brackets(inside)}`.replace(/ （/g, '（');

/** Of a value that cannot be relied on, that it cannot. */
export const doubtText = (texts: Texts, { determinacy }: { readonly determinacy: string }): string | null =>
  determinacy === 'contradicted' || determinacy === 'undetermined'
    ? texts.table.determinacy[determinacy]
    : null;

export const line = (label: string, text: string, rank: number, tone: Tone = 'plain'): Line => ({
  label,
  text,
  tone,
  rank,
});

/** Units as people write them, for those that UCUM writes otherwise. */
const UNIT_TEXTS: Names = { 'cm[H2O]': 'cmH2O', 'mg.min/mL': 'AUC', 'mg/m2': 'mg/m²' };

export const quantityText = (
  texts: Texts,
  { value, unit }: { readonly value: number; readonly unit: string },
): string =>
  unit === 'mg.min/mL'
    ? `AUC ${numberText(texts, value)}`
    : `${numberText(texts, value)} ${named(UNIT_TEXTS, unit)}`;

/** UTC to the minute: finer than that nobody reads on paper. */
export const instantText = (instant: string): string => instant.slice(0, 16).replace('T', ' ');
