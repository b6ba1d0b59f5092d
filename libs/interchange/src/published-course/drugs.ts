import { findAgent, type AgentCode, type FactOf } from '@leptotrace/clinical';
import { textOf } from '@leptotrace/kernel';
import { DIGITS } from '../digits';
import type { CourseFact } from './course-file';
import { routeOf } from './texts';
import { plainWords, saysNothing } from './words';

export interface RegimenAgent {
  readonly agent: AgentCode;
  readonly name: string;
}

/** The drug text without what stands in brackets. */
export const plainDrug = (drug: string): string =>
  drug
    .replace(/\([^)]*\)/g, '')
    .replace(/\s+/g, ' ')
    .trim();

/** Between two drugs; a comma and a slash also stand inside of names and remarks. */
const JOINTS = /\s*\+\s*|\s*;\s*|\s*&\s*|\s+and\s+|\s+plus\s+/i;
const LOOSE_JOINTS = /\s*[,/]\s*/;
/** "cycle 2", "courses 3-4": a remark on a regimen, no drug. */
const REMARK = /^(?:cycles?|courses?|doses?|weeks?|days?|c)\s*\d|^\d+\s*(?:cycles?|courses?|doses?)\b/i;

/** What stands behind a comma and is said of a regimen, not a drug of it. */
const OF_A_REGIMEN =
  /\d|\b(?:line|cycles?|courses?|weekly|daily|monthly|doses?|orally|then|first|second|third|until|with|without|for|as|high|low|adjuvant|maintenance|palliative|induction|rechallenge|pulse|standard|full|reduced|same|again|trial|arm|alone|agent)\b/i;

const isDrug = (part: string): boolean => findAgent(part) !== null || !OF_A_REGIMEN.test(part);

const namesIn = (text: string): readonly string[] => {
  const parts = text.split(LOOSE_JOINTS).filter((part) => part !== '' && !REMARK.test(part));
  if (parts.length < 2) return parts;
  const known = findAgent(text) === null && parts.some((part) => findAgent(part) !== null);
  return known ? parts.filter(isDrug) : [text];
};

/** The agents of a regimen text: `methotrexate + hydrocortisone`, `cisplatin and etoposide, cycle 2`. */
export const agentsOf = (drug: string): readonly RegimenAgent[] => {
  if (saysNothing(drug)) return [];
  const whole = findAgent(drug);
  if (whole !== null) return [{ agent: whole, name: plainDrug(drug) }];
  const names = plainDrug(drug).split(JOINTS).flatMap(namesIn);
  return [...new Set(names)].map((name) => ({ agent: findAgent(name) ?? 'other', name }));
};

/** Which cycle of a regimen a text tells: a later one is no other regimen. */
export const cycleOf = (drug: string): number => Number(/\b(?:cycle|course|c)\s*(\d+)/i.exec(drug)?.[1] ?? 1);

type Dose = NonNullable<FactOf<'TherapyStarted'>['dose']>;
type Range = NonNullable<FactOf<'TherapyStarted'>['doseRange']>;

const NUMBER = String.raw`(?<![\d.,])\d{1,3}(?:,\d{3}){1,4}(?![\d,])|(?<![\d.,])${DIGITS}(?:[.,]\d+)?`;
const UNIT = String.raw`mg\/m2|mg\/m²|mg\/kg|mcg|µg|ug|mg|g`;
const DOSE = new RegExp(
  String.raw`(${NUMBER})\s*(?:(?:-|–|to)\s*(${NUMBER})\s*)?(${UNIT})(?:\s*\/\s*(day|d|24 ?h))?(?![\w/²])\s*`,
  'g',
);
const AUC = new RegExp(String.raw`\bAUC\s*(${DIGITS}(?:\.\d+)?)`);
/** No amount that was given, but a limit of it, or a part of it. */
const NOT_THE_DOSE =
  /(?:[<>≤≥]|\b(?:up to|max(?:imum)?\.?|at most|below|above|less than|more than|% of|from|of|not|no)|\d\s*[x×])\s*$/i;
