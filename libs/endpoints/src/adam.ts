import { type Response } from '@leptotrace/criteria';
import { dayText } from '@leptotrace/kernel';
import { DEFAULTS } from '@leptotrace/rules';
import { monthsOf } from './conventions';
import { type EndpointResult, type Paramcd } from './model';
import { CENSOR_DATES } from './names';

/** One ADTTE record (8.6). Dates are `YYYY-MM-DD`. */
export interface AdtteRow {
  readonly STUDYID: string;
  readonly USUBJID: string;
  readonly PARAMCD: Paramcd;
  readonly PARAM: string;
  readonly AVAL: number;
  readonly AVALU: 'DAYS' | 'MONTHS';
  readonly STARTDT: string;
  readonly ADT: string;
  readonly CNSR: number;
  readonly EVNTDESC: string;
  readonly CNSDTDSC: string | null;
  readonly SRCDOM: string | null;
  readonly SRCVAR: string | null;
  /** How far the value can be relied on, as the endpoint tells it: not of ADaM, ours. */
  readonly LTDETERM: EndpointResult['determinacy'];
  /** Checks of the course that go with the value, by name; `null`: none. Not of ADaM, ours. */
  readonly LTCHECKS: string | null;
}

type Source = Pick<AdtteRow, 'SRCDOM' | 'SRCVAR'>;

const from = (SRCDOM: string, SRCVAR: string): Source => ({ SRCDOM, SRCVAR });
const DEATH = from('ADSL', 'DTHDT');
const ASSESSED = from('ADRS', 'ADT');

/** Where a censored date is from, by CNSDTDSC. A chosen fact has no variable of its own. */
const SOURCES: Readonly<Record<string, Source>> = {
  [CENSOR_DATES.assessment]: ASSESSED,
  [CENSOR_DATES.alive]: from('ADSL', 'LSTALVDT'),
  [CENSOR_DATES.death]: DEATH,
  [CENSOR_DATES.cutoff]: from('ADSL', 'DCUTDT'),
  'FIRST DOSE': from('ADSL', 'TRTSDT'),
  'LM DIAGNOSIS': from('MH', 'MHSTDTC'),
  'FIRST RESPONSE': ASSESSED,
};

const sourceOf = ({ cnsr, cause, cnsdtdsc }: EndpointResult): Source => {
  if (cnsr === 0) return cause === 'DEATH' ? DEATH : ASSESSED;
  return SOURCES[cnsdtdsc ?? ''] ?? { SRCDOM: null, SRCVAR: null };
};

const checksText = ({ checks }: EndpointResult): string | null =>
  checks.length === 0 ? null : [...new Set(checks.map(({ code }) => code))].sort().join('; ');

/**
 * ADTTE records of one subject. A result without value (no origin, nobody at risk) has no record.
 * Months are unrounded.
 */
export const toAdtte = (
  results: readonly EndpointResult[],
  { studyid, usubjid }: { readonly studyid: string; readonly usubjid: string },
  unit: AdtteRow['AVALU'],
  monthDays: number = DEFAULTS.monthDays,
): readonly AdtteRow[] =>
  results.flatMap((result): readonly AdtteRow[] => {
    const { aval, startdt, adt, cnsr } = result;
    if (aval === null || startdt === null || adt === null || cnsr === null) return [];
    const row: AdtteRow = {
      STUDYID: studyid,
      USUBJID: usubjid,
      PARAMCD: result.paramcd,
      PARAM: result.param,
      AVAL: unit === 'DAYS' ? aval : monthsOf(aval, monthDays),
      AVALU: unit,
      STARTDT: dayText(startdt),
      ADT: dayText(adt),
      CNSR: cnsr,
      EVNTDESC: result.evntdesc,
      CNSDTDSC: result.cnsdtdsc,
      ...sourceOf(result),
      LTDETERM: result.determinacy,
      LTCHECKS: checksText(result),
    };
    return [row];
  });

/** AVAL of ADRS response records by AVALC (8.6). */
export const ADRS_AVAL = {
  CR: 1,
  PR: 2,
  SD: 3,
  'NON-CR/NON-PD': 4,
  PD: 5,
  NE: 6,
  MISSING: 7,
} as const satisfies Readonly<Record<string, number>>;

/** PARAM of ADRS records (8.6). */
export const ADRS_PARAMS = {
  OVR: 'Overall Response',
  BOR: 'Best Overall Response',
  CBOR: 'Confirmed Best Overall Response',
  RSP: 'Response',
  CRSP: 'Confirmed Response',
  PD: 'Disease Progression',
  CB: 'Clinical Benefit',
  CCB: 'Confirmed Clinical Benefit',
  DEATH: 'Death',
  LSTA: 'Last Disease Assessment',
  MDIS: 'Measurable Disease at Baseline',
} as const satisfies Readonly<Record<string, string>>;

export interface AdrsValue {
  readonly AVALC: string;
  /** `null`: the map has no number for the value; it is never made another one. */
  readonly AVAL: number | null;
}

const isMapped = (text: string): text is keyof typeof ADRS_AVAL => Object.hasOwn(ADRS_AVAL, text);

const ADRS_WORDS: Readonly<Partial<Record<Response, string>>> = {
  NON_CR_NON_PD: 'NON-CR/NON-PD',
  'not-applicable': 'NOT APPLICABLE',
};

/** AVALC and AVAL of a response; `null` is a visit without any, MISSING. */
export const adrsValue = (response: Response | null): AdrsValue => {
  const AVALC = response === null ? 'MISSING' : (ADRS_WORDS[response] ?? response);
  return { AVALC, AVAL: isMapped(AVALC) ? ADRS_AVAL[AVALC] : null };
};
