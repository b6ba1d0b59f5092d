import { durationDays } from '@leptotrace/endpoints';
import { parsePartialDate } from '@leptotrace/kernel';
import type { CohortRow } from '../read-models/cohort.projection';
import type { EntryDays } from '../read-models/entry-days';

interface Rule {
  readonly says: string;
  /** The entry of the row that it takes; `null`: everybody is there from the start of the clock. */
  readonly takes: keyof EntryDays | null;
}

/**
 * From when on a patient counts as at risk. Registration is none of them: it has no clinical day, and the
 * moment at which it was recorded is the clock of the system, not of the patient.
 */
const RULES = {
  none: {
    says: 'Patients are counted as at risk from the start of the clock, also those who came later: survival may be too high.',
    takes: null,
  },
  'first-report': {
    says: 'Patients are counted as at risk after the day of their first molecular report, where it lies after the start of the clock. That entry does not depend on the outcome is an assumption.',
    takes: 'firstReport',
  },
  'first-fact': {
    says: 'Patients are counted as at risk after the day of the first fact that a visit leaves behind (examination, measurement, image, puncture, contact), where it lies after the start of the clock; diagnoses, therapies and tissue may be history from elsewhere. That entry does not depend on the outcome is an assumption.',
    takes: 'firstFact',
  },
} as const satisfies Readonly<Record<string, Rule>>;

export type EntryRule = keyof typeof RULES;

export const ENTRY_RULES = Object.keys(RULES) as readonly EntryRule[];

export const entrySays = (rule: EntryRule): string => RULES[rule].says;

export interface Entry {
  /** On the scale of AVAL; left out: at risk from the start of the clock. */
  readonly entry?: number;
  /** The date of entry is partial: its latest day was taken, by which the patient was there for sure. */
  readonly vague?: true;
}

const dayOf = (text: string): number | null => parsePartialDate(text)?.from ?? null;

/** Entry of a patient into an endpoint whose clock starts on a day; `null`: the patient never entered. */
export const entryOf = ({ entries }: CohortRow, start: string, rule: EntryRule): Entry | null => {
  const { takes } = RULES[rule];
  if (takes === null) return {};
  const range = entries[takes];
  if (range === null) return null;
  const [from, to] = [dayOf(start), dayOf(range.to)];
  if (from === null || to === null) return null;
  if (to <= from) return {};
  return { entry: durationDays(from, to), ...(range.from === range.to ? {} : { vague: true }) };
};