const UNITS: Readonly<Record<string, Dose['unit']>> = { 'mg/m²': 'mg/m2', mcg: 'ug', µg: 'ug' };

const numberIn = (text: string): number =>
  /^\d{1,3}(?:,\d{3})+$/.test(text) && !text.startsWith('0')
    ? Number(text.replace(/,/g, ''))
    : Number(text.replace(',', '.'));

const segmentOf = (text: string, name: string, several: boolean): string | undefined => {
  if (!several) return text;
  return text.split(/,\s*(?=[a-z])/i).find((part) => plainWords(part).includes(plainWords(name)));
};

export interface ParsedDose {
  readonly dose?: Dose;
  readonly doseRange?: Range;
  readonly schedule?: string;
}

const amountOf = (from: string, to: string | undefined, printed: string): ParsedDose => {
  const unit = UNITS[printed] ?? printed;
  const low = numberIn(from);
  if (to === undefined) return { dose: { value: low, unit } };
  const high = numberIn(to);
  const range = { low: { value: low, unit }, high: { value: high, unit } };
  return low < high ? { doseRange: range } : {};
};

/**
 * Dose of one agent out of the printed text; nothing where the text gives none, a limit, or more than one. Never
 * guesses a unit.
 */
export const doseOf = (text: string | undefined, name: string, several: boolean): ParsedDose => {
  const segment = text === undefined ? undefined : segmentOf(text, name, several);
  if (segment === undefined) return {};
  const plain = plainDrug(segment);
  const auc = AUC.exec(plain);
  if (auc) return { dose: { value: Number(auc[1]), unit: 'mg.min/mL' } };
  const [match, ...more] = [...plain.matchAll(DOSE)];
  if (!match || more.length > 0 || NOT_THE_DOSE.test(plain.slice(0, match.index))) return {};
  const [whole, from, to, unit, perDay] = match;
  const rest = plain.slice(match.index + whole.length).trim();
  const schedule = [perDay === undefined ? '' : 'daily', rest].filter((words) => words !== '').join(' ');
  return {
    ...amountOf(from as string, to, unit as string),
    ...(schedule === '' ? {} : { schedule }),
  };
};

const sameAgent = (a: RegimenAgent, b: RegimenAgent): boolean =>
  a.agent === b.agent && (a.agent !== 'other' || plainWords(a.name) === plainWords(b.name));

/** A start that a later statement speaks of, and the place of the agent in its regimen. */
export interface FoundStart {
  readonly start: CourseFact;
  readonly index: number;
}

const intoCsf = (fact: CourseFact): boolean | null => {
  const route = routeOf(
    fact['route'] === undefined || fact['route'] === null ? undefined : textOf(fact['route']),
  );
  return route === 'not-stated' ? null : route === 'intrathecal' || route === 'intraventricular';
};

/** Methotrexate into a vein and into the CSF are two therapies: what agrees in that comes first, then the latest. */
const rank = (start: CourseFact, later: CourseFact): number => {
  const [begun, changed] = [intoCsf(start), intoCsf(later)];
  const agrees = begun === null || changed === null || begun === changed;
  return (agrees ? 1e9 : 0) + start.seq;
};

/** The start of an agent that a stop or a change of dose speaks of: by agent, whatever words the source uses. */
export const startOf = (
  facts: readonly CourseFact[],
  later: CourseFact,
  wanted: RegimenAgent,
): FoundStart | null =>
  facts
    .filter((start) => start.type === 'therapy_start' && start.seq < later.seq)
    .flatMap((start) => {
      const index = agentsOf(textOf(start['drug'] ?? '')).findIndex((agent) => sameAgent(agent, wanted));
      return index < 0 ? [] : [{ start, index }];
    })
    .sort((a, b) => rank(b.start, later) - rank(a.start, later))[0] ?? null;

/** Every start that a later statement speaks of. */
export const startsOf = (facts: readonly CourseFact[], later: CourseFact): readonly CourseFact[] =>
  agentsOf(textOf(later['drug'] ?? '')).flatMap((agent) => startOf(facts, later, agent)?.start ?? []);
