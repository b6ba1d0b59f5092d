import { inBaseUnit, isMass } from './units';

/**
 * Doses in words. A schedule is read whole or not at all: a word that is not understood may mean that the dose
 * was lowered, and an interval longer than a day gives no dose of a day.
 */

type Phrase = readonly [words: RegExp, perDay: number];

const ONCE_A_DAY = String.raw`(?:(?:a|per|every|each) day|daily|(?:am |pro )tag|tgl\.?|täglich|taeglich|par jour|al día|\/ ?d(?:ay|ie)?)`;

/** So many times, and the day named: "twice" alone may be twice a week. */
const times = (...words: readonly string[]): RegExp =>
  new RegExp(`(?<![\\d.-])\\b(?:${words.join('|')}) ?${ONCE_A_DAY}(?![a-zäöü])`);

const everyHours = (hours: number): RegExp =>
  new RegExp(
    `\\b(?:q ?${hours} ?h(?:rs?|ourly)?|(?:every|alle|toutes les) ${hours} ?(?:hours?|stunden|heures|h)|${hours}[- ]?(?:hourly|stündlich))\\b`,
  );

/** Longer phrases first: "twice daily" holds "daily". */
const PER_DAY: readonly Phrase[] = [
  [times('four times', '4 ?(?:times|x|fois)', 'viermal', 'quatre fois', 'cuatro veces'), 4],
  [times('three times', 'thrice', '3 ?(?:times|x|fois)', 'dreimal', 'trois fois', 'tres veces'), 3],
  [times('twice', 'two times', '2 ?(?:times|x|fois)', 'zweimal', 'deux fois', 'dos veces'), 2],
  [times('once', 'one time', '1 ?(?:time|x|fois)', 'einmal', 'une fois', 'una vez'), 1],
  [everyHours(6), 4],
  [everyHours(8), 3],
  [everyHours(12), 2],
  [everyHours(24), 1],
  [/\b(?:qid|q\.i\.d\.?|qds)(?![a-z])/, 4],
  [/\b(?:tid|t\.i\.d\.?|tds)(?![a-z])/, 3],
  [/\b(?:bid|b\.i\.d\.?|bds?|b\.d\.?)(?![a-z])/, 2],
  [/\b(?:morgens und abends|(?:in the )?morning and (?:in the )?evening|matin et soir)\b/, 2],
  [/\b(?:qd|q\.d\.?|od|o\.d\.?|qam|qpm|qhs|nocte|mane)(?![a-z])/, 1],
  [/\b(?:every (?:morning|evening)|at night|in the morning|morgens|abends)(?![a-z])/, 1],
  [new RegExp(`(?<![a-z])${ONCE_A_DAY}(?![a-zäöü])`), 1],
];

/** Doses of a morning, noon, evening and night, each one or none: 1-0-1. */
const OF_A_DAY = /^([01])-([01])-([01])(?:-([01]))?$/;

/** What changes no dose: how it is taken. */
const NEUTRAL =
  /\b(?:orally|oral|by mouth|p\.?o\.?|i\.?v\.?|with (?:food|meals?)|after (?:food|meals?|breakfast)|continuous(?:ly)?|fixed dose|po)(?![a-z])|[.,;()]/g;
const DIVIDED = /\b(?:in|as|divided into) (?:two|three|four|[2-4]) (?:divided |equal |separate )?doses\b/;

const tidy = (schedule = ''): string => schedule.toLowerCase().replace(/×/g, 'x').replace(/\s+/g, ' ').trim();

const timesIn = (words: string): { readonly perDay: number; readonly rest: string } | null => {
  const table = OF_A_DAY.exec(words);
  if (table) {
    const perDay = table.slice(1).reduce((sum, each) => sum + Number(each ?? 0), 0);
    return perDay === 0 ? null : { perDay, rest: '' };
  }
  // Half of a phrase must not be taken for the whole: once daily of "once daily or twice daily".
  const found = PER_DAY.find(([pattern]) => pattern.test(words));
  return found ? { perDay: found[1], rest: words.replace(found[0], ' ') } : null;
};

