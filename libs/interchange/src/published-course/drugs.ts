import { findAgent, type AgentCode, type FactOf } from '@leptotrace/clinical';
import { textOf } from '@leptotrace/kernel';
import type { CourseFact } from './course-file';

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

/** The agents of a regimen text: `methotrexate + hydrocortisone`. */
export const agentsOf = (drug: string): readonly RegimenAgent[] =>
  plainDrug(drug)
    .split(/\s\+\s/)
    .map((name) => ({ agent: findAgent(name) ?? 'other', name }));

type Dose = NonNullable<FactOf<'TherapyStarted'>['dose']>;

const DOSE = /(\d+(?:\.\d+)?)\s*(mg\/m2|mg\/kg|mg|g)(?![\w/])\s*(.*)$/;
const AUC = /\bAUC\s*(\d+(?:\.\d+)?)/;

const segmentOf = (text: string, name: string, several: boolean): string | undefined => {
  if (!several) return text;
  return text.split(/,\s*(?=[a-z])/).find((part) => part.includes(name));
};

export interface ParsedDose {
  readonly dose?: Dose;
  readonly schedule?: string;
}

/** Dose of one agent out of the printed text; nothing where the text gives none. Never guesses a unit. */
export const doseOf = (text: string | undefined, name: string, several: boolean): ParsedDose => {
  const segment = text === undefined ? undefined : segmentOf(text, name, several);
  if (segment === undefined) return {};
  const auc = AUC.exec(segment);
  if (auc) return { dose: { value: Number(auc[1]), unit: 'mg.min/mL' } };
  const match = DOSE.exec(segment);
  if (!match) return {};
  const schedule = plainDrug(match[3] ?? '');
  return {
    dose: { value: Number(match[1]), unit: match[2] as Dose['unit'] },
    ...(schedule === '' ? {} : { schedule }),
  };
};

export const routeOf = (route: string | undefined): FactOf<'TherapyStarted'>['route'] => {
  const text = (route ?? '').toLowerCase();
  for (const known of [
    'oral',
    'intravenous',
    'intrathecal',
    'intraventricular',
    'subcutaneous',
    'intramuscular',
  ] as const) {
    if (text.startsWith(known)) return known;
  }
  return text === '' ? 'not-stated' : 'other';
};

const isSameTherapy = (start: CourseFact, later: CourseFact): boolean =>
  start.type === 'therapy_start' &&
  start.seq < later.seq &&
  plainDrug(textOf(start['drug'])).toLowerCase() === plainDrug(textOf(later['drug'])).toLowerCase() &&
  routeOf(start['route'] as string | undefined) === routeOf(later['route'] as string | undefined);

/** The start that a stop or a change of dose speaks of: the last one of that drug and route before it. */
export const startOf = (facts: readonly CourseFact[], later: CourseFact): CourseFact | null =>
  facts.filter((start) => isSameTherapy(start, later)).sort((a, b) => b.seq - a.seq)[0] ?? null;
