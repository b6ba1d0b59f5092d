import { dayText, parsePartialDate, type DayInterval, type EpochDay } from '@leptotrace/kernel';
import { type Configuration, type Flag } from '@leptotrace/rules';
import { type DateRuleId } from './dates.rules';

export type ImputedWhat = 'death' | 'scan' | 'therapy' | 'diagnosis' | 'contact';

/** Days that the imputed one must respect; an absent bound does not bind. */
export interface ImputationBounds {
  /** Previous assessment + 1, or index start + 1. */
  readonly notBefore?: EpochDay;
  /** Data cutoff. */
  readonly notAfter?: EpochDay;
  /** Read for a death only. */
  readonly lastKnownAlive?: EpochDay;
}

/** ADaM date imputation flag: what was filled in, from the day up to all of it. */
export type Dtf = 'D' | 'M' | 'Y';

export interface Imputed {
  /** `null`: too vague to be placed; only a scan. Otherwise always one of the days of `dates`. */
  readonly day: EpochDay | null;
  readonly dtf: Dtf | null;
  readonly flags: readonly Flag[];
  /** Row of the table that gave the day. */
  readonly rule: DateRuleId;
}

type Policy = 'mid' | 'first' | 'last';
type Vagueness = 'day' | 'month' | 'year' | 'years';

const DTF = { day: null, month: 'D', year: 'M', years: 'Y' } as const satisfies Record<Vagueness, Dtf | null>;

/** How vague: by length, so that a range across two months is no vaguer than a month (our choice). */
const vaguenessOf = ({ from, to }: DayInterval): Vagueness => {
  const days = to - from + 1;
  if (days === 1) return 'day';
  if (days <= 31) return 'month';
  return days <= 366 ? 'year' : 'years';
};

const isWhole = (dates: DayInterval, partial: string): boolean => {
  const whole = parsePartialDate(partial);
  return whole !== null && whole.from === dates.from && whole.to === dates.to;
};

/** The 15th of a whole month, 1 July of a whole year, else the middle day. */
const middleOf = (dates: DayInterval): EpochDay => {
  const first = dayText(dates.from);
  if (isWhole(dates, first.slice(0, 7))) return dates.from + 14;
  const july = parsePartialDate(`${first.slice(0, 4)}-07-01`);
  if (july && isWhole(dates, first.slice(0, 4))) return july.from;
  return Math.floor((dates.from + dates.to) / 2);
};

const NOMINAL: Readonly<Record<Policy, (dates: DayInterval) => EpochDay>> = {
  mid: middleOf,
  first: ({ from }) => from,
  last: ({ to }) => to,
};

const policyOf = (what: ImputedWhat, config: Configuration): Policy =>
  ({
    death: config.imputeDeath,
    scan: config.imputeScan,
    therapy: config.imputeTherapy,
    diagnosis: config.imputeDiagnosis,
    contact: config.imputeContact,
  })[what];

const within = (day: EpochDay, { from, to }: DayInterval): EpochDay => Math.min(Math.max(day, from), to);

interface Fitted {
  readonly day: EpochDay;
  readonly fits: boolean;
}

/** The nominal day moved as little as the bounds demand; `dates` always wins over the bounds. */
const fit = (nominal: EpochDay, dates: DayInterval, bounds: ImputationBounds): Fitted => {
  const { notBefore = -Infinity, notAfter = Infinity } = bounds;
  const day = within(Math.min(Math.max(nominal, notBefore), notAfter), dates);
  return { day, fits: day >= notBefore && day <= notAfter };
};

/** A death follows the last sign of life: the day after it, unless the interval ends with that sign. */
const fitDeath = (nominal: EpochDay, dates: DayInterval, bounds: ImputationBounds): Fitted => {
  const { lastKnownAlive: alive } = bounds;
  if (alive === undefined) return fit(nominal, dates, bounds);
  const after = alive >= nominal ? alive + 1 : nominal;
  const fitted = fit(after, dates, bounds);
  return { day: fitted.day, fits: fitted.fits && fitted.day >= alive };
};

const flagsOf = (what: ImputedWhat, fits: boolean): readonly Flag[] => {
  if (fits) return ['DATE_IMPUTED'];
  return ['DATE_IMPUTED', what === 'death' ? 'DEATH_DATE_UNRESOLVED' : 'ORDER_UNCERTAIN'];
};

/**
 * The one day that an endpoint uses for a partial date (8.5), by the policy of the ruleset.
 *
 * Precision is that of `dates`: up to 31 days count as a month (`dtf` D), up to 366 as a year (M),
 * more as unknown (Y). A scan vaguer than a month is unusable. Bounds that no day of `dates` meets are
 * flagged and the nearest day of `dates` is given.
 */
export const imputeDay = (
  {
    what,
    dates,
    bounds = {},
  }: { readonly what: ImputedWhat; readonly dates: DayInterval; readonly bounds?: ImputationBounds },
  config: Configuration,
): Imputed => {
  const vagueness = vaguenessOf(dates);
  if (vagueness === 'day') return { day: dates.from, dtf: null, flags: [], rule: 'DATE-8.5-exact' };
  const rule: DateRuleId = `DATE-8.5-${what}-${vagueness === 'month' ? 'day' : 'month'}`;
  if (what === 'scan' && vagueness !== 'month')
    return { day: null, dtf: null, flags: ['DATE_TOO_VAGUE'], rule };
  const nominal = NOMINAL[policyOf(what, config)](dates);
  const { day, fits } = (what === 'death' ? fitDeath : fit)(nominal, dates, bounds);
  return { day, dtf: DTF[vagueness], flags: flagsOf(what, fits), rule };
};