/** Doses a day that a schedule means; `null` when its words do not tell, or tell more than that. */
export const dosesPerDay = (schedule: string | undefined): number | null => {
  const words = tidy(schedule);
  const divided = DIVIDED.test(words);
  const found = timesIn(words.replace(DIVIDED, ' ').replace(/^in divided doses$/, ''));
  if (!found || found.rest.replace(NEUTRAL, ' ').trim() !== '') return null;
  // In four divided doses: the dose that is named is that of the day.
  return divided && found.perDay !== 1 ? null : found.perDay;
};

export interface Dosing {
  readonly dose?: { readonly value: number; readonly unit: string } | undefined;
  readonly schedule?: string | undefined;
}

const AMOUNT = /\b(\d+(?:[.,]\d+)?) ?(mg|g|µg|ug|mcg)\b(?!\/)/;
/** 8-4-0 mg: what is taken in the morning, at noon, in the evening. */
const AMOUNTS_OF_A_DAY = /^(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))? ?mg$/;

/** A dose by surface or weight is no amount. */
const inMg = ({ value, unit }: NonNullable<Dosing['dose']>): number | null =>
  isMass(unit) ? inBaseUnit(value, unit) : null;

const sameAmount = (a: number, b: number): boolean => Math.abs(a - b) < 1e-9;

/** The amount that the schedule itself names. */
const amountIn = (words: string): { readonly mg: number; readonly rest: string } | null => {
  const match = AMOUNT.exec(words);
  if (!match) return null;
  const unit = match[2] === 'µg' || match[2] === 'mcg' ? 'ug' : (match[2] as string);
  const mg = inMg({ value: Number((match[1] as string).replace(',', '.')), unit });
  return mg === null ? null : { mg, rest: words.replace(match[0], ' ').trim() };
};

const ofAmounts = (words: string, dose: number | null): number | null => {
  const match = AMOUNTS_OF_A_DAY.exec(words);
  if (!match) return null;
  const each = match.slice(1).map((text) => Number(text ?? 0));
  const sum = each.reduce((total, value) => total + value, 0);
  return dose === null || sameAmount(dose, sum) || sameAmount(dose, each[0] as number) ? sum : null;
};

/** The one amount that dose and schedule name; `null` where they name none, or two. */
const oneAmount = (stated: number | null, told: number | null): number | null => {
  if (stated === null || told === null) return stated ?? told;
  return sameAmount(stated, told) ? stated : null;
};

/**
 * Milligrams of a day; `null` where the words do not tell. Where the schedule names an amount as well, it must be
 * that of the dose.
 */
export const mgPerDay = ({ dose, schedule }: Dosing): number | null => {
  const words = tidy(schedule);
  const stated = dose === undefined ? null : inMg(dose);
  // A dose by surface or weight is none of a day.
  if (dose !== undefined && stated === null) return null;
  const table = ofAmounts(words, stated);
  if (table !== null) return table;
  const told = amountIn(words);
  const mg = oneAmount(stated, told?.mg ?? null);
  const perDay = dosesPerDay(told ? told.rest : words);
  return mg !== null && perDay !== null ? mg * perDay : null;
};

const INTERVAL = /\b(?:every|q) ?(\d*) ?(d|w)(?:ays?|eeks?|ks?)?\b|\b(weekly)\b/;
const CYCLES = /\b(?:x ?(\d+)|(\d+) ?(?:cycles?|courses?|zyklen|doses))\b/;
/** Schedules that change on the way, and ranges, bound nothing. */
const CHANGES = /\b(?:then|later|until|first)\b|\d ?- ?\d/;

/** A number of cycles with their interval: `every 3 weeks, 4 cycles`. `null`: one of the two is not told. */
export const cyclesOf = (
  schedule: string | undefined,
): { readonly cycles: number; readonly intervalDays: number } | null => {
  const words = tidy(schedule).replace(/\bq(\d)/g, 'q $1');
  const [interval, cycles] = [INTERVAL.exec(words), CYCLES.exec(words)];
  if (!interval || !cycles || CHANGES.test(words)) return null;
  const days = interval[2] === 'd' ? 1 : 7;
  const every = interval[1] === undefined || interval[1] === '' ? 1 : Number(interval[1]);
  return { cycles: Number(cycles[1] ?? cycles[2]), intervalDays: every * days };
};
