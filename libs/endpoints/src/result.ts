import { type DayInterval, type EpochDay } from '@leptotrace/kernel';
import { type Derivation, type Flag } from '@leptotrace/rules';
import { durationDays } from './conventions';
import { type Hull } from './hull';
import { type Cause, type Cnsr, type EndpointResult, type Mode, type Paramcd } from './model';
import { CNSR_TEXTS, EVENT_TEXTS, PARAMS } from './names';
import { type Start } from './scopes';

export interface Outcome {
  readonly paramcd: Paramcd;
  readonly mode: Mode;
  readonly start: Start;
  readonly day: EpochDay;
  readonly cnsr: Cnsr;
  readonly cause: Cause | null;
  readonly cnsdtdsc: string | null;
  /** `null`: every date is exact. */
  readonly hull: Hull | null;
  readonly imputed: boolean;
  readonly missing: readonly string[];
  readonly flags: readonly Flag[];
}

export const determinacyOf = (
  missing: readonly string[],
  imputed: boolean,
): EndpointResult['determinacy'] => {
  if (missing.length > 0) return 'undetermined';
  return imputed ? 'imputed' : 'exact';
};

/** Facts that cannot be placed, each once, in one order. */
export const missingOf = (...lists: readonly (readonly string[])[]): readonly string[] =>
  lists.every(({ length }) => length === 0) ? [] : [...new Set(lists.flat())].sort();

export const placementFlags = (missing: readonly string[], imputed: boolean): readonly Flag[] => [
  ...(imputed ? (['DATE_IMPUTED'] as const) : []),
  ...(missing.length > 0 ? (['UNDETERMINED_FACTS'] as const) : []),
];

const around = ({ from, to }: DayInterval, value: number): DayInterval => ({
  from: Math.min(from, value),
  to: Math.max(to, value),
});

const textOf = (cnsr: Cnsr, cause: Cause | null): string => {
  if (cnsr !== 0) return CNSR_TEXTS[cnsr];
  return cause === null ? '' : EVENT_TEXTS[cause];
};

/** One ADTTE value; the range always holds the value. */
export const resultOf = (outcome: Outcome, why: Derivation): EndpointResult => {
  const { paramcd, start, day, hull, cnsr, cause, missing, imputed } = outcome;
  const aval = durationDays(start.day, day);
  const exactly = { from: aval, to: aval };
  const onDay = { from: day, to: day };
  return {
    paramcd,
    param: PARAMS[paramcd],
    aval,
    avalRange: hull ? around(hull.aval, aval) : exactly,
    startdt: start.day,
    adt: day,
    adtRange: hull ? around(hull.adt, day) : onDay,
    cnsr,
    evntdesc: textOf(cnsr, cause),
    cnsdtdsc: outcome.cnsdtdsc,
    cause,
    mode: outcome.mode,
    determinacy: determinacyOf(missing, imputed),
    missing,
    contradicting: [],
    readings: [],
    checks: [],
    flags: outcome.flags,
    why,
  };
};

/** Why there is no value at all. */
export interface NoValue {
  readonly text: string;
  readonly why: Derivation;
  readonly missing: readonly string[];
}

/** No origin, or nobody at risk: no value, and nothing that could pass for one. */
export const noResult = (paramcd: Paramcd, mode: Mode, { text, why, missing }: NoValue): EndpointResult => ({
  paramcd,
  param: PARAMS[paramcd],
  aval: null,
  avalRange: null,
  startdt: why.day ?? null,
  adt: null,
  adtRange: null,
  cnsr: null,
  evntdesc: text,
  cnsdtdsc: null,
  cause: null,
  mode,
  determinacy: determinacyOf(missing, false),
  missing,
  contradicting: [],
  readings: [],
  checks: [],
  flags: why.flags ?? [],
  why,
});
